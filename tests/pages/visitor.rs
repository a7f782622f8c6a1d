//! A visitor with a real browser: what they see, by the words on the screen, and what they do.

use std::{
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, TcpStream},
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};
use thirtyfour::{
    BrowserLogEntry, By, ChromiumLikeCapabilities, DesiredCapabilities, Key, LoggingPrefsLogLevel, WebDriver,
    WebElement, extensions::query::ElementPollerWithTimeout,
};

use crate::site::Site;

/// How long a condition may take to come true. Generous, because it is only waited for where the test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A person in front of a browser window.
pub struct Visitor {
    browser: WebDriver,
    _driver: Driver,
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

/// What a visitor's machine is like.
#[derive(Clone, Copy)]
pub struct Machine {
    /// Width and height of the window, in CSS pixels.
    pub window: (u32, u32),
    /// Prefers a dark screen.
    pub dark: bool,
    /// Runs scripts.
    pub scripts: bool,
    /// The language of the browser.
    pub language: &'static str,
}

/// The phone that most tests use.
pub const PHONE: Machine = Machine { window: (360, 740), dark: false, scripts: true, language: "en" };
/// A computer.
pub const WIDE: Machine = Machine { window: (1280, 800), ..PHONE };

/// Notes from the very beginning of a page what happens on it, for the questions of tests.
const DIARY: &str = "
    window.diary = { ready: 0, failures: [], shift: 0 };
    addEventListener('relasi-ready', () => diary.ready++);
    addEventListener('relasi-error', event => diary.failures.push(event.detail));
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) diary.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });";

impl Visitor {
    /// Opens a browser on this path of the site.
    pub async fn on(machine: Machine, site: &Site, path: &str) -> Self {
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
        let scripts = if machine.scripts { 1 } else { 2 };
        wish(wishes.add_experimental_option(
            "prefs",
            json!({
                "intl.accept_languages": machine.language,
                "profile.managed_default_content_settings.javascript": scripts,
            }),
        ));
        wish(wishes.set_browser_log_level(LoggingPrefsLogLevel::All));
        let browser =
            WebDriver::new(format!("http://127.0.0.1:{}", driver.port), wishes).await.expect("a browser opens");
        browser.set_poller(std::sync::Arc::new(ElementPollerWithTimeout::new(PATIENCE, Duration::from_millis(20))));
        // The driver ends the session; the library's way to do so waits for a runtime that has gone by then.
        browser.clone().leak().expect("the session has just begun");
        let visitor = Self { browser, _driver: driver };
        visitor.resizes(machine.window).await;
        let scheme = if machine.dark { "dark" } else { "light" };
        visitor
            .protocol(
                "Emulation.setEmulatedMedia",
                json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
            )
            .await;
        visitor.protocol("Page.addScriptToEvaluateOnNewDocument", json!({ "source": DIARY })).await;
        visitor.goes_to(site, path).await;
        visitor
    }

    /// Opens the demo page on a phone, and waits until the widget runs.
    pub async fn at_the_first_question(site: &Site) -> Self {
        let visitor = Self::on(PHONE, site, "/").await;
        visitor.waits_until_ready().await;
        visitor
    }

    /// Waits until the wasm has taken over.
    pub async fn waits_until_ready(&self) {
        self.waits_for("return diary.ready > 0").await;
    }

    /// Waits until the script, run in the page, returns true.
    pub async fn waits_for(&self, script: &str) {
        let until = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < until {
            if self.script(script, vec![]).await == true {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!(
            "waited in vain for {script:?}; on the screen: {:?}; console: {:?}",
            self.text().await,
            self.console().await
        );
    }

    pub async fn goes_to(&self, site: &Site, path: &str) {
        self.browser.goto(format!("{}{path}", site.address)).await.expect("the page opens");
    }

    pub async fn resizes(&self, (width, height): (u32, u32)) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.protocol("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    pub async fn reloads(&self) {
        self.browser.refresh().await.expect("the page reloads");
        self.waits_until_ready().await;
    }

    pub async fn waits_for_a_question(&self) {
        self.waits_until("a question or a result is on the screen", "legend, .verdict", |found| !found.is_empty())
            .await;
    }

    /// Waits until what the selector finds in the widget meets the condition.
    async fn waits_until(&self, what: &str, selector: &str, met: impl Fn(&[String]) -> bool) {
        let mut seen = Vec::new();
        let until = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < until {
            seen = self.texts(selector).await;
            if met(&seen) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("waited in vain until {what}; seen: {seen:?}; console: {:?}", self.console().await);
    }

    /// Waits until the widget shows this text.
    pub async fn reads(&self, text: &str) {
        self.waits_until(&format!("the widget says {text:?}"), ":host > *", |seen| {
            seen.iter().any(|one| one.contains(text))
        })
        .await;
    }

    /// The whole visible text of the widget.
    pub async fn text(&self) -> String {
        self.texts(":host > *").await.join("\n")
    }

    /// The visible text of each element in the widget that the selector finds; of all that is in it for `:host > *`.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let script = "
            const root = document.querySelector('relasi-wizard')?.shadowRoot;
            if (!root) return [];
            const found = arguments[0] === ':host > *' ? [...root.children] : [...root.querySelectorAll(arguments[0])];
            return found.filter(one => one.localName !== 'style').map(one => one.innerText ?? '');";
        serde_json::from_value(self.script(script, vec![json!(selector)]).await).expect("texts are a list of strings")
    }

    /// The whole text of each element in the widget that the selector finds, folded away or not.
    pub async fn texts_of_all(&self, selector: &str) -> Vec<String> {
        let script = "
            const root = document.querySelector('relasi-wizard').shadowRoot;
            return [...root.querySelectorAll(arguments[0])].map(one => one.textContent);";
        serde_json::from_value(self.script(script, vec![json!(selector)]).await).expect("texts are a list of strings")
    }

    /// The question on the screen.
    pub async fn question(&self) -> String {
        self.texts("legend").await.concat().trim().to_owned()
    }

    /// The options on the screen, "not sure" included: the first line of each.
    pub async fn options(&self) -> Vec<String> {
        let labels = self.texts("label").await;
        labels.iter().map(|label| label.trim().lines().next().unwrap_or_default().to_owned()).collect()
    }

    /// Chooses the option with this label.
    pub async fn chooses(&self, label: &str) {
        let options = self.options().await;
        let Some(place) = options.iter().position(|option| option == label) else {
            panic!("{label:?} is not among {options:?} under {:?}", self.question().await);
        };
        self.widget("label").await.remove(place).click().await.expect("a label can be clicked");
    }

    /// Presses the button with this name, as soon as it can be seen.
    pub async fn presses(&self, name: &str) {
        let until = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < until {
            for button in self.widget("button, summary").await {
                // A screen that fades in has no text yet, for the driver.
                if button.text().await.is_ok_and(|text| text.trim() == name) {
                    button.scroll_into_view().await.expect("a button can be scrolled to");
                    button.click().await.expect("a button can be clicked");
                    return;
                }
            }
        }
        panic!("there is no button {name:?} in {:?}", self.text().await);
    }

    /// Chooses an option, continues, and waits for the next screen.
    pub async fn answers(&self, label: &str, go_on: &str) {
        let before = self.question().await;
        self.chooses(label).await;
        self.presses(go_on).await;
        self.moves_on_from(&before).await;
    }

    /// Waits until another screen than this question's is shown.
    pub async fn moves_on_from(&self, question: &str) {
        self.waits_until("the next screen comes", "legend, .verdict", |seen| {
            seen.first().is_some_and(|heading| heading.trim() != question)
        })
        .await;
    }

    /// What axe-core finds wrong with the page as it stands, a line each.
    pub async fn violations(&self) -> Vec<String> {
        let axe = std::fs::read_to_string(program("RELASI_AXE")).expect("axe-core can be read");
        self.script(&axe, vec![]).await;
        let run = "
            const done = arguments[arguments.length - 1];
            axe.run(document).then(
                found => done(found.violations.flatMap(one => one.nodes.map(node => one.id + ': ' + node.html + ' ' + node.failureSummary))),
                error => done([String(error)]));";
        let found = self.browser.execute_async(run, vec![]).await.expect("axe-core runs");
        serde_json::from_value(found.json().clone()).expect("violations are a list of strings")
    }

    /// Whether the result is on the screen.
    pub async fn is_at_the_result(&self) -> bool {
        !self.texts(".verdict").await.is_empty()
    }

    /// Types keys into whatever has the focus.
    pub async fn types(&self, keys: &[Key]) {
        for key in keys {
            self.browser.action_chain().send_keys(key.clone()).perform().await.expect("a key can be pressed");
        }
    }

    /// The elements in the widget that the selector finds.
    pub async fn widget(&self, selector: &str) -> Vec<WebElement> {
        let host = self.browser.find(By::Css("relasi-wizard")).await.expect("the page has the tag");
        let root = host.get_shadow_root().await.expect("its shadow root is open");
        root.find_all(By::Css(selector)).await.expect("the selector is sound")
    }

    /// What the tag's script interface says: `element` stands for the tag.
    pub async fn element(&self, expression: &str) -> Value {
        self.script(&format!("const element = document.querySelector('relasi-wizard'); return {expression};"), vec![])
            .await
    }

    /// The result of a script in the page.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.browser.execute(script, arguments).await.expect("the script runs").json().clone()
    }

    /// Waits until the result of a script in the page is true, or a value that is as good.
    pub async fn eventually(&self, script: &str) -> Value {
        let until = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < until {
            let value = self.script(script, vec![]).await;
            if !matches!(value, Value::Null | Value::Bool(false)) {
                return value;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("waited in vain for {script}; console: {:?}", self.console().await);
    }

    /// Looks into this iframe of the page, until [`Self::leaves_the_frame`]; the first is 0.
    pub async fn enters_frame(&self, place: u16) {
        self.browser.enter_frame(place).await.expect("the page has the frame");
    }

    pub async fn leaves_the_frame(&self) {
        self.browser.enter_default_frame().await.expect("a frame is in a page");
    }

    /// Every line of the console so far; each is given once.
    pub async fn console(&self) -> Vec<String> {
        let lines: Vec<BrowserLogEntry> = self.browser.browser_log().await.expect("the console can be read");
        lines.into_iter().map(|line| line.message).collect()
    }

    /// Role and name of everything that a screen reader comes across, in order.
    pub async fn hears(&self) -> Vec<(String, String)> {
        let tree = self.protocol("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().expect("a tree has nodes");
        let word = |node: &Value, field: &str| node[field]["value"].as_str().unwrap_or_default().to_owned();
        nodes
            .iter()
            .filter(|node| node["ignored"] != true)
            .map(|node| (word(node, "role"), word(node, "name")))
            .collect()
    }

    /// Sends a command of the browser's own protocol.
    pub async fn protocol(&self, method: &str, parameters: Value) -> Value {
        self.browser.cdp().send_raw(method, parameters).await.expect("the browser knows the command")
    }
}

fn program(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run `cargo xtask test --only pages`"))
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
    let mut line = String::new();
    while output.read_line(&mut line).is_ok_and(|read| read > 0) {
        if let Some((_, port)) = line.trim_end().trim_end_matches('.').split_once("started successfully on port ") {
            return Driver { process, port: port.parse().expect("a port is a number"), _output: output };
        }
        line.clear();
    }
    panic!("the driver does not say its port");
}
