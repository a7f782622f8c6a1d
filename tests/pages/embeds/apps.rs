//! Inside applications of others, with their own life cycles; their sources lie in `tests/pages/apps`.

use super::{Embed, SCRIPT};

/// Visits the route with the questionnaire, leaves it half-way, comes back, and goes on to the result.
async fn survives_the_router_of(page: &str) {
    let embed = Embed::opens("").await;
    embed.goes_to(&embed.site, &format!("/apps/{page}#/")).await;
    let link = |name: &str| format!("[...document.links].find(link => link.innerText === '{name}')");
    embed.holds(&link("Questions")).await;

    embed.script(&format!("{}.click()", link("Questions")), vec![]).await;
    embed.hears("ready", 1).await;
    assert_eq!(embed.widget("h3").await.len(), 1, "heading-level=3");
    embed.answers("Outside", "Continue").await;
    embed.script("document.querySelector('button').click()", vec![]).await;
    embed.reads("Untuk apa mereka mengambil produk atau jasa Anda?").await;

    embed.script(&format!("{}.click()", link("Home")), vec![]).await;
    embed.holds("!WIDGET && document.querySelector('h1')").await;
    embed.goes_back().await;
    embed.hears("ready", 2).await;
    embed.reads("What do they do with what they get from you?").await;
    embed.works_to_the_result().await;
    embed.holds("document.querySelector('output').innerText === WIDGET.result.verdict.type").await;

    // In a hurry: each is taken away while it begins.
    let hurry = format!("for (let i = 0; i < 20; i++) {{ {}.click(); {}.click() }}", link("Home"), link("Questions"));
    embed.script(&hurry, vec![]).await;
    embed.waits_for_a_question().await;
    embed.script(&format!("{}.click()", link("Home")), vec![]).await;
    embed.holds("!WIDGET").await;
    assert_eq!(embed.console().await, [""; 0]);
}

#[apply(browser_test)]
async fn in_a_react_app_that_its_router_mounts_and_unmounts() {
    survives_the_router_of("react.html").await;
}

#[apply(browser_test)]
async fn in_a_vue_app_that_its_router_mounts_and_unmounts() {
    survives_the_router_of("vue.html").await;
}

#[apply(browser_test)]
async fn in_a_page_that_is_a_yew_app_itself() {
    let body = format!("{SCRIPT}<script type=module>import start from '/apps/yew/yew-page.js'; start()</script>");
    let embed = Embed::ready(&body).await;
    embed.answers("Outside", "Continue").await;
    for clicks in ["1", "2"] {
        embed.script("document.querySelector('button').click()", vec![]).await;
        embed.holds(&format!("document.querySelector('button').innerText === '{clicks}'")).await;
    }
    embed.reads("Untuk apa mereka mengambil produk atau jasa Anda?").await;
    embed.works().await;
    assert_eq!(embed.script("return document.querySelector('button').innerText", vec![]).await, "2");
    embed.hears("ready", 1).await;
}
