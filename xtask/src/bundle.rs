//! From what trunk has built to the files that ship.

use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use relasi::content::{Phrase, Text, compiled};
use serde_json::{Map, Value};
use xshell::{Shell, cmd};

use crate::{content, package, setup, sizes};

/// Set by `serve`: leave out wasm-opt, which takes longer than all the rest of a rebuild.
pub const SOON: &str = "RELASI_SOON";

/// The oldest browsers that run Relasi, as docs/EMBED.md states and explains them: esbuild writes no syntax that they lack.
const OLDEST: &str = "chrome123,firefox121,safari17.5";

/// Builds `dist/` and prints its sizes.
pub fn dist(sh: &Shell) -> Result<()> {
    let dist = build(sh)?;
    sizes::print(sh)?;
    package::print_hashes(sh, &dist)
}

/// Builds `dist/`, where trunk calls back into [`assemble`]; its absolute path.
pub fn build(sh: &Shell) -> Result<PathBuf> {
    setup::for_building(sh)?;
    setup::trunk(sh, &["build", "--release"])?.run().context("the page could not be built")?;
    Ok(sh.current_dir().join("dist"))
}

/// Makes of trunk's staging folder what a customer hosts: the script with the first screens, its companions (app, wasm,
/// content), the same in one file, and the page.
pub fn assemble(sh: &Shell) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("assemble is a step of trunk's build: run `cargo xtask dist`")?;
    let packages = setup::npm_packages(sh)?;
    // What fails soonest comes first: a mistake in a sentence or a style is named before the wasm is worked on.
    let texts = compile_content(sh, &staging.join("content"))?;
    minify_css(sh, &packages, "styles/page.css", &staging.join("page.css"))?;
    clean_page(sh, &staging.join("index.html"))?;
    build_reader(sh, &packages, &staging)?;
    for module in ["relasi", "relasi-reader"] {
        shrink_wasm(sh, &packages, &staging.join(module))?;
    }
    bundle_scripts(sh, &packages, &staging, &texts)?;
    // Scripts that crates bring along; they are part of the bundle now.
    sh.remove_path(staging.join("snippets"))?;
    package::assemble(sh, &packages, &staging)
}

/// What reads packs as written, for pages that bring their own: a wasm beside the widget's, from the same crate. It is built
/// in a folder of its own: in the widget's, whose wasm has the same name, each would have the other compiled again.
fn build_reader(sh: &Shell, packages: &Path, staging: &Path) -> Result<()> {
    cmd!(
        sh,
        "cargo build --quiet --release --package relasi --lib --target wasm32-unknown-unknown
            --no-default-features --features reader --target-dir target/reader"
    )
    .quiet()
    .run()
    .context("the reader of packs could not be built")?;
    let built = sh.current_dir().join("target/reader/wasm32-unknown-unknown/release/relasi.wasm");
    cmd!(
        sh,
        "wasm-bindgen --target web --no-typescript --omit-default-module-path
            --out-dir {staging} --out-name relasi-reader {built}"
    )
    .run()?;
    let script = staging.join("relasi-reader.js");
    let flags = [format!("--alias:relasi-reader-bindings={}", script.display())];
    bundle(sh, packages, &sh.current_dir().join("src/element/reader.js"), &script, &flags)
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
    // What browsers must know, and nothing besides: wasm-opt refuses a module that uses more. docs/EMBED.md names them.
    let features = ["--mvp-features", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext"];
    // What counts is the size after compression: -Oz and -O2 leave fewer bytes that compress worse than these.
    cmd!(sh, "node {wasm_opt} -O1 {features...} {from} -o {to}")
        .quiet()
        .run()
        .context("wasm-opt refused the module")?;
    Ok(sh.remove_path(from)?)
}

/// Bundles `src/element/` into the script that a page names, the app that it loads, and both in one file with the rest.
///
/// The modules import what is made here under names that begin with `relasi-`, since no such file is in the source tree.
fn bundle_scripts(sh: &Shell, packages: &Path, staging: &Path, texts: &[Text]) -> Result<()> {
    let made = sh.create_temp_dir()?;
    let made = made.path();
    let languages: Vec<&str> = texts.iter().map(|text| &*text.language).collect();
    minify_css(sh, packages, "styles/first.css", &made.join("first.css"))?;
    minify_css(sh, packages, "styles/widget.css", &made.join("widget.css"))?;
    sh.write_file(made.join("screens.jsx"), cmd!(sh, "cargo run --quiet --package prerender").quiet().read()?)?;
    wrap_bindings(sh, packages, &staging.join("relasi.js"), &made.join("bindings.js"))?;
    inline_files(sh, staging, &languages, &made.join("files.json"))?;

    let here = sh.current_dir().join("src/element");
    let alias = |name: &str, file: PathBuf| format!("--alias:relasi-{name}={}", file.display());
    let mut flags = vec![
        "--loader:.css=text".into(),
        "--jsx-factory=h".into(),
        alias("bindings", made.join("bindings.js")),
        alias("css", made.join("widget.css")),
        alias("first-css", made.join("first.css")),
        alias("first-screens", made.join("screens.jsx")),
        alias("files", made.join("files.json")),
        format!("--define:RELASI_LANGUAGES={}", serde_json::to_string(&languages)?),
        format!("--define:RELASI_MESSAGES={}", messages(texts)),
    ];
    bundle(sh, packages, &here.join("runtime.js"), &staging.join("relasi-app.js"), &flags)?;
    flags.push(format!("--define:VERSION=\"{}\"", version(sh, staging)?));
    for (script, assets) in [("relasi.js", "assets.js"), ("relasi.standalone.js", "assets.inlined.js")] {
        let flags = [&flags[..], &[alias("assets", here.join(assets))]].concat();
        bundle(sh, packages, &here.join("element.js"), &staging.join(script), &flags)?;
    }
    Ok(())
}

/// The bindings keep their instance in variables of the module. As a function, every call makes a fresh one, without a
/// request: that is how the widget goes on after a panic. `guard` sees every call into the wasm.
fn wrap_bindings(sh: &Shell, packages: &Path, from: &Path, to: &Path) -> Result<()> {
    let (exports, guarded) = ("wasm = instance.exports;", "wasm = guard(instance.exports);");
    let bindings = sh.read_file(from)?;
    ensure!(bindings.contains(exports), "the bindings take hold of the wasm in another way than {exports}");
    sh.write_file(from, bindings.replace(exports, guarded))?;
    let esbuild = esbuild(packages);
    let (opening, closing) = ("export default (guard) => { const module = {};", "return module.exports; };");
    // The wasm is always handed in, so where the bindings would look for it does not matter.
    cmd!(
        sh,
        "node {esbuild} {from} --bundle --format=cjs --target={OLDEST} --banner:js={opening} --footer:js={closing}
            --log-override:empty-import-meta=silent --outfile={to} --log-level=warning"
    )
    .quiet()
    .run()
    .context("esbuild could not wrap the bindings")?;
    // What esbuild puts in to name the exports trips over a page that has added to `Object.prototype`.
    let (inherited, own) = ("for (var name in all)", "for (var name of Object.keys(all))");
    let wrapped = sh.read_file(to)?;
    ensure!(wrapped.contains(inherited), "esbuild names exports in another way than {inherited}");
    Ok(sh.write_file(to, wrapped.replace(inherited, own))?)
}

/// Writes wasm and packs as `relasi.standalone.js` carries them. A byte becomes a character: brotli makes of that a
/// twentieth more than of the bytes, of base64 a third more.
fn inline_files(sh: &Shell, staging: &Path, languages: &[&str], to: &Path) -> Result<()> {
    let names = languages.iter().map(|code| format!("content/{code}.pack")).chain(["relasi.wasm".into()]);
    let file = |name: String| -> Result<(String, Value)> {
        let latin1: String = sh.read_binary_file(staging.join(&name))?.into_iter().map(char::from).collect();
        Ok((name, latin1.into()))
    };
    let files: Map<String, Value> = names.map(file).collect::<Result<_>>()?;
    Ok(sh.write_file(to, Value::from(files).to_string())?)
}

/// What the script says before a pack is there, in each language.
fn messages(texts: &[Text]) -> Value {
    let said = |text: &Text| -> Map<String, Value> {
        let phrases = [Phrase::Loading, Phrase::Timeout, Phrase::Failed];
        phrases.map(|phrase| (phrase.name().into(), (*text.say(phrase)).into())).into_iter().collect()
    };
    let all: Map<String, Value> = texts.iter().map(|text| (text.language.to_string(), said(text).into())).collect();
    all.into()
}

/// What tells the companions of one build from those of another.
fn version(sh: &Shell, staging: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    let mut names = sh.read_dir(staging.join("content"))?;
    names.extend(
        ["relasi-app.js", "relasi-reader.js", "relasi-reader.wasm", "relasi.wasm"].map(|name| staging.join(name)),
    );
    for name in names {
        sh.read_binary_file(name)?.hash(&mut hasher);
    }
    Ok(format!("{:08x}", hasher.finish() >> 32))
}

/// Makes one small script of a module and all that it imports.
fn bundle(sh: &Shell, packages: &Path, from: &Path, to: &Path, flags: &[String]) -> Result<()> {
    let esbuild = esbuild(packages);
    cmd!(
        sh,
        "node {esbuild} {from} --bundle --minify --format=esm --target={OLDEST} --charset=utf8 {flags...}
            --outfile={to} --allow-overwrite --log-level=warning"
    )
    .quiet()
    .run()
    .with_context(|| format!("esbuild could not bundle {}", from.display()))
}

fn minify_css(sh: &Shell, packages: &Path, from: &str, to: &Path) -> Result<()> {
    let esbuild = esbuild(packages);
    cmd!(
        sh,
        "node {esbuild} {from} --bundle --minify --target={OLDEST} --charset=utf8 --outfile={to} --log-level=warning"
    )
    .quiet()
    .run()
    .with_context(|| format!("esbuild could not minify {from}"))
}

/// Run by node rather than from `.bin`, whose entries are shell scripts on some systems and not on others.
fn esbuild(packages: &Path) -> PathBuf {
    packages.join("esbuild/bin/esbuild")
}

/// Checks the pack and writes it compiled, a file a language; its languages.
fn compile_content(sh: &Shell, to: &Path) -> Result<Vec<Text>> {
    let pack = content::read(&sh.current_dir().join("content"))?;
    for text in &pack.texts {
        sh.write_file(to.join(&*text.language).with_extension("pack"), compiled::compile(&pack.model, text))?;
    }
    Ok(pack.texts)
}

/// trunk takes its own instructions out of the page only where it puts scripts in their place.
fn clean_page(sh: &Shell, page: &Path) -> Result<()> {
    let html = sh.read_file(page)?;
    let kept: String = html.split_inclusive('\n').filter(|line| !line.contains("<link data-trunk ")).collect();
    sh.write_file(page, kept)?;
    Ok(())
}
