//! Under content security policies: which work, and what those that do not say.

use super::{Embed, page};

/// What the guide asks for.
const STRICT: &str = "default-src 'none'; script-src 'nonce-abc' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The page's own script, which only listens, has a nonce as well; its icon is no concern of ours.
async fn under(policy: &str, script: &str) -> Embed {
    let policy = if policy.contains("img-src") { policy.into() } else { format!("{policy}; img-src data:") };
    let policy = format!("<meta http-equiv=Content-Security-Policy content=\"{policy}\"><meta charset=utf-8>");
    let body = page(&format!(
        "{script}<relasi-wizard loading=eager><a href=/article>Read the article instead</a></relasi-wizard>"
    ));
    let body = body.replace("<meta charset=utf-8>", &policy).replace("<script>", "<script nonce=abc>");
    let embed = Embed::opens_with("", &[("/strict", &body)]).await;
    embed.goes_to(&embed.site, "/strict").await;
    embed
}

const WITH_NONCE: &str = "<script nonce=abc type=module src=/relasi.js></script>";

async fn works_under(policy: &str) {
    let embed = under(policy, WITH_NONCE).await;
    embed.hears("ready", 1).await;
    embed.works().await;
}

/// The widget says why, and the author's own link is there instead.
async fn fails_under(policy: &str, code: &str, message: &str) {
    let embed = under(policy, WITH_NONCE).await;
    embed.hears("error", 1).await;
    let told = embed.told("error").await.remove(0);
    assert_eq!(told["code"], code, "{told}");
    assert!(told["message"].as_str().is_some_and(|told| told.contains(message)), "{told}");
    embed.holds("document.querySelector('relasi-wizard a').getBoundingClientRect().height > 0").await;
}

#[apply(browser_test)]
async fn the_policy_of_the_guide_lets_it_work() {
    works_under(STRICT).await;
}

#[apply(browser_test)]
async fn with_strict_dynamic_it_works() {
    works_under(&STRICT.replace("'nonce-abc'", "'nonce-abc' 'strict-dynamic'")).await;
}

#[apply(browser_test)]
async fn with_script_src_self_it_works() {
    works_under(&STRICT.replace("'nonce-abc'", "'self' 'nonce-abc'")).await;
}

#[apply(browser_test)]
async fn without_any_style_or_font_it_works_and_has_its_styles() {
    let policy = format!("{STRICT}; style-src 'none'; font-src 'none'");
    let embed = under(&policy, WITH_NONCE).await;
    embed.hears("ready", 1).await;
    embed.holds("getComputedStyle(WIDGET.shadowRoot.querySelector('.card')).borderRadius === '14px'").await;
    embed.takes_a_step().await;
    embed.hurries_to_the_result().await;
    embed.clicks(".fit > summary").await;
    let bars =
        "[...WIDGET.shadowRoot.querySelectorAll('.fit .bar rect')].some(one => one.getBoundingClientRect().width > 20)";
    embed.holds(bars).await;
}

#[apply(browser_test)]
async fn where_trusted_types_are_required_it_works() {
    works_under(&format!("{STRICT}; require-trusted-types-for 'script'; trusted-types 'none'")).await;
}

#[apply(browser_test)]
async fn with_everything_else_shut_it_works() {
    let shut =
        ["child-src", "font-src", "frame-src", "manifest-src", "media-src", "object-src", "style-src", "worker-src"];
    works_under(&shut.iter().fold(STRICT.to_owned(), |policy, kind| format!("{policy}; {kind} 'none'"))).await;
}

#[apply(browser_test)]
async fn with_unsafe_eval_in_place_of_wasm_unsafe_eval_it_works() {
    works_under(&STRICT.replace("'wasm-unsafe-eval'", "'unsafe-eval'")).await;
}

#[apply(browser_test)]
async fn with_the_script_from_a_cdn_that_the_policy_names_it_works() {
    let script = "<script nonce=abc>document.write(`<script nonce=abc type=module src=http://localhost:${location.port}/cdn/relasi.js><\\/script>`)</script>";
    let policy = STRICT
        .replace("connect-src 'self'", "connect-src http://localhost:*")
        .replace("'nonce-abc'", "'nonce-abc' http://localhost:*");
    let embed = under(&policy, script).await;
    embed.hears("ready", 1).await;
    embed.works().await;
}

#[apply(browser_test)]
async fn without_wasm_unsafe_eval_it_names_the_policy() {
    fails_under(&STRICT.replace("'wasm-unsafe-eval'", ""), "blocked", "'wasm-unsafe-eval'").await;
}

#[apply(browser_test)]
async fn without_connect_src_it_names_what_it_could_not_fetch() {
    fails_under(&STRICT.replace("connect-src 'self'", "connect-src 'none'"), "blocked", "connect-src").await;
}

#[apply(browser_test)]
async fn where_its_script_is_forbidden_the_link_of_the_author_stays() {
    let embed = under(STRICT, "<script type=module src=/relasi.js></script>").await;
    embed.holds("document.querySelector('relasi-wizard a').getBoundingClientRect().height > 0").await;
    embed.console_says(&["relasi.js", "script-src"]).await;
    assert_eq!(embed.element("element.shadowRoot").await, serde_json::Value::Null);
}
