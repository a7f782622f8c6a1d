//! What the tag promises a page: attributes, events, properties and methods, and `load` without a user interface.

use std::{env, process::Command};

use relasi::{cases::Case, engine::Depth};
use serde_json::{Value, json};

use super::{Embed, SCRIPT, TAG};
use crate::{
    fixtures::{first_options, named_cases, pack, reseller},
    limits,
};

#[apply(browser_test)]
async fn heading_level_sets_the_top_heading_and_those_below_follow() {
    let table =
        [("", [2, 3]), ("1", [1, 2]), ("4", [4, 5]), ("6", [6, 6]), ("0", [2, 3]), ("9", [6, 6]), ("x", [2, 3])];
    let tag = |(level, _): &(&str, _)| format!("<relasi-wizard loading=eager heading-level='{level}'></relasi-wizard>");
    let embed = Embed::opens(&[SCRIPT, &table.iter().map(tag).collect::<String>()].concat()).await;
    embed.hears("ready", table.len()).await;
    let levels = "return [...document.querySelectorAll('relasi-wizard')].map(one =>
        [...one.shadowRoot.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => Number(one.localName[1])))";
    assert_eq!(embed.script(levels, vec![]).await, json!(table.map(|(_, levels)| levels)));
}

#[apply(browser_test)]
async fn theme_is_that_of_the_visitor_unless_the_page_says_otherwise() {
    let embed = Embed::ready(&[SCRIPT, TAG].concat()).await;
    let paper = "getComputedStyle(WIDGET.shadowRoot.querySelector('.card')).backgroundColor";
    let (light, dark) = ("rgb(255, 255, 255)", "rgb(23, 27, 36)");
    for (theme, expected) in [("auto", light), ("dark", dark), ("light", light), ("dark", dark), ("", light)] {
        embed.script("WIDGET.setAttribute('theme', arguments[0])", vec![json!(theme)]).await;
        embed.holds(&format!("{paper} === '{expected}'")).await;
    }
    let scheme = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    embed.protocol("Emulation.setEmulatedMedia", scheme).await;
    embed.holds(&format!("{paper} === '{dark}'")).await;
    embed.script("WIDGET.setAttribute('theme', 'light')", vec![]).await;
    embed.holds(&format!("{paper} === '{light}'")).await;
}

#[apply(browser_test)]
async fn a_step_is_stored_in_one_write_that_has_its_answer() {
    let watch = "<script>
        window.written = [];
        const { setItem } = Storage.prototype;
        Storage.prototype.setItem = function (key, text) { written.push(JSON.parse(text).answers); setItem.call(this, key, text) };
    </script>";
    let embed = Embed::ready(&[watch, SCRIPT, TAG].concat()).await;
    embed.answers("Outside", "Continue").await;
    assert_eq!(embed.script("return written", vec![]).await, json!([{ "place": "outside" }]));
}

#[apply(browser_test)]
async fn persist_says_where_answers_are_kept() {
    for (attribute, session, local, after_a_reload) in [
        ("", 1, 0, json!({ "place": "outside" })),
        ("persist=session", 1, 0, json!({ "place": "outside" })),
        ("persist=local", 1, 1, json!({ "place": "outside" })),
        ("persist=none", 0, 0, json!({})),
    ] {
        let embed = Embed::ready(&format!("{SCRIPT}<relasi-wizard {attribute}></relasi-wizard>")).await;
        embed.answers("Outside", "Continue").await;
        let kept = "return [sessionStorage.length, localStorage.length]";
        assert_eq!(embed.script(kept, vec![]).await, json!([session, local]), "{attribute}");
        embed.reloads().await;
        embed.hears("ready", 1).await;
        assert_eq!(embed.element("element.answers").await, after_a_reload, "{attribute}");
        embed.script("WIDGET.reset()", vec![]).await;
        assert_eq!(embed.script(kept, vec![]).await, json!([0, 0]), "{attribute}: nothing is left after a reset");
    }
}

impl Embed {
    /// Waits until the widget says where in the run the visitor is.
    async fn says_the_progress(&self, progress: &str) {
        self.waits_until(progress, ".question > .eyebrow", |shown| shown == [progress]).await;
    }

    /// The same, by the place of the question alone.
    async fn says_the_step(&self, place: usize) {
        let words = format!("Question {place} of at most ");
        self.waits_until(&words, ".question > .eyebrow", |shown| shown.concat().starts_with(&words)).await;
    }

    /// Waits until the widget says how many answers its result is from.
    async fn says_the_result_of(&self, count: usize) {
        self.waits_until("the result", ".panel .eyebrow", |shown| shown.concat().contains(&format!(" {count} "))).await;
    }

    /// How many questions have been answered.
    async fn answered(&self) -> usize {
        self.element("Object.keys(element.answers).length")
            .await
            .as_u64()
            .and_then(|count| usize::try_from(count).ok())
            .expect("a number")
    }
}

#[apply(browser_test)]
async fn depth_says_how_far_is_asked() {
    let pack = pack("en");
    let asked_of = |case: &Case| {
        [Depth::Likely, Depth::Decided, Depth::Every]
            .map(|depth| case.run(&pack.model, depth).expect("the answers are answers of the pack").answers.len())
    };
    let tells_apart = |case: &Case| asked_of(case).is_sorted_by(|one, other| one < other);
    let case = named_cases().into_iter().find(tells_apart).expect("a case that tells the depths apart");
    let asked = asked_of(&case);
    for (attribute, asked) in [
        ("", asked[0]),
        ("depth=likely", asked[0]),
        ("depth=decided", asked[1]),
        ("depth=every", asked[2]),
        ("depth=deep", asked[0]),
    ] {
        let embed = Embed::ready(&format!("{SCRIPT}<relasi-wizard {attribute}></relasi-wizard>")).await;
        embed.hurries_through(&case, &pack).await;
        assert_eq!(embed.answered().await, asked, "{attribute}");
        let decided = embed.element("element.result.decided").await;
        assert_eq!(decided, !["", "depth=likely", "depth=deep"].contains(&attribute), "{attribute}");
    }
}

#[apply(browser_test)]
async fn depth_may_change_half_way_and_keeps_question_and_choice() {
    let embed = Embed::ready(&[SCRIPT, TAG].concat()).await;
    embed.says_the_progress("Question 1 of at most 8").await;
    embed.answers("Outside", "Continue").await;
    embed.chooses("They sell it on or pass it on").await;
    embed.says_the_progress("Question 2 of at most 8").await;
    embed.script("WIDGET.setAttribute('depth', 'every')", vec![]).await;
    let asks_more = |shown: &[String]| shown[0].starts_with("Question 2 of at most ") && !shown[0].ends_with(" 8");
    embed.waits_until("more is to be asked", ".question > .eyebrow", asks_more).await;
    embed.script("WIDGET.removeAttribute('depth')", vec![]).await;
    embed.says_the_progress("Question 2 of at most 8").await;
    assert!(embed.texts(".option:has(:checked)").await.concat().starts_with("They sell it on or pass it on"));
    embed.hears("step", 1).await;
}

#[apply(browser_test)]
async fn depth_may_change_at_the_result_which_then_asks_on() {
    let embed = Embed::ready(&[SCRIPT, TAG].concat()).await;
    embed.works_to_the_result().await;
    embed.hears("result", 1).await;
    let (likely, steps) = (embed.answered().await, embed.told("step").await.len());
    embed.script("WIDGET.setAttribute('depth', 'every')", vec![]).await;
    embed.says_the_step(likely + 1).await;
    embed.hears("step", steps + 1).await;
    assert_eq!(embed.element("element.result").await, Value::Null, "a question is on the screen");
    embed.hurries_to_the_result().await;
    embed.hears("result", 2).await;
    let all = embed.answered().await;
    assert_eq!(all, first_options(&pack("en").model, Depth::Every).len());
    embed.script("WIDGET.setAttribute('depth', 'likely')", vec![]).await;
    embed.says_the_result_of(all).await;
}

#[apply(browser_test)]
async fn answers_that_the_page_sets_lead_as_far_as_depth_asks() {
    let embed = Embed::ready(&[SCRIPT, "<relasi-wizard depth=every></relasi-wizard>"].concat()).await;
    embed.script("WIDGET.answers = arguments[0]", vec![reseller()]).await;
    embed.hears("step", 1).await;
    embed.hears("result", 0).await;
    assert_eq!(embed.element("element.result").await, Value::Null);
    embed.script("WIDGET.setAttribute('depth', 'likely')", vec![]).await;
    embed.hears("result", 1).await;
    assert_eq!(embed.element("element.result.verdict.type").await, "customer");
}

#[apply(browser_test)]
async fn share_offers_a_link_that_opens_the_same_result() {
    let embed = Embed::ready(&[SCRIPT, "<relasi-wizard share persist=none></relasi-wizard>"].concat()).await;
    embed.script("navigator.clipboard.writeText = async text => { window.copied = text }", vec![]).await;
    embed.works_to_the_result().await;
    let verdict = embed.element("element.result").await;
    embed.presses("Keep or share this").await;
    embed.presses("Copy a link to this result").await;
    embed.holds("window.copied").await;
    let link = embed.script("return copied", vec![]).await;
    let link = link.as_str().expect("a text");
    let path = link.strip_prefix(&*embed.site.address).expect("a link to this page");
    assert!(path.starts_with("/page#relasi="), "{path}");
    embed.goes_to(&embed.site, "/elsewhere").await;
    embed.goes_to(&embed.site, path).await;
    embed.hears("ready", 1).await;
    assert_eq!(embed.element("element.result").await, verdict);
}

#[apply(browser_test)]
async fn without_share_no_link_is_offered_and_none_is_followed() {
    let embed = Embed::opens(&[SCRIPT, TAG].concat()).await;
    embed.goes_to(&embed.site, "/elsewhere").await;
    embed.goes_to(&embed.site, "/page#relasi=place.outside").await;
    embed.hears("ready", 1).await;
    assert_eq!(embed.element("element.answers").await, json!({}));
    embed.works_to_the_result().await;
    embed.presses("Keep or share this").await;
    embed.reads("Copy as text").await;
    let offered = embed.texts("button, summary").await;
    assert!(offered.iter().all(|name| !name.contains("link")), "{offered:?}");
}

#[apply(browser_test)]
async fn the_call_to_action_is_shown_with_the_result_and_tells_its_click() {
    let embed = Embed::ready(
        &[SCRIPT, "<relasi-wizard cta-href='#talk' cta-label='Talk <b>to</b> us'></relasi-wizard>"].concat(),
    )
    .await;
    assert!(embed.widget("a.go").await.is_empty(), "only under the result");
    embed.works_to_the_result().await;
    assert_eq!(embed.texts("a.go").await, ["Talk <b>to</b> us"]);
    embed.script("WIDGET.shadowRoot.querySelector('a.go').click()", vec![]).await;
    embed.hears("cta", 1).await;
    embed.holds("location.hash === '#talk'").await;
}

#[apply(browser_test)]
async fn a_call_to_action_that_would_run_a_script_is_left_out() {
    let embed = Embed::ready(&[SCRIPT, "<relasi-wizard cta-label=Talk></relasi-wizard>"].concat()).await;
    embed.script("WIDGET.answers = arguments[0]", vec![reseller()]).await;
    let safe = "https://example.com/";
    for href in ["javascript:alert(1)", "data:text/html,x", "blob:x", "vbscript:x", " java\nscript:alert(1)"] {
        for (href, shown) in [(safe, 1), (href, 0)] {
            embed.script("WIDGET.setAttribute('cta-href', arguments[0])", vec![json!(href)]).await;
            embed.waits_until(href, "a.go", |links| links.len() == shown).await;
        }
    }
}

#[apply(browser_test)]
async fn a_run_tells_ready_start_steps_and_result_in_order_and_no_answer() {
    let embed = Embed::ready(&[SCRIPT, TAG].concat()).await;
    embed.works_to_the_result().await;
    embed.hears("result", 1).await;
    let told = embed.script("return heard.map(({ name, detail }) => ({ name, detail }))", vec![]).await;
    let told = told.as_array().expect("a list of events");
    let names: Vec<&str> = told.iter().filter_map(|one| one["name"].as_str()).collect();
    let steps = names.len() - 3;
    assert!(steps >= 3, "{names:?}");
    assert_eq!(names, [&["ready", "start"], &vec!["step"; steps][..], &["result"]].concat());

    let model: Value = serde_json::from_str(include_str!("../../../content/model.json")).expect("the model is JSON");
    for (place, step) in told[2..2 + steps].iter().enumerate() {
        let detail = step["detail"].as_object().expect("a step has a detail");
        assert_eq!(detail.keys().collect::<Vec<_>>(), ["index", "question", "remaining"]);
        assert_eq!(detail["index"], json!(place + 2), "the first question is asked before anything is answered");
        assert!(
            model["questions"].as_array().is_some_and(|all| all.iter().any(|one| one["id"] == detail["question"])),
            "{detail:?}"
        );
        assert!(detail["remaining"].is_u64(), "{detail:?}");
    }
    assert_eq!([&told[0]["detail"], &told[1]["detail"]], [&Value::Null; 2]);
    let (result, same) = (&told[told.len() - 1]["detail"], embed.element("element.result").await);
    assert_eq!(*result, same);
    has_the_shape_of_a_result(result);
}

/// As relasi.d.ts declares it.
fn has_the_shape_of_a_result(result: &Value) {
    let is_one_of = |value: &Value, all: &[&str]| value.as_str().is_some_and(|value| all.contains(&value));
    let types = ["client", "customer", "consumer"];
    let verdict = &result["verdict"];
    assert!(is_one_of(&verdict["type"], &types), "{verdict}");
    assert!(verdict["also"].is_null() || is_one_of(&verdict["also"], &types), "{verdict}");
    assert!(
        verdict["kind"].is_null() || is_one_of(&verdict["kind"], &["internal", "external", "intermediary"]),
        "{verdict}"
    );
    assert!(is_one_of(&verdict["firmness"], &["clear", "leaning", "between"]), "{verdict}");
    let fit: f64 = types.iter().map(|of| result["fit"][of].as_f64().expect("a share")).sum();
    assert!((fit - 1.0).abs() < 1e-9, "{fit}");
    assert!(result["answered"].is_u64() && result["decided"].is_boolean(), "{result}");
    for (list, fields) in [
        ("because", &["question", "option", "type", "weight", "sources"][..]),
        ("would_change", &["changes", "verdict"]),
        ("plan", &["id", "title", "text", "because", "sources"]),
    ] {
        let list = result[list].as_array().unwrap_or_else(|| panic!("{list} is a list"));
        assert!(list.iter().all(|one| fields.iter().all(|field| !one[field].is_null())), "{list:?}");
    }
}

#[apply(browser_test)]
async fn events_bubble_leave_the_shadow_root_and_cannot_be_cancelled() {
    let embed = Embed::opens(&format!(
        "<script>window.kinds = []; addEventListener('relasi-ready', event => kinds.push(event.bubbles, event.composed, event.cancelable, event.target.localName))</script>{SCRIPT}<main>{TAG}</main>"
    ))
    .await;
    embed.hears("ready", 1).await;
    assert_eq!(embed.script("return kinds", vec![]).await, json!([true, true, false, "relasi-wizard"]));
}

#[apply(browser_test)]
async fn the_page_may_read_set_and_forget_the_answers() {
    let embed = Embed::ready(&[SCRIPT, TAG].concat()).await;
    assert_eq!(embed.element("[element.result, element.answers]").await, json!([null, {}]));
    embed.script("WIDGET.answers = arguments[0]", vec![reseller()]).await;
    embed.holds("WIDGET.shadowRoot.querySelector('.verdict')").await;
    let result = embed.element("element.result").await;
    assert_eq!(result["verdict"]["type"], "customer");
    has_the_shape_of_a_result(&result);
    // What the page is given is a copy.
    embed.script("WIDGET.answers.place = 'inside'; WIDGET.result.verdict.type = 'client'", vec![]).await;
    assert_eq!(embed.element("[element.answers, element.result]").await, json!([reseller(), result]));
    embed.script("WIDGET.reset()", vec![]).await;
    embed.reads("Are they inside your organisation or outside it?").await;
    assert_eq!(embed.element("[element.result, element.answers]").await, json!([null, {}]));
    embed.script("WIDGET.answers = null", vec![]).await;
    assert_eq!(embed.element("element.answers").await, json!({}));
    let thrown = "try { WIDGET.answers = 'outside'; return 'nothing' } catch (error) { return error.name }";
    assert_eq!(embed.script(thrown, vec![]).await, "TypeError");
}

#[apply(browser_test)]
async fn a_listener_may_use_the_widget_from_within_its_events() {
    let listens = "<script>
        addEventListener('relasi-step', ({ target, detail }) => { if (detail.index === 2) target.answers = { ...target.answers, onward: 'sell_on' } });
        addEventListener('relasi-result', ({ target }) => { window.again = target.result.verdict.type; target.reset() }, { once: true });
    </script>";
    let embed = Embed::ready(&[listens, SCRIPT, TAG].concat()).await;
    embed.answers("Outside", "Continue").await;
    embed.holds("WIDGET.answers.onward === 'sell_on'").await;
    embed.script("WIDGET.answers = arguments[0]", vec![reseller()]).await;
    embed.holds("window.again === 'customer'").await;
    embed.reads("Are they inside your organisation or outside it?").await;
    assert_eq!(embed.console().await, [""; 0]);
}

/// Everything that `load` offers, with what the caller gives it, as one expression.
const LOADED: &str = "
    const relasi = await load(options);
    const questions = relasi.questions();
    const thrown = act => { try { return act() } catch (error) { return [error instanceof Error, error.message] } };
    const outcome = [
        questions.length, Object.keys(questions[0]).sort(), Object.keys(questions[0].options[0]).sort(), questions[0].prompt,
        relasi.next({}), relasi.next(answers), relasi.classify(answers).verdict.type,
        thrown(() => relasi.classify({ place: 'upstairs', nobody: 'x' })), thrown(() => relasi.next({ nobody: 'x' })),
        relasi.next(answers, { depth: 'every' }), (await load({ ...options, depth: 'every' })).next(answers),
        thrown(() => relasi.next({}, { depth: 'deep' })),
        relasi.classify({ place: 'outside', onward: 'use_up', payer: 'same', chain: 'from_us' }).verdict,
    ];";

fn loads(outcome: &Value, prompt: &str) {
    let (told, next) = (outcome[7][1].as_str().unwrap_or_default(), outcome[8][1].as_str().unwrap_or_default());
    assert!(told.contains("upstairs") && told.contains("nobody") && next.contains("nobody"), "{outcome}");
    assert_eq!([&outcome[7][0], &outcome[8][0]], [true, true]);
    assert!(outcome[0].as_u64() > Some(10), "{outcome}");
    assert_eq!(outcome[1], json!(["help", "id", "options", "prompt"]));
    assert_eq!(outcome[2], json!(["id", "label"]));
    assert_eq!(outcome[3], prompt);
    assert_eq!(outcome[4], json!({ "question": "place" }));
    assert_eq!([&outcome[5], &outcome[6]], [&json!({ "done": true }), &json!("customer")]);
    assert!(
        outcome[9]["question"].is_string() && outcome[9] == outcome[10],
        "more is asked at another depth: {outcome}"
    );
    let both = &outcome[12];
    assert_eq!([&both["type"], &both["also"]], ["customer", "consumer"], "they buy it and use it");
    assert_eq!(both["both"], true);
    assert!(outcome[11][1].as_str().is_some_and(|told| told.contains("deep")), "{outcome}");
}

#[apply(browser_test)]
async fn load_works_in_a_page_without_any_tag() {
    let embed = Embed::opens("").await;
    for (language, prompt) in [
        ("en", "Are they inside your organisation or outside it?"),
        ("id-ID", "Mereka dari dalam usaha atau lembaga Anda, atau dari luar?"),
        ("tlh", "Are they inside your organisation or outside it?"),
    ] {
        let run = format!(
            "const done = arguments[0]; (async () => {{
                const {{ load }} = await import('/relasi.js');
                const options = {{ lang: '{language}' }}, answers = {};
                {LOADED}
                done(outcome);
            }})().catch(error => done(String(error)))",
            reseller()
        );
        loads(&embed.runs(&run).await, prompt);
    }
}

#[apply(browser_test)]
async fn load_works_in_node_by_itself_and_with_a_pack_of_ones_own() {
    let dist = env::var("RELASI_DIST").expect("RELASI_DIST names the built page");
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    let read = format!("const read = name => JSON.parse(readFileSync('{content}/' + name));");
    for (options, prompt) in [
        ("{ lang: 'id' }", "Mereka dari dalam usaha atau lembaga Anda, atau dari luar?"),
        (
            "{ wasm: readFileSync(dist + '/relasi.wasm'), model: read('model.json'), text: read('en.json') }",
            "Are they inside your organisation or outside it?",
        ),
    ] {
        let script = format!(
            "import {{ readFileSync }} from 'node:fs';
            const dist = '{dist}', answers = {};
            {read}
            const {{ load }} = await import(dist + '/relasi.js');
            const options = {options};
            {LOADED}
            console.log(JSON.stringify(outcome));",
            reseller()
        );
        let ran = limits::output(Command::new("node").args(["--input-type=module", "--eval", &script]));
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        loads(&serde_json::from_slice(&ran.stdout).expect("an outcome"), prompt);
    }
}
