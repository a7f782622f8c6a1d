//! The commands a contributor types: `cargo xtask serve`, `test` and `dist`.

mod apps;
mod authoring;
mod browsers;
mod deadline;
mod dist;
mod fuzz;
mod mutants;
mod reproduce;
mod serve;
mod setup;
mod test;

use std::{path::PathBuf, process::ExitCode};

use clap::Parser;

#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
/// Builds, serves and tests Relasi; fetches the tools it needs into target/tools, once.
enum Command {
    /// Serve the demo page on this machine and rebuild it whenever a source changes
    Serve {
        /// Port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open the page in the browser after the first build
        #[arg(long)]
        open: bool,
    },
    /// Run every check, in order, and stop at the first that fails
    Test {
        /// Only these steps, separated by commas
        #[arg(long, value_enum, value_delimiter = ',', value_name = "STEP")]
        only: Vec<test::Step>,
        /// Only in these engines, where a step needs a browser
        #[arg(long, value_enum, value_delimiter = ',', value_name = "ENGINE")]
        engine: Vec<browsers::Engine>,
        /// For the test runner of `native` and `pages`, after `--`: names of tests, or a part of them
        #[arg(last = true)]
        filter: Vec<String>,
    },
    /// Build dist/, ready for any static host, and print what a visitor downloads
    Dist,
    /// List everything that is wrong with a content pack
    CheckContent {
        /// The folder with model.json and the language files
        folder: PathBuf,
    },
    /// Write the JSON Schema of the content files beside them, for editors
    Schema,
    /// Run the labelled relationships through the questionnaire and show where verdict and label part
    Cases,
    /// Change the engine and the checks in every small way, and show which changes no test notices (takes an hour)
    Mutants {
        /// For cargo-mutants, after `--`: `--shard 1/4`, `--re src/engine/plan`, `--iterate`, ...
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Look for input that breaks the reading of links, of what was saved and of packs
    Fuzz {
        /// Only these, separated by commas
        #[arg(long, value_enum, value_delimiter = ',', value_name = "TARGET")]
        only: Vec<fuzz::Target>,
        /// How long to look at each
        #[arg(long, default_value_t = 60)]
        minutes: u32,
    },
    /// Build the last commit twice from nothing and compare what would ship, byte for byte
    Reproduce,
    /// Prove what must hold for all answers of the pack that ships, not just for those tried
    Prove {
        /// Print every figure found on the way
        #[arg(long)]
        details: bool,
    },
    /// Write target/remap.toml, before anything is compiled (trunk runs this, see Trunk.toml)
    #[command(hide = true)]
    Prepare,
    /// Turn trunk's staging folder into the files that ship (trunk runs this, see Trunk.toml)
    #[command(hide = true)]
    Assemble,
}

fn main() -> ExitCode {
    let command = Command::parse();
    let outcome = setup::shell().and_then(|sh| match command {
        Command::Serve { port, open } => serve::serve(&sh, port, open),
        Command::Test { only, engine, filter } => test::test(&sh, &only, &engine, &filter),
        Command::Dist => dist::dist(&sh),
        Command::CheckContent { folder } => authoring::check(&sh, &folder),
        Command::Schema => authoring::schema(&sh),
        Command::Cases => authoring::cases(&sh),
        Command::Mutants { arguments } => mutants::mutants(&sh, &arguments),
        Command::Fuzz { only, minutes } => fuzz::fuzz(&sh, &only, minutes),
        Command::Reproduce => reproduce::reproduce(&sh),
        Command::Prove { details } => authoring::prove(&sh, details),
        Command::Prepare => setup::write_remapping(&sh),
        Command::Assemble => dist::assemble(&sh),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
