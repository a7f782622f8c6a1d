//! The first question, which is there before the wasm, and how the wasm takes over.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    fixtures::{FIRST, SECOND, named_cases, pack},
    limits,
    site::Site,
    visitor::{Machine, PHONE, Visitor, WIDE},
};

const WASM: &str = "/relasi.wasm";

/// The demo page of a host that does not give the wasm yet.
async fn before_the_wasm() -> (Site, Visitor) {
    let site = Site::shipped().await;
    site.holds_back(WASM);
    let visitor = Visitor::on(PHONE, &site, "/").await;
    visitor.waits_for_a_question().await;
    (site, visitor)
}

async fn the_wasm_arrives(site: &Site, visitor: &Visitor) {
    assert_eq!(visitor.script("return diary.ready", vec![]).await, 0, "the wasm cannot have taken over yet");
    site.lets_go();
    visitor.waits_until_ready().await;
}

/// What is in the focus inside the widget: its name and text.
async fn focus(visitor: &Visitor) -> Value {
    let inside = "element.shadowRoot.activeElement";
    visitor.element(&format!("{inside} && [{inside}.localName, {inside}.parentElement.innerText]")).await
}

async fn chosen(visitor: &Visitor) -> Vec<String> {
    let chosen = visitor.texts("label:has(:checked)").await;
    chosen.iter().map(|label| label.lines().next().unwrap_or_default().to_owned()).collect()
}

#[apply(browser_test)]
async fn the_first_question_can_be_read_before_the_wasm_has_answered() {
    let (site, visitor) = before_the_wasm().await;
    assert_eq!(visitor.question().await, FIRST);
    assert_eq!(visitor.options().await, ["Inside", "In a sister company or branch", "Outside", "Not sure"]);
    assert!(!visitor.text().await.contains("Loading"));
    let fallback = "return document.querySelector('relasi-wizard a').getBoundingClientRect().height";
    assert_eq!(visitor.script(fallback, vec![]).await, 0, "the author's fallback is in the way");
    the_wasm_arrives(&site, &visitor).await;
    assert_eq!(visitor.question().await, FIRST);
    assert_eq!(visitor.script("return diary.ready", vec![]).await, 1);
    assert_eq!(focus(&visitor).await, Value::Null);
    let asked = site.asked();
    assert_eq!(asked.iter().filter(|path| path.contains(".pack")).collect::<Vec<_>>(), ["/content/en.pack"]);
    assert!(!asked.iter().any(|path| path.contains("reader")), "no page without a pack of its own: {asked:?}");
}

#[apply(browser_test)]
async fn all_files_are_requested_at_once() {
    let site = Site::shipped().await;
    let companions = ["/relasi-app.js", WASM, "/content/en.pack"];
    for path in companions {
        site.holds_back(path);
    }
    let visitor = Visitor::on(PHONE, &site, "/").await;
    visitor.waits_for_a_question().await;
    for path in companions {
        site.is_asked_for(path).await;
    }
    the_wasm_arrives(&site, &visitor).await;
}

#[apply(browser_test)]
async fn a_choice_and_the_focus_stay_when_the_wasm_takes_over() {
    let (site, visitor) = before_the_wasm().await;
    visitor.chooses("Outside").await;
    visitor.presses("Sources").await;
    visitor.chooses("Outside").await;
    let (before, shift) = (focus(&visitor).await, visitor.script("return diary.shift", vec![]).await);
    the_wasm_arrives(&site, &visitor).await;
    assert_eq!(chosen(&visitor).await, ["Outside"]);
    assert_eq!(focus(&visitor).await, before);
    visitor.reads("Mekari Qontak").await;
    assert_eq!(visitor.script("return diary.shift", vec![]).await, shift, "something has moved on the page");
    visitor.presses("Continue").await;
    visitor.reads(SECOND).await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
}

#[apply(browser_test)]
async fn a_scrolled_page_stays_put_when_the_wasm_takes_over() {
    let site = Site::shipped().await;
    site.holds_back(WASM);
    let visitor = Visitor::on(Machine { window: (1280, 900), ..WIDE }, &site, "/").await;
    visitor.waits_for_a_question().await;
    visitor.script("document.querySelector('relasi-wizard').scrollIntoView()", vec![]).await;
    visitor.chooses("Outside").await;
    let before = visitor.script("return scrollY", vec![]).await;
    assert!(before.as_f64() > Some(0.0), "the page is not scrolled");
    the_wasm_arrives(&site, &visitor).await;
    // A browser makes up for a change of length in the frame after it.
    visitor.waits_for("return new Promise(drawn => requestAnimationFrame(() => setTimeout(() => drawn(true))))").await;
    assert_eq!(visitor.script("return scrollY", vec![]).await, before);
}

#[apply(browser_test)]
async fn nothing_moves_on_the_demo_page_from_the_first_paint_on() {
    let site = Site::shipped().await;
    for machine in [PHONE, WIDE] {
        let visitor = Visitor::on(machine, &site, "/").await;
        visitor.waits_until_ready().await;
        assert_eq!(visitor.script("return diary.shift", vec![]).await, 0);
    }
}

#[apply(browser_test)]
async fn continue_pressed_early_is_carried_out_when_the_wasm_is_there() {
    let (site, visitor) = before_the_wasm().await;
    visitor.chooses("Outside").await;
    visitor.presses("Continue").await;
    assert_eq!(visitor.question().await, FIRST);
    assert_eq!(visitor.element("element.shadowRoot.querySelector('.go').ariaDisabled").await, "true");
    assert_eq!(visitor.texts_of_all("[role=alert]").await, ["Loading the questions…"]);
    site.lets_go();
    visitor.reads(SECOND).await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
    visitor.holds("WIDGET.shadowRoot.activeElement?.localName === 'legend'").await;
    assert_eq!(visitor.texts_of_all("[role=alert]").await, [""]);
}

#[apply(browser_test)]
async fn continue_pressed_early_by_keyboard_is_carried_out_too() {
    let (site, visitor) = before_the_wasm().await;
    visitor
        .script("document.querySelector('relasi-wizard').shadowRoot.querySelector('[type=radio]').focus()", vec![])
        .await;
    visitor.types(&[Key::Down, Key::Down, Key::Enter]).await;
    assert_eq!(chosen(&visitor).await, ["Outside"]);
    site.lets_go();
    visitor.reads(SECOND).await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
}

#[apply(browser_test)]
async fn continue_pressed_early_without_a_choice_asks_for_one() {
    let (site, visitor) = before_the_wasm().await;
    visitor.presses("Continue").await;
    site.lets_go();
    visitor.reads("Choose an answer, or “Not sure”.").await;

    let (site, visitor) = before_the_wasm().await;
    visitor.presses("Continue").await;
    visitor.chooses("Inside").await;
    the_wasm_arrives(&site, &visitor).await;
    assert_eq!(chosen(&visitor).await, ["Inside"]);
    assert_eq!(visitor.question().await, FIRST);
    assert_eq!(visitor.element("element.answers").await, json!({}));
}

#[apply(browser_test)]
async fn a_button_held_down_while_the_wasm_arrives_is_still_pressed() {
    let (site, visitor) = before_the_wasm().await;
    visitor.chooses("Outside").await;
    let go = visitor.first(".go").await;
    go.scroll_into_view().await.expect("it can be scrolled to");
    // Frames are asked for while the app waits for the button to come up.
    let count = "const real = requestAnimationFrame; window.waited = 0;
        window.requestAnimationFrame = act => (window.waited++, real(act))";
    visitor.script(count, vec![]).await;
    visitor.holds_down(&go).await;
    site.lets_go();
    visitor.waits_for("return waited > 1 && diary.ready === 0").await;
    visitor.lets_the_button_go().await;
    visitor.reads(SECOND).await;
}

/// Types into the field for those who are meant, and stays in it.
async fn types_who(visitor: &Visitor, name: &str) {
    visitor.first("[name=who]").await.send_keys(name).await.expect("a field takes letters");
}

/// What stands in that field.
async fn who(visitor: &Visitor) -> Value {
    visitor.element("element.shadowRoot.querySelector('[name=who]').value").await
}

#[apply(browser_test)]
async fn a_name_typed_early_stays_when_the_wasm_takes_over() {
    let (site, visitor) = before_the_wasm().await;
    types_who(&visitor, "Bakers' wholesale").await;
    let (before, shift) = (focus(&visitor).await, visitor.script("return diary.shift", vec![]).await);
    the_wasm_arrives(&site, &visitor).await;
    assert_eq!(who(&visitor).await, "Bakers' wholesale");
    assert_eq!(focus(&visitor).await, before, "whoever types goes on typing");
    assert_eq!(visitor.script("return diary.shift", vec![]).await, shift, "something has moved on the page");
    types_who(&visitor, " buyers").await;
    assert_eq!(who(&visitor).await, "Bakers' wholesale buyers");
    visitor.answers("Outside", "Continue").await;
    assert_eq!(visitor.texts(".about").await, ["Bakers' wholesale buyers"]);
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }), "a name is no answer");
}

#[apply(browser_test)]
async fn a_name_typed_early_goes_along_with_a_continue_pressed_early() {
    let (site, visitor) = before_the_wasm().await;
    visitor.chooses("Outside").await;
    types_who(&visitor, "Wholesale buyers").await;
    visitor.presses("Continue").await;
    site.lets_go();
    visitor.reads(SECOND).await;
    assert_eq!(visitor.texts(".about").await, ["Wholesale buyers"]);
}

#[apply(browser_test)]
async fn a_name_typed_early_survives_a_reload_at_any_time() {
    let (site, visitor) = before_the_wasm().await;
    types_who(&visitor, "Wholesale").await;
    // Still in the field, and still without the wasm.
    visitor.goes_to(&site, "/?again").await;
    visitor.waits_for_a_question().await;
    assert_eq!(visitor.script("return diary.ready", vec![]).await, 0);
    assert_eq!(who(&visitor).await, "Wholesale");
    types_who(&visitor, " buyers").await;
    the_wasm_arrives(&site, &visitor).await;
    assert_eq!(who(&visitor).await, "Wholesale buyers");
    visitor.reloads().await;
    assert_eq!(who(&visitor).await, "Wholesale buyers", "where nothing is answered");
    types_who(&visitor, " in town").await;
    visitor.reloads().await;
    assert_eq!(
        who(&visitor).await,
        "Wholesale buyers in town",
        "what was typed with the wasm, without leaving the field"
    );
    visitor.answers("Outside", "Continue").await;
    visitor.reloads().await;
    visitor.reads(SECOND).await;
    assert_eq!(visitor.texts(".about").await, ["Wholesale buyers in town"]);
    visitor.presses("Back").await;
    visitor.reads(FIRST).await;
    assert_eq!(who(&visitor).await, "Wholesale buyers in town");
}

#[apply(browser_test)]
async fn a_name_that_is_taken_out_again_does_not_come_back() {
    let (site, visitor) = before_the_wasm().await;
    types_who(&visitor, "Shop").await;
    visitor.types(&vec![Key::Backspace; 4]).await;
    the_wasm_arrives(&site, &visitor).await;
    assert_eq!(who(&visitor).await, "");
    types_who(&visitor, "Shop").await;
    visitor.types(&vec![Key::Backspace; 4]).await;
    visitor.reloads().await;
    assert_eq!(who(&visitor).await, "");
    let kept = visitor.script("return Object.keys(sessionStorage)", vec![]).await;
    assert_eq!(kept, json!([]), "nothing is kept of it");
}

#[apply(browser_test)]
async fn a_name_typed_early_survives_a_change_of_language() {
    let (site, visitor) = before_the_wasm().await;
    types_who(&visitor, "Wholesale buyers").await;
    visitor.presses("Bahasa Indonesia").await;
    visitor.reads("Lanjut").await;
    assert_eq!(who(&visitor).await, "Wholesale buyers");
    the_wasm_arrives(&site, &visitor).await;
    assert_eq!(who(&visitor).await, "Wholesale buyers");
    // The page changes it, while the visitor is in the field.
    types_who(&visitor, " in town").await;
    visitor.script("document.querySelector('relasi-wizard').lang = 'en'", vec![]).await;
    visitor.presses("English").await;
    visitor.reads("Continue").await;
    assert_eq!(who(&visitor).await, "Wholesale buyers in town");
    visitor.answers("Outside", "Continue").await;
    assert_eq!(visitor.texts(".about").await, ["Wholesale buyers in town"]);
}

#[apply(browser_test)]
async fn the_language_can_be_changed_before_the_wasm_is_there() {
    let (site, visitor) = before_the_wasm().await;
    visitor.chooses("Outside").await;
    visitor.presses("Bahasa Indonesia").await;
    visitor.reads("Lanjut").await;
    assert_eq!(chosen(&visitor).await, ["Dari luar"]);
    the_wasm_arrives(&site, &visitor).await;
    assert_eq!(chosen(&visitor).await, ["Dari luar"]);
    visitor.presses("Lanjut").await;
    visitor.reads("Pertanyaan 2").await;
}

#[apply(browser_test)]
async fn nothing_changes_on_screen_when_the_wasm_takes_over() {
    for (machine, language) in [(PHONE, "en"), (WIDE, "en"), (PHONE, "id"), (WIDE, "id")] {
        for dark in [false, true] {
            let (width, _) = machine.window;
            let page = format!(
                "<!doctype html><meta charset=utf-8><title>A page</title><script type=module src=/relasi.js></script>
                <relasi-wizard loading=eager lang={language} heading-level=3></relasi-wizard>"
            );
            let site = Site::with(&[("/page", &page)]).await;
            site.holds_back(WASM);
            let visitor = Visitor::on(Machine { dark, window: (width, 900), ..machine }, &site, "/page").await;
            visitor.waits_for_a_question().await;
            let picture = json!({ "format": "png" });
            let headings =
                "[...element.shadowRoot.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => one.localName)";
            let before = (
                visitor.hears().await,
                visitor.element(headings).await,
                visitor.protocol("Page.captureScreenshot", picture.clone()).await,
            );
            the_wasm_arrives(&site, &visitor).await;
            let after = (
                visitor.hears().await,
                visitor.element(headings).await,
                visitor.protocol("Page.captureScreenshot", picture).await,
            );
            assert_eq!((&before.0, &before.1), (&after.0, &after.1), "{language}, {width} px");
            assert_eq!(before.1, json!(["h3", "h4"]));
            assert!(before.2 == after.2, "not one picture: {language}, {width} px, dark: {dark}");
            assert_eq!(visitor.script("return diary.shift", vec![]).await, 0);
        }
    }
}

#[apply(browser_test)]
async fn below_the_fold_nothing_but_the_first_screen_loads_until_touched() {
    let page = "<!doctype html><meta charset=utf-8><title>A page</title><script type=module src=/relasi.js></script>
        <div style='height: 5000px'></div><relasi-wizard lang=en></relasi-wizard>";
    let site = Site::with(&[("/page", page)]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for_a_question().await;
    let asked = site.asked();
    assert!(!asked.iter().any(|path| path.contains("relasi-app") || path.contains(".wasm")), "{asked:?}");
    let focus =
        "document.querySelector('relasi-wizard').shadowRoot.querySelector('input').focus({ preventScroll: true })";
    visitor.script(focus, vec![]).await;
    visitor.waits_until_ready().await;
}

#[apply(browser_test)]
async fn a_returning_visitor_does_not_see_the_first_question_again() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.answers("Outside", "Continue").await;
    visitor.protocol("Network.enable", json!({})).await;
    visitor.protocol("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    site.holds_back(WASM);
    // Reads the page anew, as a reload does, without waiting until the widget runs.
    visitor.goes_to(&site, "/?again").await;
    visitor.waits_for("return !!document.querySelector('relasi-wizard').shadowRoot").await;
    assert_eq!(visitor.question().await, "");
    site.lets_go();
    visitor.reads(SECOND).await;
}

#[apply(browser_test)]
async fn reset_before_the_wasm_is_there_forgets_choice_and_name() {
    let (site, visitor) = before_the_wasm().await;
    visitor.chooses("Outside").await;
    types_who(&visitor, "Wholesale buyers").await;
    visitor.script("document.querySelector('relasi-wizard').reset()", vec![]).await;
    assert!(chosen(&visitor).await.is_empty());
    assert_eq!(who(&visitor).await, "");
    the_wasm_arrives(&site, &visitor).await;
    assert!(chosen(&visitor).await.is_empty());
    assert_eq!(who(&visitor).await, "");
}

#[apply(browser_test)]
async fn answers_set_before_the_wasm_decide_the_first_screen() {
    let (site, visitor) = before_the_wasm().await;
    visitor.script("document.querySelector('relasi-wizard').answers = { place: 'outside' }", vec![]).await;
    assert_eq!(visitor.question().await, "");
    site.lets_go();
    visitor.reads(SECOND).await;
}

#[apply(browser_test)]
async fn the_standalone_file_works_where_no_connection_is_allowed() {
    let page = "<!doctype html><meta charset=utf-8><title>A page</title>
        <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; connect-src 'none';
            script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'\">
        <script type=module src=/relasi.standalone.js></script>
        <relasi-wizard loading=eager lang=en></relasi-wizard>";
    let site = Site::with(&[("/page", page)]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    visitor.hurries_through(&named_cases()[0], &pack("en")).await;
    assert!(visitor.element("element.result.verdict.type").await.is_string());
    visitor.presses("Bahasa Indonesia").await;
    visitor.reads("Bahasa Indonesia").await;
    visitor
        .waits_for("return document.querySelector('relasi-wizard').shadowRoot.querySelector('.card').lang === 'id'")
        .await;
    let asked: Vec<_> = site.asked().into_iter().filter(|path| path != "/favicon.ico").collect();
    assert_eq!(asked, ["/page", "/relasi.standalone.js"]);
}

/// What Node prints for a script that sees `load` from the built file, and the wasm and the pack as bytes.
fn node(script: &str) -> String {
    let dist = std::env::var("RELASI_DIST").expect("RELASI_DIST names the built page");
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    let script = format!(
        "import {{ readFileSync }} from 'node:fs';
        import {{ load }} from '{dist}/relasi.js';
        const json = name => JSON.parse(readFileSync('{content}/' + name));
        {script}"
    );
    let ran = limits::output(std::process::Command::new("node").args(["--input-type=module", "--eval", &script]));
    String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).trim().to_owned()
}

const WITHOUT_SCREEN: &str = "
    const answers = { place: 'outside', onward: 'sell_on' };
    const found = [relasi.next({}).question, relasi.questions().length > 10, relasi.classify(answers).verdict.type];";

#[test]
fn node_loads_the_same_script_without_a_user_interface() {
    let found = r#"["place",true,"customer"]"#;
    let print = format!("{WITHOUT_SCREEN} console.log(JSON.stringify(found));");
    assert_eq!(node(&format!("const relasi = await load({{ lang: 'id' }}); {print}")), found);
    let given = "{ wasm: readFileSync(new URL('relasi.wasm', 'file://' + process.env.RELASI_DIST + '/')),
        model: json('model.json'), text: json('en.json') }";
    assert_eq!(node(&format!("const relasi = await load({given}); {print}")), found);
}

#[apply(browser_test)]
async fn a_page_loads_it_too_beside_the_widget() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    let script = format!(
        "return (async () => {{
            const {{ load }} = await import('/relasi.js'), relasi = await load({{ lang: 'en' }});
            {WITHOUT_SCREEN}
            return found;
        }})()"
    );
    assert_eq!(visitor.script(&script, vec![]).await, json!(["place", true, "customer"]));
}
