//! The three browser engines: how each is started, and how each does what `WebDriver` has no command for.

use std::{env, fs, path::Path, process::Command};

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::{
    BrowserLogEntry, Capabilities, RequestData, SessionId, WebDriver, common::command::FormatRequestData,
};

use crate::{browser::program, exceptions::ONLY_IN_CHROMIUM, limits, visitor::Machine};

/// Chromium can do most, by a protocol of its own: the tests that need it are listed in [`ONLY_IN_CHROMIUM`].
#[derive(Clone, Copy, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// Notes what the console is told, for engines that do not pass it on. What the engine itself has to say of a page is
/// among it as far as pages are told; no page asks for its icon.
const CONSOLE: &str = "
    diary.console = [];
    {
        const note = (...words) => diary.console.push(words.map(word => JSON.stringify(String(word))).join(' '));
        for (const level of ['error', 'warn', 'info', 'log']) {
            const write = console[level];
            console[level] = function (...words) { note(...words); return write.apply(this, words); };
        }
        const missing = ({ src, href }) => `${src ?? href} is not loaded`;
        addEventListener('error', ({ message, target }) => note(message ?? missing(target)), true);
        addEventListener('unhandledrejection', ({ reason }) => note(reason));
        addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
            blockedURI.endsWith('/favicon.ico') || note(blockedURI, 'violates', violatedDirective));
    }";

impl Engine {
    /// The one that `RELASI_ENGINE` names.
    pub fn chosen() -> Self {
        match env::var("RELASI_ENGINE").as_deref() {
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("RELASI_ENGINE={other} is no engine: chromium, firefox or webkit"),
        }
    }

    /// What `RELASI_ENGINE` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// What every page runs before anything else, besides the diary.
    pub fn notes(self) -> &'static str {
        if self == Self::Chromium { "" } else { CONSOLE }
    }

    /// Whether one visitor after the other can use the same browser. The others start at once, and forget all at their end.
    pub fn can_forget(self) -> bool {
        self != Self::WebKit
    }

    /// The driver, to be told its port, of a browser that is configured in the one folder and saves files into the other.
    pub fn driver(self, machine: Machine, configuration: &Path, downloads: &Path) -> Command {
        match self {
            Self::Chromium => Command::new(program("RELASI_CHROMEDRIVER")),
            Self::Firefox => {
                let mut driver = Command::new(program("RELASI_GECKODRIVER"));
                driver.arg("--allow-system-access");
                driver
            }
            Self::WebKit => {
                // Its buttons keep the window from being as narrow as a phone.
                let style = "* { min-width: 0; padding: 0; margin: 0; border: 0; font-size: 1px }
                    * { -gtk-icon-transform: scale(0.1) }";
                let style_folder = configuration.join("gtk-3.0");
                fs::create_dir(&style_folder).expect("a folder can be made");
                fs::write(style_folder.join("gtk.css"), style).expect("a file can be written");
                fs::write(
                    configuration.join("user-dirs.dirs"),
                    format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display()),
                )
                .expect("a file can be written");
                let mut driver = Command::new(program("RELASI_WEBKITDRIVER"));
                driver
                    .env("XDG_CONFIG_HOME", configuration)
                    .env("GTK_THEME", if machine.dark { "Adwaita:dark" } else { "Adwaita" })
                    .env("LANG", "en_US.UTF-8")
                    // The sandbox cannot be set up by root, which is who runs in most containers.
                    .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                driver
            }
        }
    }

    /// What the driver is asked for.
    pub fn capabilities(self, machine: Machine) -> Capabilities {
        let wishes = match self {
            Self::Chromium => json!({
                "goog:chromeOptions": {
                    "binary": program("RELASI_CHROMIUM"),
                    "args": [
                        "--headless=new",
                        // The sandbox cannot be set up by root, which is who runs in most containers.
                        "--no-sandbox",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-default-apps",
                        "--disable-sync",
                        "--no-first-run",
                    ],
                    "prefs": {
                        "intl.accept_languages": machine.language,
                        "profile.managed_default_content_settings.javascript": if machine.scripts { 1 } else { 2 },
                    },
                },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": { "binary": program("RELASI_FIREFOX"), "args": ["-headless"] },
            }),
            Self::WebKit => json!({}),
        };
        let Value::Object(wishes) = wishes else { unreachable!("capabilities are an object") };
        wishes.into()
    }

    /// Prepares a browser that has just been started.
    pub async fn begins(self, browser: &WebDriver) {
        if self == Self::Firefox {
            // Its buttons keep the window from being as narrow as a phone.
            privileged(browser, "document.documentElement.style.minWidth = 0; arguments[0]()").await;
        }
    }

    /// Takes away all that pages of this site have left behind. A port may come round again.
    pub async fn forgets(self, browser: &WebDriver, site: &str) {
        match self {
            Self::Chromium => {
                browser.browser_log().await.expect("the console can be read");
                protocol(browser, "Storage.clearDataForOrigin", json!({ "origin": site, "storageTypes": "all" })).await;
                protocol(browser, "Network.clearBrowserCache", json!({})).await;
            }
            Self::Firefox => {
                let everything = "Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, arguments[0])";
                privileged(browser, everything).await;
            }
            Self::WebKit => unreachable!("no visitor uses it after another"),
        }
    }

    /// Makes the browser one that a visitor looks at: the focus, and what may be copied, depend on that.
    pub async fn is_looked_at(self, browser: &WebDriver) {
        if self == Self::Chromium {
            protocol(browser, "Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
        }
    }

    /// Prefers a dark screen, or a light one.
    pub async fn prefers(self, browser: &WebDriver, dark: bool) {
        match self {
            Self::Chromium => {
                let scheme = if dark { "dark" } else { "light" };
                let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
                protocol(browser, "Emulation.setEmulatedMedia", json!({ "features": features })).await;
            }
            Self::Firefox => {
                let scheme = i32::from(!dark);
                let preference = "layout.css.prefers-color-scheme.content-override";
                let prefer = format!("Services.prefs.setIntPref('{preference}', {scheme}); arguments[0]()");
                privileged(browser, &prefer).await;
            }
            // It was started so.
            Self::WebKit => {}
        }
    }

    /// Gives the page this much room, in CSS pixels.
    pub async fn resizes(self, browser: &WebDriver, (width, height): (u32, u32)) {
        if self == Self::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            protocol(browser, "Emulation.setDeviceMetricsOverride", metrics).await;
            return;
        }
        let bars = "return outerHeight - innerHeight";
        let bars = browser.execute(bars, vec![]).await.expect("the script runs").convert::<u32>().expect("a height");
        browser.set_window_rect(0, 0, width, height + bars).await.expect("the window has a size");
    }

    /// Every line of the console so far; each is given once.
    pub async fn console(self, browser: &WebDriver) -> Vec<String> {
        if self == Self::Chromium {
            let lines: Vec<BrowserLogEntry> = browser.browser_log().await.expect("the console can be read");
            return lines.into_iter().map(|line| line.message).collect();
        }
        let noted = "return window.diary?.console?.splice(0) ?? []";
        browser.execute(noted, vec![]).await.expect("the script runs").convert().expect("lines are text")
    }

    /// Saves files into this folder from now on.
    pub async fn saves_into(self, browser: &WebDriver, folder: &Path) {
        match self {
            Self::Chromium => {
                let to = json!({ "behavior": "allow", "downloadPath": folder });
                protocol(browser, "Browser.setDownloadBehavior", to).await;
            }
            Self::Firefox => {
                let save = format!(
                    "Services.prefs.setIntPref('browser.download.folderList', 2);
                    Services.prefs.setStringPref('browser.download.dir', {});
                    arguments[0]()",
                    json!(folder)
                );
                privileged(browser, &save).await;
            }
            // It was started so.
            Self::WebKit => {}
        }
    }

    /// The title of the page, also where the page has changed what the scripts of the driver rely on.
    pub async fn title(self, browser: &WebDriver) -> String {
        if self == Self::Chromium {
            let found = protocol(browser, "Runtime.evaluate", json!({ "expression": "document.title" })).await;
            return found["result"]["value"].as_str().expect("a page has a title").to_owned();
        }
        browser.title().await.expect("a page has a title")
    }
}

/// Sends a command of Chromium's own protocol.
pub async fn protocol(browser: &WebDriver, method: &str, parameters: Value) -> Value {
    browser.cdp().send_raw(method, parameters).await.expect("the browser knows the command")
}

#[test]
fn each_exception_names_tests_that_there_are() {
    let me = env::current_exe().expect("a program knows where it is");
    let list = limits::output(Command::new(me).args(["--list", "--format", "terse"])).stdout;
    let list = String::from_utf8_lossy(&list);
    let names: Vec<&str> = list.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    for (excepted, _) in ONLY_IN_CHROMIUM {
        let is_meant =
            |name: &&str| if excepted.ends_with("::") { name.starts_with(excepted) } else { *name == excepted };
        assert!(names.iter().any(is_meant), "{excepted} is no test");
    }
}

/// Runs a script in Firefox itself, not in the page, and waits until it calls `arguments[0]`.
async fn privileged(browser: &WebDriver, script: &str) {
    browser.handle().cmd(Context("chrome")).await.expect("scripts may run in the browser itself");
    browser.execute_async(script, vec![]).await.expect("the script ends");
    browser.handle().cmd(Context("content")).await.expect("scripts may run in the page");
}

/// Where Firefox runs scripts from now on.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("/session/{session}/moz/context")).add_body(json!({ "context": self.0 }))
    }
}
