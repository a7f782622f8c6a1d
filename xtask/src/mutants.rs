//! Tests the tests: is every mistake noticed that could be made in the engine and the checks?
//!
//! Not one of the steps of `cargo xtask test`, for it takes too long to wait for. What is changed, and what is left out
//! for which reason, stands in `.cargo/mutants.toml`.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::setup;

/// Runs cargo-mutants; what it finds stands in `target/mutants.out`.
pub fn mutants(sh: &Shell, arguments: &[String]) -> Result<()> {
    setup::install(sh, &setup::MUTANTS)?;
    cmd!(sh, "cargo mutants --output target {arguments...}")
        // A mistake that a law notices at all, it notices within the first few packs.
        .env("PROPTEST_CASES", "24")
        .run()
        .context("there are changes that no test notices; target/mutants.out/missed.txt lists them")
}
