//! What would change the verdict.

use yew::prelude::*;

use super::{
    Pack,
    words::{all, heading, say, weave, who, words},
};
use crate::{
    content::{ChoiceIx, Phrase, QuestionIx, Role, Text, Type},
    engine::{Answers, Change, Firmness, Verdict, smallest_changes},
};

/// More would be a list to study rather than a picture of how near the other names are.
const SHOWN: usize = 4;

/// One smallest change for each name that these people would then have.
pub fn changes(pack: &Pack, answers: &Answers, level: usize) -> Html {
    let text = &*pack.text;
    let mut shown: Vec<Change> = Vec::new();
    for change in smallest_changes(&pack.model, answers) {
        if shown.len() < SHOWN && shown.iter().all(|other| other.verdict.names_other_than(&change.verdict)) {
            shown.push(change);
        }
    }
    let item = |change: &Change| {
        let reasons = change.changes.iter().map(|&(question, _, then)| (question, then));
        let values = [("reason", all_of(text, reasons)), ("who", name(text, &change.verdict))];
        html! { <li>{ weave(text, Phrase::ChangeIf, &values) }</li> }
    };
    html! {
        <section class="changes" part="changes">
            { heading(level, say(text, Phrase::Changes)) }
            if shown.is_empty() {
                <p>{ say(text, Phrase::ChangesNone) }</p>
            } else {
                <ul>{ all(&mut shown.iter().map(item)) }</ul>
            }
        </section>
    }
}

/// Answers as reasons, joined by "and".
pub fn all_of(text: &Text, reasons: impl Iterator<Item = (QuestionIx, ChoiceIx)>) -> Html {
    reasons
        .map(|(question, option)| words(&text.questions[question].options[option].reason))
        .reduce(|one, other| weave(text, Phrase::And, &[("one", one), ("other", other)]))
        .unwrap_or_default()
}

/// What a verdict calls people, in a few words.
fn name(text: &Text, verdict: &Verdict) -> Html {
    let one = |of: Type| match verdict.kind {
        Some(kind) if of == Type::Customer => who(text, Role::from(kind)),
        None if of == Type::Customer => weave(text, Phrase::NameCustomer, &[("who", who(text, of))]),
        _ => who(text, of),
    };
    match (verdict.firmness, verdict.also, verdict.third) {
        (Firmness::Between, _, Some(_)) => say(text, Phrase::NameBetweenAll),
        (Firmness::Between, Some(also), None) => {
            weave(text, Phrase::NameBetween, &[("one", one(verdict.leading)), ("other", one(also))])
        }
        _ => one(verdict.leading),
    }
}
