//! What each file in `dist/` weighs, and what it may weigh.

use std::path::Path;

use anyhow::{Result, bail, ensure};
use xshell::{Shell, cmd};

/// Bytes that a file may come to after brotli at its best. Visitors download the whole file, so growing past this has to
/// be worth it: then raise its number here, in the commit that says why.
const BUDGET: [(&str, u64); 8] = [
    // Before the first question is on the screen.
    ("relasi.js", 8_192),
    // 570 of them tell an owner of colours that are hard to read, 2 400 are what the visitor takes along, and the print; 380
    // are letters that choose, and drawings in the colours that the visitor forces; 550 are what the wasm asks of the page,
    // which relasi.js does without.
    ("relasi-app.js", 12_750),
    ("relasi.wasm", 109_700),
    ("content/en.pack", 22_500),
    ("content/id.pack", 23_750),
    ("relasi.standalone.js", 179_500),
    // 80 of them are the table of attributes, which the element, the demo page and the guides share.
    ("embed.js", 1_100),
    ("relasi-frame.js", 1_024),
];

/// What everyone downloads who answers the questions in one language, and what that may come to.
const VISIT: [&str; 4] = ["relasi.js", "relasi-app.js", "relasi.wasm", "content/en.pack"];
const VISIT_BUDGET: u64 = 152_300;

struct File {
    name: String,
    bytes: u64,
    packed: u64,
}

/// Prints the files of `dist/`, and what one visit takes of them.
pub fn print(sh: &Shell) -> Result<()> {
    let files = weigh(sh)?;
    println!("\n{:<24}{:>12}{:>12}{:>12}", "dist/", "bytes", "brotli-11", "budget");
    for File { name, bytes, packed } in &files {
        let budget = BUDGET.iter().find(|(file, _)| file == name).map_or(String::new(), |(_, most)| most.to_string());
        println!("{name:<24}{bytes:>12}{packed:>12}{budget:>12}");
    }
    let visit: Vec<&File> = files.iter().filter(|file| VISIT.contains(&file.name.as_str())).collect();
    let bytes: u64 = visit.iter().map(|file| file.bytes).sum();
    let packed: u64 = visit.iter().map(|file| file.packed).sum();
    println!("{:<24}{bytes:>12}{packed:>12}{VISIT_BUDGET:>12}", "a visit in one language");
    println!("  ({})", VISIT.join(" + "));
    Ok(())
}

/// Fails where a file of `dist/` weighs more than it may.
pub fn check(sh: &Shell) -> Result<()> {
    let files = weigh(sh)?;
    let packed = |name: &str| files.iter().find(|file| file.name == name).map_or(0, |file| file.packed);
    let visit = ("a visit in one language", VISIT.iter().map(|name| packed(name)).sum(), VISIT_BUDGET);
    let found = BUDGET.iter().map(|&(name, most)| (name, packed(name), most)).chain([visit]);
    let over: Vec<String> = found
        .filter(|(_, packed, most)| packed > most)
        .map(|(name, packed, most)| format!("{name}: {packed} bytes, {} over its budget of {most}", packed - most))
        .collect();
    if !over.is_empty() {
        bail!("dist/ has grown past what xtask/src/sizes.rs allows\n       {}", over.join("\n       "));
    }
    Ok(())
}

/// Every file of `dist/`, by name.
fn weigh(sh: &Shell) -> Result<Vec<File>> {
    let dist = sh.current_dir().join("dist");
    let mut names = Vec::new();
    list_files(sh, &dist, "", &mut names)?;
    // The same files again.
    names.retain(|name| !name.starts_with("npm/"));
    names.sort();
    for (file, _) in BUDGET {
        ensure!(names.iter().any(|found| found == file), "dist/ is not whole: {file} is missing");
    }
    let packed = brotli_sizes(sh, &dist, &names)?;
    names
        .into_iter()
        .zip(packed)
        .map(|(name, packed)| Ok(File { bytes: dist.join(&name).metadata()?.len(), name, packed }))
        .collect()
}

/// Paths below `folder` with forward slashes, as a host would serve them.
fn list_files(sh: &Shell, folder: &Path, prefix: &str, files: &mut Vec<String>) -> Result<()> {
    for entry in sh.read_dir(folder)? {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        let path = format!("{prefix}{name}");
        if entry.is_dir() {
            list_files(sh, &entry, &format!("{path}/"), files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// By the encoder in Node.js, which is needed anyway: the crate `brotli` would add 5 s to the build of xtask, and
/// without optimisation takes ten times as long over one module.
fn brotli_sizes(sh: &Shell, dist: &Path, files: &[String]) -> Result<Vec<u64>> {
    let script = r#"
        const { brotliCompressSync, constants } = require("node:zlib");
        const { readFileSync } = require("node:fs");
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        for (const file of process.argv.slice(1)) {
            console.log(brotliCompressSync(readFileSync(file), { params }).length);
        }
    "#;
    let paths = files.iter().map(|file| dist.join(file));
    let printed = cmd!(sh, "node -e {script} {paths...}").quiet().read()?;
    let sizes: Vec<u64> = printed.lines().map(str::parse).collect::<Result<_, _>>()?;
    ensure!(sizes.len() == files.len(), "node has measured {} of {} files", sizes.len(), files.len());
    Ok(sizes)
}
