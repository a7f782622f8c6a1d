//! Brings in the build tools: those on `PATH` where their version is right, else into `target/tools`, once.
//!
//! Being up to date is decided by `--version` and by files here, never over the network: a second start waits for nothing.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail, ensure};
use xshell::{Shell, cmd};

use crate::deadline::{Deadline, minutes};

/// A command line tool that comes as a crate.
pub struct Tool {
    package: &'static str,
    /// Where there is none, the one of this crate in Cargo.lock.
    version: Option<&'static str>,
    programs: &'static [&'static str],
    /// What makes a program say its version. A subcommand of cargo wants its own name first.
    version_flags: &'static [&'static str],
    flags: &'static [&'static str],
    /// Measured on two cores, so that nobody takes a long silence for a hang.
    compiles_in: &'static str,
}

/// Bindings and generator must be the same to the patch.
const WASM_BINDGEN: Tool = Tool {
    version: None,
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    ..tool("wasm-bindgen-cli", "", &[], "1 minute")
};

/// Without its downloads and update check: PATH has all that it needs. 0.22 wants a newer rustc than rust-toolchain.toml names.
const TRUNK: Tool = Tool { flags: &["--no-default-features"], ..tool("trunk", "0.21.14", &["trunk"], "3 minutes") };

const WASM_PACK: Tool = tool("wasm-pack", "0.15.1", &["wasm-pack"], "1 minute");

/// The driver of Firefox, which Debian has no package of.
pub const GECKODRIVER: Tool = tool("geckodriver", "0.37.1", &["geckodriver"], "2 minutes");

/// What `cargo xtask mutants` runs.
pub const MUTANTS: Tool = Tool {
    version_flags: &["mutants", "--version"],
    ..tool("cargo-mutants", "27.1.0", &["cargo-mutants"], "1 minute")
};

/// What `cargo xtask fuzz` runs.
pub const FUZZ: Tool = tool("cargo-fuzz", "0.13.2", &["cargo-fuzz"], "half a minute");

/// What `cargo xtask test --only deny` runs.
pub const DENY: Tool =
    Tool { flags: &["--no-default-features"], ..tool("cargo-deny", "0.20.2", &["cargo-deny"], "5 minutes") };

const fn tool(
    package: &'static str,
    version: &'static str,
    programs: &'static [&'static str],
    compiles_in: &'static str,
) -> Tool {
    Tool { package, version: Some(version), programs, version_flags: &["--version"], flags: &[], compiles_in }
}

/// A shell in the project's root that finds the tools in `target/tools` before any other.
pub fn shell() -> Result<Shell> {
    let sh = Shell::new()?;
    sh.change_dir(root());
    let own = sh.current_dir().join("target/tools/bin");
    let rest = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([own].into_iter().chain(env::split_paths(&rest))).context("PATH cannot be extended")?;
    sh.set_var("PATH", path);
    Ok(sh)
}

/// From where this crate lies, so that every command works from any folder.
fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// What a build of `dist/` needs: the wasm target, the bindings generator and the bundling packages.
pub fn for_building(sh: &Shell) -> Result<()> {
    wasm_target(sh)?;
    install(sh, &WASM_BINDGEN)?;
    write_remapping(sh)?;
    npm_packages(sh)?;
    Ok(())
}

/// What serving the page takes besides: trunk, which watches the sources.
pub fn for_serving(sh: &Shell) -> Result<()> {
    for_building(sh)?;
    install(sh, &TRUNK)
}

/// What running `tests/web.rs` in a browser needs, but for the browser.
pub fn for_browser_tests(sh: &Shell) -> Result<()> {
    wasm_target(sh)?;
    write_remapping(sh)?;
    install(sh, &WASM_BINDGEN)?;
    install(sh, &WASM_PACK)
}

/// The target is listed in rust-toolchain.toml, but a toolchain that was there before may lack it.
pub fn wasm_target(sh: &Shell) -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let libraries =
        cmd!(sh, "rustc --print target-libdir --target {target}").quiet().read().context("rustc does not answer")?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    ensure!(
        find(sh, "rustup").is_some(),
        "the Rust target {target} is missing and rustup is not there to add it: install rustup from https://rustup.rs"
    );
    cmd!(sh, "rustup target add {target}").run_within(minutes(10))?;
    Ok(())
}

fn locked_version(sh: &Shell, package: &str) -> Result<String> {
    let lock = sh.read_file("Cargo.lock")?;
    lock.split_once(&format!("name = \"{package}\"\nversion = \""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(version, _)| version.to_owned())
        .with_context(|| format!("Cargo.lock names no version of {package}"))
}

/// Brings a tool into `target/tools`, unless one of the right version is on `PATH`.
pub fn install(sh: &Shell, tool: &Tool) -> Result<()> {
    let &Tool { package, flags, compiles_in, .. } = tool;
    let version = tool.version.map_or_else(|| locked_version(sh, "wasm-bindgen"), |version| Ok(version.to_owned()))?;
    let is_there = || is_installed(sh, tool, &version);
    if is_there() {
        return Ok(());
    }
    let folder = sh.current_dir().join("target/tools");
    if find(sh, "cargo-binstall").is_some() {
        println!("Fetching {package} {version} into target/tools (once).");
        let fetched = cmd!(
            sh,
            "cargo binstall --no-confirm --disable-strategies compile --force --root {folder} {package}@{version}"
        );
        if fetched.run_within(minutes(10)).is_ok() && is_there() {
            return Ok(());
        }
        println!("There is no ready-made {package} {version} for this machine.");
    }
    println!("Compiling {package} {version} into target/tools (once; about {compiles_in} on two cores).");
    let build = folder.join("build");
    // A debug build without debug information serves as well here and is ready in a third of the time;
    // one build folder lets the tools share what they have in common.
    cmd!(
        sh,
        "cargo install --locked --debug --force --root {folder} --target-dir {build} --version {version} {flags...} {package}"
    )
    .env("CARGO_PROFILE_DEV_DEBUG", "false")
    .run_within(minutes(60))
    .with_context(|| format!("{package} {version} could not be installed"))?;
    ensure!(is_there(), "{package} {version} was installed into target/tools but does not start");
    Ok(())
}

fn is_installed(sh: &Shell, tool: &Tool, version: &str) -> bool {
    let flags = tool.version_flags;
    tool.programs.iter().all(|program| {
        find(sh, program)
            .and_then(|path| cmd!(sh, "{path} {flags...}").read_within(minutes(1)).ok())
            .is_some_and(|answer| answer.split_whitespace().nth(1) == Some(version))
    })
}

/// Where `npm ci` has put what `xtask/package.json` names, in the versions of `xtask/package-lock.json`.
pub fn npm_packages(sh: &Shell) -> Result<PathBuf> {
    npm_install(sh, "xtask", "target/tools/npm")
}

/// Where `npm ci` has put what `package.json` in the folder `named` names, below the folder `into`, once.
pub fn npm_install(sh: &Shell, named: &str, into: &str) -> Result<PathBuf> {
    for program in ["node", "npm"] {
        ensure!(
            find(sh, program).is_some(),
            "{program} is not on PATH: install Node.js 20.19 or newer with npm, which bundles the element"
        );
    }
    let folder = sh.current_dir().join(into);
    let modules = folder.join("node_modules");
    // A copy of the lock that is written last: an installation that broke off is not taken for one that worked.
    let installed = folder.join("installed.json");
    let lock = sh.read_file(format!("{named}/package-lock.json"))?;
    if sh.read_file(&installed).is_ok_and(|before| before == lock) && modules.is_dir() {
        return Ok(modules);
    }
    require_node_20(sh)?;
    println!("Installing what {named}/package.json names into {into} (once; a few seconds).");
    sh.remove_path(&installed)?;
    sh.create_dir(&folder)?;
    sh.copy_file(format!("{named}/package.json"), &folder)?;
    sh.copy_file(format!("{named}/package-lock.json"), &folder)?;
    // npm is a script on Windows, which is found only by its whole path.
    let npm = find(sh, "npm").context("npm is gone")?;
    // Without install scripts: nothing that is fetched runs before we call it, and esbuild works without its own.
    cmd!(sh, "{npm} ci --prefix {folder} --ignore-scripts --no-audit --no-fund --loglevel=error")
        .run_within(minutes(10))
        .with_context(|| format!("what {named}/package.json names could not be installed"))?;
    sh.write_file(&installed, lock)?;
    Ok(modules)
}

/// What the bundler of the React and the Vue app in the tests asks for; all others are content with less.
fn require_node_20(sh: &Shell) -> Result<()> {
    let version = cmd!(sh, "node --version").quiet().read()?;
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|text| text.parse::<u32>().ok());
    if (numbers.next(), numbers.next()) < (Some(20), Some(19)) {
        bail!("Node.js {version} is too old for the bundlers: install 20.19 or newer");
    }
    Ok(())
}

/// The first executable of this name that `sh` would run.
pub fn find(sh: &Shell, program: &str) -> Option<PathBuf> {
    let path = sh.var_os("PATH")?;
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    env::split_paths(&path)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{program}{ending}"))))
        .find(|file| is_executable(file))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}

/// Writes what `.cargo/config.toml` includes: flags that keep out of every wasm in which folder of this machine the sources
/// of crates lie. No setting of cargo's own says where that is, and `trim-paths` is not stable.
pub fn write_remapping(sh: &Shell) -> Result<()> {
    let cargo = sh.var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = cargo.and_then(|cargo| sh.read_dir(cargo.join("registry/src")).ok()).unwrap_or_default();
    let flags: Vec<String> =
        registries.iter().map(|registry| format!("--remap-path-prefix={}=crates", registry.display())).collect();
    let config = format!("[target.wasm32-unknown-unknown]\nrustflags = {flags:?}\n");
    let file = "target/remap.toml";
    if sh.read_file(file).is_ok_and(|before| before == config) {
        return Ok(());
    }
    sh.create_dir("target")?;
    Ok(sh.write_file(file, config)?)
}

/// trunk in the shell's `PATH`, to be given its subcommand.
pub fn trunk<'a>(sh: &'a Shell, arguments: &[impl AsRef<OsStr>]) -> Result<xshell::Cmd<'a>> {
    let trunk = find(sh, "trunk").ok_or_else(|| anyhow!("trunk is not installed"))?;
    let command = cmd!(sh, "{trunk} {arguments...}")
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Its stack traces are of its own insides and bury the one line that says what is wrong.
        .env("RUST_LIB_BACKTRACE", "0");
    // trunk takes NO_COLOR for a yes-or-no option and refuses to start on the usual `1`.
    Ok(if sh.var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        command.env_remove("NO_COLOR").env("TRUNK_COLOR", "never")
    } else {
        command
    })
}
