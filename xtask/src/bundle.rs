//! From what trunk has built to the files that ship, and what each of them weighs.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use relasi::content::{Text, compiled};
use xshell::{Shell, cmd};

use crate::{content, package, setup};

/// Set by `serve`: leave out wasm-opt, which takes longer than all the rest of a rebuild.
pub const SOON: &str = "RELASI_SOON";

/// Builds `dist/` and prints its sizes.
pub fn dist(sh: &Shell) -> Result<()> {
    let dist = build(sh)?;
    print_sizes(sh)?;
    package::print_hashes(sh, &dist)
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
    let languages = compile_content(sh, &staging.join("content"))?;
    minify_css(sh, &packages, "styles/page.css", &staging.join("page.css"))?;
    bundle_element(sh, &packages, &staging, &languages)?;
    clean_page(sh, &staging.join("index.html"))?;
    build_reader(sh, &packages, &staging)?;
    for module in ["relasi", "relasi-reader"] {
        shrink_wasm(sh, &packages, &staging.join(module))?;
    }
    package::assemble(sh, &packages, &staging)
}

/// What reads packs as written, for pages that bring their own: a wasm beside the widget's, from the same crate.
fn build_reader(sh: &Shell, packages: &Path, staging: &Path) -> Result<()> {
    cmd!(
        sh,
        "cargo build --quiet --release --package relasi --lib --target wasm32-unknown-unknown
            --no-default-features --features reader"
    )
    .quiet()
    .run()
    .context("the reader of packs could not be built")?;
    let built = sh.current_dir().join("target/wasm32-unknown-unknown/release/relasi.wasm");
    cmd!(
        sh,
        "wasm-bindgen --target web --no-typescript --omit-default-module-path
            --out-dir {staging} --out-name relasi-reader {built}"
    )
    .run()?;
    bundle(sh, packages, &staging.join("relasi-reader.js"), &staging.join("relasi-reader.js"), &[])
}

/// Here rather than in trunk, which would download its own wasm-opt wherever none is on `PATH`.
fn shrink_wasm(sh: &Shell, packages: &Path, module: &Path) -> Result<()> {
    let wasm_opt = packages.join("binaryen/bin/wasm-opt");
    let to = module.with_extension("wasm");
    let from = to.with_file_name(format!("{}_bg.wasm", module.file_name().unwrap_or_default().display()));
    // Whoever edits and looks, or asks trunk for a debug build, wants it soon, not small.
    if env::var_os(SOON).is_some() || env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "debug") {
        sh.copy_file(&from, to)?;
        return Ok(sh.remove_path(from)?);
    }
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
    cmd!(sh, "node {wasm_opt} -O1 {features...} {from} -o {to}")
        .quiet()
        .run()
        .context("wasm-opt refused the module")?;
    Ok(sh.remove_path(from)?)
}

/// Joins `src/embed/element.js`, the bindings (`relasi-glue`) and the styles of the widget as text (`relasi-css`).
///
/// Both names are aliases given here, since neither file exists in the source tree.
fn bundle_element(sh: &Shell, packages: &Path, staging: &Path, languages: &[String]) -> Result<()> {
    let glue = staging.join("relasi.js");
    // The bindings look for the wasm beside themselves, under the name it had before it shipped.
    let bindings = sh.read_file(&glue)?.replace("relasi_bg.wasm", "relasi.wasm");
    sh.write_file(&glue, bindings)?;
    let css = staging.join("relasi.css");
    minify_css(sh, packages, "styles/widget.css", &css)?;
    let languages = serde_json::to_string(languages)?;
    let flags = [
        format!("--alias:relasi-glue={}", glue.display()),
        format!("--alias:relasi-css={}", css.display()),
        "--loader:.css=text".into(),
        format!("--define:RELASI_LANGUAGES={languages}"),
    ];
    // The bundle takes the place of the bindings, which esbuild has read whole by then.
    bundle(sh, packages, Path::new("src/embed/element.js"), &glue, &flags)?;
    sh.remove_path(css)?;
    // Scripts that crates bring along; they are part of the bundle now.
    sh.remove_path(staging.join("snippets"))?;
    Ok(())
}

/// Makes one small script of a module and all that it imports.
fn bundle(sh: &Shell, packages: &Path, from: &Path, to: &Path, flags: &[String]) -> Result<()> {
    let esbuild = esbuild(packages);
    cmd!(
        sh,
        "node {esbuild} {from} --bundle --minify --format=esm --target=es2022 --charset=utf8 {flags...}
            --outfile={to} --allow-overwrite --log-level=warning"
    )
    .quiet()
    .run()
    .with_context(|| format!("esbuild could not bundle {}", from.display()))
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

/// Checks the pack and writes it compiled, a file a language; the codes of its languages.
fn compile_content(sh: &Shell, to: &Path) -> Result<Vec<String>> {
    let pack = content::read(&sh.current_dir().join("content"))?;
    let write = |text: &Text| -> Result<String> {
        let code = text.language.to_string();
        sh.write_file(to.join(&code).with_extension("pack"), compiled::compile(&pack.model, text))?;
        Ok(code)
    };
    pack.texts.iter().map(write).collect()
}

/// trunk takes its own instructions out of the page only where it puts scripts in their place.
fn clean_page(sh: &Shell, page: &Path) -> Result<()> {
    let html = sh.read_file(page)?;
    let kept: String = html.split_inclusive('\n').filter(|line| !line.contains("<link data-trunk ")).collect();
    sh.write_file(page, kept)?;
    Ok(())
}

/// What everyone downloads who answers the questions in one language.
const VISIT: [&str; 3] = ["relasi.js", "relasi.wasm", "content/en.pack"];

fn print_sizes(sh: &Shell) -> Result<()> {
    let dist = sh.current_dir().join("dist");
    let mut files = Vec::new();
    list_files(sh, &dist, "", &mut files)?;
    // The same files again.
    files.retain(|file| !file.starts_with("npm/"));
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
