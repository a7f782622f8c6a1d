//! The iframe variant: embed.html on a page of another origin, with and without relasi-frame.js.

use serde_json::{Value, json};

use crate::{
    fixtures::reseller,
    site::Site,
    visitor::{PHONE, Visitor, WIDE},
};

/// A page with these frames, given by their queries and further attributes, and what it can observe of them.
fn page(cdn: &Site, frames: &[(&str, &str)], script: &str) -> String {
    let cdn = &cdn.address;
    let frame = |(query, attributes): &(&str, &str)| {
        format!(
            "<iframe title=Relasi src='{cdn}/embed.html?{query}' style='width:100%;height:300px;border:0' {attributes}></iframe>"
        )
    };
    let frames = frames.iter().map(frame).collect::<Vec<_>>().concat();
    format!(
        "<!doctype html><meta charset=utf-8><title>A page</title>
        <script>
            window.heights = []; window.told = [];
            for (const name of ['relasi-ready', 'relasi-start', 'relasi-step', 'relasi-result', 'click'])
                addEventListener(name, event => told.push([event.target.localName, event.type, event.detail]));
            addEventListener('DOMContentLoaded', () => new MutationObserver(() =>
                heights.push(document.querySelector('iframe').offsetHeight)).observe(document.querySelector('iframe'), {{ attributeFilter: ['style'] }}));
        </script>
        <body style='margin:0'>{frames}{}",
        script.replace("CDN", cdn)
    )
}

const WITH_SCRIPT: &str = "<script async src='CDN/relasi-frame.js'></script>";

/// Waits until this frame is exactly as high as the widget in it; how high that is.
async fn fits(visitor: &Visitor, place: u16) -> u64 {
    visitor.enters_frame(place).await;
    visitor.waits_for_a_question().await;
    let inside = visitor
        .eventually(
            "const height = Math.ceil(document.querySelector('relasi-wizard').getBoundingClientRect().height);
            return height === innerHeight && height",
        )
        .await;
    visitor.leaves_the_frame().await;
    inside.as_u64().expect("a height is a number")
}

async fn heights(visitor: &Visitor) -> Vec<u64> {
    serde_json::from_value(visitor.script("return heights", vec![]).await).expect("heights are numbers")
}

#[apply(browser_test)]
async fn a_frame_is_as_high_as_its_content_at_every_moment_and_no_higher() {
    let cdn = Site::shipped().await;
    let shop = Site::with(&[("/page", &page(&cdn, &[("lang=en", "")], WITH_SCRIPT))]).await;
    for machine in [PHONE, WIDE] {
        let visitor = Visitor::on(machine, &shop, "/page").await;
        let folded = fits(&visitor, 0).await;
        let so_far = heights(&visitor).await.len();

        visitor.enters_frame(0).await;
        visitor.presses("Sources").await;
        visitor.leaves_the_frame().await;
        let unfolded = fits(&visitor, 0).await;
        assert!(unfolded > folded);

        visitor.enters_frame(0).await;
        visitor.presses("Sources").await;
        visitor.leaves_the_frame().await;
        assert_eq!(fits(&visitor, 0).await, folded);
        assert_eq!(heights(&visitor).await[so_far..], [unfolded, folded], "the frame has chased its own height");
    }
}

#[apply(browser_test)]
async fn a_frame_with_a_border_shows_all_of_its_content() {
    let cdn = Site::shipped().await;
    let html = page(&cdn, &[("lang=en", "class=framed")], WITH_SCRIPT)
        .replace("border:0", "border:5px solid;box-sizing:border-box");
    let shop = Site::with(&[("/page", &html)]).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    fits(&visitor, 0).await;
}

#[apply(browser_test)]
async fn a_frame_without_the_script_scrolls_and_can_be_filled_in() {
    let cdn = Site::shipped().await;
    let shop = Site::with(&[("/page", &page(&cdn, &[("lang=en", "")], ""))]).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    visitor.enters_frame(0).await;
    visitor.waits_for_a_question().await;
    visitor.answers("Outside", "Continue").await;
    visitor.reads("Question 2").await;
    let scrolls = "const page = document.documentElement; return innerHeight === 300 && page.scrollHeight > 300 \
        && getComputedStyle(page).scrollbarWidth === 'auto'";
    assert_eq!(visitor.script(scrolls, vec![]).await, true);
}

#[apply(browser_test)]
async fn several_frames_and_a_late_one_each_fit_their_own_content() {
    let cdn = Site::shipped().await;
    let frames = [("lang=en", ""), ("lang=id&size=20px", "")];
    let shop = Site::with(&[("/page", &page(&cdn, &frames, WITH_SCRIPT))]).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    let (first, second) = (fits(&visitor, 0).await, fits(&visitor, 1).await);
    assert!(second > first, "larger text takes more room: {first}, {second}");
    let late =
        "const frame = document.createElement('iframe'); frame.src = arguments[0] + '/embed.html?lang=en&size=12px';
        frame.style = 'width:100%;border:0'; document.body.append(frame)";
    visitor.script(late, vec![json!(cdn.address)]).await;
    assert!(fits(&visitor, 2).await < first);
}

#[apply(browser_test)]
async fn the_script_may_come_long_after_the_frame() {
    let cdn = Site::shipped().await;
    let shop = Site::with(&[("/page", &page(&cdn, &[("lang=en", "")], ""))]).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    visitor.enters_frame(0).await;
    visitor.waits_for_a_question().await;
    visitor.leaves_the_frame().await;
    let late = "const script = document.createElement('script'); script.src = arguments[0] + '/relasi-frame.js'; document.head.append(script)";
    visitor.script(late, vec![json!(cdn.address)]).await;
    fits(&visitor, 0).await;
}

#[apply(browser_test)]
async fn events_happen_once_on_the_frame_even_with_the_script_twice() {
    let cdn = Site::shipped().await;
    let scripts = WITH_SCRIPT.repeat(2);
    let shop = Site::with(&[("/page", &page(&cdn, &[("lang=en", "")], &scripts))]).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    fits(&visitor, 0).await;
    visitor.enters_frame(0).await;
    visitor.answers("Outside", "Continue").await;
    let result = visitor
        .script(
            "const element = document.querySelector('relasi-wizard'); element.answers = arguments[0]; return element.result",
            vec![reseller()],
        )
        .await;
    visitor.leaves_the_frame().await;
    visitor.eventually("return told.some(([, type]) => type === 'relasi-result')").await;
    let told = visitor.script("return told.filter(([, type]) => type !== 'relasi-ready')", vec![]).await;
    let step = json!({ "question": "onward", "index": 2, "remaining": told[1][2]["remaining"] });
    assert_eq!(
        told,
        json!([["iframe", "relasi-start", null], ["iframe", "relasi-step", step], ["iframe", "relasi-result", result]])
    );
}

#[apply(browser_test)]
async fn after_a_step_the_top_of_the_frame_is_in_view() {
    let cdn = Site::shipped().await;
    let html = page(&cdn, &[("lang=en", "")], WITH_SCRIPT) + "<p style='height:2000px'>More of the page";
    let shop = Site::with(&[("/page", &html)]).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    fits(&visitor, 0).await;
    visitor.script("scrollTo(0, 200)", vec![]).await;
    visitor.enters_frame(0).await;
    visitor.script("document.querySelector('relasi-wizard').answers = { place: 'outside' }", vec![]).await;
    visitor.leaves_the_frame().await;
    visitor.eventually("return scrollY === 0").await;
}

#[apply(browser_test)]
async fn a_frame_takes_the_colour_scheme_of_its_page() {
    let cdn = Site::shipped().await;
    for scheme in ["normal", "dark", "light dark"] {
        let html = page(&cdn, &[("lang=en&theme=dark", "")], WITH_SCRIPT)
            .replace("<body", &format!("<style>:root {{ color-scheme: {scheme} }}</style><body"));
        let shop = Site::with(&[("/page", &html)]).await;
        let visitor = Visitor::on(PHONE, &shop, "/page").await;
        fits(&visitor, 0).await;
        visitor.enters_frame(0).await;
        let own = "const root = document.documentElement; return getComputedStyle(root).colorScheme";
        assert_eq!(visitor.script(own, vec![]).await, scheme);
    }
}

#[apply(browser_test)]
async fn a_sandbox_that_allows_scripts_alone_is_enough() {
    let cdn = Site::shared().await;
    let shop = Site::with(&[("/page", &page(&cdn, &[("lang=en", "sandbox=allow-scripts")], WITH_SCRIPT))]).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    fits(&visitor, 0).await;
    visitor.enters_frame(0).await;
    assert_eq!(visitor.script("return origin", vec![]).await, "null");
    visitor.answers("Outside", "Continue").await;
    visitor.leaves_the_frame().await;
    fits(&visitor, 0).await;
    visitor.eventually("return told.some(([, type]) => type === 'relasi-step')").await;
}

/// A frame that is none of Relasi's, and pretends to be.
const STRANGER: &str = "<!doctype html><script>
    window.heard = [];
    addEventListener('message', ({ data }) => heard.push(data));
    for (const to of [parent, parent.frames[0]]) {
        to.postMessage({ relasi: 'hello' }, '*');
        to.postMessage({ relasi: 'height', height: 5000 }, '*');
        to.postMessage({ relasi: 'event', type: 'relasi-result', detail: 'made up' }, '*');
    }
</script>";

#[apply(browser_test)]
async fn messages_of_strangers_change_nothing_and_nothing_is_told_to_them() {
    let cdn = Site::shipped().await;
    let stranger = Site::with(&[("/stranger", STRANGER)]).await;
    let and =
        format!("{WITH_SCRIPT}<iframe id=stranger style='height:200px'></iframe><i hidden>{}</i>", stranger.address);
    let html = page(&cdn, &[("lang=en", "")], &and);
    let shop = Site::with(&[("/page", &html)]).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    let height = fits(&visitor, 0).await;

    let comes = "document.querySelector('#stranger').src = document.querySelector('i').textContent + '/stranger'";
    visitor.script(comes, vec![]).await;
    visitor.enters_frame(1).await;
    visitor.eventually("return window.heard && document.readyState === 'complete'").await;
    visitor.leaves_the_frame().await;
    // What happens afterwards comes through the same queues: had the stranger been heard, it would show by then.
    visitor.enters_frame(0).await;
    visitor.answers("Outside", "Continue").await;
    visitor.script("parent.postMessage({ relasi: 'event', type: 'click' }, '*')", vec![]).await;
    visitor.script("parent.postMessage({ relasi: 'height', height: -1 }, '*')", vec![]).await;
    visitor.leaves_the_frame().await;
    visitor.eventually("return told.some(([, type]) => type === 'relasi-step')").await;

    let told = visitor.script("return told.map(([, type]) => type)", vec![]).await;
    let made_up = |one: &Value| one == "relasi-result" || one == "click";
    assert!(told.as_array().is_some_and(|told| !told.iter().any(made_up)), "{told}");
    let size = "return document.querySelector('#stranger').clientHeight";
    assert_eq!(visitor.script(size, vec![]).await, 200);
    assert!(fits(&visitor, 0).await < 5000, "was {height}");
    visitor.enters_frame(1).await;
    assert_eq!(visitor.script("return heard", vec![]).await, json!([]));
}

#[apply(browser_test)]
async fn parameters_set_attributes_and_unusable_ones_are_named() {
    let cdn = Site::shipped().await;
    let query = "lang=id&theme=dark&heading-level=3&accent=%23ff9db5&radius=3px&cta-href=https://example.com/&cta-label=%22%3Cb%3E";
    let visitor = Visitor::on(PHONE, &cdn, &format!("/embed.html?{query}")).await;
    visitor.reads("Lanjut").await;
    assert_eq!(visitor.texts("h3").await, ["Klien, pelanggan, atau konsumen?"]);
    visitor.eventually("return document.documentElement.lang === 'id'").await;
    let look = "const style = getComputedStyle(document.querySelector('relasi-wizard').shadowRoot.querySelector('.go'));
        return [style.backgroundColor, style.borderRadius, document.querySelector('relasi-wizard').getAttribute('cta-label')]";
    assert_eq!(visitor.script(look, vec![]).await, json!(["rgb(255, 157, 181)", "3px", "\"<b>"]));
    let silent = visitor.console().await;
    assert!(silent.is_empty(), "{silent:?}");

    let table = [
        ("colour=red", "there is no parameter \\\"colour\\\""),
        ("constructor=1", "there is no parameter \\\"constructor\\\""),
        ("theme=purple", "theme=\\\"purple\\\" cannot be used"),
        ("heading-level=7", "heading-level=\\\"7\\\" cannot be used"),
        ("accent=red;position:fixed", "accent=\\\"red;position:fixed\\\" cannot be used"),
        ("padding=50vh", "padding=\\\"50vh\\\" cannot be used"),
        ("cta-href=javascript:alert(1)", "cta-href=\\\"javascript:alert(1)\\\" cannot be used"),
        ("cta-href=/contact", "cta-href=\\\"/contact\\\" cannot be used"),
    ];
    for (query, expected) in table {
        visitor.goes_to(&cdn, &format!("/embed.html?lang=en&{query}")).await;
        visitor.waits_for_a_question().await;
        visitor.console_says(&[expected]).await;
        let style = "const tag = document.querySelector('relasi-wizard'); return tag.getAttribute('style') ?? ''";
        assert_eq!(visitor.script(style, vec![]).await, "", "{query}");
    }
}
