//! What the visitor can read of what is kept, and what one press leaves of it.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    fixtures::{self, FIRST, SCRIPT, named_cases, pack, tag},
    site::Site,
    visitor::{PHONE, Visitor},
};

const NOTE: &str = "Private: runs in your browser";
const ERASE: &str = "Erase everything kept here";
const NOTHING: &str = "So far nothing of yours is kept.";

/// A page with the widget, which the attributes describe, and a value of the site's own in each storage.
fn page(attributes: &str) -> String {
    let own = "<script>for (const storage of [localStorage, sessionStorage]) storage.setItem('theme', 'dark')</script>";
    fixtures::page(&[own, SCRIPT].concat(), &tag(&format!("lang=en {attributes}")))
}

async fn visits(attributes: &str) -> (Site, Visitor) {
    let site = Site::with(&[("/page", &page(attributes))]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    (site, visitor)
}

/// The keys in the storage of the tab, and in that of the browser.
async fn keys(visitor: &Visitor) -> Value {
    visitor.script("return [sessionStorage, localStorage].map(storage => Object.keys(storage).sort())", vec![]).await
}

/// What the opened note says.
async fn account(visitor: &Visitor) -> String {
    visitor.texts(".private > div").await.concat()
}

#[apply(browser_test)]
async fn the_private_note_says_what_is_stored_and_where() {
    let nothing = json!([["theme"], ["theme"]]);
    let table = [
        ("persist=none", "Answers, name and ticks are not kept", nothing.clone()),
        ("persist=session", "Answers, name and ticks are kept for this tab", json!([["relasi:", "theme"], ["theme"]])),
        ("", "Answers, name and ticks are kept for this tab", json!([["relasi:", "theme"], ["theme"]])),
        (
            "persist=local share",
            "Answers, name and ticks are kept in this browser",
            json!([["relasi:", "theme"], ["relasi:", "theme"]]),
        ),
    ];
    for (attributes, expected, stored) in table {
        let (_site, visitor) = visits(attributes).await;
        assert_eq!(account(&visitor).await, "", "{attributes}: it is folded away");
        visitor.presses(NOTE).await;
        let before = account(&visitor).await;
        assert!(before.contains("sends your answers to no one"), "{attributes}: {before}");
        assert!(before.contains(expected), "{attributes}: {before}");
        assert_eq!(before.contains("after the #"), attributes.contains("share"), "{attributes}: {before}");
        let keeps = !attributes.contains("none");
        assert_eq!((before.contains(NOTHING), before.contains(ERASE)), (keeps, keeps), "{attributes}: {before}");
        assert_eq!(keys(&visitor).await, nothing, "{attributes}: before the first answer");
        visitor.answers("Outside", "Continue").await;
        let after = account(&visitor).await;
        assert!(after.contains(expected) && !after.contains(NOTHING), "{attributes}: {after}");
        assert_eq!(keys(&visitor).await, stored, "{attributes}");
    }
}

#[apply(browser_test)]
async fn the_private_note_follows_persist_and_a_full_storage() {
    let (_site, visitor) = visits("").await;
    visitor.presses(NOTE).await;
    visitor.script("WIDGET.setAttribute('persist', 'none')", vec![]).await;
    visitor.reads("Answers, name and ticks are not kept").await;
    visitor.script("WIDGET.removeAttribute('persist')", vec![]).await;
    visitor.reads("Answers, name and ticks are kept for this tab").await;
    let full = "window.put = Storage.prototype.setItem;
        Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";
    visitor.script(full, vec![]).await;
    visitor.answers("Outside", "Continue").await;
    visitor.reads("Your browser has no room for more, or does not allow it").await;
    visitor.script("Storage.prototype.setItem = put", vec![]).await;
    visitor.answers("They sell it on or pass it on", "Continue").await;
    visitor.reads("Answers, name and ticks are kept for this tab").await;
    visitor.reloads().await;
    visitor.reads("Question 3").await;
}

#[apply(browser_test)]
async fn erasing_clears_all_of_ours_and_nothing_of_the_site() {
    let both = format!("{}{}", page("share"), tag("id=other lang=en persist=local"));
    let site = Site::with(&[("/page", &both)]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for("return diary.ready === 2").await;
    visitor.script("other.answers = { place: 'inside' }", vec![]).await;
    visitor.hurries_through(&named_cases()[0], &pack("en")).await;
    visitor.clicks(".plan .tick").await;
    visitor.presses("Save this relationship").await;
    visitor.first(".save [name=name]").await.send_keys("Clinic").await.expect("a field takes letters");
    visitor.clicks(".save .go").await;
    visitor.reads("“Clinic” is saved.").await;
    visitor.presses(NOTE).await;
    visitor.reads("Saved relationships are not kept").await;
    visitor.clicks(".keep").await;
    visitor.reads("Saved relationships are kept in this browser, as you have ticked").await;
    // Of another page of the site, with a pack of its own.
    visitor.script("localStorage.setItem('relasi:https://example.com/pack/', '{}')", vec![]).await;
    let stored = json!([
        ["relasi:", "relasi:#other", "theme"],
        ["relasi:#other", "relasi:/relationships", "relasi:https://example.com/pack/", "theme"]
    ]);
    assert_eq!(keys(&visitor).await, stored);

    visitor.presses(ERASE).await;
    visitor.reads("Erased. Nothing of yours is kept here any more.").await;
    let focus = "[element.shadowRoot.activeElement.role, element.shadowRoot.activeElement.innerText]";
    let said = json!(["status", "Erased. Nothing of yours is kept here any more."]);
    assert_eq!(visitor.element(focus).await, said, "it is read out, and in view");
    visitor.holds("(box => box.top >= 0 && box.bottom <= innerHeight)(WIDGET.shadowRoot.activeElement.getBoundingClientRect())").await;
    assert_eq!(visitor.question().await, FIRST);
    visitor.waits_for("return Object.keys(other.answers).length === 0").await;
    assert_eq!(keys(&visitor).await, json!([["theme"], ["theme"]]));
    assert_eq!(visitor.element("element.answers").await, json!({}));
    let text = visitor.text().await;
    assert!(!text.contains("Your relationships") && !text.contains("Undo"), "{text}");

    visitor.answers("Outside", "Continue").await;
    assert!(!visitor.text().await.contains("Erased."), "it is said until something else is done");
    visitor.script("sessionStorage.clear()", vec![]).await;
    visitor.reloads().await;
    assert_eq!(visitor.element("element.answers").await, json!({}));
    assert!(!visitor.text().await.contains("Your relationships"));
}

#[apply(browser_test)]
async fn erasing_works_by_keyboard_and_in_indonesian() {
    let (_site, visitor) = visits("").await;
    visitor.chooses("Outside").await;
    visitor.presses("Bahasa Indonesia").await;
    visitor.reads("Privasi: jawaban tetap di perangkat Anda").await;
    visitor.script("WIDGET.shadowRoot.querySelector('.private summary').focus()", vec![]).await;
    visitor.types(&[Key::Enter]).await;
    visitor.reads("Kuesioner ini tidak mengirim jawaban Anda kepada siapa pun.").await;
    visitor.reads("Jawaban, nama, dan centang disimpan di tab ini sampai tab ditutup.").await;
    assert_eq!(visitor.texts("label:has(:checked)").await.len(), 1);
    visitor.types(&[Key::Tab, Key::Enter]).await;
    visitor.reads("Sudah dihapus.").await;
    let is_told = "WIDGET.shadowRoot.activeElement?.role === 'status'";
    visitor.holds(is_told).await;
    assert!(visitor.texts("label:has(:checked)").await.is_empty(), "the choice is gone as well");
    // Once more does no harm.
    visitor.types(&[Key::Tab, Key::Enter]).await;
    visitor.holds(is_told).await;
}

#[apply(browser_test)]
async fn the_private_note_opened_early_is_open_once_the_wasm_is_there() {
    let site = Site::shipped().await;
    site.holds_back("/relasi.wasm");
    let visitor = Visitor::on(PHONE, &site, "/").await;
    visitor.waits_for_a_question().await;
    visitor.chooses("Outside").await;
    visitor.presses(NOTE).await;
    assert_eq!(account(&visitor).await, "");
    site.lets_go();
    visitor.waits_until_ready().await;
    visitor.reads("sends your answers to no one").await;
    assert_eq!(visitor.texts("label:has(:checked)").await.concat().lines().next(), Some("Outside"));
    assert_eq!(visitor.element("element.shadowRoot.activeElement.localName").await, "summary");
}

#[apply(browser_test)]
async fn the_private_note_says_so_where_there_is_no_storage() {
    let page = "<!doctype html><meta charset=utf-8><title>A page</title><script>
            for (const name of ['localStorage', 'sessionStorage']) {
                Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });
            }
        </script><script type=module src=/relasi.js></script><relasi-wizard lang=en loading=eager></relasi-wizard>";
    let site = Site::with(&[("/page", page)]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    visitor.presses(NOTE).await;
    visitor.reads("Answers, name and ticks are not kept").await;
    assert!(!visitor.text().await.contains(ERASE));
    visitor.answers("Outside", "Continue").await;
    visitor.reads("Answers, name and ticks are not kept").await;
}
