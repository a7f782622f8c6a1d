//! From the sources to `dist/`: compiles, binds and shrinks the wasm, and has `xtask/build.mjs` bundle it with the rest.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::setup;

/// Set by `serve`: leave out wasm-opt, which takes longer than all the rest of a rebuild.
pub const FAST_BUILD: &str = "RELASI_FAST_BUILD";

/// Where what is bundled lies before: the wasms with their bindings, packs, first screens.
const PARTS: &str = "target/parts";

/// How much is done for the bytes of a wasm.
#[derive(Clone, Copy, PartialEq)]
enum Effort {
    /// As it ships.
    Small,
    /// Without wasm-opt.
    Fast,
    /// Without the compiler's optimisation either: only where somebody asks trunk for it.
    Debug,
}

/// A wasm that ships: the crate it is linked in, and its name in `dist/`.
struct Wasm {
    package: &'static str,
    name: &'static str,
}

const WASMS: [Wasm; 2] =
    [Wasm { package: "relasi-widget", name: "relasi" }, Wasm { package: "relasi-reader", name: "relasi-reader" }];

/// Builds `dist/` and prints its sizes and hashes.
pub fn dist(sh: &Shell) -> Result<()> {
    let dist = build(sh)?;
    cmd!(sh, "node xtask/sizes.mjs print").quiet().run()?;
    print_hashes(sh, &dist)
}

/// Builds `dist/`; its absolute path. Until all of it is there, what was there before stays.
pub fn build(sh: &Shell) -> Result<PathBuf> {
    setup::for_building(sh)?;
    let staging = sh.current_dir().join("target/staging");
    sh.remove_path(&staging)?;
    assemble_into(sh, &staging, Effort::Small)?;
    let dist = sh.current_dir().join("dist");
    sh.create_dir(&dist)?;
    // The folder itself stays: a server may have it open.
    for old in sh.read_dir(&dist)? {
        sh.remove_path(old)?;
    }
    for new in sh.read_dir(&staging)? {
        let name = new.file_name().context("a file has no name")?;
        std::fs::rename(&new, dist.join(name))
            .with_context(|| format!("{} cannot be moved to dist/", new.display()))?;
    }
    Ok(dist)
}

/// Fails where a file of `dist/` weighs more than `xtask/sizes.mjs` allows.
pub fn check_sizes(sh: &Shell) -> Result<()> {
    cmd!(sh, "node xtask/sizes.mjs check").quiet().run().context("dist/ does not keep to its budgets")
}

/// Does the same for trunk, into its staging folder.
pub fn assemble(sh: &Shell) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("assemble is a step of trunk's build: run `cargo xtask dist`")?;
    let effort = match env::var_os("TRUNK_PROFILE") {
        Some(profile) if profile == "debug" => Effort::Debug,
        _ if env::var_os(FAST_BUILD).is_some() => Effort::Fast,
        _ => Effort::Small,
    };
    setup::write_remapping(sh)?;
    assemble_into(sh, &staging, effort)
}

fn assemble_into(sh: &Shell, out: &Path, effort: Effort) -> Result<()> {
    let packages = setup::npm_packages(sh)?;
    sh.create_dir(PARTS)?;
    let parts = sh.current_dir().join(PARTS);
    // What fails soonest comes first: a mistake in a sentence is named before the wasm is worked on.
    cmd!(sh, "cargo run --package prerender -- {parts}")
        .quiet()
        .run()
        .context("the first screens could not be drawn")?;
    for wasm in &WASMS {
        wasm.build(sh, &packages, effort)?;
    }
    cmd!(sh, "node xtask/build.mjs {packages} {parts} {out}").quiet().run().context("dist/ could not be bundled")
}

impl Wasm {
    /// Compiles it and writes it into [`PARTS`], with its bindings, unless they are there already.
    fn build(&self, sh: &Shell, packages: &Path, effort: Effort) -> Result<()> {
        let Self { package, name } = self;
        let release = (effort != Effort::Debug).then_some("--release");
        cmd!(sh, "cargo build {release...} --package {package} --target wasm32-unknown-unknown")
            .quiet()
            .run()
            .with_context(|| format!("{package} could not be compiled"))?;
        let profile = if release.is_some() { "release" } else { "debug" };
        let compiled = sh
            .current_dir()
            .join(format!("target/wasm32-unknown-unknown/{profile}/{}.wasm", package.replace('-', "_")));

        let parts = sh.current_dir().join(PARTS);
        let stamp = parts.join(format!("{name}.stamp"));
        let from = stamp_of(sh, &compiled, effort)?;
        if sh.read_file(&stamp).is_ok_and(|before| before == from) {
            return Ok(());
        }
        sh.remove_path(&stamp)?;
        cmd!(
            sh,
            "wasm-bindgen --target web --no-typescript --omit-default-module-path
                --out-dir {parts} --out-name {name} {compiled}"
        )
        .quiet()
        .run()
        .with_context(|| format!("wasm-bindgen refused {package}"))?;
        let (bound, to) = (parts.join(format!("{name}_bg.wasm")), parts.join(format!("{name}.wasm")));
        match effort {
            Effort::Small => shrink(sh, packages, &bound, &to)?,
            Effort::Fast | Effort::Debug => sh.copy_file(&bound, &to)?,
        }
        sh.remove_path(bound)?;
        Ok(sh.write_file(stamp, from)?)
    }
}

/// Tells whether a wasm has to be bound and shrunk again: after a change of a sentence or a style it has not.
fn stamp_of(sh: &Shell, compiled: &Path, effort: Effort) -> Result<String> {
    let found = compiled.metadata().with_context(|| format!("{} is not there", compiled.display()))?;
    let tools = ["Cargo.lock", "xtask/package-lock.json", "xtask/src/dist.rs"];
    let changed = tools.map(|file| sh.current_dir().join(file).metadata().and_then(|file| file.modified()).ok());
    Ok(format!("{:?} {} {changed:?} {}", found.modified()?, found.len(), effort as u8))
}

fn shrink(sh: &Shell, packages: &Path, from: &Path, to: &Path) -> Result<()> {
    let wasm_opt = packages.join("binaryen/bin/wasm-opt");
    // What browsers must know, and nothing besides: wasm-opt refuses a module that uses more. docs/EMBED.md names them.
    let features = ["--mvp-features", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext"];
    // What counts is the size after compression: -Oz and -O2 leave fewer bytes that compress worse than these.
    cmd!(sh, "node {wasm_opt} -O1 {features...} {from} -o {to}").quiet().run().context("wasm-opt refused the module")
}

/// Prints the hashes that `xtask/build.mjs` has written, for the guide's recipe.
pub fn print_hashes(sh: &Shell, dist: &Path) -> Result<()> {
    println!("\nintegrity (also in dist/sri.json; how to use it: docs/EMBED.md)");
    let hashes: BTreeMap<String, String> = serde_json::from_str(&sh.read_file(dist.join("sri.json"))?)?;
    for (file, hash) in hashes.iter().filter(|(file, _)| has_extension(file, &["js", "css"])) {
        println!("{file:<24}{hash}");
    }
    Ok(())
}

fn has_extension(file: &str, extensions: &[&str]) -> bool {
    Path::new(file).extension().is_some_and(|found| extensions.iter().any(|extension| found == *extension))
}
