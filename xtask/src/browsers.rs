//! Finds the browsers that the tests drive, and installs them where that can be done without asking.

use std::env;
use std::path::{Path, PathBuf, absolute};

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;
use xshell::{Shell, cmd};

use crate::{
    deadline::{Deadline, minutes},
    setup,
};

/// What the tests run in; `--engine` takes these names.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Engine {
    /// Chromium or Chrome
    Chromium,
    /// Firefox
    Firefox,
    /// The engine of Safari, in the little browser of the GTK port
    #[value(name = "webkit")]
    WebKit,
}

/// Something that the tests start.
struct Program {
    /// Names it to the tests; whoever has it elsewhere than on `PATH` names it here.
    variable: &'static str,
    /// On `PATH`.
    names: &'static [&'static str],
    /// macOS keeps applications off `PATH`.
    applications: &'static [&'static str],
}

/// What an engine takes: its programs, what the driver starts first, and what they are called in the systems' packages.
struct Needs {
    programs: &'static [Program],
    apt: &'static [&'static str],
    dnf: &'static [&'static str],
    pacman: &'static [&'static str],
}

/// Programs by variable and absolute path, in the order of [`Needs::programs`].
pub type Found = Vec<(&'static str, PathBuf)>;

const CHROMIUM: Needs = Needs {
    programs: &[
        Program {
            variable: "RELASI_CHROMIUM",
            names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
            applications: &[
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
            ],
        },
        Program { variable: "RELASI_CHROMEDRIVER", names: &["chromedriver"], applications: &[] },
    ],
    apt: &["chromium", "chromium-driver"],
    dnf: &["chromium", "chromedriver"],
    // Arch puts the driver into the browser's package.
    pacman: &["chromium"],
};

const FIREFOX: Needs = Needs {
    programs: &[
        Program {
            variable: "RELASI_FIREFOX",
            names: &["firefox", "firefox-esr"],
            applications: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
        },
        // Few systems have a package of it: `setup` brings it in where it is missing.
        Program { variable: "RELASI_GECKODRIVER", names: &["geckodriver"], applications: &[] },
    ],
    apt: &["firefox-esr"],
    dnf: &["firefox"],
    pacman: &["firefox"],
};

const WEBKIT: Needs = Needs {
    programs: &[
        // It has no headless mode: this gives it a screen that nobody sees.
        Program { variable: "RELASI_XVFB_RUN", names: &["xvfb-run"], applications: &[] },
        // It knows itself where its browser is.
        Program { variable: "RELASI_WEBKITDRIVER", names: &["WebKitWebDriver"], applications: &[] },
    ],
    apt: &["webkit2gtk-driver", "xvfb", "xauth"],
    dnf: &[],
    pacman: &[],
};

impl Engine {
    pub fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// All that it takes: named by its variable, else on `PATH`, else installed from the system's packages.
    pub fn programs(self, sh: &Shell) -> Result<Found> {
        let needs = match self {
            Self::Chromium => &CHROMIUM,
            Self::Firefox => &FIREFOX,
            Self::WebKit => &WEBKIT,
        };
        if self == Self::Firefox && FIREFOX.programs[1].find(sh)?.is_none() {
            setup::install(sh, &setup::GECKODRIVER)?;
        }
        let (mut found, mut missing) = needs.find(sh)?;
        if !missing.is_empty() {
            needs.install(sh, &missing.join(" and "))?;
            (found, missing) = needs.find(sh)?;
            ensure!(missing.is_empty(), "{} was installed but is not on PATH", missing.join(" and "));
        }
        if let (Self::Chromium, [(_, browser), (_, driver)]) = (self, &found[..]) {
            require_same_version(sh, browser, driver)?;
        }
        Ok(found)
    }
}

impl Program {
    fn find(&self, sh: &Shell) -> Result<Option<PathBuf>> {
        let variable = self.variable;
        if let Some(value) = env::var_os(variable).filter(|value| !value.is_empty()) {
            let path = absolute(&value)?;
            ensure!(path.is_file(), "{variable} names {}, which is no file", path.display());
            return Ok(Some(path));
        }
        let application = || self.applications.iter().map(PathBuf::from).find(|path| path.is_file());
        Ok(self.names.iter().find_map(|name| setup::find(sh, name)).or_else(application))
    }
}

impl Needs {
    /// What is there, and the names of what is not.
    fn find(&self, sh: &Shell) -> Result<(Found, Vec<&'static str>)> {
        let (mut found, mut missing) = (Found::new(), Vec::new());
        for program in self.programs {
            match program.find(sh)? {
                Some(path) => found.push((program.variable, path)),
                None => missing.push(program.names[0]),
            }
        }
        Ok((found, missing))
    }

    /// With the package managers whose names for them are known and that can run without a question.
    fn install(&self, sh: &Shell, missing: &str) -> Result<()> {
        let managers: [(&str, &[&str], &[&str]); 3] = [
            ("apt-get", &["install", "-y", "--no-install-recommends"], self.apt),
            ("dnf", &["install", "-y"], self.dnf),
            ("pacman", &["-S", "--needed", "--noconfirm"], self.pacman),
        ];
        let manager =
            managers.into_iter().find(|(name, _, packages)| !packages.is_empty() && setup::find(sh, name).is_some());
        let Some((name, flags, packages)) = manager else {
            let variables: Vec<&str> = self.programs.iter().map(|program| program.variable).collect();
            bail!(
                "{missing} is missing: install it by hand, or name it in {}, or choose others with --engine",
                variables.join(" and ")
            );
        };
        let by_hand = [&[name], flags, packages].concat().join(" ");
        let Some((program, prefix)) = as_root(sh) else {
            bail!("{missing} is missing and installing takes root: run `sudo {by_hand}`");
        };
        println!("{missing} is missing: installing {} (once; a minute or two).", packages.join(" "));
        if name == "apt-get" {
            cmd!(sh, "{program} {prefix...} apt-get update").run_within(minutes(10))?;
        }
        cmd!(sh, "{program} {prefix...} DEBIAN_FRONTEND=noninteractive {name} {flags...} {packages...}")
            .run_within(minutes(30))
            .with_context(|| format!("{missing} is missing and `{by_hand}` failed: install it by hand"))
    }
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
fn require_same_version(sh: &Shell, browser: &Path, driver: &Path) -> Result<()> {
    let (of_browser, of_driver) = (major_version(sh, browser)?, major_version(sh, driver)?);
    ensure!(
        of_browser == of_driver,
        "{} is version {of_browser} but {} is version {of_driver}: install the same version of both",
        browser.display(),
        driver.display()
    );
    Ok(())
}

fn major_version(sh: &Shell, program: &Path) -> Result<u32> {
    cmd!(sh, "{program} --version")
        .read_within(minutes(1))
        .with_context(|| format!("{} does not start", program.display()))?
        .split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
        .with_context(|| format!("{} does not tell its version", program.display()))
}
