//! Looks for input that Relasi cannot take: a link, what was saved, a pack. Coverage-guided, by libFuzzer.
//!
//! Not one of the steps of `cargo xtask test`, for there is always more to try; what has been found to be worth keeping
//! lies in `fuzz/corpus`, and `tests/hostile.rs` tries that every time.

use anyhow::{Context, Result};
use clap::ValueEnum;
use xshell::{Shell, cmd};

use crate::setup;

/// What comes in from outside; each has its law in `fuzz/laws.rs`.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Target {
    /// The code in a link
    Link,
    /// Saved answers and relationships
    Saved,
    /// A pack as written
    Pack,
    /// A pack as it ships
    Compiled,
}

/// Runs each target for so many minutes, or all, one after the other. What it finds lies in `fuzz/artifacts`.
pub fn fuzz(sh: &Shell, only: &[Target], minutes: u32) -> Result<()> {
    setup::install(sh, &setup::FUZZ)?;
    let chosen = Target::value_variants().iter().filter(|target| only.is_empty() || only.contains(target));
    for target in chosen {
        let name = target.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
        println!("\n=== {name}: {minutes} minutes ===");
        // New inputs go into the first folder; what is kept in the repository is only read.
        let found = format!("found/{name}");
        sh.create_dir(sh.current_dir().join("fuzz").join(&found))?;
        let _fuzz = sh.push_dir("fuzz");
        let corpus = format!("corpus/{name}");
        let time = format!("-max_total_time={}", 60 * minutes);
        // Slower or larger than this is a finding as well.
        let bounds = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=16384", "-dict=words.dict"];
        // No sanitizer: there is no unsafe code to watch, and the stable compiler has none.
        cmd!(sh, "cargo fuzz run --sanitizer none {name} {found} {corpus} -- {time} {bounds...} -print_final_stats=1")
            .run()
            .with_context(|| {
                format!("{name}: there is input that breaks the law in fuzz/laws.rs; see fuzz/artifacts")
            })?;
    }
    Ok(())
}
