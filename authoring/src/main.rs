//! What authors of content packs run, by way of xtask: `check-content`, `schema`, `cases` and `prove`.

mod content;
mod prove;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, bail};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["check-content", folder] => content::check(Path::new(folder)),
        ["schema"] => content::write_schemas(&root()),
        ["cases"] => content::cases(&root()),
        ["prove"] => prove::prove(&root(), false),
        ["prove", "--details"] => prove::prove(&root(), true),
        _ => bail!("it takes what `cargo xtask --help` lists for authors"),
    }
}

/// The project's folder, so that every command works from any other.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
