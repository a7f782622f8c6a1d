//! What docs/EMBED.md tells to paste, as it stands there.

use std::fs;

use serde_json::Value;

use crate::{
    fixtures::reseller,
    site::Site,
    visitor::{PHONE, Visitor},
};

/// The blocks of the guide in this language, in their order, with this host in them.
fn blocks(language: &str, cdn: &Site) -> Vec<String> {
    let guide = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/EMBED.md")).expect("there is a guide");
    let opening = format!("```{language}\n");
    let blocks = guide.split(&opening).skip(1).filter_map(|rest| rest.split("\n```").next());
    blocks.map(|block| block.replace("https://cdn.example.com/relasi", &cdn.address)).collect()
}

/// By address, by nonce, in one file, in an iframe.
fn policies(cdn: &Site) -> Vec<String> {
    let policies: Vec<_> =
        blocks("csp", cdn).iter().map(|line| line.replace("https://cdn.example.com", &cdn.address)).collect();
    assert_eq!(policies.len(), 4);
    policies
}

#[apply(browser_test)]
async fn the_snippets_of_the_guide_work_as_pasted() {
    let cdn = Site::shared().await;
    for (place, what) in ["<relasi-wizard", "createElement"].into_iter().enumerate() {
        let block = blocks("html", &cdn).into_iter().find(|block| block.contains(what)).expect("the guide has it");
        let page = format!("<!doctype html><meta charset=utf-8><title>A page</title><p id=questionnaire></p>{block}");
        let shop = Site::with(&[("/page", &page)]).await;
        let visitor = Visitor::on(PHONE, &shop, "/page").await;
        goes_to_the_result(&visitor, what).await;
        let there = "return document.querySelector('#questionnaire').childElementCount";
        assert_eq!(visitor.script(there, vec![]).await, place);
    }
}

/// A page of another origin that allows this and nothing else, with Trusted Types that allow no string to become code.
async fn shop(policy: &str, body: &str) -> Site {
    let page = format!(
        "<!doctype html><meta charset=utf-8><title>A page</title>
        <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; {policy}; require-trusted-types-for 'script'; trusted-types 'none'\">
        {body}"
    );
    Site::with(&[("/page", &page)]).await
}

/// The visitor can answer, and sees the result; the browser has refused nothing that matters.
async fn goes_to_the_result(visitor: &Visitor, name: &str) {
    visitor.waits_for_a_question().await;
    visitor.answers("Outside", "Continue").await;
    visitor.script("document.querySelector('relasi-wizard').answers = arguments[0]", vec![reseller()]).await;
    visitor.reads("Start again").await;
    let console = visitor.console().await;
    let complaints: Vec<_> = console.iter().filter(|line| !line.contains("favicon")).collect();
    assert!(complaints.is_empty(), "{name}: {complaints:?}");
}

const TAG: &str = "<relasi-wizard lang=en loading=eager></relasi-wizard>";

#[apply(browser_test)]
async fn each_policy_of_the_guide_is_enough() {
    let cdn = Site::shared().await;
    let at = &cdn.address;
    let policies = policies(&cdn);
    let table = [
        ("by address", &policies[0], format!("<script type=module src={at}/relasi.js></script>{TAG}")),
        ("by nonce", &policies[1], format!("<script type=module nonce=r4nd0m src={at}/relasi.js></script>{TAG}")),
        ("in one file", &policies[2], format!("<script type=module src={at}/relasi.standalone.js></script>{TAG}")),
    ];
    for (name, policy, body) in table {
        let shop = shop(policy, &body).await;
        let visitor = Visitor::on(PHONE, &shop, "/page").await;
        goes_to_the_result(&visitor, name).await;
    }
}

#[apply(browser_test)]
async fn the_policy_of_the_guide_for_an_iframe_is_enough() {
    let cdn = Site::shipped().await;
    let at = &cdn.address;
    let body = format!(
        "<iframe title=Relasi src='{at}/embed.html?lang=en'></iframe><script src={at}/relasi-frame.js></script>"
    );
    let shop = shop(&policies(&cdn)[3], &body).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    visitor.enters_frame(0).await;
    goes_to_the_result(&visitor, "in an iframe").await;
    let fits =
        "return Math.ceil(document.querySelector('relasi-wizard').getBoundingClientRect().height) === innerHeight";
    visitor.eventually(fits).await;
}

/// The hash of a file, as `cargo xtask dist` wrote it.
fn hash(file: &str) -> String {
    let dist = std::env::var("RELASI_DIST").expect("RELASI_DIST names the built page");
    let hashes = fs::read_to_string(format!("{dist}/sri.json")).expect("the hashes are there");
    let hashes: Value = serde_json::from_str(&hashes).expect("they are JSON");
    hashes[file].as_str().unwrap_or_else(|| panic!("no hash of {file}")).to_owned()
}

#[apply(browser_test)]
async fn a_script_runs_under_its_own_hash_and_under_no_other() {
    let cdn = Site::shared().await;
    let at = &cdn.address;
    let files = ["relasi.js", "relasi.standalone.js", "relasi-frame.js"];
    for (place, file) in files.into_iter().enumerate() {
        let other = hash(files[(place + 1) % files.len()]);
        for (hash, runs) in [(hash(file), true), (other, false)] {
            let page = format!(
                "<!doctype html><meta charset=utf-8><title>A page</title>{TAG}
                <script src={at}/{file} integrity={hash} crossorigin=anonymous {}
                    onload='window.outcome = true' onerror='window.outcome = false'></script>",
                if file == "relasi-frame.js" { "" } else { "type=module" }
            );
            let shop = Site::with(&[("/page", &page)]).await;
            let visitor = Visitor::on(PHONE, &shop, "/page").await;
            visitor.eventually("return typeof outcome === 'boolean'").await;
            assert_eq!(visitor.script("return outcome", vec![]).await, runs, "{file}");
        }
    }
}
