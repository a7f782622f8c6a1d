//! Answers and relationships as they are saved, on the page, in a storage or in a file. Anybody may have written there
//! anything: what fits the pack is read; what does not is named.

use super::plain::Plain;
use crate::{
    content::{Model, QuestionIx},
    engine::{Answer, Answers, Relationship},
};

/// No visitor has more relationships: beyond that nobody reads the list.
pub const MOST: usize = 50;
/// A name is no longer than this, in characters.
pub const MOST_LETTERS: usize = 60;

/// Why a list of relationships cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// This is missing, or not known in this pack: a path, or the name of a relationship with the ids in its answers.
    Unknown(String),
    /// There are more than [`MOST`], or a name is longer than [`MOST_LETTERS`].
    TooMuch,
}

/// The answers in `{question: option}` that fit, and the ids of what does not, separated by commas.
pub fn read_answers<P: Plain>(model: &Model, plain: &P) -> (Answers, String) {
    let (mut answers, mut unknown) = (Answers::default(), String::new());
    let mut name = |parts: &[&str]| {
        unknown.push_str(if unknown.is_empty() { "" } else { ", " });
        for part in parts {
            unknown.push_str(part);
        }
    };
    for id in plain.keys() {
        let value = plain.field(&id).and_then(|value| value.as_text()).unwrap_or_default();
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
pub fn read_actions<P: Plain>(model: &Model, ids: &P) -> Vec<usize> {
    let place = |id: P| {
        let id = id.as_text()?;
        model.actions.iter().position(|action| *action.id == id)
    };
    ids.items().unwrap_or_default().into_iter().filter_map(place).collect()
}

/// The relationships in `{relasi: 1, relationships: [{name, share, answers, done}]}` that can be read, at most [`MOST`],
/// and the first thing that cannot.
pub fn read<P: Plain>(model: &Model, saved: &P) -> (Vec<Relationship>, Option<Fault>) {
    let (mut list, mut first) = (Vec::new(), None);
    let mut wrong = |fault: Fault| {
        first.get_or_insert(fault);
    };
    let unknown = |what: &[&str]| Fault::Unknown(what.concat());
    if saved.field("relasi").and_then(|form| form.as_number()) != Some(1.0) {
        wrong(unknown(&["relasi"]));
    }
    let entries = saved.field("relationships").and_then(|entries| entries.items()).unwrap_or_else(|| {
        wrong(unknown(&["relationships"]));
        Vec::new()
    });
    for (place, entry) in entries.iter().enumerate() {
        let name = entry.field("name").and_then(|name| name.as_text()).unwrap_or_default();
        let name = name.trim();
        let share = entry.field("share").filter(|share| !share.is_null());
        let number = share.as_ref().and_then(Plain::as_number);
        let percent = (0..=100).find(|percent| number == Some(f64::from(*percent)));
        let given = entry.field("answers");
        let (answers, unknown_ids) = given.map_or_else(Default::default, |given| read_answers(model, &given));
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
        let done = entry.field("done").map_or_else(Vec::new, |done| read_actions(model, &done));
        list.push(Relationship { name: name.into(), share: percent, answers, done });
    }
    (list, first)
}

/// `{question: option}`, in the order in which the answers were given.
#[must_use]
pub fn write_answers<P: Plain>(model: &Model, answers: &Answers) -> P {
    let fields: Vec<(&str, P)> = answers
        .iter()
        .map(|(question, answer)| (&*model.questions[question].id, P::text(answer_id(model, question, answer))))
        .collect();
    P::object(&fields)
}

/// The id of an answer.
#[must_use]
pub fn answer_id(model: &Model, question: QuestionIx, answer: Answer) -> &str {
    answer.id(&model.questions[question])
}

/// The ids of these actions.
#[must_use]
pub fn write_actions<P: Plain>(model: &Model, actions: &[usize]) -> P {
    P::list(&mut actions.iter().map(|&action| P::text(&model.actions[action].id)))
}

/// `{relasi: 1, relationships: [{name, share, answers, done}]}`
#[must_use]
pub fn write<P: Plain>(model: &Model, list: &[Relationship]) -> P {
    let one = |one: &Relationship| {
        P::object(&[
            ("name", P::text(&one.name)),
            ("share", one.share.map_or_else(P::null, |share| P::number(share.into()))),
            ("answers", write_answers(model, &one.answers)),
            ("done", write_actions(model, &one.done)),
        ])
    };
    P::object(&[("relasi", P::number(1.0)), ("relationships", P::list(&mut list.iter().map(one)))])
}
