//! What would change the verdict, and the preview of that.

use yew::prelude::*;

use super::{
    view::View,
    words::{all, all_of, fold, heading, interpolate, joined, label, name, number, say},
};
use crate::{
    content::Phrase,
    engine::{Answer, Change, near_changes, smallest_changes},
    session::Action,
};

/// More would be a list to study rather than a picture of how near the other names are.
const SHOWN: usize = 4;

/// What the owner could change so that these people would be something else, to be previewed; and apart from that, what
/// would have to be otherwise. They stay those of the visitor's own answers while one is previewed, so that the next can be.
pub fn changes(view: View, level: usize) -> Html {
    let (model, session, text) = (view.model(), view.session, view.text());
    let distinct = |found: Vec<Change>| {
        let mut shown: Vec<Change> = Vec::new();
        for change in found {
            if shown.len() < SHOWN && shown.iter().all(|other| other.verdict.names_other_than(&change.verdict)) {
                shown.push(change);
            }
        }
        shown
    };
    let levers = distinct(smallest_changes(model, &session.answers));
    let circumstances = distinct(near_changes(model, &session.answers));
    let count = levers.len() + circumstances.len();
    let item = |change: &Change| {
        let then = change.made(model, &session.answers);
        let tried = session.what_if() == Some(&then);
        let reasons = change.changes.iter().map(|&(question, _, then)| (question, then));
        let values = [("reason", all_of(text, reasons)), ("who", name(text, &change.verdict))];
        let press = view.acts(if tried { Action::DiscardWhatIf } else { Action::PreviewWhatIf(then) });
        html! {
            <li>
                <button type="button" class="plain" part="button" aria-pressed={if tried { "true" } else { "false" }} onclick={press}>
                    { interpolate(text, Phrase::ChangeIf, &values) }
                </button>
            </li>
        }
    };
    let list = |phrase: Phrase, found: &[Change]| {
        html! {
            if !found.is_empty() {
                { heading(level + 1, say(text, phrase)) }
                <ul>{ all(&mut found.iter().map(item)) }</ul>
            }
        }
    };
    let content = html! {
        <div part="changes">
            <p class="note">{ say(text, if count == 0 { Phrase::ChangesNone } else { Phrase::ChangesTry }) }</p>
            { list(Phrase::Levers, &levers) }
            { list(Phrase::Circumstances, &circumstances) }
        </div>
    };
    let summary = html! {
        <>
            { heading(level, say(text, Phrase::Changes)) }
            <span class="count">{ number(count) }</span>
        </>
    };
    fold("changes", summary, content)
}

/// What is previewed, and what was answered; nothing where nothing is.
pub fn what_if(view: View) -> Html {
    let (session, text) = (view.session, view.text());
    let Some(what_if) = session.what_if() else {
        return Html::default();
    };
    let changed = || what_if.iter().filter(|&(question, answer)| session.answers.get(question) != Some(answer));
    let reasons = changed().filter_map(|(question, answer)| match answer {
        Answer::Chosen(option) => Some((question, option)),
        Answer::NotSure => None,
    });
    let mut given = changed().filter_map(|(question, _)| {
        let words = label(text, question, session.answers.get(question)?);
        Some(interpolate(text, Phrase::Quoted, &[("words", words)]))
    });
    html! {
        <p class="what-if">
            <b>{ interpolate(text, Phrase::TrialIf, &[("reason", all_of(text, reasons))]) }</b>
            { " " }
            { interpolate(text, Phrase::TrialGiven, &[("answer", joined(text, Phrase::And, &mut given))]) }
        </p>
    }
}
