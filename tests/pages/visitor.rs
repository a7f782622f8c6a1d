//! A visitor with a real browser: what they see, by the words on the screen, and what they do.

use std::{
    fs, mem,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use thirtyfour::{
    Key, WebElement, WindowHandle,
    error::{WebDriverError, WebDriverErrorInner},
    session::scriptret::ScriptRet,
};

use crate::{
    browser::Browser,
    engine::{self, Engine},
    limits::SCRIPT,
    site::Site,
};

/// What a wait in the page ends with; `LOOK` stands for the body of a function that returns what is waited for, or `null`
/// or `false` as long as it is not there. A task later, what a screen brings along in a task of its own is there as well:
/// events, the focus, a choice taken over, what is stored.
///
/// The clock of the page may be one that a test has changed: the driver's ends a wait in vain.
const WAIT: &str = "
    const given = [...arguments], done = given.pop(), later = window.diary?.later ?? setTimeout;
    const look = async function () { LOOK };
    const task = time => new Promise(then => later(then, time));
    (async () => {
        for (;;) {
            const found = (await look.apply(null, given)) ?? false;
            if (found !== false) { await task(0); return found; }
            await task(4);
        }
    })().then(found => done([found]), error => done(String(error)));";

/// The function `texts`, of a selector: the visible text of each element in the widget that it finds; of all that is in the
/// widget for `:host > *`.
const TEXTS: &str = "
    const texts = selector => {
        const root = WIDGET?.shadowRoot;
        if (!root) return [];
        const found = selector === ':host > *' ? [...root.children] : [...root.querySelectorAll(selector)];
        return found.filter(one => one.localName !== 'style').map(one => one.innerText?.trim() ?? '');
    };";

/// A person in front of a browser window.
pub struct Visitor {
    browser: Browser,
    engine: Engine,
    /// What was in the console of pages that are gone.
    read: Mutex<Vec<String>>,
    in_a_frame: AtomicBool,
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

impl Visitor {
    /// Opens a browser on this path of the site.
    pub async fn on(machine: Machine, site: &Site, path: &str) -> Self {
        let browser = Browser::like(machine, &site.address).await;
        let visitor =
            Self { browser, engine: Engine::chosen(), read: Mutex::default(), in_a_frame: AtomicBool::new(false) };
        visitor.resizes(machine.window).await;
        visitor.engine.prefers(&visitor.browser, machine.dark).await;
        visitor.goes_to(site, path).await;
        visitor
    }

    /// Opens one more tab on this path and looks at it; gives the one looked at before.
    pub async fn opens_a_tab(&self, site: &Site, path: &str) -> WindowHandle {
        let before = self.browser.window().await.expect("a tab is looked at");
        let fresh = self.browser.new_tab().await.expect("a tab opens");
        self.turns_to(fresh).await;
        self.goes_to(site, path).await;
        self.waits_until_ready().await;
        before
    }

    /// Looks at this tab; gives the one looked at before.
    pub async fn turns_to(&self, tab: WindowHandle) -> WindowHandle {
        let before = self.browser.window().await.expect("a tab is looked at");
        self.browser.switch_to_window(tab).await.expect("the tab is still open");
        before
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
        self.eventually(script).await;
    }

    /// The same with arguments for the script.
    pub async fn waits_for_with(&self, script: &str, arguments: Vec<Value>) {
        if let Err(error) = self.finds(script, arguments).await {
            self.has_waited_in_vain(&format!("for {script}"), error).await;
        }
    }

    /// Waits until the result of a script in the page is true, or a value that is as good.
    pub async fn eventually(&self, script: &str) -> Value {
        match self.finds(script, vec![]).await {
            Ok(found) => found.json()[0].clone(),
            Err(error) => self.has_waited_in_vain(&format!("for {script}"), error).await,
        }
    }

    /// Waits in the page until the script returns anything but `null` and `false`, and gives a list with that.
    async fn finds(&self, script: &str, arguments: Vec<Value>) -> Result<ScriptRet, WebDriverError> {
        let wait = script_of(&WAIT.replace("LOOK", script));
        let until = Instant::now() + SCRIPT;
        loop {
            match self.browser.execute_async(&*wait, arguments.clone()).await {
                Err(error) if page_has_gone(&error) && Instant::now() < until => {}
                // What Firefox answers for a page whose process dies; the next command is told.
                Ok(found) if found.json().is_null() && Instant::now() < until => {}
                Ok(found) if !found.json().is_array() => panic!("{}, in {script}", found.json()),
                outcome => return outcome,
            }
        }
    }

    async fn has_waited_in_vain(&self, what: &str, error: WebDriverError) -> ! {
        match error.into_inner() {
            WebDriverErrorInner::ScriptTimeout(_) => panic!(
                "waited in vain {what}; on the screen: {:?}; console: {:?}",
                self.text().await,
                self.console().await
            ),
            other => panic!("cannot wait {what}: {other}"),
        }
    }

    pub async fn goes_to(&self, site: &Site, path: &str) {
        self.keeps_the_console().await;
        self.browser.goto(format!("{}{path}", site.address)).await.expect("the page opens");
    }

    pub async fn resizes(&self, window: (u32, u32)) {
        self.engine.resizes(&self.browser, window).await;
        if self.engine != Engine::Chromium {
            let (width, height) = window;
            self.holds(&format!("innerWidth === {width} && innerHeight === {height}")).await;
        }
    }

    pub async fn reloads(&self) {
        self.keeps_the_console().await;
        self.browser.refresh().await.expect("the page reloads");
        self.waits_until_ready().await;
    }

    /// The title of the page, which a driver tells of a page that is still loading as well.
    pub async fn title(&self) -> String {
        self.browser.title().await.expect("every page has a title")
    }

    pub async fn goes_back(&self) {
        self.keeps_the_console().await;
        self.browser.back().await.expect("there is a page to go back to");
    }

    pub async fn waits_for_a_question(&self) {
        self.holds("WIDGET?.shadowRoot?.querySelector('legend, .verdict')").await;
    }

    /// Waits until what the selector finds in the widget meets the condition: the page tells each change of it.
    pub async fn waits_until(&self, what: &str, selector: &str, met: impl Fn(&[String]) -> bool) {
        let change = format!(
            "{TEXTS}
            const [selector, before] = arguments, now = texts(selector);
            return !before || now.length !== before.length || now.some((one, at) => one !== before[at]) ? now : null;"
        );
        let mut seen = Value::Null;
        let until = Instant::now() + SCRIPT;
        loop {
            seen = match self.finds(&change, vec![json!(selector), seen.clone()]).await {
                Ok(found) => found.json()[0].clone(),
                Err(error) => self.has_waited_in_vain(&format!("until {what}; seen: {seen}"), error).await,
            };
            let texts: Vec<String> = serde_json::from_value(seen.clone()).expect("texts are a list of strings");
            if met(&texts) {
                return;
            }
            assert!(Instant::now() < until, "waited in vain until {what}; seen: {seen}");
        }
    }

    /// Clicks the first thing in the widget that the selector finds, as soon as there is one.
    pub async fn clicks(&self, selector: &str) {
        self.presses_the("[...WIDGET.shadowRoot.querySelectorAll(arguments[0])]", selector).await;
    }

    /// Waits until this expression holds in the page.
    pub async fn holds(&self, expression: &str) {
        self.waits_for(&format!("return Boolean({expression})")).await;
    }

    /// Waits until the title of the page is another one than this.
    pub async fn title_other_than(&self, before: &str) -> String {
        let until = Instant::now() + SCRIPT;
        loop {
            let title = self.engine.title(&self.browser).await;
            if title != before {
                return title;
            }
            assert!(Instant::now() < until, "the title stays {before:?}; console: {:?}", self.console().await);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the script in the page calls `arguments[0]`, and gives what it is called with.
    pub async fn runs(&self, script: &str) -> Value {
        self.browser.execute_async(script_of(script), vec![]).await.expect("the script ends").json().clone()
    }

    /// The same with arguments before it.
    pub async fn runs_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.browser.execute_async(script_of(script), arguments).await.expect("the script ends").json().clone()
    }

    /// Waits until the widget shows this text.
    pub async fn reads(&self, text: &str) {
        let shows = format!("{TEXTS} return texts(':host > *').some(one => one.includes(arguments[0]))");
        if let Err(error) = self.finds(&shows, vec![json!(text)]).await {
            self.has_waited_in_vain(&format!("until the widget says {text:?}"), error).await;
        }
    }

    /// The whole visible text of the widget.
    pub async fn text(&self) -> String {
        self.texts(":host > *").await.join("\n")
    }

    /// The visible text of each element in the widget that the selector finds; of all that is in it for `:host > *`.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let script = format!("{TEXTS} return texts(arguments[0])");
        serde_json::from_value(self.script(&script, vec![json!(selector)]).await).expect("texts are a list of strings")
    }

    /// The whole text of each element in the widget that the selector finds, folded away or not.
    pub async fn texts_of_all(&self, selector: &str) -> Vec<String> {
        let script = "
            return [...WIDGET.shadowRoot.querySelectorAll(arguments[0])].map(one => one.textContent);";
        serde_json::from_value(self.script(script, vec![json!(selector)]).await).expect("texts are a list of strings")
    }

    /// The question on the screen.
    pub async fn question(&self) -> String {
        self.texts("legend").await.concat()
    }

    /// The options on the screen, "not sure" included: the first line of each.
    pub async fn options(&self) -> Vec<String> {
        let labels = self.texts("label:has([type=radio])").await;
        labels.iter().map(|label| label.lines().next().unwrap_or_default().to_owned()).collect()
    }

    /// Chooses the option with this label, as soon as there is one.
    pub async fn chooses(&self, label: &str) {
        let named = "[...WIDGET.shadowRoot.querySelectorAll('label')].filter(one => one.innerText.trim().split('\\n')[0] === arguments[0])";
        self.presses_the(named, label).await;
    }

    /// Presses the button with this name, as soon as it can be seen.
    pub async fn presses(&self, name: &str) {
        let named = "[...WIDGET.shadowRoot.querySelectorAll('button, summary')].filter(one => one.innerText.trim() === arguments[0])";
        self.presses_the(named, name).await;
    }

    /// Presses the first of these as soon as there is one. By the time that it is found, the screen may be another one, or
    /// have moved. In `WebKit`, whose driver looks for the place long before it presses, the element has to stand still.
    pub async fn presses_the(&self, elements: &str, argument: &str) {
        let find = format!(
            "const [first] = {elements};
            if (!first) return null;
            (window.diary ??= {{}}).heading = WIDGET.shadowRoot.querySelector('legend, .verdict')?.innerText.trim();
            first.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            const place = () => {{ const {{ x, y }} = first.getBoundingClientRect(); return `${{x}} ${{y}}`; }};
            return !arguments[1] ? first : new Promise(done => {{
                const look = before => setTimeout(() => before === place() ? done(first) : look(place()), 20);
                look(place());
            }});"
        );
        let stands_still = self.engine == Engine::WebKit;
        let until = Instant::now() + SCRIPT;
        loop {
            let pressed = async {
                let found = self.finds(&find, vec![json!(argument), json!(stands_still)]).await?;
                let [first] = &found.elements()?[..] else { panic!("one element is asked for") };
                self.clicks_on(first).await
            };
            match pressed.await {
                Ok(()) => return,
                Err(error) if is_of_another_screen(&error) && Instant::now() < until => {}
                Err(error) => self.has_waited_in_vain(&format!("for {elements} {argument:?}"), error).await,
            }
        }
    }

    /// Moves the mouse there and presses its button, at once. The driver's own click asks the page about the element some
    /// twenty times before it does the same. But it knows where in the window the element of a frame is, and `WebKit`'s
    /// where any element is.
    async fn clicks_on(&self, element: &WebElement) -> Result<(), WebDriverError> {
        if self.in_a_frame.load(Ordering::Relaxed) || self.engine == Engine::WebKit {
            return element.click().await;
        }
        let mouse = self.browser.action_chain_with_delay(None, Some(Duration::ZERO));
        mouse.click_element(element).perform().await
    }

    /// Chooses an option, continues, and waits for the next screen.
    pub async fn answers(&self, label: &str, go_on: &str) {
        self.chooses(label).await;
        self.presses(go_on).await;
        self.moves_on().await;
    }

    /// Waits until another screen is shown than that of the last press; gives its heading.
    pub async fn moves_on(&self) -> String {
        let another = format!(
            "{TEXTS} const [heading] = texts('legend, .verdict'); return heading && heading !== diary.heading ? heading : null"
        );
        self.eventually(&another).await.as_str().expect("a heading is text").to_owned()
    }

    /// Waits until another screen than this question's is shown.
    pub async fn moves_on_from(&self, question: &str) {
        let another = "the next screen comes";
        let is_another = |seen: &[String]| seen.first().is_some_and(|heading| heading != question);
        self.waits_until(another, "legend, .verdict", is_another).await;
    }

    /// Whether the result is on the screen.
    pub async fn is_at_the_result(&self) -> bool {
        !self.texts(".verdict").await.is_empty()
    }

    /// Presses the button of the mouse twice over the first thing in the widget that the selector finds, as a double click
    /// does.
    pub async fn clicks_twice(&self, selector: &str) {
        let mouse = self.browser.action_chain_with_delay(None, Some(Duration::ZERO));
        mouse.double_click_element(&self.first(selector).await).perform().await.expect("a mouse can press twice");
    }

    /// Presses the button of the mouse over this element, and keeps it down.
    pub async fn holds_down(&self, element: &WebElement) {
        let mouse = self.browser.action_chain().move_to_element_center(element).click_and_hold();
        mouse.perform().await.expect("a button of the mouse can be held down");
    }

    pub async fn lets_the_button_go(&self) {
        self.browser.action_chain().release().perform().await.expect("a button of the mouse can be released");
    }

    /// Types keys into whatever has the focus.
    pub async fn types(&self, keys: &[Key]) {
        for key in keys {
            self.browser.action_chain().send_keys(key.clone()).perform().await.expect("a key can be pressed");
        }
    }

    /// The first element in the widget that the selector finds, as soon as there is one.
    pub async fn first(&self, selector: &str) -> WebElement {
        self.holds(&format!("WIDGET.shadowRoot.querySelector({})", json!(selector))).await;
        self.widget(selector).await.swap_remove(0)
    }

    /// The elements in the widget that the selector finds.
    pub async fn widget(&self, selector: &str) -> Vec<WebElement> {
        let script = script_of("return [...WIDGET.shadowRoot.querySelectorAll(arguments[0])]");
        let found = self.browser.execute(script, vec![json!(selector)]).await.expect("the selector is sound");
        found.elements().expect("they are elements")
    }

    /// What the tag's script interface says: `element` stands for the tag.
    pub async fn element(&self, expression: &str) -> Value {
        self.script(&format!("const element = WIDGET; return {expression};"), vec![]).await
    }

    /// The result of a script in the page. `WIDGET` stands for the tag.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.browser.execute(script_of(script), arguments).await.expect("the script runs").json().clone()
    }

    /// What comes of waiting until a script in the page returns something.
    pub async fn attempts(&self, script: &str) -> Result<ScriptRet, WebDriverError> {
        self.finds(script, vec![]).await
    }

    /// Gives the browser this long to carry out each command from now on.
    pub fn waits_no_longer_than(&self, limit: Duration) {
        self.browser.client().set_limit(limit);
    }

    /// The driver, the browser, and the browser's own processes.
    pub fn processes(&self) -> Vec<u32> {
        self.browser.processes()
    }

    /// Looks into this iframe of the page, until [`Self::leaves_the_frame`]; the first is 0.
    pub async fn enters_frame(&self, place: u16) {
        self.browser.enter_frame(place).await.expect("the page has the frame");
        self.in_a_frame.store(true, Ordering::Relaxed);
    }

    pub async fn leaves_the_frame(&self) {
        self.browser.enter_default_frame().await.expect("a frame is in a page");
        self.in_a_frame.store(false, Ordering::Relaxed);
    }

    /// Every line of the console so far; each is given once.
    pub async fn console(&self) -> Vec<String> {
        self.keeps_the_console().await;
        mem::take(&mut self.read.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the console before the page goes.
    async fn keeps_the_console(&self) {
        let lines = self.engine.console(&self.browser).await;
        self.read.lock().unwrap_or_else(PoisonError::into_inner).extend(lines);
    }

    /// Waits until the console has said all of these, in any order; gives what it said meanwhile.
    pub async fn console_says(&self, words: &[&str]) -> String {
        let until = Instant::now() + SCRIPT;
        let mut said = String::new();
        while Instant::now() < until {
            said.extend(self.console().await.into_iter().map(|line| line + "\n"));
            if words.iter().all(|one| said.contains(one)) {
                return said;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("waited in vain until the console says {words:?}; it said: {said}");
    }

    /// Lets the browser save files into a folder, which this gives.
    pub async fn may_save(&self) -> PathBuf {
        let folder = self.browser.downloads();
        self.engine.saves_into(&self.browser, &folder).await;
        folder
    }

    /// Waits until the browser has saved a file of this name there, and gives its content.
    pub async fn saved(&self, folder: &Path, name: &str) -> Vec<u8> {
        let until = Instant::now() + SCRIPT;
        loop {
            // It has its name only once it is whole.
            match fs::read(folder.join(name)) {
                Ok(bytes) if !bytes.is_empty() => return bytes,
                _ => assert!(Instant::now() < until, "{name} is not saved; console: {:?}", self.console().await),
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Role and name of everything that a screen reader comes across, in order.
    pub async fn hears(&self) -> Vec<(String, String)> {
        let nodes = self.accessibility_tree().await;
        let word = |node: &Value, field: &str| node[field]["value"].as_str().unwrap_or_default().to_owned();
        nodes
            .iter()
            .filter(|node| node["ignored"] != true)
            .map(|node| (word(node, "role"), word(node, "name")))
            .collect()
    }

    /// The nodes of the accessibility tree, from the top on, with those that nobody comes across.
    pub async fn accessibility_tree(&self) -> Vec<Value> {
        let tree = self.protocol("Accessibility.getFullAXTree", json!({})).await;
        tree["nodes"].as_array().cloned().expect("a tree has nodes")
    }

    /// Sends a command of Chromium's own protocol.
    pub async fn protocol(&self, method: &str, parameters: Value) -> Value {
        engine::protocol(&self.browser, method, parameters).await
    }
}

/// The tag is the first on the page, unless the page names another.
fn script_of(script: &str) -> String {
    script.replace("WIDGET", "(window.widget ?? document.querySelector('relasi-wizard'))")
}

/// Whether a script could not end because the page was left.
fn page_has_gone(error: &WebDriverError) -> bool {
    let words = ["unload", "navigat", "context was destroyed", "Cannot find context"];
    words.iter().any(|word| error.to_string().contains(word))
}

/// Whether an element could not be pressed because the screen is another one by now, or has moved.
fn is_of_another_screen(error: &WebDriverError) -> bool {
    use WebDriverErrorInner::{MoveTargetOutOfBounds, StaleElementReference};
    matches!(**error, StaleElementReference(_) | MoveTargetOutOfBounds(_))
}
