//! Every check in the order of what it costs, each with a name to run it alone.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;
use serde_json::json;
use xshell::{Shell, cmd};

use self::exceptions::ONLY_IN_CHROMIUM;
use crate::{
    apps, authoring,
    browsers::Engine,
    deadline::{Deadline, minutes},
    dist, setup,
};

#[path = "../../tests/pages/exceptions.rs"]
mod exceptions;

/// One check; `--only` takes these names. They run in this order: what costs least comes first.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Step {
    /// Is every file formatted, are scripts and styles free of what Biome warns of, and do the types of scripts agree?
    Fmt,
    /// Is clippy silent, natively and for wasm?
    Clippy,
    /// Are the licences, versions and origins of all crates as `deny.toml` wants them, and are there no advisories?
    Deny,
    /// Do the tests pass that need no browser?
    Native,
    /// Do the proofs hold, over all answers of the pack that ships? Only where it is named: it takes minutes on a busy
    /// machine, and the same proofs run on a small pack with the native tests
    Proofs,
    /// Do the components work in a browser?
    Web,
    /// Does what ships build, and does each file weigh no more than it may? Also where `pages` is named
    Dist,
    /// Does the built page work in a browser, as a visitor gets it?
    Pages,
}

/// A step, in an engine where it needs one: a line of the summary.
#[derive(Clone, Copy)]
struct Check {
    step: Step,
    engine: Option<Engine>,
}

/// Runs `only`, or everything but the proofs where nothing is named, in `engines` or all of them, up to the first failure.
pub fn test(sh: &Shell, only: &[Step], engines: &[Engine], filter: &[String]) -> Result<()> {
    let checks = checks(only, engines);
    ensure!(!checks.is_empty(), "none of these steps runs in that engine");
    let mut passed = Vec::new();
    for check in &checks {
        println!("\n=== {check} ===");
        let started = Instant::now();
        let outcome = check.run(sh, filter);
        let took = started.elapsed();
        if let Err(error) = outcome {
            print_summary(&checks, &passed, Some(took));
            bail!("{check} failed: {error:#}\n       again, alone: cargo xtask test {}", check.flags());
        }
        println!("=== {check} passed in {:.1} s ===", took.as_secs_f32());
        passed.push(took);
    }
    print_summary(&checks, &passed, None);
    Ok(())
}

/// What is to be run, in order.
fn checks(only: &[Step], engines: &[Engine]) -> Vec<Check> {
    let is_chosen = |engine: &Engine| engines.is_empty() || engines.contains(engine);
    let steps = Step::value_variants().iter().copied().filter(|step| step.is_chosen(only));
    steps
        .flat_map(|step| match step.engines() {
            [] => vec![Check { step, engine: None }],
            some => some.iter().copied().filter(is_chosen).map(|one| Check { step, engine: Some(one) }).collect(),
        })
        .collect()
}

fn print_summary(checks: &[Check], passed: &[Duration], failed: Option<Duration>) {
    println!("\n{:<20}{:<10}{:>8}", "step", "", "seconds");
    for (position, check) in checks.iter().enumerate() {
        let (outcome, took) = match passed.get(position) {
            Some(took) => ("passed", Some(*took)),
            None if position == passed.len() => ("FAILED", failed),
            None => ("not run", None),
        };
        let seconds = took.map_or_else(String::new, |took| format!("{:.1}", took.as_secs_f32()));
        println!("{:<20}{outcome:<10}{seconds:>8}", check.to_string());
    }
    println!();
}

impl fmt::Display for Check {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(&self.step.name())?;
        self.engine.map_or(Ok(()), |engine| write!(to, " in {}", engine.name()))
    }
}

impl Check {
    /// What runs it alone.
    fn flags(self) -> String {
        let engine = self.engine.map_or_else(String::new, |engine| format!(" --engine {}", engine.name()));
        format!("--only {}{engine}", self.step.name())
    }

    fn run(self, sh: &Shell, filter: &[String]) -> Result<()> {
        match (self.step, self.engine) {
            (Step::Fmt, _) => fmt(sh),
            (Step::Clippy, _) => clippy(sh),
            (Step::Deny, _) => deny(sh),
            (Step::Native, _) => cmd!(sh, "cargo test --workspace -- {filter...}").run_within(minutes(30)),
            (Step::Proofs, _) => authoring::prove(sh, false),
            (Step::Dist, _) => build(sh),
            (Step::Web, Some(engine)) => web(sh, engine),
            (Step::Pages, Some(engine)) => pages(sh, engine, filter),
            (Step::Web | Step::Pages, None) => bail!("it needs a browser"),
        }
    }
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn is_chosen(self, only: &[Self]) -> bool {
        match self {
            _ if only.is_empty() => self != Self::Proofs,
            Self::Dist => only.contains(&Self::Dist) || only.contains(&Self::Pages),
            _ => only.contains(&self),
        }
    }

    /// What it runs in, one after the other; none where it needs no browser.
    fn engines(self) -> &'static [Engine] {
        match self {
            // wasm-pack knows no driver of WebKit but Apple's.
            Self::Web => &[Engine::Chromium, Engine::Firefox],
            Self::Pages => Engine::value_variants(),
            _ => &[],
        }
    }
}

/// Rust by rustfmt; scripts and styles by Biome, which finds what it does by biome.json; the types of scripts by TypeScript,
/// by tsconfig.json.
fn fmt(sh: &Shell) -> Result<()> {
    cmd!(sh, "cargo fmt --all --check").run()?;
    let packages = setup::npm_packages(sh)?;
    let biome = packages.join("@biomejs/biome/bin/biome");
    cmd!(sh, "node {biome} check --error-on-warnings").run()?;
    let tsc = packages.join("typescript/bin/tsc");
    Ok(cmd!(sh, "node {tsc} --project tsconfig.json").run()?)
}

/// Advisories are the one thing here that is not in the repository: where their database cannot be had, the rest counts.
fn deny(sh: &Shell) -> Result<()> {
    setup::install(sh, &setup::DENY)?;
    cmd!(sh, "cargo deny check licenses bans sources").run()?;
    if cmd!(sh, "cargo deny fetch db").ignore_stderr().run_within(minutes(5)).is_err() {
        println!("Advisories were not checked: their database cannot be reached from here.");
        return Ok(());
    }
    Ok(cmd!(sh, "cargo deny check advisories").run()?)
}

/// `pages` by itself, because a target that `cargo test` leaves out is left out of `--all-targets` as well.
///
/// For wasm only the library and `web`: the other tests are native, and so are their dependencies.
fn clippy(sh: &Shell) -> Result<()> {
    setup::wasm_target(sh)?;
    cmd!(sh, "cargo clippy --workspace --all-targets -- -D warnings").run()?;
    cmd!(sh, "cargo clippy --workspace --test pages -- -D warnings").run()?;
    cmd!(sh, "cargo clippy --package relasi --target wasm32-unknown-unknown --lib --test web -- -D warnings").run()?;
    Ok(())
}

fn web(sh: &Shell, engine: Engine) -> Result<()> {
    setup::for_browser_tests(sh)?;
    let programs = engine.programs(sh)?;
    let [(_, browser), (_, driver)] = &programs[..] else { bail!("it takes a browser and a driver") };
    // The runner adds headless, and no-sandbox where it is needed.
    let (capabilities, name, driver_of) = match engine {
        Engine::Firefox => (json!({ "moz:firefoxOptions": { "binary": browser } }), "--firefox", "--geckodriver"),
        _ => (
            json!({
                "goog:chromeOptions": {
                    "binary": browser,
                    // These keep the browser from calling home.
                    "args": [
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-default-apps",
                        "--disable-sync",
                        "--no-first-run",
                    ],
                },
            }),
            "--chrome",
            "--chromedriver",
        ),
    };
    // Written here, since it names the browser of this machine.
    let file = sh.current_dir().join("target/webdriver.json");
    sh.write_file(&file, capabilities.to_string())?;

    // Without --mode no-install it would look for a newer driver and download it.
    cmd!(sh, "wasm-pack test --mode no-install --headless {name} {driver_of} {driver} -- --test web")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file)
        .run_within(minutes(20))
        .context("the tests in tests/web.rs did not pass")
}

fn build(sh: &Shell) -> Result<()> {
    let dist = dist::build(sh)?;
    dist::check_sizes(sh)?;
    apps::build(sh, &dist)
}

fn pages(sh: &Shell, engine: Engine, filter: &[String]) -> Result<()> {
    let programs = engine.programs(sh)?;
    let packages = setup::npm_packages(sh)?;
    let skipped = match engine {
        Engine::Chromium => Vec::new(),
        Engine::Firefox | Engine::WebKit => ONLY_IN_CHROMIUM.iter().flat_map(|(test, _)| ["--skip", *test]).collect(),
    };
    let skipped = &skipped[..];
    // Of the whole workspace, for which everything is compiled already: alone, relasi would be compiled anew.
    let run = if let (Engine::WebKit, [(_, screen), ..]) = (engine, &programs[..]) {
        cmd!(sh, "{screen} --auto-servernum cargo test --workspace --test pages -- {skipped...} {filter...}")
    } else {
        cmd!(sh, "cargo test --workspace --test pages -- {skipped...} {filter...}")
    };
    if !skipped.is_empty() {
        println!("Only in Chromium:");
        for (test, reason) in ONLY_IN_CHROMIUM {
            println!("  {test} {reason}");
        }
    }
    run.envs(programs)
        .env("RELASI_ENGINE", engine.name())
        .env("RELASI_DIST", sh.current_dir().join("dist"))
        .env("RELASI_APPS", sh.current_dir().join(apps::BUILT))
        .env("RELASI_AXE", packages.join("axe-core/axe.min.js"))
        .env("RELASI_TYPESCRIPT", packages.join("typescript/bin/tsc"))
        // Each test has a limit of its own; this one is for what is around them.
        .run_within(minutes(40))
        .context("the tests in tests/pages did not pass")
}
