//! Prints the proofs over all answers of the pack that ships.

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use relasi::proof::{self, Engine, Proof, grouped};

use crate::content;

/// Findings printed of each proof, where not all are asked for: in this pack, one for each question that classifies.
const SHOWN: usize = 16;

/// Runs every proof. They take minutes without optimisation: build with the profile `proofs`, as xtask does.
pub fn prove(root: &Path, details: bool) -> Result<()> {
    let pack = content::read(&root.join("content"))?;
    let all_hold =
        proof::prove(&pack.model, &Engine::SHIPPED, |proof| print(proof, details)).map_err(|why| anyhow!(why))?;
    if !all_hold {
        bail!("not every proof holds");
    }
    Ok(())
}

fn print(proof: &Proof, details: bool) {
    let seconds = proof.took.as_secs_f32();
    println!("\n{}", proof.statement);
    if let Some(counterexample) = &proof.counterexample {
        println!("  FAILS, after {seconds:.1} s\n  {counterexample}");
        return;
    }
    println!("  holds: {} {}; {seconds:.1} s", grouped(proof.covered), proof.how);
    let shown = if details { proof.findings.len() } else { proof.findings.len().min(SHOWN) };
    for finding in &proof.findings[..shown] {
        println!("  - {finding}");
    }
}
