//! Several relationships: saved side by side, kept where the visitor wants it, and taken along as a file.

use std::fs;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    fixtures::{FIRST, client, guests, reseller},
    site::Site,
    visitor::{Machine, PHONE, Visitor},
};

const KEY: &str = "relasi:/relationships";
const SAVED: &str = "return localStorage.getItem('relasi:/relationships')";

impl Visitor {
    async fn at_the_demo(machine: Machine, site: &Site) -> Self {
        let visitor = Self::on(machine, site, "/").await;
        visitor.waits_until_ready().await;
        visitor
    }

    /// Gives answers by script, and saves the result by hand.
    async fn saves(&self, answers: Value, name: &str, share: &str) {
        self.script("WIDGET.answers = arguments[0]", vec![answers]).await;
        self.reads("Save this relationship").await;
        self.presses("Save this relationship").await;
        self.writes(".save [name=name]", name).await;
        self.writes(".save [name=share]", share).await;
        self.clicks(".save .go").await;
        self.reads(&format!("“{name}” is saved.")).await;
    }

    pub async fn saves_three(&self) {
        self.saves(client(), "Clinic", "60").await;
        self.presses("Add another").await;
        self.reads(FIRST).await;
        self.saves(client(), "Museum", "").await;
        self.saves(client(), "Bakery", "10").await;
    }

    pub async fn writes(&self, field: &str, words: &str) {
        let field = self.first(field).await;
        field.clear().await.expect("a field can be cleared");
        if words.is_empty() {
            return;
        }
        field.send_keys(words).await.expect("a field can be written into");
    }

    /// Presses the button of this relationship, as soon as there is one.
    async fn presses_beside(&self, button: &str, name: &str) {
        let beside = format!(
            "[...WIDGET.shadowRoot.querySelectorAll('.relationships li.entry')]
                .filter(entry => entry.querySelector('b').textContent.replace(/^\\d+\\. /, '') === arguments[0])
                .flatMap(entry => [...entry.querySelectorAll('button, summary')])
                .filter(button => button.innerText.trim().startsWith('{button}'))"
        );
        self.presses_the(&beside, name).await;
    }

    /// The names in the list, in order: each heads its relationship, after a number.
    async fn names(&self) -> Value {
        self.element(
            "[...element.shadowRoot.querySelectorAll('.relationships li.entry p:first-child > b')]
                .map((one, place) => one.innerText.startsWith(`${place + 1}. `) ? one.innerText.slice(`${place + 1}. `.length) : null)",
        )
        .await
    }

    /// Chooses a file with this content.
    pub async fn adds(&self, content: &str) {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("chosen.json");
        fs::write(&file, content).expect("a file can be written");
        let field = self.first(".file input").await;
        field.send_keys(file.to_string_lossy()).await.expect("a file can be chosen");
        // It is read at some time after it was chosen.
        self.waits_for("return WIDGET.shadowRoot.querySelector('.file input').files.length === 0").await;
    }

    /// Presses the button that saves a file, and gives its content.
    async fn downloads(&self, button: &str) -> String {
        let folder = self.may_save().await;
        self.presses(button).await;
        let bytes = self.saved(&folder, "relasi-relationships.json").await;
        String::from_utf8(bytes).expect("a file of text")
    }

    /// What the browser keeps.
    async fn kept(&self) -> Value {
        self.script(SAVED, vec![]).await
    }
}

#[apply(browser_test)]
async fn saved_relationships_survive_reload_export_delete_and_import() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves_three().await;
    assert_eq!(visitor.names().await, json!(["Clinic", "Museum", "Bakery"]));
    for part in [
        "One of them brings more than half",
        "All of them are clients",
        "Client 100%",
        "Plan for losing your biggest account",
    ] {
        visitor.reads(part).await;
    }
    assert_eq!(visitor.texts_of_all(".picture text").await, ["1", "2", "3"]);
    visitor.clicks(".keep").await;
    visitor.waits_for(&format!("{SAVED} !== null")).await;

    visitor.reloads().await;
    visitor.presses("Your relationships (3)").await;
    visitor.reads("All of them are clients").await;
    assert_eq!(visitor.names().await, json!(["Clinic", "Museum", "Bakery"]));

    let file = visitor.downloads("Save as a file").await;
    let written: Value = serde_json::from_str(&file).expect("the file is JSON");
    assert_eq!(written["relasi"], 1);
    assert_eq!(written["relationships"][0], json!({ "name": "Clinic", "share": 60, "answers": client(), "done": [] }));
    assert_eq!(written["relationships"][1]["share"], Value::Null);

    visitor.presses("Delete all").await;
    visitor.reads("All are deleted.").await;
    assert_eq!(visitor.names().await, json!([]));
    visitor.waits_for(&format!("{SAVED} === '{{\"relasi\":1,\"relationships\":[]}}'")).await;

    visitor.adds(&file).await;
    visitor.reads("Added from the file: 3.").await;
    assert_eq!(visitor.names().await, json!(["Clinic", "Museum", "Bakery"]));
    visitor.adds(&file).await;
    visitor.reads("Added from the file: 0.").await;
    assert_eq!(visitor.names().await, json!(["Clinic", "Museum", "Bakery"]), "none of them twice");
}

#[apply(browser_test)]
async fn who_holds_two_roles_is_listed_with_both() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves(guests(), "Guests", "").await;
    visitor.reads("external customers and consumers").await;
    visitor.presses("Bahasa Indonesia").await;
    visitor.reads("pelanggan eksternal sekaligus konsumen").await;
}

#[apply(browser_test)]
async fn nothing_is_stored_before_consent_nor_after_it_is_withdrawn() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves(client(), "Clinic", "").await;
    assert_eq!(visitor.kept().await, Value::Null);
    visitor.clicks(".keep").await;
    visitor.waits_for(&format!("{SAVED}?.includes('Clinic') === true")).await;
    visitor.clicks(".keep").await;
    visitor.waits_for(&format!("{SAVED} === null")).await;
    assert_eq!(visitor.names().await, json!(["Clinic"]), "on this page it is still there");
    visitor.reloads().await;
    visitor.reads("Private").await;
    assert!(!visitor.text().await.contains("Your relationships"), "{}", visitor.text().await);
}

#[apply(browser_test)]
async fn the_preview_of_the_demo_page_leaves_what_is_kept_alone() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves(client(), "Clinic", "").await;
    visitor.clicks(".keep").await;
    visitor.waits_for(&format!("{SAVED}?.includes('Clinic') === true")).await;
    visitor.script("document.querySelector('.preview').scrollIntoView()", vec![]).await;
    visitor.waits_for("return diary.ready === 2").await;
    assert_ne!(visitor.kept().await, Value::Null);
}

#[apply(browser_test)]
async fn a_second_tag_that_keeps_nothing_leaves_what_the_first_keeps() {
    let page = "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title>
        <script type=module src=/relasi.js></script>
        <relasi-wizard loading=eager></relasi-wizard><relasi-wizard loading=eager persist=none></relasi-wizard>";
    let site = Site::with(&[("/page", page)]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_for("return diary.ready === 2").await;
    visitor.saves(client(), "Clinic", "").await;
    visitor.clicks(".keep").await;
    visitor.waits_for(&format!("{SAVED}?.includes('Clinic') === true")).await;
    visitor.goes_to(&site, "/page").await;
    visitor.waits_for("return diary.ready === 2").await;
    visitor.reads("Your relationships (1)").await;
    visitor.waits_for(&format!("{SAVED}?.includes('Clinic') === true")).await;
}

#[apply(browser_test)]
async fn under_persist_none_nothing_is_stored_nor_offered_to_be() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves(client(), "Clinic", "").await;
    visitor.clicks(".keep").await;
    visitor.waits_for(&format!("{SAVED} !== null")).await;
    visitor.script("WIDGET.setAttribute('persist', 'none')", vec![]).await;
    visitor.reads("They last as long as this page is open.").await;
    assert_eq!(visitor.kept().await, Value::Null, "what was kept is gone");
    assert_eq!(visitor.names().await, json!(["Clinic"]), "and still on the screen");
    assert!(visitor.widget(".keep [type=checkbox]").await.is_empty());
    assert!(visitor.text().await.contains("Save as a file"));
}

#[apply(browser_test)]
async fn under_persist_none_storage_is_never_read() {
    let page = "<!doctype html><script>
            touched = 0; diary = { ready: 0 };
            addEventListener('relasi-ready', () => diary.ready++);
            for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { touched++ } });
        </script><script type=module src=/relasi.js></script><relasi-wizard lang=en persist=none></relasi-wizard>";
    let site = Site::with(&[("/none.html", page)]).await;
    let visitor = Visitor::on(PHONE, &site, "/none.html").await;
    visitor.waits_until_ready().await;
    visitor.saves(client(), "Clinic", "").await;
    visitor.presses_beside("Delete", "Clinic").await;
    visitor.reads("“Clinic” is deleted.").await;
    assert_eq!(visitor.script("return touched", vec![]).await, 0);
}

#[apply(browser_test)]
async fn ticks_are_saved_with_the_relationship() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.saves(client(), "Clinic", "").await;
    visitor.clicks(".keep").await;
    visitor.waits_for(&format!("{SAVED} !== null")).await;
    visitor.presses("Back to my answers").await;
    visitor.waits_until("the plan is there", ".plan .action", |actions| actions.len() > 2).await;
    visitor.clicks(".plan .action:nth-child(2) .tick").await;
    visitor.waits_until("one is ticked", ".plan .done", |done| done.len() == 1).await;
    visitor.presses("Your relationships (1)").await;
    visitor.presses("Add another").await;
    visitor.reads("Continue").await;
    visitor.reloads().await;
    visitor.presses("Your relationships (1)").await;
    visitor.presses_beside("Open", "Clinic").await;
    visitor.waits_until("one is ticked", ".plan .done", |done| done.len() == 1).await;
}

#[apply(browser_test)]
async fn leaving_unsaved_answers_asks_first() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves(client(), "Clinic", "").await;
    visitor.script("WIDGET.answers = arguments[0]", vec![json!({ "place": "inside" })]).await;
    visitor.presses("Your relationships (1)").await;
    visitor.presses_beside("Open", "Clinic").await;
    visitor.reads("The answers you are giving now are not saved and would be lost.").await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "inside" }));
    visitor.clicks(".top .plain").await;
    visitor.waits_for_a_question().await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "inside" }));

    visitor.presses("Your relationships (1)").await;
    visitor.presses_beside("Open", "Clinic").await;
    visitor.presses("Go on without them").await;
    visitor.reads("They are your clients.").await;
    assert_eq!(visitor.element("element.answers").await, client());

    visitor.presses("Your relationships (1)").await;
    visitor.presses("Add another").await;
    visitor.reads(FIRST).await;
    assert_eq!(visitor.element("element.answers").await, json!({}), "what is saved may be left at once");
}

#[apply(browser_test)]
async fn undo_brings_back_what_was_deleted() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves_three().await;
    visitor.presses_beside("Delete", "Museum").await;
    visitor.reads("“Museum” is deleted.").await;
    assert_eq!(visitor.names().await, json!(["Clinic", "Bakery"]));
    assert_eq!(visitor.element("element.shadowRoot.activeElement.className").await, "top", "the focus is not lost");
    visitor.presses("Undo").await;
    visitor.reads("3. Bakery").await;
    assert_eq!(visitor.names().await, json!(["Clinic", "Museum", "Bakery"]));
    visitor.presses("Delete all").await;
    visitor.presses("Back to my answers").await;
    visitor.presses("Your relationships (0)").await;
    visitor.presses("Undo").await;
    visitor.reads("3. Bakery").await;
}

#[apply(browser_test)]
async fn name_and_share_can_be_edited_in_place() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves(client(), "Clinic", "").await;
    visitor.saves(reseller(), "Shop", "").await;
    visitor.reads("Client 50%").await;
    visitor.reads("Clients and customers: keep both").await;
    visitor.presses_beside("Change", "Clinic").await;
    visitor.writes(".relationships [name=share]", "80").await;
    visitor.types(&[Key::Tab]).await;
    visitor.reads("Client 80%").await;
    visitor.reads("Customer 20%").await;
    visitor.reads("One of them brings more than half").await;
    let name = visitor.first(".relationships [name=name]").await;
    name.clear().await.expect("a field can be cleared");
    visitor.reads("Give it a name first.").await;
    assert_eq!(visitor.names().await, json!(["Clinic", "Shop"]));
    visitor.saves(client(), "Shop", "").await;
    assert_eq!(visitor.names().await, json!(["Clinic", "Shop"]), "the same name is the same relationship");
    visitor.reads("All of them are clients").await;
}

#[apply(browser_test)]
async fn a_bad_import_says_what_is_wrong_and_changes_nothing() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves(client(), "Clinic", "30").await;
    let one = |name: &str, share: Value, answers: Value| {
        json!({ "relasi": 1, "relationships": [{ "name": name, "share": share, "answers": answers }] }).to_string()
    };
    let answers = || json!({ "place": "outside" });
    // One for each sentence that there is; which file gets which is in tests/saved.rs.
    let table = [
        ("no JSON", "<html>".to_owned(), "not known here: relasi."),
        ("an unknown answer", one("A", Value::Null, json!({ "place": "beside" })), "not known here: A: place.beside."),
        ("a long name", one(&"é".repeat(61), Value::Null, answers()), "names of 60 letters"),
        ("too large", " ".repeat(100_001), "files of 100 kB"),
    ];
    for (name, file, expected) in table {
        visitor.adds(&file).await;
        visitor.reads(expected).await;
        assert!(visitor.texts(".top [role=status]").await.concat().starts_with("Nothing was added."), "{name}");
        assert_eq!(visitor.names().await, json!(["Clinic"]), "{name}");
        let focus = visitor.element("element.shadowRoot.activeElement.className").await;
        assert_eq!(focus, "top", "{name}: the reason is read out, and in view");
    }
    visitor.adds(&one(&"é".repeat(60), json!(100), answers())).await;
    visitor.reads("Added from the file: 1.").await;
    assert_eq!(visitor.console().await, Vec::<String>::new());
}

#[apply(browser_test)]
async fn a_full_or_spoilt_storage_is_reported_and_nothing_lost() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves(client(), "Clinic", "").await;
    visitor.script("window.put = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }", vec![]).await;
    visitor.clicks(".keep").await;
    visitor.reads("Your browser has no room for this").await;
    assert_eq!(visitor.element("element.shadowRoot.querySelector('.keep input').checked").await, false);
    assert_eq!(visitor.names().await, json!(["Clinic"]));
    visitor.script("Storage.prototype.setItem = put", vec![]).await;
    visitor.clicks(".keep").await;
    visitor.waits_for(&format!("{SAVED}?.includes('Clinic') === true")).await;

    for spoilt in ["{", "null", "7", "{\"relationships\":{}}"] {
        visitor.script("localStorage.setItem(arguments[0], arguments[1])", vec![json!(KEY), json!(spoilt)]).await;
        visitor.reloads().await;
        visitor.presses("Your relationships (0)").await;
        visitor.reads("What this browser had kept of your relationships cannot be read any more.").await;
        assert_eq!(visitor.kept().await, json!(spoilt), "it is left as it is");
    }
    let stale = json!({ "relasi": 1, "relationships": [
        { "name": "Clinic", "answers": { "place": "outside", "gone": "yes" } }, { "name": 7 }, "nothing"
    ] });
    visitor
        .script("localStorage.setItem(arguments[0], arguments[1])", vec![json!(KEY), json!(stale.to_string())])
        .await;
    visitor.reloads().await;
    visitor.presses("Your relationships (1)").await;
    assert_eq!(visitor.names().await, json!(["Clinic"]), "what fits is still there");
}

#[apply(browser_test)]
async fn two_tabs_see_what_the_other_does_and_overwrite_nothing() {
    let frames =
        "<iframe src=/tab.html width=400 height=900></iframe><iframe src=/tab.html width=400 height=900></iframe>";
    let tab = "<!doctype html><script type=module src=/relasi.js></script><script>diary = { ready: 0 }; addEventListener('relasi-ready', () => diary.ready++)</script><relasi-wizard lang=en loading=eager></relasi-wizard>";
    let site = Site::with(&[("/pair.html", frames), ("/tab.html", tab)]).await;
    let visitor = Visitor::on(PHONE, &site, "/pair.html").await;
    visitor.enters_frame(0).await;
    visitor.waits_until_ready().await;
    visitor.saves(client(), "Clinic", "").await;
    visitor.clicks(".keep").await;
    visitor.leaves_the_frame().await;

    visitor.enters_frame(1).await;
    visitor.waits_until_ready().await;
    visitor.presses("Your relationships (1)").await;
    visitor.saves(reseller(), "Shop", "").await;
    visitor.waits_for(&format!("{SAVED}?.includes('Shop') === true")).await;
    visitor.leaves_the_frame().await;

    visitor.enters_frame(0).await;
    visitor.waits_for("return WIDGET.shadowRoot.querySelectorAll('.relationships li.entry').length === 2").await;
    assert_eq!(visitor.names().await, json!(["Clinic", "Shop"]));
    // As in a tab that slept while the other one wrote: it hears of nothing.
    visitor.script("addEventListener('storage', event => event.stopImmediatePropagation(), true)", vec![]).await;
    let meanwhile = "
        const kept = JSON.parse(localStorage.getItem(arguments[0]));
        const [clinic] = kept.relationships;
        kept.relationships = [clinic, { ...clinic, name: 'Bakery' }];
        localStorage.setItem(arguments[0], JSON.stringify(kept));";
    visitor.script(meanwhile, vec![json!(KEY)]).await;
    visitor.presses_beside("Delete", "Clinic").await;
    // Deleted here, deleted there, and added there.
    visitor.waits_until("one is left", ".relationships li.entry p:first-child", |names| names == ["1. Bakery"]).await;
    visitor.leaves_the_frame().await;

    visitor.enters_frame(1).await;
    visitor.waits_until("it is there", ".relationships li.entry p:first-child", |names| names == ["1. Bakery"]).await;
    visitor.clicks(".keep").await;
    visitor.waits_for(&format!("{SAVED} === null")).await;
    assert_eq!(visitor.names().await, json!(["Bakery"]), "no longer kept, and still there");
}

#[apply(browser_test)]
async fn a_choice_on_the_first_screen_stays_where_something_is_saved() {
    let site = Site::shipped().await;
    site.holds_back("/relasi.wasm");
    let visitor = Visitor::on(PHONE, &site, "/").await;
    visitor.waits_for_a_question().await;
    let kept = json!({ "relasi": 1, "relationships": [{ "name": "Clinic", "share": null, "answers": client() }] });
    visitor.script("localStorage.setItem(arguments[0], arguments[1])", vec![json!(KEY), json!(kept.to_string())]).await;
    visitor.chooses("Outside").await;
    site.lets_go();
    visitor.waits_until_ready().await;
    visitor.reads("Your relationships (1)").await;
    assert_eq!(visitor.texts("label:has(:checked)").await.concat().lines().next(), Some("Outside"));
}

#[apply(browser_test)]
async fn saved_relationships_survive_a_crash_of_the_wasm() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves(client(), "Clinic", "").await;
    // On a device so slow that Yew pauses whenever it may: it goes by the clock.
    let crash = "
        let now = Date.now();
        Date.now = () => now += 20;
        const made = document.createTextNode;
        document.createTextNode = () => { document.createTextNode = made; throw new Error('crash') };
        diary.ready = 0;
        WIDGET.reset()";
    visitor.script(crash, vec![]).await;
    visitor.waits_until_ready().await;
    visitor.waits_until("the list is back", ".relationships", |found| found.len() == 1).await;
    assert_eq!(visitor.names().await, json!(["Clinic"]));
}

#[apply(browser_test)]
async fn a_relationship_is_saved_named_and_deleted_by_keyboard_alone() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.script("WIDGET.answers = arguments[0]", vec![client()]).await;
    visitor.reads("Save this relationship").await;
    visitor.script("WIDGET.shadowRoot.querySelector('.save summary').focus()", vec![]).await;
    visitor.types(&[Key::Enter, Key::Tab]).await;
    visitor.writes(".save [name=name]", "Clinic").await;
    visitor.types(&[Key::Enter]).await;
    visitor.reads("“Clinic” is saved.").await;
    assert_eq!(visitor.element("element.shadowRoot.activeElement.className").await, "top");
    // Change, Open, Delete.
    visitor.types(&[Key::Tab, Key::Tab, Key::Tab, Key::Enter]).await;
    visitor.reads("“Clinic” is deleted.").await;
    visitor.types(&[Key::Tab, Key::Enter]).await;
    visitor.reads("1. Clinic").await;
    assert_eq!(visitor.names().await, json!(["Clinic"]));
}

#[apply(browser_test)]
async fn a_screen_reader_hears_picture_fields_and_owners_of_buttons() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    visitor.saves_three().await;
    visitor.presses_beside("Change", "Museum").await;
    let heard = visitor.hears().await;
    let has = |role: &str, name: &str| heard.iter().any(|(one, other)| one == role && other.starts_with(name));
    for (role, name) in [
        ("image", "A triangle with client, customer and consumer at its corners, and each relationship in it"),
        ("heading", "Your relationships"),
        ("heading", "The mix"),
        ("heading", "All of them are clients"),
        ("textbox", "Name"),
        ("spinbutton", "% of revenue"),
        ("button", "Open"),
        ("button", "Delete"),
        ("checkbox", "Keep them in this browser"),
    ] {
        assert!(has(role, name), "no {role} {name:?} among {heard:?}");
    }
    for name in ["Clinic", "Museum", "Bakery"] {
        let buttons = heard.iter().filter(|(role, heard)| role == "button" && heard.ends_with(name)).count();
        assert_eq!(buttons, 2, "Open and Delete say that they are about {name}: {heard:?}");
    }
}

/// Pairs of numbers in the picture that lie on each other, and what sticks out of the widget.
const OVERLAPS: &str = "
    const root = WIDGET.shadowRoot, found = [];
    // Of a number without the halo around it, which some engines count in.
    const boxOf = one => {
        if (!one.getBBox) return one.getBoundingClientRect();
        const { x, y, width, height } = one.getBBox(), { a, d, e, f } = one.getScreenCTM();
        return new DOMRect(e + x * a, f + y * d, width * a, height * d);
    };
    const boxes = [...root.querySelectorAll('.picture text, .corner')].map(one => [one.textContent, boxOf(one)]);
    for (const [place, [one, a]] of boxes.entries()) for (const [other, b] of boxes.slice(place + 1)) {
        // The glyphs are lower than their box.
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) - a.height / 4;
        if (wide > 0.5 && high > 0.5) found.push(one + ' / ' + other);
    }
    const card = root.querySelector('.card');
    if (card.scrollWidth > card.clientWidth) found.push('too wide');
    return found;";

#[apply(browser_test)]
async fn no_number_lies_on_another_at_any_width_in_both_languages() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_demo(PHONE, &site).await;
    let list: Vec<Value> = (0..12)
        .map(|place| json!({ "name": format!("A customer with a rather long name, number {place}"), "answers": if place % 3 == 0 { reseller() } else { client() } }))
        .collect();
    visitor.script("WIDGET.answers = arguments[0]", vec![client()]).await;
    visitor.presses("Save this relationship").await;
    visitor.adds(&json!({ "relasi": 1, "relationships": list }).to_string()).await;
    visitor.reads("Added from the file: 12.").await;
    for (language, says) in [("Bahasa Indonesia", "Relasi Anda"), ("English", "Your relationships")] {
        visitor.presses(language).await;
        visitor.reads(says).await;
        for width in [320, 360, 700, 1280] {
            visitor.resizes((width, 800)).await;
            assert_eq!(visitor.script(OVERLAPS, vec![]).await, json!([]), "{language}, {width} px");
        }
    }
}
