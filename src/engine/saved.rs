//! Answers and relationships as they were saved: read from a storage, a file or the page, where anybody may have written
//! anything. What fits the pack is read; what does not is named.

use super::{Answer, Answers, Relationship};
use crate::content::Model;
#[cfg(any(feature = "authoring", feature = "reader"))]
use crate::content::source::Node;

/// No visitor has more relationships: beyond that nobody reads the list.
pub const MOST: usize = 50;
/// A name is no longer than this, in characters.
pub const MOST_LETTERS: usize = 60;

/// A value of any shape, as `JSON.parse` gives it.
pub trait Plain: Sized {
    /// What stands under this key; nothing where this is no object, or has no such key.
    fn field(&self, key: &str) -> Option<Self>;
    /// The keys of an object; none of anything else.
    fn keys(&self) -> Vec<String>;
    /// The items of a list.
    fn items(&self) -> Option<Vec<Self>>;
    /// A text.
    fn text(&self) -> Option<String>;
    /// A number.
    fn number(&self) -> Option<f64>;
    /// Whether it says that there is no value.
    fn is_null(&self) -> bool;
}

/// Why a list of relationships cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// This is missing, or not known in this pack: a path, or the name of a relationship with the ids in its answers.
    Unknown(String),
    /// There are more than [`MOST`], or a name is longer than [`MOST_LETTERS`].
    TooMuch,
}

/// The answers in `{question: option}` that fit, and the ids of what does not, separated by commas.
pub fn answers<P: Plain>(model: &Model, plain: &P) -> (Answers, String) {
    let (mut answers, mut unknown) = (Answers::default(), String::new());
    let mut name = |parts: &[&str]| {
        unknown.push_str(if unknown.is_empty() { "" } else { ", " });
        for part in parts {
            unknown.push_str(part);
        }
    };
    for id in plain.keys() {
        let value = plain.field(&id).and_then(|value| value.text()).unwrap_or_default();
        let Some(question) = model.question(&id) else {
            name(&[&id]);
            continue;
        };
        match Answer::parse(&model.questions[question], &value) {
            Some(answer) => answers.give(question, answer),
            None => name(&[&id, ".", &value]),
        }
    }
    (answers, unknown)
}

/// Those of a list of ids that are actions of this pack, as indices: what is none is nothing to tick off.
pub fn actions<P: Plain>(model: &Model, ids: &P) -> Vec<usize> {
    let place = |id: P| {
        let id = id.text()?;
        model.actions.iter().position(|action| *action.id == id)
    };
    ids.items().unwrap_or_default().into_iter().filter_map(place).collect()
}

/// The relationships in `{relasi: 1, relationships: [{name, share, answers, done}]}` that can be read, at most [`MOST`],
/// and the first thing that cannot.
pub fn relationships<P: Plain>(model: &Model, saved: &P) -> (Vec<Relationship>, Option<Fault>) {
    let (mut list, mut first) = (Vec::new(), None);
    let mut wrong = |fault: Fault| {
        first.get_or_insert(fault);
    };
    let unknown = |what: &[&str]| Fault::Unknown(what.concat());
    if saved.field("relasi").and_then(|form| form.number()) != Some(1.0) {
        wrong(unknown(&["relasi"]));
    }
    let entries = saved.field("relationships").and_then(|entries| entries.items()).unwrap_or_else(|| {
        wrong(unknown(&["relationships"]));
        Vec::new()
    });
    for (place, entry) in entries.iter().enumerate() {
        let name = entry.field("name").and_then(|name| name.text()).unwrap_or_default();
        let name = name.trim();
        let share = entry.field("share").filter(|share| !share.is_null());
        let number = share.as_ref().and_then(Plain::number);
        let percent = (0..=100).find(|percent| number == Some(f64::from(*percent)));
        let given = entry.field("answers");
        let (answers, unknown_ids) = given.map_or_else(Default::default, |given| self::answers(model, &given));
        let place = (place + 1).to_string();
        let at = |field| unknown(&["relationships.", &place, field]);
        if name.is_empty() {
            wrong(at(".name"));
        } else if share.is_some() && percent.is_none() {
            wrong(at(".share"));
        } else if !unknown_ids.is_empty() {
            wrong(unknown(&[name, ": ", &unknown_ids]));
        } else if answers.is_empty() {
            wrong(at(".answers"));
        }
        if name.is_empty() || answers.is_empty() {
            continue;
        }
        if name.chars().count() > MOST_LETTERS || list.len() == MOST {
            wrong(Fault::TooMuch);
            continue;
        }
        let done = entry.field("done").map_or_else(Vec::new, |done| actions(model, &done));
        list.push(Relationship { name: name.into(), share: percent, answers, done });
    }
    (list, first)
}

/// As a file is parsed natively. Of a key that stands twice the last counts, as it does in JavaScript.
#[cfg(any(feature = "authoring", feature = "reader"))]
impl Plain for Node {
    fn field(&self, key: &str) -> Option<Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().rfind(|(known, _)| known == key).map(|(_, value)| value.clone())
    }

    fn keys(&self) -> Vec<String> {
        let Self::Map(entries) = self else { return Vec::new() };
        entries.iter().map(|(key, _)| key.clone()).collect()
    }

    fn items(&self) -> Option<Vec<Self>> {
        let Self::List(items) = self else { return None };
        Some(items.clone())
    }

    fn text(&self) -> Option<String> {
        let Self::Text(text) = self else { return None };
        Some(text.clone())
    }

    fn number(&self) -> Option<f64> {
        let Self::Number(number) = self else { return None };
        Some(*number)
    }

    fn is_null(&self) -> bool {
        *self == Self::Null
    }
}
