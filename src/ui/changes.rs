//! What would change the verdict, and the trial of it.

use yew::prelude::*;

use super::{
    Pack, Session,
    given::label,
    session::Action,
    words::{all, heading, say, weave, who, words},
};
use crate::{
    content::{ChoiceIx, Phrase, QuestionIx, Role, Text, Type},
    engine::{Answer, Change, Firmness, Verdict, smallest_changes},
};

/// More would be a list to study rather than a picture of how near the other names are.
const SHOWN: usize = 4;

/// One smallest change for each name that these people would then have, to be tried out. They stay those of the visitor's
/// own answers while one of them is tried, so that the next can be.
pub fn changes(pack: &Pack, session: &Session, level: usize, act: &Callback<Action>) -> Html {
    let text = &*pack.text;
    let mut shown: Vec<Change> = Vec::new();
    for change in smallest_changes(&pack.model, &session.answers) {
        if shown.len() < SHOWN && shown.iter().all(|other| other.verdict.names_other_than(&change.verdict)) {
            shown.push(change);
        }
    }
    let item = |change: &Change| {
        let then = change.made(&pack.model, &session.answers);
        let tried = session.trial.as_ref() == Some(&then);
        let reasons = change.changes.iter().map(|&(question, _, then)| (question, then));
        let values = [("reason", all_of(text, reasons)), ("who", name(text, &change.verdict))];
        let press = act.reform(move |_| if tried { Action::Return } else { Action::Try(then.clone()) });
        html! {
            <li>
                <button type="button" class="plain" part="button" aria-pressed={if tried { "true" } else { "false" }} onclick={press}>
                    { weave(text, Phrase::ChangeIf, &values) }
                </button>
            </li>
        }
    };
    html! {
        <section class="changes" part="changes">
            { heading(level, say(text, Phrase::Changes)) }
            if shown.is_empty() {
                <p>{ say(text, Phrase::ChangesNone) }</p>
            } else {
                <p class="note">{ say(text, Phrase::ChangesTry) }</p>
                <ul>{ all(&mut shown.iter().map(item)) }</ul>
            }
        </section>
    }
}

/// What is tried out, and what was answered; nothing where nothing is.
pub fn what_if(text: &Text, session: &Session) -> Html {
    let Some(trial) = &session.trial else {
        return Html::default();
    };
    let changed = || trial.iter().filter(|&(question, answer)| session.answers.get(question) != Some(answer));
    let reasons = changed().filter_map(|(question, answer)| match answer {
        Answer::Chosen(option) => Some((question, option)),
        Answer::NotSure => None,
    });
    let mut given = changed().filter_map(|(question, _)| {
        let words = label(text, question, session.answers.get(question)?);
        Some(weave(text, Phrase::Quoted, &[("words", words)]))
    });
    html! {
        <p class="what-if">
            <b>{ weave(text, Phrase::TrialIf, &[("reason", all_of(text, reasons))]) }</b>
            { " " }
            { weave(text, Phrase::TrialGiven, &[("answer", joined(text, &mut given))]) }
        </p>
    }
}

/// Answers as reasons, joined by "and".
pub fn all_of(text: &Text, reasons: impl Iterator<Item = (QuestionIx, ChoiceIx)>) -> Html {
    joined(text, &mut reasons.map(|(question, option)| words(&text.questions[question].options[option].reason)))
}

fn joined(text: &Text, parts: &mut dyn Iterator<Item = Html>) -> Html {
    parts.reduce(|one, other| weave(text, Phrase::And, &[("one", one), ("other", other)])).unwrap_or_default()
}

/// What a verdict calls people, in a few words.
pub fn name(text: &Text, verdict: &Verdict) -> Html {
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
