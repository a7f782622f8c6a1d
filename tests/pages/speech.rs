//! What a screen reader finds on each screen, kept as text that a person can read: `transcripts/en.snap` and `id.snap`.
//!
//! A line is a thing with its role, its name in quotes, and its state. What differs from the files fails; where the new one
//! is what it should be, `INSTA_UPDATE=always cargo xtask test --only pages` writes it down.

use std::collections::HashMap;

use relasi::content::Phrase;
use serde_json::{Value, json};

use crate::{
    access::page,
    fixtures::{client, label, named_case, pack},
    site::Site,
    visitor::{PHONE, Visitor},
};

/// Roles that no screen reader speaks of, or only as the text that they hold.
const SILENT: [&str; 11] = [
    "generic",
    "none",
    "paragraph",
    "LabelText",
    "Legend",
    "form",
    "sectionheader",
    "sectionfooter",
    "InlineTextBox",
    "ListMarker",
    "LineBreak",
];

/// The tree as lines, each indented by what it stands in.
struct Tree<'a> {
    nodes: HashMap<&'a str, &'a Value>,
    lines: Vec<String>,
}

impl<'a> Tree<'a> {
    /// Writes down a node and what is in it. `heard` is the name of the nearest thing around that is written down.
    fn write(&mut self, node: &'a Value, depth: usize, heard: &str) {
        let (role, name) = (word(node, "role"), word(node, "name"));
        if role == "StaticText" {
            if !heard.contains(name.trim()) {
                self.add(depth, &format!("{name:?}"));
            }
            return;
        }
        let ids = node["childIds"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let children: Vec<&Value> = ids.filter_map(|id| self.nodes.get(id).copied()).collect();
        let says_nothing = ["alert", "status"].contains(&role) && children.is_empty();
        let is_silent = says_nothing || SILENT.contains(&role) && !states(node).contains("focused");
        if is_silent || node["ignored"] == true {
            // The words of a label are the name of its field.
            let named = |one: &&&Value| word(one, "role") != "StaticText" && !word(one, "name").is_empty();
            let field = children.iter().find(named).filter(|_| role == "LabelText");
            let heard = field.map_or(heard, |field| word(field, "name"));
            for child in children {
                self.write(child, depth, heard);
            }
        } else {
            let said = if name.is_empty() { String::new() } else { format!(" {name:?}") };
            self.add(depth, &[role, &said, &states(node)].concat());
            // What stands in a field is its value.
            for child in children.into_iter().filter(|_| node["value"].is_null()) {
                self.write(child, depth + 1, name);
            }
        }
    }

    fn add(&mut self, depth: usize, line: &str) {
        self.lines.push("  ".repeat(depth) + line);
    }
}

fn word<'a>(node: &'a Value, field: &str) -> &'a str {
    node[field]["value"].as_str().unwrap_or_default()
}

/// What is said of a node after its name.
fn states(node: &Value) -> String {
    let properties = node["properties"].as_array().into_iter().flatten();
    let properties = properties.filter_map(|property| {
        let (name, value) = (property["name"].as_str()?, &property["value"]["value"]);
        match name {
            "level" | "expanded" => Some(format!(", {name} {}", value.to_string().trim_matches('"'))),
            "checked" | "pressed" | "invalid" if value == "true" => Some(format!(", {name}")),
            "focused" | "disabled" | "required" if value == true => Some(format!(", {name}")),
            _ => None,
        }
    });
    let texts = [("value", "holds"), ("description", "described by")].into_iter().filter_map(|(field, what)| {
        let text = &node[field]["value"];
        (!text.is_null() && text != "").then(|| format!(", {what} {text}"))
    });
    properties.chain(texts).collect()
}

impl Visitor {
    /// What a screen reader finds in the widget.
    async fn transcript(&self) -> String {
        let nodes = self.accessibility_tree().await;
        let main = nodes.iter().find(|node| node["role"]["value"] == "main").expect("the page has a main part");
        let by_id = nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
        let mut tree = Tree { nodes: by_id, lines: Vec::new() };
        tree.write(main, 0, "");
        tree.lines.join("\n")
    }
}

/// The lines that were not there before.
fn news(before: &str, now: &str) -> String {
    now.lines().filter(|line| !before.contains(line)).collect::<Vec<_>>().join("\n")
}

/// A full run in one language, a part for each screen.
async fn run(language: &str) {
    let (pack, site) = (pack(language), Site::with(&[("/page", &page(&format!("lang={language}")))]).await);
    let text = &pack.text;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_until_ready().await;
    let mut written = Vec::new();
    let mut put = |what: &str, said: String| written.push(format!("# {what}\n\n{said}\n"));
    put("The first question", visitor.transcript().await);
    visitor.presses(&text.say(Phrase::Continue)).await;
    visitor.reads(&text.say(Phrase::Missing)).await;
    put("Continue without an answer", visitor.transcript().await);
    visitor.writes(".who input", "Clinic").await;
    let guests = named_case("hotel");
    let mut count = 1;
    while !visitor.is_at_the_result().await {
        let before = visitor.question().await;
        let label = label(&pack, &before, |question| guests.answers.get(question).cloned());
        if count > 1 {
            put(&format!("Question {count}"), visitor.transcript().await);
        }
        visitor.answers(&label, &text.say(Phrase::Continue)).await;
        count += 1;
    }
    let result = visitor.transcript().await;
    visitor.presses(&text.say(Phrase::Save)).await;
    let open = visitor.transcript().await;
    visitor.writes(".save [name=name]", "").await;
    visitor.clicks(".save .go").await;
    visitor.reads(&text.say(Phrase::NameMissing)).await;
    let unnamed = visitor.transcript().await;
    visitor.clicks(".path .chip").await;
    visitor.waits_until("a path is shown", ".path .said", |said| !said.is_empty()).await;
    let path = visitor.transcript().await;
    visitor.clicks(".path .chip").await;
    visitor.waits_until("none is shown", ".path .said", <[String]>::is_empty).await;
    visitor.clicks(".steering label").await;
    visitor.waits_until("that is said", ".steering [role=status]", |said| !said.concat().is_empty()).await;
    let steered = visitor.transcript().await;
    visitor
        .script("for (const one of WIDGET.shadowRoot.querySelectorAll('.more > details')) one.open = true", vec![])
        .await;
    visitor.clicks(".reasons [aria-pressed=false]").await;
    visitor.waits_until("sources are shown", ".reason > .sources", |sources| !sources.is_empty()).await;
    let everything = visitor.transcript().await;
    visitor.clicks(".changes button").await;
    visitor.waits_until("something is tried out", ".what-if", |found| !found.is_empty()).await;
    let trial = visitor.transcript().await;
    put("The result", result.clone());
    put("The fields of a relationship, as they open", news(&result, &open));
    put("Saved without a name", news(&open, &unnamed));
    put("A path is looked at: what is new", news(&unnamed, &path));
    put("The plan is rearranged: what is new", news(&unnamed, &steered));
    put("Everything is open, with its sources: what is new", news(&steered, &everything));
    put("Something is tried out: what is new", news(&everything, &trial));
    visitor.clicks(".trial .go").await;
    visitor.waits_until("nothing is tried out", ".what-if", <[String]>::is_empty).await;
    visitor.presses(&text.say(Phrase::Save)).await;
    visitor.writes(".save [name=name]", "Clinic").await;
    visitor.clicks(".save .go").await;
    visitor.waits_until("it is saved", ".relationships li.entry", |saved| saved.len() == 1).await;
    let others = ["Museum", "Bakery"].map(|name| json!({ "name": name, "share": 20, "answers": client() }));
    visitor.adds(&json!({ "relasi": 1, "relationships": others }).to_string()).await;
    visitor.waits_until("they are added", ".relationships li.entry", |saved| saved.len() == 3).await;
    let three = visitor.transcript().await;
    put("Three relationships", three.clone());
    visitor.adds("no JSON").await;
    visitor.waits_until("it is said", ".top [role=status]", |said| said.concat().contains("relasi")).await;
    put("A file that is none: what is new", news(&three, &visitor.transcript().await));
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("transcripts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(language, written.join("\n")));
}

#[apply(browser_test)]
async fn a_full_run_in_english_reads_as_it_is_written_down() {
    run("en").await;
}

#[apply(browser_test)]
async fn a_full_run_in_indonesian_reads_as_it_is_written_down() {
    run("id").await;
}
