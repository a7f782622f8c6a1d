//! From what trunk has built to the files that ship, and what each of them weighs.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::setup;

/// Set by `serve`: leave out wasm-opt, which takes longer than all the rest of a rebuild.
pub const SOON: &str = "RELASI_SOON";

/// Builds `dist/` and prints its sizes.
pub fn dist(sh: &Shell) -> Result<()> {
    build(sh)?;
    print_sizes(sh)
}

/// Builds `dist/`, where trunk calls back into [`assemble`]; its absolute path.
pub fn build(sh: &Shell) -> Result<PathBuf> {
    setup::for_building(sh)?;
    setup::trunk(sh, &["build", "--release"])?.run().context("the page could not be built")?;
    Ok(sh.current_dir().join("dist"))
}

/// Makes of trunk's staging folder what a customer hosts: one script, one wasm, the styles of the page, the content.
pub fn assemble(sh: &Shell) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("assemble is a step of trunk's build: run `cargo xtask dist`")?;
    let packages = setup::npm_packages(sh)?;
    // What fails soonest comes first: a mistake in a sentence or a style is named before the wasm is worked on.
    minify_content(sh, &staging.join("content"))?;
    minify_css(sh, &packages, "styles/page.css", &staging.join("page.css"))?;
    bundle_element(sh, &packages, &staging)?;
    clean_page(sh, &staging.join("index.html"))?;

    // Whoever edits and looks, or asks trunk for a debug build, wants it soon, not small.
    let soon = env::var_os(SOON).is_some() || env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "debug");
    if soon {
        sh.copy_file(staging.join("relasi_bg.wasm"), staging.join("relasi.wasm"))?;
    } else {
        shrink_wasm(sh, &packages, &staging)?;
    }
    sh.remove_path(staging.join("relasi_bg.wasm"))?;
    Ok(())
}

/// Here rather than in trunk, which would download its own wasm-opt wherever none is on `PATH`.
fn shrink_wasm(sh: &Shell, packages: &Path, staging: &Path) -> Result<()> {
    let wasm_opt = packages.join("binaryen/bin/wasm-opt");
    let (from, to) = (staging.join("relasi_bg.wasm"), staging.join("relasi.wasm"));
    // What rustc uses by default, by name: with --all-features browsers reject the module ("Invalid import kind").
    let features = [
        "--enable-bulk-memory",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
    ];
    // What counts is the size after compression: -Oz and -O2 leave fewer bytes that compress worse than these.
    cmd!(sh, "node {wasm_opt} -O1 {features...} {from} -o {to}").quiet().run().context("wasm-opt refused the module")
}

/// Joins `src/embed/element.js`, the bindings (`relasi-glue`) and the styles of the widget as text (`relasi-css`).
///
/// Both names are aliases given here, since neither file exists in the source tree.
fn bundle_element(sh: &Shell, packages: &Path, staging: &Path) -> Result<()> {
    let glue = staging.join("relasi.js");
    // The bindings look for the wasm beside themselves, under the name it had before it shipped.
    let bindings = sh.read_file(&glue)?.replace("relasi_bg.wasm", "relasi.wasm");
    sh.write_file(&glue, bindings)?;
    let css = staging.join("relasi.css");
    minify_css(sh, packages, "styles/widget.css", &css)?;

    let esbuild = esbuild(packages);
    // The bundle takes the place of the bindings, which esbuild has read whole by then.
    cmd!(
        sh,
        "node {esbuild} src/embed/element.js --bundle --minify --format=esm --target=es2022 --charset=utf8
            --alias:relasi-glue={glue} --alias:relasi-css={css} --loader:.css=text
            --outfile={glue} --allow-overwrite --log-level=warning"
    )
    .quiet()
    .run()
    .context("esbuild could not bundle src/embed/element.js")?;

    sh.remove_path(css)?;
    // Scripts that crates bring along; they are part of the bundle now.
    sh.remove_path(staging.join("snippets"))?;
    Ok(())
}

fn minify_css(sh: &Shell, packages: &Path, from: &str, to: &Path) -> Result<()> {
    let esbuild = esbuild(packages);
    cmd!(sh, "node {esbuild} {from} --bundle --minify --charset=utf8 --outfile={to} --log-level=warning")
        .quiet()
        .run()
        .with_context(|| format!("esbuild could not minify {from}"))
}

/// Run by node rather than from `.bin`, whose entries are shell scripts on some systems and not on others.
fn esbuild(packages: &Path) -> PathBuf {
    packages.join("esbuild/bin/esbuild")
}

/// Only the pack itself: `content/schema/` serves editors, and no visitor.
fn minify_content(sh: &Shell, to: &Path) -> Result<()> {
    for file in sh.read_dir("content")? {
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = file.file_name().unwrap_or_default();
        let mut pack: Value = serde_json::from_str(&sh.read_file(&file)?)
            .with_context(|| format!("content/{} is not JSON", name.display()))?;
        if let Some(members) = pack.as_object_mut() {
            members.shift_remove("$schema");
        }
        sh.write_file(to.join(name), pack.to_string())?;
    }
    Ok(())
}

/// trunk takes its own instructions out of the page only where it puts scripts in their place.
fn clean_page(sh: &Shell, page: &Path) -> Result<()> {
    let html = sh.read_file(page)?;
    let kept: String = html.split_inclusive('\n').filter(|line| !line.contains("<link data-trunk ")).collect();
    sh.write_file(page, kept)?;
    Ok(())
}

/// What everyone downloads who answers the questions in one language.
const VISIT: [&str; 4] = ["relasi.js", "relasi.wasm", "content/model.json", "content/en.json"];

fn print_sizes(sh: &Shell) -> Result<()> {
    let dist = sh.current_dir().join("dist");
    let mut files = Vec::new();
    list_files(sh, &dist, "", &mut files)?;
    files.sort();
    for file in VISIT {
        ensure!(files.iter().any(|found| found == file), "dist/ is not whole: {file} is missing");
    }

    let compressed = brotli_sizes(sh, &dist, &files)?;
    let mut visit = (0, 0);
    println!("\n{:<24}{:>12}{:>12}", "dist/", "bytes", "brotli-11");
    for (file, packed) in files.iter().zip(compressed) {
        let bytes = dist.join(file).metadata()?.len();
        if VISIT.contains(&file.as_str()) {
            visit = (visit.0 + bytes, visit.1 + packed);
        }
        println!("{file:<24}{bytes:>12}{packed:>12}");
    }
    println!("{:<24}{:>12}{:>12}", "a visit in one language", visit.0, visit.1);
    println!("  ({})", VISIT.join(" + "));
    Ok(())
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
