//! What a visitor takes along from the result: the link, the text, the files and the paper, each opened by what others open
//! it with.

use std::path::Path;

use icalendar::Component;
use pulldown_cmark::{Event, Options, Parser, Tag};
use relasi::{
    content::{Phrase, Role},
    engine::{Advice, Answer, Answers, agenda, first_steps},
    formats::link,
    ui::Pack,
};
use serde_json::{Value, json};

use crate::{
    fixtures::{FIRST, answers, named_case, named_cases, pack, reseller},
    site::Site,
    visitor::{Machine, PHONE, Visitor, WIDE},
};

/// The policy of the guide, and no trust in strings that become scripts.
const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8>
    <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'\">
    <title>A page</title><link rel=icon href='data:,'><script type=module src=/relasi.js></script>
    <main><h1>The page around</h1><relasi-wizard share></relasi-wizard></main>";

async fn site() -> Site {
    Site::with(&[
        ("/page", PAGE),
        ("/elsewhere", "<!doctype html><title>Elsewhere</title><link rel=icon href='data:,'>"),
    ])
    .await
}

impl Visitor {
    /// At the result of the reseller, on a page under a strict policy, with the ways to take it along open.
    async fn who_takes_along(machine: Machine, site: &Site) -> Self {
        let visitor = Self::on(machine, site, "/page").await;
        visitor.waits_until_ready().await;
        visitor.is_given(reseller()).await;
        visitor.presses("Keep or share this").await;
        visitor
    }

    /// Has the sources of every statement shown.
    async fn looks_at_the_sources(&self) {
        self.clicks(".reasons > summary").await;
        self.clicks(".reasons [aria-pressed=false]").await;
        self.waits_until("they are shown", ".reason > .sources", |sources| !sources.is_empty()).await;
    }

    /// Notes what is copied, since a text cannot be read back everywhere.
    async fn notes_what_is_copied(&self) {
        self.script("navigator.clipboard.writeText = async text => { window.copied = text }", vec![]).await;
    }

    async fn copied(&self) -> String {
        let copied = self.eventually("return window.copied ?? null").await;
        copied.as_str().expect("a text").to_owned()
    }

    /// What is saved when this button is pressed, and said about it.
    async fn takes(&self, folder: &Path, button: &str) -> Vec<u8> {
        let name = button.rsplit_once("(.").and_then(|(_, end)| end.strip_suffix(')')).expect("a name has an ending");
        let name = format!("relasi.{name}");
        self.presses(button).await;
        self.reads(&name).await;
        self.saved(folder, &name).await
    }
}

// --- the link -------------------------------------------------------------------------------------------------------

#[apply(browser_test)]
async fn a_shared_link_opens_the_same_result_in_another_browser() {
    let site = site().await;
    let sender = Visitor::who_takes_along(PHONE, &site).await;
    sender.notes_what_is_copied().await;
    sender.presses("Copy a link to this result").await;
    let link = sender.copied().await;
    let path = link.strip_prefix(&*site.address).expect("a link to this page");
    let fragment = path.strip_prefix("/page").expect("the address of the page, and a fragment");
    assert!(fragment.len() <= 60, "{fragment}");
    let reader = Visitor::on(WIDE, &site, path).await;
    reader.waits_until_ready().await;
    assert!(reader.is_at_the_result().await);
    for told in ["element.answers", "element.result"] {
        let own = sender.element(&format!("JSON.stringify({told}, Object.keys({told}).sort())")).await;
        assert_eq!(reader.element(&format!("JSON.stringify({told}, Object.keys({told}).sort())")).await, own, "{told}");
    }
    reader.reloads().await;
    assert!(reader.is_at_the_result().await, "a reload opens it again");
    assert_eq!(reader.console().await, Vec::<String>::new());
}

#[apply(browser_test)]
async fn after_going_on_from_a_link_a_reload_keeps_the_new_answers() {
    let site = site().await;
    let pack = pack("en");
    let place = link::encode(&pack.model, &answers(&pack.model, &json!({ "place": "outside" })));
    let visitor = Visitor::on(PHONE, &site, &format!("/page#section&relasi={place}")).await;
    visitor.waits_until_ready().await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
    let second = visitor.question().await;
    let first = visitor.options().await.remove(0);
    visitor.answers(&first, "Continue").await;
    let third = visitor.question().await;
    visitor.reloads().await;
    assert_eq!(visitor.question().await, third);
    assert_ne!(second, third);
}

#[apply(browser_test)]
async fn a_link_that_is_opened_where_the_page_already_is_is_followed() {
    let site = site().await;
    let pack = pack("en");
    let code = link::encode(&pack.model, &answers(&pack.model, &reseller()));
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    visitor.script("location.hash = 'relasi=' + arguments[0]", vec![json!(code)]).await;
    visitor.reads("Your result").await;
    assert_eq!(visitor.element("element.answers").await, reseller());
}

const LOST: &str = "This link leads to no result";

#[apply(browser_test)]
async fn a_damaged_or_hostile_link_gives_a_notice_and_a_fresh_start() {
    let site = site().await;
    let pack = pack("en");
    let code = link::encode(&pack.model, &answers(&pack.model, &reseller()));
    // Which codes are refused is in tests/engine.rs; these are what an address can do to one.
    let table = [
        ("nothing left", String::new()),
        ("cut off in the middle", code[..9].into()),
        ("a thousand times", code.repeat(1000)),
        ("bytes that are no letters", "%00%ff%E2%80%AE1".into()),
        ("markup", "<img src=x onerror=alert(1)>".into()),
        ("answers by name", "place.outside~onward.sell_on".into()),
        ("names of the language", "__proto__".into()),
    ];
    let visitor = Visitor::on(PHONE, &site, "/elsewhere").await;
    for (place, (what, damaged)) in table.into_iter().enumerate() {
        visitor.script("sessionStorage.clear()", vec![]).await;
        visitor.goes_to(&site, &format!("/page?{place}#relasi={damaged}")).await;
        visitor.waits_until_ready().await;
        let seen = visitor.text().await;
        let (sentence, question) = (seen.find(LOST), seen.find(FIRST));
        assert!(sentence.is_some() && sentence < question, "{what}: {seen}");
        assert_eq!(visitor.element("element.answers").await, json!({}), "{what}");
        assert_eq!(visitor.script("return document.activeElement.localName", vec![]).await, "body", "{what}");
        if place == 0 {
            assert_eq!(visitor.violations().await, Vec::<String>::new());
        }
        visitor.answers("Outside", "Continue").await;
        assert!(!visitor.text().await.contains(LOST), "{what}: it is said once");
        assert_eq!(visitor.script("return location.hash", vec![]).await, "", "{what}");
        assert_eq!(visitor.console().await, Vec::<String>::new(), "{what}");
    }
}

#[apply(browser_test)]
async fn a_damaged_link_takes_no_answer_away_that_was_kept_before() {
    let site = site().await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    visitor.answers("Outside", "Continue").await;
    let second = visitor.question().await;
    visitor.goes_to(&site, "/elsewhere").await;
    visitor.goes_to(&site, "/page#relasi=1abc").await;
    visitor.reads(LOST).await;
    assert_eq!(visitor.question().await, second);
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
}

// --- text and files -------------------------------------------------------------------------------------------------

/// What a reader of Markdown makes of a report: its blocks, each with what it is, and its links.
fn read_markdown(report: &str) -> (Vec<(&'static str, String)>, Vec<String>) {
    let (mut blocks, mut links) = (Vec::<(&str, String)>::new(), Vec::new());
    for event in Parser::new_ext(report, Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Heading { .. }) => blocks.push(("heading", String::new())),
            Event::Start(Tag::Item) => blocks.push(("item", String::new())),
            Event::Start(Tag::Paragraph) if blocks.last().is_none_or(|(_, words)| !words.is_empty()) => {
                blocks.push(("text", String::new()));
            }
            Event::TaskListMarker(ticked) => {
                assert!(!ticked);
                blocks.last_mut().expect("a box stands in an item").0 = "box";
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Text(words) => blocks.last_mut().expect("words stand in something").1.push_str(&words),
            Event::SoftBreak => blocks.last_mut().expect("words stand in something").1.push(' '),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::CodeBlock(_) | Tag::Image { .. })
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_) => panic!("words were taken for marks: {event:?} in {report}"),
            _ => {}
        }
    }
    (blocks, links)
}

/// The plan in the order in which it is shown: what to start with, then everything else.
fn in_order(pack: &Pack, answers: &Answers) -> Vec<Advice> {
    let agenda = agenda(&pack.model, answers);
    agenda.first.into_iter().chain(agenda.rest.into_iter().flat_map(|group| group.advice)).collect()
}

/// The report is whole: the verdict, why and how certain it is, a heading for each part, the plan with a box for each action
/// and all that is said of it, the answers, and the sources, where they are shown.
fn tells_everything(report: &str, pack: &Pack, verdict: &str) {
    let (blocks, links) = read_markdown(report);
    assert_eq!(blocks[0], ("heading", verdict.into()));
    let is_there = |kind: &str, words: &str| {
        let words = in_one_line(words);
        assert!(
            blocks.iter().any(|(of, block)| *of == kind && block.starts_with(&words)),
            "{kind} {words:?}: {blocks:#?}"
        );
    };
    for phrase in [Phrase::Fit, Phrase::Why, Phrase::SpeaksFor, Phrase::Changes, Phrase::Three, Phrase::Given] {
        is_there("heading", &pack.text.say(phrase));
    }
    let answers = answers(&pack.model, &reseller());
    let reason = |question: &str, option: &str| {
        let place = pack.model.question(question).expect("a question");
        let option = pack.model.questions[place].option(option).expect("an option");
        pack.text.questions[place].options[option].reason.to_string()
    };
    is_there("text", &pack.text.role(Role::Intermediary).meaning);
    let because = pack.text.say(Phrase::Because).replace("{reason}.", &reason("onward", "sell_on"));
    is_there("text", &because);
    is_there("text", &format!("{} {}", pack.text.say(Phrase::FirmClear), pack.text.say(Phrase::Decided)));
    let fit: Vec<&str> = blocks
        .iter()
        .skip_while(|(_, words)| **words != *pack.text.say(Phrase::Fit))
        .filter(|(kind, words)| *kind == "item" && words.ends_with("%)"))
        .map(|(_, words)| words.split(' ').next().unwrap_or_default())
        .collect();
    assert_eq!(fit.len(), 3, "each of the three with its share: {fit:?}");
    assert!(pack.text.role(Role::Customer).name.starts_with(fit[0]), "{fit:?}");
    let plan = in_order(pack, &answers);
    let boxes: Vec<&str> = blocks.iter().filter(|(kind, _)| *kind == "box").map(|(_, words)| &**words).collect();
    assert_eq!(boxes.len(), plan.len(), "{boxes:?}");
    for (shown, advice) in boxes.iter().zip(&plan) {
        let spoken = &pack.text.actions[advice.action];
        assert!(shown.starts_with(&*spoken.title), "{shown}");
        is_there("text", &spoken.text);
        is_there("text", &format!("{} {}", pack.text.say(Phrase::First), spoken.first));
        is_there("text", &format!("{} {}", pack.text.say(Phrase::Measure), spoken.measure));
        if let Some(ready) = &spoken.ready {
            is_there("text", ready);
        }
    }
    for (question, answer) in answers.iter() {
        let spoken = &pack.text.questions[question];
        let label = match answer {
            Answer::Chosen(option) => spoken.options[option].label.clone(),
            Answer::NotSure => pack.text.say(Phrase::NotSure),
        };
        is_there("item", &format!("{label} ({})", spoken.prompt));
    }
    let cited = |claim: &str| blocks.iter().any(|(_, words)| words.starts_with(claim));
    assert!(
        plan.iter()
            .flat_map(|one| &pack.model.actions[one.action].claims)
            .all(|claim| cited(&pack.text.claims[*claim]))
    );
    assert_eq!(links, Vec::<String>::new(), "no source of this pack has an address");
}

#[apply(browser_test)]
async fn the_text_is_copied_without_marks_and_that_is_said() {
    let site = site().await;
    let visitor = Visitor::who_takes_along(PHONE, &site).await;
    visitor.notes_what_is_copied().await;
    visitor.presses("Copy as text").await;
    let text = visitor.copied().await;
    assert!(text.starts_with("They are your intermediary customers.\n"), "{text}");
    let english = pack("en");
    for advice in in_order(&english, &answers(&english.model, &reseller())) {
        let spoken = &english.text.actions[advice.action];
        for line in [format!("- [ ] {} (", spoken.title), format!("  First step: {}", spoken.first)] {
            assert!(text.contains(&line), "{line:?} is not in {text}");
        }
    }
    let marked = text.lines().filter(|line| line.starts_with('#') || line.contains('\\'));
    assert_eq!(marked.count(), 0, "{text}");
    assert_eq!(visitor.texts(".take > div > [role=status]").await, ["Copied"]);
    visitor
        .script("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false", vec![])
        .await;
    visitor.presses("Copy as text").await;
    visitor.reads("Your browser does not allow it").await;
}

/// What a browser makes of a file: how many colours it has, and the colours at these places, each a share of the drawing,
/// which stands at the bottom.
const LOOK: &str = "
    const [bytes, type, places] = [arguments[0], arguments[1], arguments[2]];
    const done = arguments[arguments.length - 1];
    const image = new Image();
    image.onerror = () => done('not an image');
    image.onload = () => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const pen = canvas.getContext('2d');
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set(new Uint32Array(data.buffer));
        const at = ([x, y]) => [...pen.getImageData(x * 1120, canvas.height - (1 - y) * 1068, 1, 1).data];
        done({ size: [canvas.width, canvas.height], colours: colours.size, at: places.map(at) });
    };
    image.src = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));";

/// The lettering of a picture in the order of its lines.
fn lettering(svg: &str) -> Vec<&str> {
    let texts = svg.split("<text ").skip(1);
    texts.filter_map(|text| Some(text.split_once('>')?.1.split_once("</text>")?.0)).collect()
}

/// Places in the picture: the paper, each region where a case is clear, and the middle, which belongs to nobody.
const PLACES: [(f64, f64); 5] = [(0.02, 0.2), (0.1, 0.88), (0.5, 0.15), (0.9, 0.88), (0.5, 0.64)];

#[apply(browser_test)]
async fn every_export_is_whole_under_a_strict_policy_without_a_request() {
    let site = site().await;
    let visitor = Visitor::who_takes_along(PHONE, &site).await;
    let folder = visitor.may_save().await;
    visitor.looks_at_the_sources().await;
    visitor.presses("Download as a file").await;
    let asked = site.asked();
    let english = pack("en");
    let answers = answers(&english.model, &reseller());

    let report = String::from_utf8(visitor.takes(&folder, "Report (.md)").await).expect("it is text");
    tells_everything(&report, &english, "They are your intermediary customers.");

    let data: Value = serde_json::from_slice(&visitor.takes(&folder, "Data (.json)").await).expect("it is JSON");
    let mut expected = visitor.element("element.result").await;
    expected["answers"] = reseller();
    assert_eq!(data, expected);

    let file = visitor.takes(&folder, "Calendar: ticked steps, or the first (.ics)").await;
    let calendar: icalendar::Calendar = String::from_utf8(file).expect("it is text").parse().expect("a calendar");
    let titles: Vec<&str> = calendar.components.iter().filter_map(|one| one.as_event()?.get_summary()).collect();
    let planned = first_steps(&english.model, &answers);
    assert_eq!(titles, planned.iter().map(|one| &*english.text.actions[one.action].title).collect::<Vec<_>>());

    let drawn = visitor.takes(&folder, "Picture (.svg)").await;
    let painted = visitor.takes(&folder, "Picture (.png)").await;
    assert_eq!(site.asked(), asked, "nothing has been asked for");
    assert_eq!(visitor.console().await, Vec::<String>::new(), "no policy forbids anything");

    // The policy of the page allows no image: another page looks at them.
    visitor.goes_to(&site, "/elsewhere").await;
    let svg = String::from_utf8(drawn.clone()).expect("it is text");
    for name in ["Client</text>", "Customer</text>", "Consumer</text>", "<title>A triangle with"] {
        assert!(svg.contains(name), "{name} is not in {svg}");
    }
    let said = "They are your intermediary customers. They buy to pass it on: as a reseller, a distributor or an agent. Because";
    assert!(lettering(&svg).join(" ").starts_with(said), "{svg}");
    assert!(!svg.contains("class=") && !svg.contains("var("), "it stands alone: {svg}");
    let mut looks = Vec::new();
    for (bytes, kind) in [(drawn, "image/svg+xml"), (painted, "image/png")] {
        let look = visitor.runs_with(LOOK, vec![json!(bytes), json!(kind), json!(PLACES)]).await;
        assert!(look["size"][0] == 1120 && look["size"][1].as_u64() > Some(1068), "{kind}: {look}");
        assert!(look["colours"].as_u64() > Some(30), "{kind}: {look}");
        looks.push(look["at"].clone());
    }
    assert_eq!(looks[0], looks[1], "the two show the same");
    let seen = looks[0].as_array().expect("a list of colours");
    assert_eq!((&seen[0], &seen[4]), (&json!([255, 255, 255, 255]), &json!([255, 255, 255, 255])));
    let regions = [&seen[1], &seen[2], &seen[3]];
    assert!(regions.iter().all(|one| **one != seen[0]) && regions[0] != regions[1] && regions[1] != regions[2]);
}

#[apply(browser_test)]
async fn the_calendar_and_the_data_have_the_name_and_what_is_ticked() {
    let site = site().await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    visitor.writes(".who input", "Our shops").await;
    visitor.hurries_through(&named_case("hotel"), &pack("en")).await;
    visitor.clicks(".path .chip").await;
    visitor.waits_until("the path is shown", ".path .said li", |said| !said.is_empty()).await;
    let mut expected = Vec::new();
    for action in [".three .action:nth-child(2)", ".path .action"] {
        expected
            .push(format!("Our shops: {}", visitor.texts(&format!("{action} summary > :first-child")).await.remove(0)));
        visitor.clicks(&format!("{action} .tick")).await;
    }
    visitor.waits_until("both are ticked", ".action.done", |done| done.len() >= 2).await;
    let folder = visitor.may_save().await;
    visitor.presses("Keep or share this").await;
    visitor.presses("Download as a file").await;
    let file = visitor.takes(&folder, "Calendar: ticked steps, or the first (.ics)").await;
    let calendar: icalendar::Calendar = String::from_utf8(file).expect("it is text").parse().expect("a calendar");
    let mut titles: Vec<&str> = calendar.components.iter().filter_map(|one| one.as_event()?.get_summary()).collect();
    titles.sort_unstable();
    expected.sort_unstable();
    assert_eq!(titles, expected);
    let data: Value = serde_json::from_slice(&visitor.takes(&folder, "Data (.json)").await).expect("it is JSON");
    assert_eq!(data["name"], "Our shops");
}

#[apply(browser_test)]
async fn the_share_sheet_gets_verdict_reason_steps_and_link() {
    let site = site().await;
    let visitor = Visitor::who_takes_along(PHONE, &site).await;
    visitor.notes_what_is_copied().await;
    visitor.script("navigator.share = async data => { window.shared = data }", vec![]).await;
    visitor.presses("Share").await;
    let shared = visitor.eventually("return window.shared ?? null").await;
    let text = shared["text"].as_str().expect("a text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "They are your intermediary customers.");
    assert!(lines.iter().any(|line| line.starts_with("Because they sell it on")), "{text}");
    let titles = visitor.texts(".three > li > details > summary > :first-child").await;
    let steps: Vec<String> = titles.iter().enumerate().map(|(at, title)| format!("{}. {title}", at + 1)).collect();
    assert_eq!(lines[lines.len() - steps.len()..], steps);
    assert!(shared["url"].as_str().is_some_and(|url| url.contains("#relasi=")), "{shared}");
    assert!(visitor.texts(".take > div > [role=status]").await.concat().is_empty(), "the sheet says what it has done");

    visitor.script("navigator.share = undefined", vec![]).await;
    visitor.presses("Share").await;
    let copied = visitor.copied().await;
    assert!(copied.starts_with(text) && copied.contains("#relasi="), "{copied}");
    visitor.reads("Copied").await;
}

#[apply(browser_test)]
async fn the_name_is_in_no_link() {
    let site = site().await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    visitor.writes(".who input", "Wholesalers").await;
    visitor.hurries_to_the_result().await;
    visitor.notes_what_is_copied().await;
    visitor.presses("Keep or share this").await;
    visitor.presses("Copy a link to this result").await;
    let link = visitor.copied().await;
    assert!(link.contains("#relasi=") && !link.contains("Wholesalers"), "{link}");
    let reader = Visitor::on(PHONE, &site, "/elsewhere").await;
    let path = link.strip_prefix(&site.address).expect("a link to this site").to_owned();
    reader.goes_to(&site, &path).await;
    reader.reads("Your result").await;
    assert!(reader.texts(".about").await.is_empty());
    assert!(!reader.text().await.contains("Wholesalers"));
}

#[apply(browser_test)]
async fn the_report_is_headed_by_the_name_and_has_the_path_looked_at() {
    let site = site().await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    visitor.writes(".who input", "Our shops").await;
    visitor.hurries_to_the_result().await;
    let folder = visitor.may_save().await;
    visitor.presses("Keep or share this").await;
    visitor.presses("Download as a file").await;
    let report = String::from_utf8(visitor.takes(&folder, "Report (.md)").await).expect("it is text");
    assert!(report.starts_with("Our shops\n\n# They are your "), "{report}");
    assert!(!report.contains("Where would you like to take them?"), "no path is looked at: {report}");

    visitor.clicks(".path .chip").await;
    visitor.waits_until("the path is shown", ".path .said li", |said| !said.is_empty()).await;
    let role = visitor.texts(".path [aria-expanded=true]").await.concat();
    let steps = visitor.texts(".steps-of-path > li > :nth-child(2)").await;
    let said = visitor.texts(".said li").await;
    visitor.notes_what_is_copied().await;
    visitor.presses("Copy as text").await;
    let report = visitor.copied().await;
    let mut last = report.find(&format!("Where would you like to take them?\n\n{role}\n")).expect("it says where");
    for part in steps.iter().chain(&said) {
        let found = report[last..].find(part.as_str());
        last += found.unwrap_or_else(|| panic!("{part:?} is not told in its place: {}", &report[last..]));
    }
}

#[apply(browser_test)]
async fn words_that_look_like_marks_stay_words_in_the_report() {
    let site = site().await;
    let visitor = Visitor::who_takes_along(PHONE, &site).await;
    let folder = visitor.may_save().await;
    let hostile = "<img src=x onerror=alert(1)> *all* _of_ `it` [here](javascript:alert(1)) ~~not~~ \\* # |";
    let put = "
        const root = WIDGET.shadowRoot, link = document.createElement('a');
        root.querySelector('.what > p').firstChild.data = arguments[0];
        Object.assign(link, { href: 'https://example.com/a_b*c(d)', textContent: 'The [title]' });
        root.querySelector('.action .sources cite').replaceChildren(link);";
    visitor.looks_at_the_sources().await;
    visitor.script(put, vec![json!(hostile)]).await;
    visitor.presses("Download as a file").await;
    let report = String::from_utf8(visitor.takes(&folder, "Report (.md)").await).expect("it is text");
    let (blocks, links) = read_markdown(&report);
    assert!(blocks.contains(&("text", hostile.into())), "{report}");
    assert_eq!(links, ["https://example.com/a_b*c(d)"]);
    assert!(blocks.iter().any(|(_, words)| words.contains("(The [title], ")), "{report}");
}

#[apply(browser_test)]
async fn exports_follow_the_theme_and_language_on_the_screen() {
    let site = site().await;
    let visitor = Visitor::who_takes_along(Machine { dark: true, ..PHONE }, &site).await;
    let folder = visitor.may_save().await;
    visitor.looks_at_the_sources().await;
    visitor.presses("Bahasa Indonesia").await;
    visitor.presses("Unduh sebagai file").await;
    let file = visitor.takes(&folder, "Kalender: langkah yang dicentang, atau yang pertama (.ics)").await;
    let calendar: icalendar::Calendar = String::from_utf8(file).expect("it is text").parse().expect("a calendar");
    let indonesian = pack("id");
    let planned = first_steps(&indonesian.model, &answers(&indonesian.model, &reseller()));
    let steps: Vec<&str> = calendar.components.iter().filter_map(|one| one.as_event()?.get_description()).collect();
    assert_eq!(steps, planned.iter().map(|one| &*indonesian.text.actions[one.action].first).collect::<Vec<_>>());
    let report = String::from_utf8(visitor.takes(&folder, "Laporan (.md)").await).expect("it is text");
    let verdict = "Mereka pelanggan perantara Anda.";
    tells_everything(&report, &indonesian, verdict);
    let painted = visitor.takes(&folder, "Gambar (.png)").await;
    visitor.goes_to(&site, "/elsewhere").await;
    let look = visitor.runs_with(LOOK, vec![json!(painted), json!("image/png"), json!(PLACES)]).await;
    assert_eq!(look["at"][0], json!([23, 27, 36, 255]), "the paper of the dark theme");
}

#[apply(browser_test)]
async fn a_frame_that_may_not_save_says_what_to_do_instead() {
    let cdn = Site::shared().await;
    let frame =
        format!("<!doctype html><iframe sandbox=allow-scripts src='{}/embed.html?lang=en'></iframe>", cdn.address);
    let shop = Site::with(&[("/page", &frame)]).await;
    let visitor = Visitor::on(WIDE, &shop, "/page").await;
    visitor.enters_frame(0).await;
    visitor.waits_for_a_question().await;
    visitor.eventually("return Boolean(WIDGET.shadowRoot.querySelector('.languages [aria-pressed]'))").await;
    visitor.is_given(reseller()).await;
    visitor.presses("Keep or share this").await;
    visitor.presses("Download as a file").await;
    for button in ["Picture (.png)", "Print one page"] {
        visitor.script("WIDGET.shadowRoot.querySelector('.take > div > [role=status]').textContent", vec![]).await;
        visitor.presses(button).await;
        visitor.reads("If nothing has happened, this page does not allow it").await;
    }
}

// --- paper ----------------------------------------------------------------------------------------------------------

/// Keeps what a frame would print: its nodes, its styles and its words about itself. No headless browser prints from a
/// script; it prints the page that it shows.
const KEEP: &str = "
    const replace = CSSStyleSheet.prototype.replaceSync;
    CSSStyleSheet.prototype.replaceSync = function (text) { this.text = text; return replace.call(this, text); };
    window.print = () => {
        const host = document.body.firstElementChild, root = host.shadowRoot, text = sheet => sheet.text;
        top.kept = {
            title: document.title, lang: document.documentElement.lang, html: root.innerHTML,
            page: document.adoptedStyleSheets.map(text), styles: root.adoptedStyleSheets.map(text),
            style: host.style.cssText, theme: host.getAttribute('theme'),
        };
        dispatchEvent(new Event('afterprint'));
    };";

/// Shows what was kept as a page of its own.
const SHOW: &str = "
    const kept = arguments[0], host = document.createElement('div');
    const sheet = text => { const made = new CSSStyleSheet(); made.replaceSync(text); return made; };
    document.title = kept.title;
    document.documentElement.lang = kept.lang;
    document.adoptedStyleSheets = kept.page.map(sheet);
    host.style.cssText = kept.style;
    host.setAttribute('theme', kept.theme);
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = kept.styles.map(sheet);
    root.innerHTML = kept.html;
    document.body.replaceChildren(host);";

impl Visitor {
    /// The words on each sheet of what the browser makes of the page on paper.
    async fn prints(&self) -> Vec<String> {
        let printed = self.protocol("Page.printToPDF", json!({ "preferCSSPageSize": true })).await;
        let bytes = printed["data"].as_str().expect("the file as base64").to_owned();
        // The browser can read base64; nothing else here needs to.
        let bytes =
            self.script("return [...atob(arguments[0])].map(one => one.charCodeAt(0))", vec![json!(bytes)]).await;
        let bytes: Vec<u8> = serde_json::from_value(bytes).expect("bytes");
        pdf_extract::extract_text_from_mem_by_pages(&bytes).expect("a reader of PDF takes it")
    }
}

/// The letters alone: on paper lines end where they must, letters of a word stand apart where that looks better, and some
/// are set as one.
fn letters(text: &str) -> String {
    let apart = [("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff")];
    let text = apart.iter().fold(text.to_owned(), |text, (one, several)| text.replace(one, several));
    text.split_whitespace().collect()
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[apply(browser_test)]
async fn the_print_is_one_page_of_a4_with_the_verdict_and_the_first_steps() {
    let site = site().await;
    for (language, switch, fold, button) in [
        ("en", "English", "Keep or share this", "Print one page"),
        ("id", "Bahasa Indonesia", "Simpan atau bagikan", "Cetak satu halaman"),
    ] {
        let visitor = Visitor::on(Machine { dark: true, ..PHONE }, &site, "/elsewhere").await;
        visitor.protocol("Page.addScriptToEvaluateOnNewDocument", json!({ "source": KEEP })).await;
        visitor.goes_to(&site, "/page").await;
        visitor.waits_until_ready().await;
        visitor.presses(switch).await;
        let mut kept = Vec::new();
        // The last one is looked at closely.
        for given in named_cases().iter().map(|case| json!(case.answers)).chain([reseller()]) {
            visitor.is_given(given).await;
            visitor.presses(fold).await;
            visitor.presses(button).await;
            kept.push(visitor.eventually("const kept = window.kept; window.kept = null; return kept ?? null").await);
            visitor.holds("!WIDGET.shadowRoot.querySelector('iframe')").await;
        }
        assert_eq!(visitor.console().await, Vec::<String>::new());
        visitor.goes_to(&site, "/elsewhere").await;
        let mut sheets = Vec::new();
        for one in kept {
            assert_eq!(one["lang"], language);
            visitor.script(SHOW, vec![one]).await;
            sheets = visitor.prints().await;
            assert_eq!(sheets.len(), 1, "{sheets:?}");
        }
        let words = letters(&sheets.concat());

        let pack = pack(language);
        let answers = answers(&pack.model, &reseller());
        let mut last = 0;
        let mut comes_next = |said: &str| {
            let found = words[last..].find(&letters(said));
            assert!(found.is_some(), "{said:?} is not on paper in its place: {}", &words[last..]);
            last += found.unwrap_or_default();
        };
        comes_next(&pack.text.role(Role::Intermediary).meaning);
        for advice in first_steps(&pack.model, &answers) {
            let spoken = &pack.text.actions[advice.action];
            for said in [&spoken.title, &spoken.first].into_iter().chain(&spoken.ready) {
                comes_next(said);
            }
        }
        for phrase in ["The page around", "Copy", "Salin", "Bahasa Indonesia", "Start again", "Mulai dari awal"] {
            assert!(!words.contains(&letters(phrase)), "{phrase:?} is on paper");
        }
        for phrase in [Phrase::Path, Phrase::Why, Phrase::Given, Phrase::CompareLink, Phrase::Take, Phrase::Save] {
            let phrase = pack.text.say(phrase);
            assert!(!words.contains(&letters(&phrase)), "{phrase:?} is on paper");
        }
    }
}

#[apply(browser_test)]
async fn whoever_prints_the_page_itself_has_the_report_in_it() {
    let site = site().await;
    let visitor = Visitor::who_takes_along(Machine { dark: true, ..WIDE }, &site).await;
    let words = letters(&visitor.prints().await.join("\n"));
    assert!(words.contains("Thepagearound"), "the rest of the page is not ours: {words}");
    let pack = pack("en");
    let answers = answers(&pack.model, &reseller());
    let actions = in_order(&pack, &answers).into_iter().map(|advice| &pack.text.actions[advice.action]);
    let prompts = answers.iter().map(|(question, _)| &pack.text.questions[question].prompt);
    for said in actions.flat_map(|action| [&action.title, &action.first]).chain(prompts) {
        assert!(words.contains(&letters(said)), "{said:?} is not on paper: {words}");
    }
    assert!(!words.contains("Startagain") && !words.contains("Copyastext"), "{words}");
}
