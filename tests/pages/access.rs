//! For everyone: every screen by axe-core in every mode, and every path by keyboard alone. ACCESSIBILITY.md says which
//! criterion is shown by which test.

use axum::http::StatusCode;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    browser::program,
    fixtures::{self, FALLBACK, FIRST, SCRIPT, SECOND, guests, reseller, tag},
    layout::faults,
    site::{Answer, Site},
    visitor::{PHONE, Visitor},
};

/// A page whose main part is the widget with these attributes.
pub fn page(attributes: &str) -> String {
    let head = "<meta name=viewport content='width=device-width'><meta name=color-scheme content='light dark'>
        <style>html { background: Canvas; color: CanvasText }</style>";
    fixtures::page(&[head, SCRIPT].concat(), &format!("<main><h1>A page</h1>{}</main>", tag(attributes)))
}

/// What axe-core finds, or cannot tell, that is as it should be: words that are in its line, and why it is.
const EXPLAINED: [(&[&str], &str); 5] = [
    (
        &["css-orientation-lock: ", "cannot be determined"],
        "it reads no constructed style sheets; that none of them asks for an orientation is a test in tests/guide.rs",
    ),
    (
        &["hidden-content: <thead"],
        "where the table is narrow, its cells stand below each other, each under the name of its column",
    ),
    (
        &["color-contrast: <text", "too short"],
        "it judges no text of one character; numbers in a drawing have the colour of all text, on the card",
    ),
    (
        &["color-contrast: <b aria-hidden=\"true\" class=\"corner", "overlapped"],
        "the box of the drawing reaches over the name, and is empty there",
    ),
    (
        &["forced colours: color-contrast: <", "class=\"go\"", "1:1"],
        "it reads `-webkit-text-fill-color`, which Chromium gives as the author wrote it, and paints as `ButtonText`",
    ),
];

/// Whether a line of axe-core is one of those.
fn is_explained(line: &str) -> bool {
    EXPLAINED.iter().any(|(words, _)| words.iter().all(|word| line.contains(word)))
}

/// The rules of axe-core that a mode can change, and by what. A mode changes colours and sizes; names, roles, states, order
/// and language are those of the same nodes, so that the other rules find the same in every mode.
pub const CHANGED_BY_MODES: [(&str, &str); 6] = [
    ("color-contrast", "colours are others in the dark and where they are forced, and text may lie over other things"),
    ("color-contrast-enhanced", "as color-contrast"),
    ("hidden-content", "a narrow screen hides what a wide one shows"),
    ("link-in-text-block", "a link may stand out by its colour alone"),
    ("scrollable-region-focusable", "what does not fit a narrow screen or large text may scroll"),
    ("target-size", "sizes and distances follow width, text size, spacing and direction"),
];

impl Visitor {
    /// What axe-core finds wrong with the page as it stands, or cannot tell, by all its rules, a line each.
    pub async fn violations(&self) -> Vec<String> {
        self.violations_of(json!({ "rules": null })).await
    }

    /// The same by the rules that a mode can change.
    pub async fn violations_of_modes(&self) -> Vec<String> {
        let rules = CHANGED_BY_MODES.map(|(rule, _)| rule);
        self.violations_of(json!({ "runOnly": { "type": "rule", "values": rules } })).await
    }

    async fn violations_of(&self, options: Value) -> Vec<String> {
        let run = "
            const [options, done] = arguments;
            if (typeof axe !== 'object') return done(null);
            if (!options.runOnly) options.rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
            const lines = found => found.flatMap(one => one.nodes.map(node => one.id + ': ' + node.html + ' ' + node.failureSummary));
            axe.run(document, { ...options, resultTypes: ['violations', 'incomplete'], selectors: false }).then(
                found => done([...lines(found.violations), ...lines(found.incomplete)]),
                error => done([String(error)]));";
        let mut found = self.runs_with(run, vec![options.clone()]).await;
        if found.is_null() {
            let axe = std::fs::read_to_string(program("RELASI_AXE")).expect("axe-core can be read");
            self.script(&axe, vec![]).await;
            found = self.runs_with(run, vec![options]).await;
        }
        let found: Vec<String> = serde_json::from_value(found).expect("violations are a list of strings");
        found.into_iter().filter(|line| !is_explained(line)).collect()
    }
}

/// A way to look at the page.
struct Mode {
    name: &'static str,
    width: u32,
    /// What the visitor's system says: a feature of media queries, and its value.
    wish: (&'static str, &'static str),
    /// What is done to the page, and how that is undone.
    script: &'static str,
    undo: &'static str,
}

/// WCAG 1.4.12, for a tree of its own.
const SPACING: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }`);
    WIDGET.shadowRoot.adoptedStyleSheets.push(sheet)";

const PLAIN: Mode = Mode { name: "light", width: 360, wish: ("prefers-color-scheme", "light"), script: "", undo: "" };

const MODES: [Mode; 8] = [
    PLAIN,
    Mode { name: "dark", wish: ("prefers-color-scheme", "dark"), ..PLAIN },
    Mode { name: "forced colours", wish: ("forced-colors", "active"), ..PLAIN },
    Mode {
        name: "right to left",
        script: "document.documentElement.dir = 'rtl'",
        undo: "document.documentElement.dir = ''",
        ..PLAIN
    },
    Mode { name: "320 px", width: 320, ..PLAIN },
    Mode { name: "1280 px", width: 1280, ..PLAIN },
    Mode {
        name: "text of 200 %",
        script: "WIDGET.style.setProperty('--relasi-size', '32px')",
        undo: "WIDGET.removeAttribute('style')",
        ..PLAIN
    },
    Mode { name: "text spacing", script: SPACING, undo: "WIDGET.shadowRoot.adoptedStyleSheets.pop()", ..PLAIN },
];

/// What takes the focus without showing it by a line of two pixels or more, or under something else.
const UNMARKED: &str = "
    const root = WIDGET.shadowRoot, faults = [];
    for (const one of root.querySelectorAll('a[href], button, input, summary')) {
        if (!one.checkVisibility()) continue;
        one.focus();
        (one.closest('label') ?? one).scrollIntoView({ block: 'center' });
        const name = (one.labels?.[0] ?? one).textContent.trim();
        if (root.activeElement !== one) { faults.push(name + ' cannot take the focus'); continue; }
        const marked = [one.closest('label'), one].find(mark => mark && getComputedStyle(mark).outlineStyle !== 'none');
        if (!marked || parseFloat(getComputedStyle(marked).outlineWidth) < 2) { faults.push(name + ' does not show the focus'); continue; }
        const [box] = marked.getClientRects();
        const top = root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        if (!marked.contains(top)) faults.push(name + ' has the focus under ' + top?.outerHTML);
    }
    root.activeElement?.blur();
    return faults;";

/// A visitor on the way through all screens, who looks at each in every mode.
struct Tour {
    visitor: Visitor,
    found: Vec<String>,
}

impl Tour {
    async fn begins(site: &Site, path: &str) -> Self {
        let visitor = Visitor::on(PHONE, site, path).await;
        Self { visitor, found: Vec::new() }
    }

    async fn looks_at(&mut self, screen: &str) {
        let visitor = &self.visitor;
        // After a key, a browser shows where the focus is.
        visitor.types(&[Key::Tab]).await;
        for mode in &MODES {
            let features = [mode.wish, ("prefers-reduced-motion", "reduce")];
            let features = features.map(|(name, value)| json!({ "name": name, "value": value }));
            visitor.protocol("Emulation.setEmulatedMedia", json!({ "features": features })).await;
            visitor.resizes((mode.width, 740)).await;
            visitor.script(mode.script, vec![]).await;
            let is_first = mode.name == PLAIN.name;
            let mut found = if is_first { visitor.violations().await } else { visitor.violations_of_modes().await };
            for fault in [faults(visitor).await, visitor.script(UNMARKED, vec![]).await] {
                found.extend(serde_json::from_value::<Vec<String>>(fault).expect("a list of strings"));
            }
            visitor.script(mode.undo, vec![]).await;
            let lines = found.into_iter().map(|one| format!("{screen}, {}: {one}", mode.name));
            self.found.extend(lines.filter(|line| !is_explained(line)));
        }
    }

    fn ends(self) {
        assert!(self.found.is_empty(), "{}", self.found.join("\n"));
    }
}

#[apply(browser_test)]
async fn question_screens_are_accessible_in_every_mode() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    site.holds_back("/relasi.wasm");
    let mut tour = Tour::begins(&site, "/page").await;
    tour.visitor.waits_for_a_question().await;
    tour.looks_at("the first question before the wasm").await;
    site.lets_go();
    tour.visitor.waits_until_ready().await;
    tour.looks_at("the first question").await;
    tour.visitor.presses("Continue").await;
    tour.visitor.reads("Choose an answer").await;
    tour.looks_at("an answer is missing").await;
    tour.visitor.answers("Outside", "Continue").await;
    tour.visitor.script("WIDGET.setAttribute('letter-keys', '')", vec![]).await;
    tour.visitor.opens_everything().await;
    tour.looks_at("a later question with letters, its sources and what is kept").await;
    tour.visitor.presses("Erase everything kept here").await;
    tour.visitor.reads("Erased").await;
    tour.looks_at("all that was kept is erased").await;
    tour.ends();
}

#[apply(browser_test)]
async fn the_result_is_accessible_in_every_mode() {
    let site = Site::with(&[("/page", &page("lang=en share cta-href=/talk cta-label='Talk to us'"))]).await;
    let mut tour = Tour::begins(&site, "/page").await;
    tour.visitor.waits_until_ready().await;
    tour.visitor.is_given(reseller()).await;
    tour.looks_at("the result").await;
    tour.visitor.opens_everything().await;
    tour.visitor.presses("For clients").await;
    tour.visitor.presses("clients").await;
    tour.visitor.reads("When it pays").await;
    tour.visitor.clicks(".reasons [aria-pressed=false]").await;
    tour.visitor.clicks(".save .go").await;
    tour.visitor.reads("Give it a name first.").await;
    tour.visitor.presses("Copy as text").await;
    tour.visitor.waits_until("it is said", ".take [role=status]", |said| !said.concat().is_empty()).await;
    tour.looks_at("the result with every part open, a path, the sources and a name missing").await;
    tour.visitor.is_given(guests()).await;
    tour.visitor.opens_everything().await;
    tour.looks_at("customers and consumers").await;
    tour.visitor.clicks(".changes button").await;
    tour.visitor.reads("What if").await;
    tour.looks_at("a trial").await;
    tour.ends();
}

#[apply(browser_test)]
async fn saved_relationships_are_accessible_in_every_mode() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    let mut tour = Tour::begins(&site, "/page").await;
    tour.visitor.waits_until_ready().await;
    tour.visitor.saves_three().await;
    tour.visitor.opens_everything().await;
    tour.looks_at("three relationships").await;
    tour.visitor.adds("no JSON").await;
    tour.visitor.reads("Nothing was added.").await;
    tour.looks_at("a file that is none").await;
    tour.visitor.script("WIDGET.answers = { place: 'inside' }", vec![]).await;
    tour.visitor.presses("Your relationships (3)").await;
    tour.visitor.presses("Add another").await;
    tour.visitor.reads("not saved").await;
    tour.looks_at("answers that would be lost").await;
    tour.visitor.presses("Delete all").await;
    tour.visitor.reads("All are deleted.").await;
    tour.looks_at("no relationship").await;
    tour.ends();
}

#[apply(browser_test)]
async fn loading_and_failure_screens_are_accessible_in_every_mode() {
    let page = page("lang=en share");
    let bare = page.replace(FALLBACK, "");
    let site = Site::with(&[("/page", &page), ("/bare", &bare)]).await;
    site.holds_back("/relasi.wasm");
    let mut tour = Tour::begins(&site, "/bare#relasi=no-code").await;
    tour.visitor.reads("Loading the questions").await;
    tour.looks_at("loading").await;
    site.lets_go();
    tour.visitor.waits_until_ready().await;
    tour.visitor.reads("This link").await;
    tour.looks_at("a link that leads nowhere").await;
    let missing = Answer { status: StatusCode::NOT_FOUND, kind: "text/plain", readers: "*", body: Vec::new() };
    site.gives("/relasi.wasm", missing);
    tour.visitor.protocol("Network.enable", json!({})).await;
    tour.visitor.protocol("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    tour.visitor.goes_to(&site, "/page?again").await;
    tour.visitor.reads("The questions cannot be shown here right now.").await;
    tour.looks_at("a failure with the author's fallback").await;
    tour.ends();
}

impl Visitor {
    /// The words of what has the focus: its own, or those of its label.
    async fn focused(&self) -> String {
        let words = "(one => (one?.labels?.[0] ?? one)?.innerText.trim() ?? '')(element.shadowRoot.activeElement)";
        self.element(words).await.as_str().expect("words are text").to_owned()
    }

    /// Goes on by Tab to what begins with these words.
    async fn tabs_to(&self, words: &str) {
        let mut passed = Vec::new();
        while passed.len() < 150 {
            self.types(&[Key::Tab]).await;
            let focused = self.focused().await;
            if focused.starts_with(words) {
                return;
            }
            passed.push(focused);
        }
        panic!("Tab does not lead to {words:?}, but to {passed:?}");
    }

    /// The same, and presses it by Enter.
    async fn enters(&self, words: &str) {
        self.tabs_to(words).await;
        self.types(&[Key::Enter]).await;
    }

    /// What kind of element has the focus.
    async fn has_focus_on(&self, kind: &str) {
        self.waits_for(&format!("return WIDGET.shadowRoot.activeElement?.matches('{kind}') === true")).await;
    }

    /// Presses a letter, with these modifiers as the browser's protocol counts them.
    async fn strikes(&self, letter: &str, modifiers: u8) {
        for (kind, text) in [("keyDown", if modifiers == 0 { letter } else { "" }), ("keyUp", "")] {
            let key = json!({ "type": kind, "key": letter, "text": text, "modifiers": modifiers });
            self.protocol("Input.dispatchKeyEvent", key).await;
        }
    }

    /// The first line of the option that is chosen.
    async fn choice(&self) -> String {
        let chosen = self.texts("label:has(:checked)").await.concat();
        chosen.lines().next().unwrap_or_default().to_owned()
    }
}

/// The demo page, ready, with the widget as the next thing that Tab leads to.
async fn at_the_widget(site: &Site) -> Visitor {
    let visitor = Visitor::on(PHONE, site, "/page").await;
    visitor.waits_until_ready().await;
    visitor
}

#[apply(browser_test)]
async fn questions_can_be_answered_by_keyboard_alone() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    let visitor = at_the_widget(&site).await;
    visitor.enters("Continue").await;
    visitor.reads("Choose an answer").await;
    assert_eq!(visitor.focused().await.lines().next(), Some("Inside"), "the focus is where the answer is missing");
    visitor.types(&[Key::Down, Key::Down, Key::Enter]).await;
    visitor.reads(SECOND).await;
    visitor.has_focus_on("legend").await;
    visitor.enters("Sources").await;
    visitor.reads("Mekari Qontak").await;
    visitor.enters("Bahasa Indonesia").await;
    visitor.reads("Lanjut").await;
    assert_eq!(visitor.focused().await, "Bahasa Indonesia", "the focus stays on the button");
    visitor.enters("Privasi: jawaban tetap di perangkat Anda").await;
    visitor.reads("Kuesioner ini tidak mengirim").await;
    visitor.enters("Privasi: jawaban tetap di perangkat Anda").await;
    visitor.types(&[Key::Tab]).await;
    assert_eq!(visitor.focused().await, "", "after the last control Tab leads out of the widget");
    let back = "WIDGET.shadowRoot.querySelector('legend').focus()";
    visitor.script(back, vec![]).await;
    visitor.enters("Kembali").await;
    visitor.reads("Mereka dari dalam usaha atau lembaga Anda").await;
    visitor.has_focus_on("legend").await;
    assert_eq!(visitor.choice().await, "Dari luar");
}

#[apply(browser_test)]
async fn everything_on_the_result_can_be_done_by_keyboard_alone() {
    let site = Site::with(&[("/page", &page("lang=en share"))]).await;
    let visitor = at_the_widget(&site).await;
    visitor.is_given(reseller()).await;
    let folder = visitor.may_save().await;
    visitor.enters("Compare the three").await;
    visitor.waits_until("it is open", ".compare td", |cells| cells.iter().any(|cell| !cell.is_empty())).await;
    visitor.has_focus_on(".compare > summary").await;
    visitor.tabs_to("No").await;
    visitor.types(&[Key::Down]).await;
    visitor.waits_until("that is said", ".steering [role=status]", |said| !said.concat().is_empty()).await;
    assert_eq!(visitor.focused().await, "One is unhappy", "the focus stays on the choice");
    visitor.tabs_to("Done: ").await;
    visitor.types(&[Key::Space]).await;
    visitor.waits_until("one is ticked", ".plan .done", |done| done.len() == 1).await;
    visitor.enters("Copy").await;
    visitor.waits_until("it is copied", ".plan .copy [role=status]", |said| said.concat() == "Copied").await;
    visitor.enters("clients").await;
    visitor.waits_until("the path is shown", ".path .said", |said| said.len() == 1).await;
    assert_eq!(visitor.focused().await, "clients", "the focus stays on the button");
    visitor.enters("Why").await;
    visitor.enters("Sources").await;
    visitor.waits_until("they are shown", ".reason > .sources", |sources| !sources.is_empty()).await;
    visitor.enters("How well each fits").await;
    visitor.enters("How each answer moved the point").await;
    visitor.reads("Before any answer").await;
    visitor.enters("For other roles and situations").await;
    visitor.enters("For clients").await;
    visitor.waits_until("they are open", ".beyond .action", |actions| actions.len() >= 2).await;
    visitor.enters("Keep or share this").await;
    visitor.enters("Copy a link to this result").await;
    visitor.waits_until("it is copied", ".take .copy [role=status]", |said| said.concat() == "Copied").await;
    visitor.enters("Download as a file").await;
    visitor.enters("Data (.json)").await;
    visitor.saved(&folder, "relasi.json").await;
    visitor.enters("Your answers, and how to change them").await;
    visitor.enters("Change").await;
    visitor.reads("Changing an answer").await;
    visitor.has_focus_on("legend").await;
    visitor.enters("Back").await;
    visitor.reads("Your result").await;
    visitor.enters("Save this relationship").await;
    visitor.types(&[Key::Tab, Key::Enter]).await;
    visitor.reads("Give it a name first.").await;
    visitor.has_focus_on("[name=name][aria-invalid=true][aria-describedby=unnamed]").await;
    for letter in ["A", "c", "e"] {
        visitor.strikes(letter, 0).await;
    }
    visitor.types(&[Key::Enter]).await;
    visitor.reads("“Ace” is saved.").await;
    visitor.has_focus_on(".top").await;
    visitor.enters("Back to my answers").await;
    visitor.reads("Your result").await;
    visitor.enters("Start again").await;
    visitor.reads(FIRST).await;
    visitor.has_focus_on("legend").await;
}

#[apply(browser_test)]
async fn a_what_if_can_be_tried_and_left_by_keyboard_alone() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    let visitor = at_the_widget(&site).await;
    visitor.is_given(guests()).await;
    visitor.enters("What would change it").await;
    visitor.enters("If ").await;
    visitor.reads("What if").await;
    visitor.has_focus_on(".verdict").await;
    visitor.enters("Back to my answers").await;
    visitor.reads("Your result").await;
    visitor.has_focus_on(".verdict").await;
}

#[apply(browser_test)]
async fn choosing_never_moves_on_and_the_last_choice_counts() {
    let site = Site::with(&[("/page", &page("lang=en letter-keys"))]).await;
    let visitor = at_the_widget(&site).await;
    visitor
        .script(
            "window.steps = []; addEventListener('relasi-step', ({ detail }) => steps.push(detail.question))",
            vec![],
        )
        .await;
    visitor.chooses("Inside").await;
    visitor.tabs_to("Inside").await;
    visitor.types(&[Key::Down]).await;
    visitor.strikes("c", 0).await;
    visitor.answers("Outside", "Continue").await;
    assert_eq!(visitor.script("return steps", vec![]).await, json!(["onward"]));
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
}

#[apply(browser_test)]
async fn a_press_that_slides_off_before_it_is_let_go_does_nothing() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    let visitor = at_the_widget(&site).await;
    visitor.script("WIDGET.shadowRoot.querySelector('.go').scrollIntoView({ block: 'end' })", vec![]).await;
    let place = "(({ x, y }) => [x + 5, y + 5])(element.shadowRoot.querySelector('.go').getBoundingClientRect())";
    let place = visitor.element(place).await;
    for (kind, y) in [("mousePressed", &place[1]), ("mouseMoved", &json!(1)), ("mouseReleased", &json!(1))] {
        let mouse = json!({ "type": kind, "x": place[0], "y": y, "button": "left", "clickCount": 1 });
        visitor.protocol("Input.dispatchMouseEvent", mouse).await;
    }
    assert_eq!(visitor.texts("#missing").await, Vec::<String>::new());
    visitor.presses("Continue").await;
    visitor.reads("Choose an answer").await;
}

#[apply(browser_test)]
async fn a_missing_answer_is_said_again_each_time() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    let visitor = at_the_widget(&site).await;
    visitor.presses("Continue").await;
    visitor.reads("Choose an answer").await;
    visitor.script("window.first = WIDGET.shadowRoot.querySelector('#missing')", vec![]).await;
    visitor.types(&[Key::Enter]).await;
    // A screen reader speaks of an alert that is new.
    visitor.holds("!first.isConnected && WIDGET.shadowRoot.querySelector('#missing[role=alert]')").await;
}

#[apply(browser_test)]
async fn shortcuts_choose_only_where_enabled_and_only_on_the_options() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    let visitor = at_the_widget(&site).await;
    let letters =
        "[...element.shadowRoot.querySelectorAll('.option')].map(one => getComputedStyle(one, '::before').content)";
    visitor.tabs_to("Inside").await;
    visitor.strikes("b", 0).await;
    assert_eq!((visitor.choice().await, visitor.element(letters).await[0].clone()), (String::new(), json!("none")));

    visitor.script("WIDGET.setAttribute('letter-keys', '')", vec![]).await;
    visitor.strikes("b", 0).await;
    assert_eq!(visitor.choice().await, "In a sister company or branch");
    assert_eq!(visitor.focused().await.lines().next(), Some("In a sister company or branch"));
    assert_eq!(visitor.element(letters).await[0], "counter(letter, upper-alpha)");
    for modifiers in [1, 2, 4] {
        visitor.strikes("a", modifiers).await;
    }
    for other in ["z", "1"] {
        visitor.strikes(other, 0).await;
    }
    assert_eq!(visitor.choice().await, "In a sister company or branch", "with Alt, Ctrl or Meta it is not ours");
    visitor.tabs_to("Continue").await;
    visitor.strikes("a", 0).await;
    assert_eq!(visitor.choice().await, "In a sister company or branch", "nor where the focus is elsewhere");

    visitor.answers("Outside", "Continue").await;
    visitor.has_focus_on("legend").await;
    visitor.strikes("C", 0).await;
    visitor.waits_until("the third is chosen", "label:nth-child(3):has(:checked)", |chosen| chosen.len() == 1).await;
    visitor.script("WIDGET.removeAttribute('letter-keys')", vec![]).await;
    visitor.strikes("a", 0).await;
    visitor.waits_until("it still is", "label:nth-child(3):has(:checked)", |chosen| chosen.len() == 1).await;
}

#[apply(browser_test)]
async fn shortcuts_shift_no_layout_when_they_appear() {
    let site = Site::with(&[("/page", &page("lang=en letter-keys"))]).await;
    site.holds_back("/relasi.wasm");
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for_a_question().await;
    let boxes = "[...element.shadowRoot.querySelectorAll('.card *')].filter(one => one.checkVisibility())
        .map(one => Object.values(one.getBoundingClientRect().toJSON()))";
    let before = visitor.element(boxes).await;
    site.lets_go();
    visitor.waits_until_ready().await;
    assert_eq!(visitor.element(boxes).await, before);
    assert_eq!(visitor.script("return diary.shift", vec![]).await, 0);
    visitor.tabs_to("Inside").await;
    visitor.strikes("a", 0).await;
    assert_eq!(visitor.choice().await, "Inside");
}

#[apply(browser_test)]
async fn it_adds_no_landmark_to_a_page_that_has_none() {
    let bare = page("lang=en").replace("<main>", "<div>").replace("</main>", "</div>");
    let site = Site::with(&[("/page", &bare)]).await;
    let visitor = at_the_widget(&site).await;
    let landmarks = ["banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"];
    let mut heard = visitor.hears().await;
    // A form without a name is none, as the standard has it; Chromium calls it one.
    heard.retain(|(role, name)| landmarks.contains(&&**role) && (role != "form" || !name.is_empty()));
    assert_eq!(heard, []);
}

#[apply(browser_test)]
async fn words_in_another_language_say_which() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    let visitor = at_the_widget(&site).await;
    visitor.opens_everything().await;
    let languages = "Object.fromEntries([...element.shadowRoot.querySelectorAll('cite, .languages button, #who')]
        .map(one => [one.textContent.slice(0, 12), one.closest('[lang]').lang]))";
    let expected = json!({
        "A group of p": "en", "Perbedaan cu": "id", "A survey of ": "en", "English": "en", "Bahasa Indon": "id"
    });
    assert_eq!(visitor.element(languages).await, expected);
}
