//! What an author of content packs runs: the checks, the schemas, the labelled cases and the proofs.
//!
//! All of it is done by the crate `authoring`, so that xtask itself is not built again with every change of Relasi.

use std::path::{Path, absolute};

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

/// Lists every problem of the pack in `folder`.
pub fn check(sh: &Shell, folder: &Path) -> Result<()> {
    let folder = absolute(folder)?;
    let folder = folder.strip_prefix(sh.current_dir()).unwrap_or(&folder);
    end(cmd!(sh, "cargo run --quiet --package authoring -- check-content {folder}"))
}

/// Writes the schemas of the content files.
pub fn schema(sh: &Shell) -> Result<()> {
    end(cmd!(sh, "cargo run --quiet --package authoring -- schema"))
}

/// Runs the labelled cases.
pub fn cases(sh: &Shell) -> Result<()> {
    end(cmd!(sh, "cargo run --quiet --package authoring -- cases"))
}

/// Runs every proof, and the test of shortest paths for every labelled case. They take minutes without optimisation, so they
/// are built with their own profile.
pub fn prove(sh: &Shell, details: bool) -> Result<()> {
    let details = details.then_some("--details");
    end(cmd!(sh, "cargo run --quiet --profile proofs --package authoring -- prove {details...}"))?;
    let features = ["--no-default-features", "--features", "authoring"];
    end(cmd!(sh, "cargo test --quiet --profile proofs --package relasi {features...} --test path"))
}

/// The program has said itself what is wrong.
fn end(command: xshell::Cmd) -> Result<()> {
    if command.quiet().run().is_err() {
        bail!("stopped for the reason above");
    }
    Ok(())
}
