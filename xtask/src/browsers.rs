//! Finds the browser that the tests drive, and installs it where that can be done without asking.

use std::env;
use std::path::{Path, PathBuf, absolute};

use anyhow::{Context, Result, bail, ensure};
use xshell::{Shell, cmd};

use crate::setup;

/// A browser and the driver that speaks its version, by absolute path.
pub struct Chromium {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// macOS keeps applications off `PATH`.
const APPLICATIONS: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// The pair named by `RELASI_CHROMIUM` and `RELASI_CHROMEDRIVER`, else on `PATH`, else from the system's packages.
pub fn chromium(sh: &Shell) -> Result<Chromium> {
    let found = match (browser(sh)?, driver(sh)?) {
        (Some(browser), Some(driver)) => Chromium { browser, driver },
        (browser, driver) => {
            install(sh, &missing(browser.as_deref(), driver.as_deref()))?;
            Chromium {
                browser: self::browser(sh)?.context("chromium was installed but is not on PATH")?,
                driver: self::driver(sh)?.context("chromedriver was installed but is not on PATH")?,
            }
        }
    };
    require_same_version(sh, &found)?;
    Ok(found)
}

fn browser(sh: &Shell) -> Result<Option<PathBuf>> {
    if let Some(named) = named_by("RELASI_CHROMIUM")? {
        return Ok(Some(named));
    }
    Ok(BROWSERS
        .iter()
        .find_map(|name| setup::find(sh, name))
        .or_else(|| APPLICATIONS.iter().map(PathBuf::from).find(|path| path.is_file())))
}

fn driver(sh: &Shell) -> Result<Option<PathBuf>> {
    Ok(named_by("RELASI_CHROMEDRIVER")?.or_else(|| setup::find(sh, "chromedriver")))
}

fn named_by(variable: &str) -> Result<Option<PathBuf>> {
    let Some(value) = env::var_os(variable).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let path = absolute(&value)?;
    ensure!(path.is_file(), "{variable} names {}, which is no file", path.display());
    Ok(Some(path))
}

fn missing(browser: Option<&Path>, driver: Option<&Path>) -> String {
    match (browser, driver) {
        (None, None) => "Chromium and chromedriver are".into(),
        (None, Some(_)) => "Chromium (or Chrome) is".into(),
        (Some(browser), _) => format!("chromedriver, for {}, is", browser.display()),
    }
}

/// With the package managers whose names for the two are known and that can run without a question.
fn install(sh: &Shell, missing: &str) -> Result<()> {
    let commands: &[&[&str]] = if setup::find(sh, "apt-get").is_some() {
        &[
            &["apt-get", "update"],
            &["apt-get", "install", "-y", "--no-install-recommends", "chromium", "chromium-driver"],
        ]
    } else if setup::find(sh, "dnf").is_some() {
        &[&["dnf", "install", "-y", "chromium", "chromedriver"]]
    } else if setup::find(sh, "pacman").is_some() {
        // Arch puts the driver into the browser's package.
        &[&["pacman", "-S", "--needed", "--noconfirm", "chromium"]]
    } else {
        &[]
    };
    let Some(last) = commands.last() else {
        bail!(
            "{missing} missing: install Chromium or Chrome and the chromedriver of the same version, \
             or name them in RELASI_CHROMIUM and RELASI_CHROMEDRIVER"
        );
    };
    let by_hand = last.join(" ");
    let Some((program, prefix)) = as_root(sh) else {
        bail!("{missing} missing and installing takes root: run `sudo {by_hand}`");
    };
    println!("{missing} missing: installing from the system's packages (once; a minute or two).");
    for command in commands.iter().copied() {
        cmd!(sh, "{program} {prefix...} DEBIAN_FRONTEND=noninteractive {command...}")
            .run()
            .with_context(|| format!("{missing} missing and `{by_hand}` failed: install them by hand"))?;
    }
    Ok(())
}

/// What runs a command with a variable set and as root; nothing where a password would have to be typed.
fn as_root(sh: &Shell) -> Option<(&'static str, &'static [&'static str])> {
    if cmd!(sh, "id -u").quiet().ignore_stderr().read().is_ok_and(|user| user == "0") {
        return Some(("env", &[]));
    }
    let asks_nothing = setup::find(sh, "sudo").is_some()
        && cmd!(sh, "sudo -n true").quiet().ignore_stdout().ignore_stderr().run().is_ok();
    asks_nothing.then_some(("sudo", &["-n", "env"]))
}

/// A driver refuses any other browser, but says so only deep inside the output of a test.
fn require_same_version(sh: &Shell, found: &Chromium) -> Result<()> {
    let (browser, driver) = (major_version(sh, &found.browser)?, major_version(sh, &found.driver)?);
    ensure!(
        browser == driver,
        "{} is version {browser} but {} is version {driver}: install the same version of both",
        found.browser.display(),
        found.driver.display()
    );
    Ok(())
}

fn major_version(sh: &Shell, program: &Path) -> Result<u32> {
    cmd!(sh, "{program} --version")
        .quiet()
        .ignore_stderr()
        .read()
        .with_context(|| format!("{} does not start", program.display()))?
        .split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
        .with_context(|| format!("{} does not tell its version", program.display()))
}
