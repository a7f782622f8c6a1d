//! Every check in the order of what it costs, each with a name to run it alone.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde_json::json;
use xshell::{Shell, cmd};

use crate::{apps, browsers, bundle, prove, setup, sizes};

/// One check; `--only` takes these names. They run in this order: what costs least comes first.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Step {
    /// Is every file formatted?
    Fmt,
    /// Is clippy silent, natively and for wasm?
    Clippy,
    /// Do the tests pass that need no browser?
    Native,
    /// Do the proofs hold, over all answers of the pack that ships? Only where it is named: it takes minutes on a busy
    /// machine, and the same proofs run on a small pack with the native tests
    Proofs,
    /// Do the components work in a browser?
    Web,
    /// Does the built page work in a browser, as a visitor gets it?
    Pages,
}

/// Runs `only`, or everything but the proofs where nothing is named, up to the first failure.
pub fn test(sh: &Shell, only: &[Step]) -> Result<()> {
    let chosen: Vec<Step> = Step::value_variants().iter().copied().filter(|step| step.is_chosen(only)).collect();
    let mut passed = Vec::new();
    for step in &chosen {
        println!("\n=== {} ===", step.name());
        let started = Instant::now();
        let outcome = step.run(sh);
        let took = started.elapsed();
        if let Err(error) = outcome {
            print_summary(&chosen, &passed, Some(took));
            let name = step.name();
            bail!("step {name} failed: {error:#}\n       again, alone: cargo xtask test --only {name}");
        }
        println!("=== {} passed in {:.1} s ===", step.name(), took.as_secs_f32());
        passed.push(took);
    }
    print_summary(&chosen, &passed, None);
    Ok(())
}

fn print_summary(chosen: &[Step], passed: &[Duration], failed: Option<Duration>) {
    println!("\n{:<10}{:<10}{:>8}", "step", "", "seconds");
    for (position, step) in chosen.iter().enumerate() {
        let (outcome, took) = match passed.get(position) {
            Some(took) => ("passed", Some(*took)),
            None if position == passed.len() => ("FAILED", failed),
            None => ("not run", None),
        };
        let seconds = took.map_or_else(String::new, |took| format!("{:.1}", took.as_secs_f32()));
        println!("{:<10}{outcome:<10}{seconds:>8}", step.name());
    }
    println!();
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn is_chosen(self, only: &[Self]) -> bool {
        if only.is_empty() { self != Self::Proofs } else { only.contains(&self) }
    }

    fn run(self, sh: &Shell) -> Result<()> {
        match self {
            Step::Fmt => Ok(cmd!(sh, "cargo fmt --all --check").run()?),
            Step::Clippy => clippy(sh),
            Step::Native => Ok(cmd!(sh, "cargo test --workspace").run()?),
            Step::Proofs => prove::prove(sh, false),
            Step::Web => web(sh),
            Step::Pages => pages(sh),
        }
    }
}

/// `pages` by itself, because a target that `cargo test` leaves out is left out of `--all-targets` as well.
///
/// For wasm only the library and `web`: the other tests are native, and so are their dependencies.
fn clippy(sh: &Shell) -> Result<()> {
    setup::wasm_target(sh)?;
    cmd!(sh, "cargo clippy --workspace --all-targets -- -D warnings").run()?;
    cmd!(sh, "cargo clippy --package relasi --test pages -- -D warnings").run()?;
    cmd!(sh, "cargo clippy --package relasi --target wasm32-unknown-unknown --lib --test web -- -D warnings").run()?;
    Ok(())
}

fn web(sh: &Shell) -> Result<()> {
    setup::for_browser_tests(sh)?;
    let chromium = browsers::chromium(sh)?;
    let capabilities = json!({
        "goog:chromeOptions": {
            "binary": chromium.browser,
            // The runner adds headless and no-sandbox. These keep the browser from calling home.
            "args": [
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-sync",
                "--no-first-run",
            ],
        },
    });
    // Written here, since it names the browser of this machine.
    let file = sh.current_dir().join("target/webdriver.json");
    sh.write_file(&file, capabilities.to_string())?;

    let driver = chromium.driver;
    // Without --mode no-install it would look for a newer driver and download it.
    cmd!(sh, "wasm-pack test --mode no-install --headless --chrome --chromedriver {driver} -- --test web")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file)
        .run()
        .context("the tests in tests/web.rs did not pass")
}

fn pages(sh: &Shell) -> Result<()> {
    let chromium = browsers::chromium(sh)?;
    let dist = bundle::build(sh)?;
    sizes::check(sh)?;
    let packages = setup::npm_packages(sh)?;
    cmd!(sh, "cargo test --package relasi --test pages")
        .env("RELASI_APPS", apps::build(sh, &dist)?)
        .env("RELASI_AXE", packages.join("axe-core/axe.min.js"))
        .env("RELASI_TYPESCRIPT", packages.join("typescript/bin/tsc"))
        .env("RELASI_DIST", dist)
        .env("RELASI_CHROMIUM", chromium.browser)
        .env("RELASI_CHROMEDRIVER", chromium.driver)
        .run()
        .context("the tests in tests/pages did not pass")
}
