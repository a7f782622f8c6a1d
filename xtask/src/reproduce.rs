//! Shows that what ships depends on its sources alone: two clean builds in two folders, byte for byte the same.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

use crate::dist;

/// Builds the last commit twice from nothing, compares every file of `dist/`, and prints their integrity hashes.
pub fn reproduce(sh: &Shell) -> Result<()> {
    let repository = sh.current_dir();
    // Of different length, so that a path that finds its way into a file shows.
    let folders = ["target/reproduce/first", "target/reproduce/and/a/second"].map(|folder| repository.join(folder));
    let commit = cmd!(sh, "git rev-parse HEAD").quiet().read().context("this is no git repository")?;
    println!("Building {commit} twice from nothing (some minutes each). What is not committed is left out.");
    for folder in &folders {
        sh.remove_path(folder)?;
        sh.create_dir(folder)?;
        cmd!(sh, "git clone --quiet --no-hardlinks {repository} {folder}").quiet().run()?;
        let _there = sh.push_dir(folder);
        // The tools are found on PATH; the build is its own.
        cmd!(sh, "cargo xtask dist").quiet().ignore_stdout().env_remove("CARGO_TARGET_DIR").run()?;
    }
    let [first, second] = folders.map(|folder| folder.join("dist"));
    let files = files(sh, &first)?;
    ensure!(files == self::files(sh, &second)?, "the two builds have files of different names");
    let mut different = Vec::new();
    for file in &files {
        if sh.read_binary_file(first.join(file))? != sh.read_binary_file(second.join(file))? {
            different.push(file.display().to_string());
        }
    }
    ensure!(different.is_empty(), "not the same in both builds: {}", different.join(", "));
    println!("{} files, the same in both builds.", files.len());
    dist::print_hashes(sh, &second)
}

/// Every file below a folder, by its path from there, sorted.
fn files(sh: &Shell, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for path in sh.read_dir(next)? {
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(folder)?.to_path_buf());
            }
        }
    }
    files.sort();
    Ok(files)
}
