//! Real browsers, each used by one visitor after the other: to start one takes longer than most tests.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
    ops::Deref,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak},
    thread,
};

use serde_json::json;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use crate::visitor::Machine;

/// A browser with one fresh tab, for one visitor; it waits for the next one when this is dropped.
pub struct Browser {
    /// `None` only while it is given back.
    session: Option<Session>,
    waiting: Arc<Waiting>,
}

/// A browser, and the driver that takes it along when it ends.
struct Session {
    browser: WebDriver,
    /// What cannot be changed while it runs.
    settings: (bool, &'static str),
    _driver: Driver,
}

type Waiting = Mutex<Vec<Session>>;

/// Held by those who use a browser, so that the last of them closes all.
static WAITING: Mutex<Weak<Waiting>> = Mutex::new(Weak::new());

impl Browser {
    /// A browser of this kind that knows nothing of the site.
    pub async fn like(machine: Machine, site: &str) -> Self {
        let waiting = {
            let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
            let those = waiting.upgrade().unwrap_or_default();
            *waiting = Arc::downgrade(&those);
            those
        };
        let settings = (machine.scripts, machine.language);
        let spare = {
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.iter().position(|one| one.settings == settings).map(|place| waiting.swap_remove(place))
        };
        let session = match spare {
            Some(session) => {
                forget(&session.browser, site).await;
                session
            }
            None => start(settings).await,
        };
        // As if the visitor looked at it: the focus, and what may be copied, depend on that.
        let looked_at = json!({ "enabled": true });
        let cdp = session.browser.cdp();
        cdp.send_raw("Emulation.setFocusEmulationEnabled", looked_at).await.expect("the browser knows the command");
        Self { session: Some(session), waiting }
    }
}

impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.session.as_ref().expect("it is given back only at the end").browser
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A test that has failed may leave anything behind.
        if let Some(session) = self.session.take().filter(|_| !thread::panicking()) {
            self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(session);
        }
    }
}

/// Opens a new tab in place of the others. A port may come round again, and with it what was kept for it.
async fn forget(browser: &WebDriver, site: &str) {
    let before = browser.windows().await.expect("the browser is still there");
    let fresh = browser.new_tab().await.expect("a tab opens");
    for window in before {
        browser.switch_to_window(window).await.expect("the tab was there a moment ago");
        browser.close_window().await.expect("a tab can be closed");
    }
    browser.switch_to_window(fresh).await.expect("the tab was just opened");
    browser.browser_log().await.expect("the console can be read");
    let everything = json!({ "origin": site, "storageTypes": "all" });
    for (command, parameters) in [("Storage.clearDataForOrigin", everything), ("Network.clearBrowserCache", json!({}))]
    {
        browser.cdp().send_raw(command, parameters).await.expect("the browser knows the command");
    }
}

async fn start(settings: (bool, &'static str)) -> Session {
    let driver = start_driver();
    let mut wishes = DesiredCapabilities::chrome();
    let wish = |result: Result<(), _>| result.expect("a capability is plain data");
    wish(wishes.set_binary(&program("RELASI_CHROMIUM")));
    for switch in [
        "--headless=new",
        // The sandbox cannot be set up by root, which is who runs in most containers.
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-sync",
        "--no-first-run",
    ] {
        wish(wishes.add_arg(switch));
    }
    let (scripts, language) = settings;
    wish(wishes.add_experimental_option(
        "prefs",
        json!({
            "intl.accept_languages": language,
            "profile.managed_default_content_settings.javascript": if scripts { 1 } else { 2 },
        }),
    ));
    wish(wishes.set_browser_log_level(LoggingPrefsLogLevel::All));
    let address = format!("http://127.0.0.1:{}", driver.port);
    // Each test has a runtime of its own, which no connection outlives: none is kept for the next request.
    let client = reqwest::Client::builder().pool_max_idle_per_host(0).build().expect("a client needs nothing");
    let browser = WebDriver::builder(address, wishes).client(client).await.expect("a browser opens");
    // The driver ends the session; the library's way to do so waits for a runtime that has gone by then.
    browser.clone().leak().expect("the session has just begun");
    Session { browser, settings, _driver: driver }
}

/// A driver of our own, which takes its browser with it when it ends.
struct Driver {
    process: Child,
    port: u16,
    // Kept open: the driver ends when nobody reads what it says.
    _output: BufReader<ChildStdout>,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked rather than killed, or the browser would outlive it. Where nobody answers, it is gone already.
        if let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) {
            let _ = stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\n\r\n");
            let _ = self.process.wait();
        }
    }
}

/// Starts a driver on a port that is free, and reads which.
fn start_driver() -> Driver {
    let mut process = Command::new(program("RELASI_CHROMEDRIVER"))
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the driver starts");
    let mut output = BufReader::new(process.stdout.take().expect("its output is ours"));
    let port = output.by_ref().lines().map_while(Result::ok).find_map(|line| {
        let (_, port) = line.trim_end_matches('.').split_once("started successfully on port ")?;
        port.parse().ok()
    });
    Driver { process, port: port.expect("the driver says its port"), _output: output }
}

/// What `cargo xtask test` names in the environment.
pub fn program(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run `cargo xtask test --only pages`"))
}
