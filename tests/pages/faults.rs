//! Whatever the machine, the browser or the network does to a visitor: what they have entered is still there, and they can go on.
//! What a site owner has set up wrongly is in `failures`.

use std::fmt::Debug;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    failures::fallback_is_visible,
    fixtures::{self, FIRST, SCRIPT, SECOND, label, named_case, named_cases, pack, tag},
    site::{Answer, Break, Site},
    visitor::{PHONE, Visitor},
};

const GOES_ON: &str = "It goes on by itself once the connection allows, and keeps what you have chosen.";

/// A page that embeds the widget with these attributes, after this script.
fn page(attributes: &str, script: &str) -> String {
    fixtures::page(&format!("<script>{script}</script>{SCRIPT}"), &tag(&format!("lang=en {attributes}")))
}

async fn visits(attributes: &str, script: &str) -> (Site, Visitor) {
    let site = Site::with(&[("/page", &page(attributes, script))]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    (site, visitor)
}

/// What a visitor has entered: answers, choices, ticks, saved relationships, and the words in the fields.
const ENTERED: &str = "
    const root = WIDGET.shadowRoot, all = selector => [...root.querySelectorAll(selector)];
    return {
        answers: WIDGET.answers,
        screen: root.querySelector('legend, .verdict, .relationships .top > :first-child').innerText,
        chosen: all('.question :checked, .steering :checked').map(one => one.parentElement.innerText),
        ticked: all('.action.done').length,
        written: all('[name=who], [name=name], [name=share]').map(one => one.value),
        about: all('.about').map(one => one.innerText),
    };";

async fn entered(visitor: &Visitor) -> Value {
    visitor.script(ENTERED, vec![]).await
}

/// Counts what has been done to the visitor, and notes what was lost.
#[derive(Default)]
struct Faults {
    injected: usize,
    lost: Vec<String>,
}

impl Faults {
    fn compare<T: Debug + PartialEq>(&mut self, what: impl Debug, before: &T, after: &T) {
        self.injected += 1;
        if before != after {
            self.lost.push(format!("{what:?}: {before:?} became {after:?}"));
        }
    }

    /// That many faults have been injected, and nothing was lost.
    fn end(self, injected: usize) {
        assert!(self.lost.is_empty(), "{}", self.lost.join("\n"));
        assert_eq!(self.injected, injected, "as many faults are injected as the test is about");
    }
}

// --- the wasm -------------------------------------------------------------------------------------------------------

/// The next text that Yew puts on the page throws, and takes the instance of the wasm with it.
const THROWS: &str = "
    diary.ready = 0;
    const made = document.createTextNode;
    document.createTextNode = () => { document.createTextNode = made; throw new Error('injected') };";

impl Visitor {
    /// Lets the wasm panic while nothing is asked of it, and waits for what comes after it.
    async fn panics_idle(&self) {
        let level = "WIDGET.setAttribute('heading-level', Number(WIDGET.getAttribute('heading-level') ?? 2) + 1)";
        self.script(&format!("{THROWS} {level}"), vec![]).await;
        self.waits_until_ready().await;
    }

    /// A page gives up on a wasm that panics again and again; a page that is loaded anew does not.
    async fn begins_a_new_page(&self) {
        self.reloads().await;
        self.waits_for_a_question().await;
    }
}

#[apply(browser_test)]
async fn a_panic_at_any_step_loses_nothing_that_was_entered() {
    // Every question, though a visitor is asked half of them at most.
    let (_site, visitor) = visits("depth=every", "").await;
    visitor.waits_until_ready().await;
    visitor.first("[name=who]").await.send_keys("Shops").await.expect("a field takes letters");
    let (pack, case, mut faults) = (pack("en"), named_case("reseller"), Faults::default());
    let mut injected = 0;
    while !visitor.is_at_the_result().await {
        let prompt = visitor.question().await;
        let label = label(&pack, &prompt, |question| case.answers.get(question).cloned());
        visitor.chooses(&label).await;
        let before = entered(&visitor).await;
        visitor.panics_idle().await;
        faults.compare(&prompt, &before, &entered(&visitor).await);

        // In the middle of carrying out Continue: the answer is given, or still chosen.
        visitor.script(THROWS, vec![]).await;
        visitor.presses("Continue").await;
        visitor.waits_until_ready().await;
        let after = entered(&visitor).await;
        if after["screen"] == before["screen"] {
            faults.compare(&prompt, &before, &after);
            injected += 1;
            visitor.presses("Continue").await;
        }
        visitor.moves_on_from(&prompt).await;
        let given = before["answers"].as_object().map_or(0, serde_json::Map::len) + 1;
        faults.compare(
            &prompt,
            &Some(given),
            &entered(&visitor).await["answers"].as_object().map(serde_json::Map::len),
        );
        injected += 2;
        visitor.begins_a_new_page().await;
    }
    assert!(injected >= 2 * 10, "{injected} panics at the questions of a whole run");

    visitor.clicks(".steering fieldset:last-of-type label:not(:has(:checked))").await;
    let before = entered(&visitor).await;
    visitor.panics_idle().await;
    faults.compare("the result, steered", &before, &entered(&visitor).await);

    visitor.clicks(".three .action:nth-child(2) .tick").await;
    visitor.waits_until("one is ticked", ".action.done", |done| done.len() == 1).await;
    visitor.presses("Save this relationship").await;
    // Over all of it: whether a first key replaces what a field holds is up to the engine.
    assert_eq!(visitor.first(".save [name=name]").await.value().await.expect("a value").as_deref(), Some("Shops"));
    visitor.writes(".save [name=name]", "Shops in town").await;
    visitor.first(".save [name=share]").await.send_keys("4").await.expect("a field takes digits");
    let before = entered(&visitor).await;
    assert_eq!(before["written"], json!(["Shops in town", "4"]), "the name from the first screen, and what is typed");
    visitor.panics_idle().await;
    faults.compare("the result, with a name half written", &before, &entered(&visitor).await);

    visitor.clicks(".save .go").await;
    visitor.reads("“Shops in town” is saved.").await;
    let before = entered(&visitor).await;
    visitor.panics_idle().await;
    visitor.waits_until("the list is there", ".relationships", |found| found.len() == 1).await;
    faults.compare("the saved relationships", &before, &entered(&visitor).await);
    visitor.begins_a_new_page().await;

    // One of whom one answer decides; of the shops so much is known that none does.
    visitor
        .script(
            "WIDGET.removeAttribute('depth'); WIDGET.answers = arguments[0]",
            vec![json!(named_case("CRM vendor").answers)],
        )
        .await;
    visitor.first(".verdict").await;
    let before = entered(&visitor).await;
    visitor.clicks(".changes summary").await;
    visitor.clicks(".changes button").await;
    visitor.reads("Back to my answers").await;
    visitor.panics_idle().await;
    faults.compare("what if", &before, &entered(&visitor).await);
    let recovered = "return diary.failures.length > 0 && diary.failures.every(one => one.code === 'recovered')";
    assert_eq!(visitor.script(recovered, vec![]).await, true, "the page is told, and need not do anything");
    faults.end(injected + 4);
}

#[apply(browser_test)]
async fn a_half_written_name_stays_when_the_result_is_drawn_again() {
    let (_site, visitor) = visits("", "").await;
    visitor.waits_until_ready().await;
    visitor.hurries_through(&named_case("reseller"), &pack("en")).await;
    visitor.presses("Save this relationship").await;
    visitor.first(".save [name=name]").await.send_keys("Shops").await.expect("a field takes letters");
    visitor.first(".save [name=share]").await.send_keys("4").await.expect("a field takes digits");
    let written = json!(["Shops", "4"]);
    let mut faults = Faults::default();
    visitor.clicks(".three .tick").await;
    visitor.waits_until("one is ticked", ".action.done", |done| done.len() == 1).await;
    faults.compare("a tick", &written, &entered(&visitor).await["written"]);
    visitor.presses("Bahasa Indonesia").await;
    visitor.reads("Mulai dari awal").await;
    faults.compare("a language", &written, &entered(&visitor).await["written"]);
    faults.end(2);
}

// --- the storage ----------------------------------------------------------------------------------------------------

#[apply(browser_test)]
async fn a_storage_that_throws_or_is_full_takes_nothing_from_the_screen() {
    let refuses = |methods: &str, error: &str| {
        format!(
            "for (const method of {methods}) Storage.prototype[method] = () => {{ throw new DOMException('no', '{error}') }};"
        )
    };
    let table = [
        ("nothing can be read", refuses("['getItem']", "SecurityError")),
        ("nothing can be written", refuses("['setItem']", "SecurityError")),
        ("it is full", refuses("['setItem']", "QuotaExceededError")),
        ("nothing can be taken out", refuses("['removeItem']", "UnknownError")),
        ("nothing works", refuses("['getItem', 'setItem', 'removeItem', 'key', 'clear']", "UnknownError")),
    ];
    let mut faults = Faults::default();
    for (what, script) in table {
        for persist in ["session", "local"] {
            let (_site, visitor) = visits(&format!("persist={persist}"), &script).await;
            visitor.waits_until_ready().await;
            visitor.answers("Outside", "Continue").await;
            visitor.presses("Back").await;
            visitor.answers("Outside", "Continue").await;
            faults.compare((what, persist), &json!({ "place": "outside" }), &visitor.element("element.answers").await);
            visitor.hurries_through(&named_cases()[0], &pack("en")).await;
            visitor.presses("Private: runs in your browser").await;
            visitor.presses("Erase everything kept here").await;
            visitor.reads("Erased.").await;
            assert_eq!(visitor.question().await, FIRST, "{what}");
            assert_eq!(visitor.script("return diary.failures", vec![]).await, json!([]), "{what}");
            assert_eq!(visitor.console().await, Vec::<String>::new(), "{what}");
        }
    }
    faults.end(5 * 2);
}

#[apply(browser_test)]
async fn whatever_the_storage_holds_the_visitor_can_begin() {
    let (_site, visitor) = visits("", "").await;
    visitor.waits_until_ready().await;
    // As scripts, which the page runs: megabytes need not come over the wire.
    let text = |stored: &str| json!(stored).to_string();
    let table = [
        ("five megabytes of letters", "'x'.repeat(4_900_000)".into(), json!({})),
        (
            "five megabytes of answers",
            "JSON.stringify({ answers: { place: 'outside' }, more: 'x'.repeat(4_900_000) })".into(),
            json!({}),
        ),
        ("a hundred thousand lists in each other", "'['.repeat(49_000) + ']'.repeat(49_000)".into(), json!({})),
        (
            "objects in each other",
            r#"`{"answers":${'{"place":'.repeat(9_000)}${'7}'.repeat(9_000)}}`"#.into(),
            json!({}),
        ),
        ("another prototype", text(r#"{"__proto__":{"answers":{"place":"outside"}}}"#), json!({})),
        ("answers with a prototype", text(r#"{"answers":{"__proto__":{"place":"outside"}}}"#), json!({})),
        (
            "names that every object has",
            text(r#"{"answers":{"constructor":"a","toString":"b","hasOwnProperty":"c","place":"outside"}}"#),
            json!({ "place": "outside" }),
        ),
        ("an option that every object has", text(r#"{"answers":{"place":"constructor"}}"#), json!({})),
        ("the ids of another pack", text(r#"{"answers":{"species":"cat","colour":"red"}}"#), json!({})),
        ("numbers", text(r#"{"answers":{"place":3,"onward":1e308},"done":[1,2,3]}"#), json!({})),
        ("a word for answers", text(r#"{"answers":"outside","done":"tick"}"#), json!({})),
        ("thousands of questions", "JSON.stringify({ answers: Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`q${at}`, 'x'])) })".into(), json!({})),
        (
            "boxes that are none",
            text(r#"{"answers":{"place":"outside"},"done":[null,{"toString":1},[["deep"]],7]}"#),
            json!({ "place": "outside" }),
        ),
        ("half of it", text(r#"{"answers":{"place":"out"#), json!({})),
        ("letters that are none", text("\u{0}\u{fffd}\u{202e}{}"), json!({})),
        ("an answer that is a list", text(r#"{"answers":{"place":[]}}"#), json!({})),
        ("an answer that is an object", text(r#"{"answers":{"place":{"a":1}}}"#), json!({})),
        ("a list", text("[]"), json!({})),
        ("nothing", text("null"), json!({})),
        ("a number", text("7"), json!({})),
    ];
    let (rows, mut faults) = (table.len(), Faults::default());
    for (what, stored, expected) in table {
        visitor.script(&format!("sessionStorage.setItem('relasi:', {stored})"), vec![]).await;
        visitor.reloads().await;
        visitor.waits_for_a_question().await;
        faults.compare(what, &expected, &visitor.element("element.answers").await);
        let question = if expected == json!({}) { FIRST } else { SECOND };
        assert_eq!(visitor.question().await, question, "{what}");
        assert_eq!(visitor.script("return diary.failures", vec![]).await, json!([]), "{what}");
        assert_eq!(visitor.script("return [{}.place, [].answers]", vec![]).await, json!([null, null]), "{what}");
        visitor
            .answers(if expected == json!({}) { "Outside" } else { "They sell it on or pass it on" }, "Continue")
            .await;
    }
    faults.end(rows);
}

#[apply(browser_test)]
async fn unreadable_saved_relationships_are_reported_and_left_alone() {
    let (_site, visitor) = visits("", "").await;
    visitor.waits_until_ready().await;
    let mut faults = Faults::default();
    for spoilt in ["'x'.repeat(4_900_000)", r#"`{"relationships":${'['.repeat(70_000)}${']'.repeat(70_000)}}`"#] {
        let put = format!(
            "const spoilt = {spoilt}; localStorage.setItem('relasi:/relationships', spoilt); return spoilt.length"
        );
        let before = visitor.script(&put, vec![]).await;
        visitor.reloads().await;
        visitor.presses("Your relationships (0)").await;
        visitor.reads("What this browser had kept of your relationships cannot be read any more.").await;
        let after = visitor.script("return localStorage.getItem('relasi:/relationships').length", vec![]).await;
        faults.compare("spoilt relationships", &before, &after);
    }
    faults.end(2);
}

// --- the network ----------------------------------------------------------------------------------------------------

/// What the network does to a file.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    Half(Break),
    Unavailable,
}

fn afflicts(site: &Site, path: &str, trouble: Trouble) {
    match trouble {
        Trouble::Half(how) => site.breaks(path, how),
        Trouble::Unavailable => site.gives(
            path,
            Answer {
                status: StatusCode::SERVICE_UNAVAILABLE,
                kind: "text/html",
                readers: "*",
                body: b"later".to_vec(),
            },
        ),
    }
}

const COMPANIONS: [(&str, &str); 3] =
    [("/relasi-app.js", "script"), ("/relasi.wasm", "wasm"), ("/content/en.pack", "content")];

#[apply(browser_test)]
async fn continue_retries_once_a_failed_network_is_back() {
    let mut faults = Faults::default();
    // Nothing is tried again by itself while this lasts.
    let slow = "const real = setTimeout; window.setTimeout = (act, ms) => real(act, ms >= 4000 ? ms * 1000 : ms);";
    for (path, code) in COMPANIONS {
        for trouble in [Trouble::Half(Break::Closed), Trouble::Unavailable] {
            let site = Site::with(&[("/page", &page("", slow))]).await;
            afflicts(&site, path, trouble);
            let visitor = Visitor::on(PHONE, &site, "/page").await;
            visitor.reads(GOES_ON).await;
            assert!(fallback_is_visible(&visitor).await, "{path}, {trouble:?}");
            assert_eq!(visitor.script("return diary.failures.map(one => one.code)", vec![]).await, json!([code]));
            visitor.chooses("Outside").await;
            visitor.presses("Continue").await;
            visitor.waits_for("return diary.failures.length === 2").await;
            assert_eq!(visitor.question().await, FIRST, "{path}, {trouble:?}");
            site.recovers();
            visitor.presses("Continue").await;
            visitor.reads(SECOND).await;
            assert!(!visitor.text().await.contains("goes on by itself"), "{path}, {trouble:?}");
            faults.compare((path, trouble), &json!({ "place": "outside" }), &visitor.element("element.answers").await);
        }
    }
    faults.end(COMPANIONS.len() * 2);
}

#[apply(browser_test)]
async fn a_failed_request_is_retried_by_itself() {
    let mut faults = Faults::default();
    // A clock that runs forty times as fast, so that nobody has to wait.
    let fast = "const real = setTimeout; window.setTimeout = (act, ms) => real(act, ms / 40);";
    for (path, _) in COMPANIONS {
        let site = Site::with(&[("/page", &page("", fast))]).await;
        afflicts(&site, path, Trouble::Unavailable);
        let visitor = Visitor::on(PHONE, &site, "/page").await;
        visitor.chooses("Outside").await;
        visitor.waits_for("return diary.failures.length >= 2").await;
        site.recovers();
        visitor.waits_until_ready().await;
        let chosen = visitor.texts("label:has(:checked)").await.concat();
        faults.compare(path, &Some("Outside"), &chosen.lines().next());
        assert!(!visitor.text().await.contains("goes on by itself"), "{path}");
    }
    faults.end(COMPANIONS.len());
}

#[apply(browser_test)]
async fn after_being_offline_it_goes_on_once_online() {
    let slow = "const real = setTimeout; window.setTimeout = (act, ms) => real(act, ms >= 4000 ? ms * 1000 : ms);";
    // Below the fold, so that it is asked for only when it is touched.
    let page = page("", slow)
        .replace("loading=eager", "")
        .replace("<relasi-wizard", "<div style='height: 5000px'></div><relasi-wizard");
    let site = Site::with(&[("/page", &page)]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for_a_question().await;
    let network =
        |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    visitor.protocol("Network.enable", json!({})).await;
    visitor.protocol("Network.emulateNetworkConditions", network(true)).await;
    visitor.chooses("Outside").await;
    visitor.reads(GOES_ON).await;
    visitor.protocol("Network.emulateNetworkConditions", network(false)).await;
    visitor.waits_until_ready().await;
    visitor.presses("Continue").await;
    visitor.reads(SECOND).await;
    let mut faults = Faults::default();
    faults.compare("offline", &json!({ "place": "outside" }), &visitor.element("element.answers").await);
    faults.end(1);
}

#[apply(browser_test)]
async fn a_file_that_stalls_half_way_leaves_the_choice() {
    let mut faults = Faults::default();
    let fast = "const real = setTimeout; window.setTimeout = (act, ms) => real(act, ms / 40);";
    for (path, _) in COMPANIONS {
        let site = Site::with(&[("/", "<!doctype html><title>Before</title>"), ("/page", &page("", fast))]).await;
        afflicts(&site, path, Trouble::Half(Break::Stalled));
        // Not by a command: Firefox has no `load` while a script stalls, and its driver waits for that.
        let visitor = Visitor::on(PHONE, &site, "/").await;
        visitor.script("location = '/page'", vec![]).await;
        while visitor.title().await != "A page" {}
        visitor.waits_for_a_question().await;
        visitor.chooses("Outside").await;
        visitor.presses("Continue").await;
        visitor.reads(GOES_ON).await;
        assert!(fallback_is_visible(&visitor).await, "{path}");
        assert_eq!(visitor.script("return diary.failures[0].code", vec![]).await, "timeout");
        let chosen = visitor.texts("label:has(:checked)").await.concat();
        faults.compare(path, &Some("Outside"), &chosen.lines().next());
    }
    faults.end(COMPANIONS.len());
}

#[apply(browser_test)]
async fn a_language_that_the_network_has_broken_comes_at_the_next_press() {
    let mut faults = Faults::default();
    for trouble in [Trouble::Half(Break::Closed), Trouble::Unavailable] {
        let (site, visitor) = visits("", "").await;
        visitor.waits_until_ready().await;
        visitor.answers("Outside", "Continue").await;
        visitor.chooses("They sell it on or pass it on").await;
        afflicts(&site, "/content/id.pack", trouble);
        let before = entered(&visitor).await;
        visitor.presses("Bahasa Indonesia").await;
        visitor.reads("That language cannot be loaded right now.").await;
        faults.compare(trouble, &before, &entered(&visitor).await);
        site.recovers();
        visitor.presses("Bahasa Indonesia").await;
        visitor.reads("Pertanyaan 2").await;
        assert_eq!(visitor.texts("label:has(:checked)").await.len(), 1);
    }
    faults.end(2);
}

// --- the machine ----------------------------------------------------------------------------------------------------

#[apply(browser_test)]
async fn a_tab_that_slept_wakes_up_where_it_was() {
    let (_site, visitor) = visits("", "").await;
    visitor.waits_until_ready().await;
    let mut faults = Faults::default();
    for label in ["Outside", "They sell it on or pass it on"] {
        visitor.chooses(label).await;
        let before = entered(&visitor).await;
        for state in ["frozen", "active"] {
            visitor.protocol("Page.setWebLifecycleState", json!({ "state": state })).await;
        }
        faults.compare(label, &before, &entered(&visitor).await);
        let question = visitor.question().await;
        visitor.presses("Continue").await;
        visitor.moves_on_from(&question).await;
    }
    faults.end(2);
}

#[apply(browser_test)]
async fn a_clock_that_jumps_by_years_changes_nothing() {
    let jumping = "
        let jumped = 0;
        const year = 366 * 86400e3, clocks = [Date.now.bind(Date), performance.now.bind(performance)];
        Date.now = () => clocks[0]() + jumped * year;
        performance.now = () => clocks[1]() + jumped * year;
        const Real = Date;
        window.Date = class extends Real { constructor(...given) { super(...(given.length ? given : [Real.now()])) } };
        addEventListener('relasi-step', () => { jumped = jumped > 0 ? -1 : 1 });";
    let (pack, case) = (pack("en"), &named_cases()[0]);
    let mut results = Vec::new();
    for script in ["", jumping] {
        let (_site, visitor) = visits("", script).await;
        visitor.waits_until_ready().await;
        visitor.walks_to_the_result(case, &pack).await;
        results.push(json!([visitor.element("element.result").await, entered(&visitor).await]));
        assert_eq!(visitor.console().await, Vec::<String>::new());
    }
    let mut faults = Faults::default();
    faults.compare("a clock", &results[0], &results[1]);
    faults.end(1);
}

#[apply(browser_test)]
async fn two_tabs_that_share_a_storage_take_nothing_from_each_other() {
    let (site, visitor) = visits("persist=local", "").await;
    visitor.waits_until_ready().await;
    visitor.answers("Outside", "Continue").await;
    visitor.answers("They sell it on or pass it on", "Continue").await;
    let here = entered(&visitor).await;

    let mine = visitor.opens_a_tab(&site, "/page").await;
    visitor.reads("Question 3").await;
    visitor.presses("Back").await;
    visitor.answers("They use it themselves", "Continue").await;
    let there = entered(&visitor).await;
    assert_ne!(here, there);

    let mut faults = Faults::default();
    let theirs = visitor.turns_to(mine).await;
    faults.compare("here, while the other tab writes", &here, &entered(&visitor).await);
    visitor.reloads().await;
    visitor.waits_for_a_question().await;
    faults.compare("here, after a reload", &here, &entered(&visitor).await);
    visitor.presses("Back").await;
    visitor.presses("Back").await;
    visitor.reads(FIRST).await;
    visitor.turns_to(theirs).await;
    visitor.reloads().await;
    visitor.waits_for_a_question().await;
    faults.compare("there, where this tab has begun anew", &there, &entered(&visitor).await);
    faults.end(3);
}
