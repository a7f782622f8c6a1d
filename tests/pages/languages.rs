//! A language that nobody speaks: every text of the pack accented and longer, or in letters that run from right to left. What
//! is hard-wired, cut off or the wrong way round then shows.

use serde_json::{Value, json};

use crate::{
    layout::faults,
    site::Site,
    visitor::{Machine, PHONE, Visitor},
};

/// Accented letters for a to z. No plain one is left, so that any that is on the screen has not come from the pack.
const ACCENTED: &str = "áƀćďéƒǵĥíĵķĺḿńóṕɋŕśťúṽŵẋýž";
/// Letters of Arabic for a to z.
const ARABIC: &str = "ابتثجحخدذرزسشصضطظعغفقكلمنه";

/// The same text in these letters, with its placeholders, in brackets, and longer by words that add 40 in the hundred.
fn foreign(text: &str, letters: &str) -> String {
    let mut written = String::from("[");
    let mut is_hole = false;
    for letter in text.chars() {
        is_hole = letter == '{' || is_hole && letter != '}';
        let place = u32::from(letter.to_ascii_lowercase()).wrapping_sub(u32::from('a'));
        match letters.chars().nth(place as usize) {
            Some(other) if !is_hole => written.push(other),
            _ => written.push(letter),
        }
    }
    let more = text.chars().count() * 2 / 5;
    let filler = letters.chars().cycle().enumerate();
    written.extend(
        filler.flat_map(|(place, letter)| (place % 6 == 0).then_some(' ').into_iter().chain([letter])).take(more),
    );
    written.push(']');
    written
}

/// The same with every text of a language file.
fn translated(file: &Value, letters: &str) -> Value {
    match file {
        Value::String(text) => foreign(text, letters).into(),
        Value::Object(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), translated(value, letters))).collect()
        }
        Value::Array(list) => list.iter().map(|value| translated(value, letters)).collect(),
        other => other.clone(),
    }
}

/// A site with a pack in the two languages, and a page that speaks one of them.
async fn site(language: &str) -> Site {
    let mut model: Value = serde_json::from_str(include_str!("../../content/model.json")).expect("it is JSON");
    let english: Value = serde_json::from_str(include_str!("../../content/en.json")).expect("it is JSON");
    let [longer, mirrored] =
        [("en-XA", "ltr", ACCENTED), ("ar-XB", "rtl", ARABIC)].map(|(code, direction, letters)| {
            let mut file = translated(&english, letters);
            file["$schema"] = english["$schema"].clone();
            file["language"] = json!(code);
            file["direction"] = json!(direction);
            file.to_string()
        });
    model["languages"] = json!([
        { "code": "en-XA", "name": foreign("English", ACCENTED) },
        { "code": "ar-XB", "name": foreign("Arabic", ARABIC) },
    ]);
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>
        <title>A page</title><style>body {{ margin: 0 }}</style><script type=module src=/relasi.js></script>
        <relasi-wizard loading=eager lang={language} content=/pack share cta-href=https://example.com/ cta-label='1'>
        </relasi-wizard>"
    );
    let own = [
        ("/page", &*page),
        ("/pack/model.json", &*model.to_string()),
        ("/pack/en-XA.json", &*longer),
        ("/pack/ar-XB.json", &*mirrored),
    ];
    Site::with(&own).await
}

/// What is not a text of the pack and yet has letters: the endings of files.
const NOT_OF_THE_PACK: [&str; 5] = [".md", ".png", ".svg", ".ics", ".json"];

/// Words in plain letters that can be seen or heard, what is cut off, and what sticks out of what it is in.
const WRONG: &str = "
    const root = WIDGET.shadowRoot, card = root.querySelector('.card'), wrong = [];
    const plain = text => /[a-z]/i.test(arguments[0].reduce((rest, ending) => rest.replaceAll(ending, ''), text));
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (plain(node.data) && !node.parentElement.closest('style')) wrong.push('not of the pack: ' + node.data);
    }
    const frame = card.getBoundingClientRect();
    for (const one of root.querySelectorAll('*')) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-type']) {
            if (plain(one.getAttribute(name) ?? '')) wrong.push('not of the pack: ' + name + '=' + one.getAttribute(name));
        }
        if (!one.checkVisibility() || one.closest('.unseen, svg')) continue;
        const box = one.getBoundingClientRect(), named = one.localName + '.' + one.className + ' ' + one.textContent.slice(0, 30);
        // The panel reaches to the edges of the card, beyond what it stands in.
        const is_around_panel = one.querySelector(':scope > .panel, :scope > * > .panel');
        if (one.clientWidth && one.scrollWidth > one.clientWidth + 1 && !is_around_panel) wrong.push('cut off: ' + named);
        if (one.clientHeight && getComputedStyle(one).overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1) {
            wrong.push('cut off below: ' + named);
        }
        if (card.contains(one) && box.width && (box.right > frame.right + 0.5 || box.left < frame.left - 0.5)) {
            wrong.push('sticks out: ' + named);
        }
    }
    return [...new Set(wrong)];";

/// Opens everything that opens.
const OPEN: &str = "for (const one of WIDGET.shadowRoot.querySelectorAll('details')) one.open = true";

impl Visitor {
    /// On the page, with nothing that is still on its way when it is looked at.
    async fn looks_at(machine: Machine, site: &Site) -> Self {
        let visitor = Self::on(machine, site, "/page").await;
        let still = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        visitor.protocol("Emulation.setEmulatedMedia", still).await;
        visitor.waits_until_ready().await;
        visitor
    }

    async fn sees_nothing_wrong(&self, place: &str) {
        self.script(OPEN, vec![]).await;
        for width in [320, 360, 1280] {
            self.resizes((width, 800)).await;
            let wrong = self.script(WRONG, vec![json!(NOT_OF_THE_PACK)]).await;
            assert_eq!(wrong, json!([]), "{place}, {width} px");
            assert_eq!(faults(self).await, json!([]), "{place}, {width} px");
        }
        self.resizes(PHONE.window).await;
    }
}

/// From the first question through every screen, looking at each.
async fn walks_through_everything(visitor: &Visitor) {
    visitor.sees_nothing_wrong("the first question").await;
    visitor.clicks(".go").await;
    visitor.waits_until("an answer is asked for", "#missing[role=alert]", |found| found.len() == 1).await;
    visitor.sees_nothing_wrong("an answer that is missing").await;
    while !visitor.is_at_the_result().await {
        let question = visitor.question().await;
        visitor.clicks("label:nth-of-type(2)").await;
        visitor.clicks(".go").await;
        visitor.moves_on_from(&question).await;
        visitor.sees_nothing_wrong(&question).await;
    }
    visitor.clicks(".plan .tick").await;
    visitor.clicks(".take .copy button").await;
    visitor.clicks(".reasons [aria-pressed=false]").await;
    visitor.clicks(".path .chip").await;
    visitor.waits_until("a path is shown", ".path .said", |said| !said.is_empty()).await;
    visitor.sees_nothing_wrong("the result").await;
    visitor.clicks(".save .go").await;
    visitor.sees_nothing_wrong("a name that is missing").await;

    visitor.clicks(".changes button").await;
    visitor.waits_until("a trial is shown", ".trial", |found| !found.is_empty()).await;
    visitor.sees_nothing_wrong("what if").await;
    visitor.clicks(".trial .go").await;
    visitor.waits_until("the trial is over", ".trial", <[String]>::is_empty).await;
    visitor.script(OPEN, vec![]).await;
    visitor.first(".save [name=name]").await.send_keys("1").await.expect("a field takes letters");
    visitor.clicks(".save .go").await;
    visitor.waits_until("it is saved", ".relationships", |found| found.len() == 1).await;
    visitor.sees_nothing_wrong("the saved relationships").await;
    visitor.clicks(".private button").await;
    visitor.waits_until("it is erased", ".private [role=status]", |found| !found[0].is_empty()).await;
    visitor.sees_nothing_wrong("all is erased").await;
}

#[apply(browser_test)]
async fn no_text_is_hard_wired_or_cut_off_where_all_are_longer() {
    let site = site("en-XA").await;
    let visitor = Visitor::looks_at(PHONE, &site).await;
    walks_through_everything(&visitor).await;
}

#[apply(browser_test)]
async fn no_text_is_hard_wired_or_cut_off_from_right_to_left() {
    let site = site("ar-XB").await;
    let visitor = Visitor::looks_at(PHONE, &site).await;
    walks_through_everything(&visitor).await;
}

/// What is where: its middle, in percent of the width of the card from the left, or of the picture for what is in that.
const PLACES: &str = "
    const root = WIDGET.shadowRoot;
    const middle = selector => {
        const found = root.querySelector(selector);
        if (!found) return null;
        const range = document.createRange();
        range.selectNodeContents(found);
        const box = found.childNodes.length && found.localName !== 'svg' ? range.getBoundingClientRect() : found.getBoundingClientRect();
        const around = found.closest('.picture, .card').getBoundingClientRect();
        return Math.round(100 * ((box.left + box.right) / 2 - around.left) / around.width);
    };
    return Object.fromEntries(arguments[0].map(selector => [selector, middle(selector)]));";

async fn places(visitor: &Visitor, selectors: &[&str]) -> Value {
    visitor.script(PLACES, vec![json!(selectors)]).await
}

#[apply(browser_test)]
async fn right_to_left_mirrors_everything_but_the_corners_of_the_triangle() {
    let site = site("ar-XB").await;
    let visitor = Visitor::looks_at(Machine { window: (700, 900), ..PHONE }, &site).await;
    visitor.clicks("label:nth-of-type(2)").await;
    visitor.clicks(".go").await;
    visitor.waits_until("there is a way back", "[part~=back]", |found| found.len() == 1).await;
    let of_a_question = ["label input", "label span", ".go", "[part~=back]", ".progress rect", ".languages", "legend"];
    let right = places(&visitor, &of_a_question).await;
    let is = |one: &str, other: &str| right[one].as_i64() > right[other].as_i64();
    assert!(is("label input", "label span"), "the radio stands before its label: {right}");
    assert!(is(".go", "[part~=back]"), "Continue stands before Back: {right}");
    assert!(right[".progress rect"].as_i64() > Some(80), "progress grows from the right: {right}");
    assert_eq!(visitor.texts_of_all(".card[dir=rtl][lang=ar-XB]").await.len(), 1);

    // The same answers, the other way round: each place is the other's mirror image.
    visitor.clicks(".languages button").await;
    visitor.waits_until("the other language is spoken", ".card[lang=en-XA]:not([dir])", |found| found.len() == 1).await;
    let left = places(&visitor, &["label input", ".progress rect"]).await;
    for (what, place) in left.as_object().expect("an object") {
        let sum = place.as_i64().expect("a place") + right[what].as_i64().expect("a place");
        assert!((98..=102).contains(&sum), "{what}: {place} and {}", right[what]);
    }

    while !visitor.is_at_the_result().await {
        let question = visitor.question().await;
        visitor.clicks("label:nth-of-type(2)").await;
        visitor.clicks(".go").await;
        visitor.moves_on_from(&question).await;
    }
    let corners = [".corner.client", ".corner.customer", ".corner.consumer", ".point"];
    let before = places(&visitor, &corners).await;
    visitor.clicks(".languages button + button").await;
    visitor.waits_until("the language is back", ".card[dir=rtl]", |found| found.len() == 1).await;
    let after = places(&visitor, &corners).await;
    for found in [&before, &after] {
        let [client, customer, consumer] = [0, 1, 2].map(|corner| found[corners[corner]].as_i64());
        assert!(client < customer && customer < consumer, "the corners stay: {found}");
    }
    assert_eq!(before[".point"], after[".point"], "and with them the point to which the answers led");
    let ticks = places(&visitor, &[".plan .tick", ".plan summary", ".fit rect", ".fit .percent", ".fit b"]).await;
    let is = |one: &str, other: &str| ticks[one].as_i64() > ticks[other].as_i64();
    assert!(is(".plan .tick", ".plan summary") && is(".fit b", ".fit .percent"), "{ticks}");
}
