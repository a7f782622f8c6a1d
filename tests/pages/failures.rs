//! What a visitor and a site owner see when something is wrong.

use std::{fs, path::Path};

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    fixtures::{self, SCRIPT, SECOND, tag},
    site::{Answer, Site},
    visitor::{Machine, PHONE, Visitor},
};

/// A file of the pack that ships, with a change.
fn changed(name: &str, change: impl Fn(&mut Value)) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name);
    let mut file = serde_json::from_str(&fs::read_to_string(path).expect("the file is there")).expect("it is JSON");
    change(&mut file);
    file.to_string()
}

/// A page that embeds the widget with these attributes.
fn page(attributes: &str) -> String {
    fixtures::page(SCRIPT, &tag(attributes))
}

#[apply(browser_test)]
async fn a_broken_pack_names_file_and_fault_and_leaves_the_fallback() {
    let table: [(&str, &str, String, &str); 5] = [
        ("a file that is no JSON", "/pack/model.json", "{ nonsense".into(), "/pack/model.json: is not JSON"),
        (
            "an unknown claim",
            "/pack/model.json",
            changed("model.json", |model| model["questions"][0]["sources"] = json!(["qontak.99"])),
            "/pack/model.json: questions.place: cites the unknown claim `qontak.99`",
        ),
        (
            "a sentence that is missing",
            "/pack/en.json",
            changed("en.json", |text| {
                drop(text["questions"]["place"]["options"].as_object_mut().expect("an object").remove("outside"));
            }),
            "/pack/en.json: questions.place.options.outside: is missing; add it",
        ),
        (
            "a number in place of text",
            "/pack/en.json",
            changed("en.json", |text| text["questions"]["place"]["prompt"] = json!(7)),
            "/pack/en.json: questions.place.prompt: is a number; write text",
        ),
        ("a whole file of the wrong shape", "/pack/en.json", "[]".into(), "/pack/en.json: is a list; write an object"),
    ];
    for (name, file, content, expected) in table {
        let (model, text) = (changed("model.json", |_| ()), changed("en.json", |_| ()));
        let pack = [("/pack/model.json", &*model), ("/pack/en.json", &*text)]
            .map(|own| if own.0 == file { (file, &*content) } else { own });
        let page = page("lang=en content=/pack");
        let site = Site::with(&[&[("/page", &*page)], &pack[..]].concat()).await;
        let visitor = Visitor::on(PHONE, &site, "/page").await;
        visitor.reads(expected).await;
        visitor.reads("The questions cannot be shown here right now.").await;
        let fallback =
            visitor.script("return document.querySelector('a').getBoundingClientRect().height > 0", vec![]).await;
        assert_eq!(fallback, true, "{name}: the author's own link is not visible");
        let failures = visitor.script("return diary.failures", vec![]).await;
        assert_eq!(failures[0]["code"], "content", "{name}: {failures}");
        assert!(failures[0]["message"].as_str().is_some_and(|message| message.contains(expected)), "{failures}");
    }
}

#[apply(browser_test)]
async fn the_pack_that_ships_is_checked_for_damage() {
    for damage in ["", "<!doctype html><title>Not found</title>"] {
        let site = Site::with(&[("/page", &page("lang=en")), ("/content/en.pack", damage)]).await;
        let visitor = Visitor::on(PHONE, &site, "/page").await;
        visitor.reads("content/en.pack: is damaged, or belongs to another release").await;
        let failures = visitor.script("return diary.failures", vec![]).await;
        assert_eq!(failures[0]["code"], "content", "{failures}");
    }
}

#[apply(browser_test)]
async fn a_pack_as_written_is_as_good_as_the_one_that_ships() {
    let (model, text) = (changed("model.json", |_| ()), changed("en.json", |_| ()));
    let page = page("lang=en content=/pack");
    let own = [("/page", &*page), ("/pack/model.json", &*model), ("/pack/en.json", &*text)];
    let site = Site::with(&own).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    visitor.answers("Outside", "Continue").await;
    visitor.reads(SECOND).await;
}

#[apply(browser_test)]
async fn a_pack_that_is_not_there_is_named_by_its_address() {
    let site = Site::with(&[("/page", &page("lang=en content=/packs/mine"))]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.reads("/packs/mine/model.json: cannot be fetched (HTTP 404)").await;
}

#[apply(browser_test)]
async fn stored_answers_that_no_longer_fit_are_dropped_and_the_rest_kept() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    visitor.answers("Outside", "Continue").await;
    visitor.answers("They sell it on or pass it on", "Continue").await;
    // A later release has another question in place of one, and another option in place of another.
    visitor
        .script(
            "for (const store of [sessionStorage]) for (let i = 0; i < store.length; i++) {
                const key = store.key(i);
                store.setItem(key, store.getItem(key).replaceAll('sell_on', 'gone').replaceAll('}', ',\"bygone\":\"x\"}'));
            }",
            vec![],
        )
        .await;
    visitor.reloads().await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
    visitor.reads(SECOND).await;
}

#[apply(browser_test)]
async fn an_unknown_language_falls_back_and_says_so_in_the_console() {
    let site = Site::with(&[("/page", &page("lang=tlh"))]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.reads("Continue").await;
    visitor.console_says(&["lang=\\\"tlh\\\"", "there is: en, id"]).await;
}

#[apply(browser_test)]
async fn language_comes_from_attribute_page_browser_or_is_english() {
    let table: [(&str, &str, &'static str, &str); 5] = [
        ("lang=id", "en", "en", "Lanjut"),
        ("", "id", "en", "Lanjut"),
        ("", "id-ID", "en", "Lanjut"),
        ("", "", "id", "Lanjut"),
        ("", "", "fr", "Continue"),
    ];
    for (attributes, of_page, of_browser, expected) in table {
        let page = page(attributes).replace("<html lang=en>", &format!("<html lang='{of_page}'>"));
        let site = Site::with(&[("/page", &page)]).await;
        let visitor = Visitor::on(Machine { language: of_browser, ..PHONE }, &site, "/page").await;
        visitor.reads(expected).await;
    }
}

#[apply(browser_test)]
async fn setting_answers_that_do_not_exist_throws_and_names_them() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    let thrown = visitor
        .script(
            "try { document.querySelector('relasi-wizard').answers = { place: 'upstairs', nobody: 'x' } } catch (error) { return String(error) }",
            vec![],
        )
        .await;
    let thrown = thrown.as_str().unwrap_or_default();
    assert!(thrown.contains("upstairs") && thrown.contains("nobody"), "{thrown}");
    assert_eq!(visitor.element("element.answers").await, json!({}));
}

#[apply(browser_test)]
async fn a_language_that_cannot_be_loaded_leaves_the_visitor_where_they_are() {
    let site = Site::with(&[("/content/id.pack", "no pack")]).await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.answers("Outside", "Continue").await;
    visitor.presses("Bahasa Indonesia").await;
    visitor.reads("That language cannot be loaded right now.").await;
    visitor.reads("Question 2").await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
}

#[apply(browser_test)]
async fn without_scripts_the_page_still_explains_the_three_words() {
    let site = Site::shipped().await;
    let visitor = Visitor::on(Machine { scripts: false, ..PHONE }, &site, "/").await;
    let page = visitor.protocol("DOMSnapshot.captureSnapshot", json!({ "computedStyles": [] })).await.to_string();
    let page = page.to_lowercase();
    for word in ["client", "customer", "consumer", "reseller", "pelanggan", "konsumen"] {
        assert!(page.contains(word), "{word} is not on the page");
    }
}

/// What is wrong, how the page or the host is made so, and the code and part of the message that the page is told.
struct Failure {
    what: &'static str,
    head: &'static str,
    other: Option<(&'static str, Answer)>,
    code: &'static str,
    message: &'static str,
}

const WHOLE: Failure = Failure { what: "", head: "", other: None, code: "", message: "" };

fn other(status: StatusCode, kind: &'static str, body: &[u8]) -> Answer {
    Answer { status, kind, readers: "*", body: body.to_vec() }
}

fn shipped(file: &str) -> Vec<u8> {
    let dist = std::env::var("RELASI_DIST").expect("RELASI_DIST names the built page");
    fs::read(Path::new(&dist).join(file)).expect("the file ships")
}

pub async fn fallback_is_visible(visitor: &Visitor) -> bool {
    let height = "return document.querySelector('relasi-wizard a').getBoundingClientRect().height > 0";
    visitor.script(height, vec![]).await == true
}

#[apply(browser_test)]
async fn every_way_to_fail_has_a_code_and_leaves_the_fallback() {
    let gone = other(StatusCode::NOT_FOUND, "text/html", b"<!doctype html><title>Not found</title>");
    let policy = |policy: &str| -> &'static str {
        format!("<meta http-equiv=Content-Security-Policy content=\"{policy}\">").leak()
    };
    let table = [
        Failure {
            what: "a browser without WebAssembly",
            head: "<script>delete window.WebAssembly</script>",
            code: "unsupported",
            message: "relasi.wasm: this browser has no WebAssembly",
            ..WHOLE
        },
        Failure {
            what: "a policy without 'wasm-unsafe-eval'",
            head: policy("script-src 'self'"),
            code: "blocked",
            message: "relasi.wasm: the policy of the page forbids it (script-src without 'wasm-unsafe-eval')",
            ..WHOLE
        },
        Failure {
            what: "a policy that allows no connection",
            head: policy("connect-src 'none'"),
            code: "blocked",
            message: "the policy of the page forbids it (connect-src)",
            ..WHOLE
        },
        Failure {
            what: "a policy that allows the script and not the app",
            head: policy("script-src http://127.0.0.1:*/relasi.js 'wasm-unsafe-eval'"),
            code: "blocked",
            message: "relasi-app.js: the policy of the page forbids it (script-src",
            ..WHOLE
        },
        Failure {
            what: "no app",
            other: Some(("/relasi-app.js", gone.clone())),
            code: "script",
            message: "relasi-app.js: cannot be fetched",
            ..WHOLE
        },
        Failure {
            what: "an app that is served as plain text",
            other: Some(("/relasi-app.js", other(StatusCode::OK, "text/plain", &shipped("relasi-app.js")))),
            code: "script",
            message: "relasi-app.js: cannot be fetched",
            ..WHOLE
        },
        Failure {
            what: "no wasm",
            other: Some(("/relasi.wasm", gone.clone())),
            code: "wasm",
            message: "relasi.wasm: cannot be fetched (HTTP 404)",
            ..WHOLE
        },
        Failure {
            what: "half a wasm",
            other: Some(("/relasi.wasm", other(StatusCode::OK, "application/wasm", &shipped("relasi.wasm")[..50_000]))),
            code: "wasm",
            message: "relasi.wasm: is damaged, or belongs to another release",
            ..WHOLE
        },
        Failure {
            what: "the wasm of something else",
            other: Some(("/relasi.wasm", other(StatusCode::OK, "application/wasm", b"\0asm\x01\0\0\0"))),
            code: "wasm",
            message: "relasi.wasm: is damaged, or belongs to another release",
            ..WHOLE
        },
        Failure {
            what: "no content",
            other: Some(("/content/en.pack", gone)),
            code: "content",
            message: "content/en.pack: cannot be fetched (HTTP 404)",
            ..WHOLE
        },
        Failure {
            what: "half the content",
            other: Some((
                "/content/en.pack",
                other(StatusCode::OK, "application/octet-stream", &shipped("content/en.pack")[..5_000]),
            )),
            code: "content",
            message: "content/en.pack: is damaged, or belongs to another release",
            ..WHOLE
        },
    ];
    for failure in table {
        fails_as_told(failure).await;
    }
}

#[apply(browser_test)]
async fn a_browser_too_old_for_the_styles_shows_the_fallback() {
    let old = "<script>
        const supports = CSS.supports;
        CSS.supports = (...given) => !given.join().includes('light-dark') && supports.apply(CSS, given);
    </script><script type=module";
    let site = Site::with(&[("/page", &page("lang=en").replace("<script type=module", old))]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for("return document.readyState === 'complete'").await;
    assert!(fallback_is_visible(&visitor).await);
    let undefined = "return customElements.get('relasi-wizard') === undefined";
    assert_eq!(visitor.script(undefined, vec![]).await, true);
    let asked: Vec<_> = site.asked().into_iter().filter(|path| path != "/favicon.ico").collect();
    assert_eq!(asked, ["/page", "/relasi.js"]);
}

async fn fails_as_told(Failure { what, head, other, code, message }: Failure) {
    let page = page("lang=en").replace("<script type=module", &format!("{head}<script type=module"));
    let site = Site::with(&[("/page", &page)]).await;
    if let Some((path, answer)) = other {
        site.gives(path, answer);
    }
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for("return diary.failures.length > 0").await;
    assert!(fallback_is_visible(&visitor).await, "{what}: the author's own link is not visible");
    let failures = visitor.script("return diary.failures", vec![]).await;
    assert_eq!(failures[0]["code"], code, "{what}: {failures}");
    assert!(failures[0]["message"].as_str().is_some_and(|found| found.contains(message)), "{what}: {failures}");
    assert_eq!(failures.as_array().map(Vec::len), Some(1), "{what}: {failures}");
    visitor.reads("The questions cannot be shown here right now.").await;
    assert_eq!(visitor.question().await, "", "{what}: a question is left that leads nowhere");
}

#[apply(browser_test)]
async fn a_host_that_allows_cors_for_the_script_alone_is_named() {
    let cdn = Site::shipped().await;
    let script = Answer { status: StatusCode::OK, kind: "text/javascript", readers: "*", body: shipped("relasi.js") };
    cdn.gives("/relasi.js", script);
    let page = page("lang=en").replace("/relasi.js", &format!("{}/relasi.js", cdn.address));
    let site = Site::with(&[("/page", &page)]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for("return diary.failures.length > 0").await;
    assert!(fallback_is_visible(&visitor).await);
    let failures = visitor.script("return diary.failures", vec![]).await;
    assert!(["content", "script", "wasm"].iter().any(|code| failures[0]["code"] == *code), "{failures}");
    assert!(failures[0]["message"].as_str().is_some_and(|message| message.contains("cannot be fetched")), "{failures}");
}

#[apply(browser_test)]
async fn a_host_that_never_answers_is_reported_and_may_still_answer() {
    // A clock that runs forty times as fast, so that nobody has to wait for the end of the widget's patience.
    let clock = "<script>{ const real = setTimeout; window.setTimeout = (act, ms) => real(act, ms / 40) }</script>";
    let site = Site::with(&[("/page", &page("lang=en").replace("<script", &format!("{clock}<script")))]).await;
    site.holds_back("/relasi.wasm");
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for_a_question().await;
    visitor.chooses("Outside").await;
    visitor.reads("This takes longer than it should.").await;
    assert_eq!(visitor.script("return diary.failures", vec![]).await[0]["code"], "timeout");
    assert!(fallback_is_visible(&visitor).await);
    site.lets_go();
    visitor.waits_until_ready().await;
    assert!(!fallback_is_visible(&visitor).await);
    assert!(!visitor.text().await.contains("longer than it should"));
    visitor.presses("Continue").await;
    visitor.reads(SECOND).await;
}

/// Does to the widget what a translating extension may do: wraps a node that Yew counts on. Then asks for a change beside
/// it, and Yew panics.
async fn panics(visitor: &Visitor) {
    let wrap = "const button = document.querySelector('relasi-wizard').shadowRoot.querySelector('.question .go'),
            wrapper = document.createElement('font');
        button.replaceWith(wrapper); wrapper.append(button)";
    visitor.script(wrap, vec![]).await;
    visitor.presses("Continue").await;
}

/// The codes of all errors that the page was told of, in order.
async fn codes(visitor: &Visitor) -> Value {
    visitor.script("return diary.failures.map(one => one.code)", vec![]).await
}

#[apply(browser_test)]
async fn after_a_panic_every_widget_goes_on_where_its_visitor_was() {
    let page = format!("{}{}", page("lang=en"), tag("id=other lang=id persist=none"));
    let site = Site::with(&[("/page", &page)]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for("return diary.ready === 2").await;
    visitor.answers("Outside", "Continue").await;
    visitor.script("other.answers = { place: 'outside', onward: 'sell_on' }", vec![]).await;
    visitor.waits_for("return other.shadowRoot.textContent.includes('Pertanyaan 3')").await;
    visitor.script("other.shadowRoot.querySelectorAll('input')[0].click()", vec![]).await;
    let before =
        (site.asked(), visitor.script("return other.shadowRoot.querySelector('legend').innerText", vec![]).await);
    panics(&visitor).await;
    visitor.waits_for("return diary.ready === 4").await;

    assert_eq!(visitor.question().await, SECOND);
    assert_eq!(visitor.options().await.len(), 6);
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
    visitor.answers("They sell it on or pass it on", "Continue").await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside", "onward": "sell_on" }));

    let after =
        (site.asked(), visitor.script("return other.shadowRoot.querySelector('legend').innerText", vec![]).await);
    assert_eq!(after, before, "a fresh instance takes no request, and the other widget stays where it was");
    let chosen = visitor.script("return other.shadowRoot.querySelectorAll('input:checked').length", vec![]).await;
    assert_eq!(chosen, 1, "what was chosen in the other widget is chosen");
    assert_eq!(codes(&visitor).await, json!(["recovered", "recovered"]), "one event for each widget");
    visitor.console_says(&["failed to insert node"]).await;
}

#[apply(browser_test)]
async fn what_panics_again_and_again_is_given_up_on() {
    let site = Site::with(&[("/page", &page("lang=en"))]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    for life in 1..=4 {
        visitor.waits_for(&format!("return diary.ready === {life}")).await;
        panics(&visitor).await;
    }
    visitor.reads("Something went wrong. Reload the page to go on").await;
    assert!(fallback_is_visible(&visitor).await);
    assert_eq!(codes(&visitor).await, json!(["recovered", "recovered", "recovered", "crashed"]));
}
