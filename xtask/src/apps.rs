//! The applications of others in which the tests show the widget: React and Vue, bundled by Vite, and one in Yew.

use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::setup;

/// Where the sources are, and the packages they are made of.
const SOURCES: &str = "tests/pages/apps";

/// Where they are, once built.
pub const BUILT: &str = "target/tools/apps/dist";

/// Bundles the apps with the widget in `dist`.
pub fn build(sh: &Shell, dist: &Path) -> Result<()> {
    let folder = sh.current_dir().join("target/tools/apps");
    let packages = setup::npm_install(sh, SOURCES, "target/tools/apps")?;
    // Beside their packages, where a bundler looks for them.
    for source in sh.read_dir(SOURCES)? {
        if source.is_file() {
            sh.copy_file(source, &folder)?;
        }
    }
    let vite = packages.join("vite/bin/vite.js");
    cmd!(sh, "node {vite} build {folder} --logLevel error")
        .env("RELASI_DIST", dist)
        .quiet()
        .run()
        .context("vite could not bundle the apps")?;
    yew(sh, &sh.current_dir().join(BUILT).join("yew"))
}

/// Unoptimised, as the tests in the wasm are: what they have compiled already serves here.
fn yew(sh: &Shell, to: &Path) -> Result<()> {
    cmd!(sh, "cargo build --package relasi --example yew-page --target wasm32-unknown-unknown").quiet().run()?;
    let wasm = "target/wasm32-unknown-unknown/debug/examples/yew-page.wasm";
    cmd!(sh, "wasm-bindgen {wasm} --target web --no-typescript --out-dir {to}").quiet().run()?;
    Ok(())
}
