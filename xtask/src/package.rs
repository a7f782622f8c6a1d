//! What a site owner gets besides the widget: the iframe variant, the snippet builder, hashes, and the npm package.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use xshell::{Shell, cmd};

/// Scripts and styles that are minified, each alone, and where they go in `dist/`.
const MINIFIED: [(&str, &str); 4] = [
    ("src/element/frame/embed.js", "embed.js"),
    ("src/element/frame/embed.css", "embed.css"),
    ("src/element/frame/relasi-frame.js", "relasi-frame.js"),
    ("src/page/page.js", "page.js"),
];

/// The demo page is for looking, not for hosting elsewhere.
const PAGE: [&str; 3] = ["index.html", "page.css", "page.js"];

/// The hashes by file, for the `integrity` of scripts and styles.
const HASHES: &str = "sri.json";

/// Adds to what `bundle` has assembled in trunk's staging folder, once everything else is there.
pub fn assemble(sh: &Shell, packages: &Path, staging: &Path) -> Result<()> {
    let esbuild = packages.join("esbuild/bin/esbuild");
    for (from, to) in MINIFIED {
        let to = staging.join(to);
        // esbuild would take tsconfig.json, which is for the type check, as its own.
        let flags =
            ["--bundle", "--minify", "--target=es2022", "--charset=utf8", "--log-level=warning", "--tsconfig-raw={}"];
        cmd!(sh, "node {esbuild} {from} {flags...} --outfile={to}")
            .quiet()
            .run()
            .with_context(|| format!("esbuild could not minify {from}"))?;
    }
    sh.copy_file("src/element/frame/embed.html", staging)?;
    sh.copy_file("src/element/custom-elements.json", staging)?;
    let files = shipped(sh, staging)?;
    write_hashes(sh, staging, &files)?;
    write_npm(sh, staging, &files)
}

/// Every file at the root of `dist/` that others may host, by name.
fn shipped(sh: &Shell, staging: &Path) -> Result<Vec<String>> {
    let mut files: Vec<String> = sh
        .read_dir(staging)?
        .into_iter()
        .filter(|path| path.is_file())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .filter(|name| !PAGE.contains(&name.as_str()) && name != HASHES)
        .collect();
    files.sort();
    Ok(files)
}

/// By Node.js, which is needed anyway, as for the sizes.
fn write_hashes(sh: &Shell, staging: &Path, files: &[String]) -> Result<()> {
    let script = r#"
        const { createHash } = require("node:crypto");
        const { readFileSync } = require("node:fs");
        for (const file of process.argv.slice(1)) {
            console.log("sha384-" + createHash("sha384").update(readFileSync(file)).digest("base64"));
        }
    "#;
    let paths = files.iter().map(|file| staging.join(file));
    let printed = cmd!(sh, "node -e {script} {paths...}").quiet().read()?;
    let hashes: Map<String, Value> = files.iter().cloned().zip(printed.lines().map(Value::from)).collect();
    ensure!(hashes.len() == files.len(), "node has hashed {} of {} files", hashes.len(), files.len());
    sh.write_file(staging.join(HASHES), serde_json::to_string_pretty(&hashes)? + "\n")?;
    Ok(())
}

/// Prints what [`assemble`] has written, for the guide's recipe.
pub fn print_hashes(sh: &Shell, dist: &Path) -> Result<()> {
    let hashes: Map<String, Value> = serde_json::from_str(&sh.read_file(dist.join(HASHES))?)?;
    println!("\nintegrity (also in dist/{HASHES}; how to use it: docs/EMBED.md)");
    for (file, hash) in hashes.iter().filter(|(file, _)| has_extension(file, &["js", "css"])) {
        println!("{file:<24}{}", hash.as_str().unwrap_or_default());
    }
    Ok(())
}

fn has_extension(file: &str, extensions: &[&str]) -> bool {
    Path::new(file).extension().is_some_and(|found| extensions.iter().any(|extension| found == *extension))
}

/// Writes `npm/`, to be published as it is: `npm publish dist/npm`.
fn write_npm(sh: &Shell, staging: &Path, files: &[String]) -> Result<()> {
    let npm = staging.join("npm");
    sh.remove_path(&npm)?;
    sh.create_dir(npm.join("content"))?;
    for file in files {
        sh.copy_file(staging.join(file), &npm)?;
    }
    for file in sh.read_dir(staging.join("content"))? {
        sh.copy_file(file, npm.join("content"))?;
    }
    for file in ["src/element/relasi.d.ts", "LICENSE-MIT", "LICENSE-APACHE"] {
        sh.copy_file(file, &npm)?;
    }
    sh.copy_file("docs/PACKAGE.md", npm.join("README.md"))?;
    let manifest = manifest(&version(sh)?, files);
    sh.write_file(npm.join("package.json"), serde_json::to_string_pretty(&manifest)? + "\n")?;
    Ok(())
}

fn manifest(version: &str, files: &[String]) -> Value {
    let module = |script: &str| json!({ "types": "./relasi.d.ts", "default": format!("./{script}") });
    let mut exports = Map::new();
    exports.insert(".".into(), module("relasi.js"));
    exports.insert("./standalone".into(), module("relasi.standalone.js"));
    // Whatever is hosted beside the script can be named, to be copied or read: the wasm, the content, the iframe variant.
    for file in files {
        exports.insert(format!("./{file}"), format!("./{file}").into());
    }
    exports.insert("./content/*".into(), "./content/*".into());
    exports.insert("./package.json".into(), "./package.json".into());
    json!({
        "name": "relasi",
        "version": version,
        "description": "A questionnaire as a custom element: are the people you serve clients, customers or consumers?",
        "keywords": ["custom-element", "web-component", "questionnaire", "widget", "wasm", "client", "customer"],
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "types": "./relasi.d.ts",
        "customElements": "custom-elements.json",
        "exports": exports,
        // They define the tag.
        "sideEffects": ["./relasi.js", "./relasi.standalone.js"],
        "files": ["*.js", "*.css", "*.html", "*.wasm", "*.json", "*.d.ts", "content", "LICENSE-*"],
    })
}

fn version(sh: &Shell) -> Result<String> {
    let manifest = sh.read_file("Cargo.toml")?;
    let version = manifest.split_once("\nversion = \"").and_then(|(_, rest)| rest.split_once('"'));
    Ok(version.context("Cargo.toml names no version")?.0.to_owned())
}
