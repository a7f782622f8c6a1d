//! The answers that led here, each with a way to change it.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    Pack,
    session::Action,
    words::{all, fold, say, words},
};
use crate::{
    content::{Phrase, QuestionIx},
    engine::{Answer, Answers},
};

/// The answers in the order in which they were given, one press away.
pub fn given(pack: &Pack, answers: &Answers, act: &Callback<Action>) -> Html {
    let text = &*pack.text;
    let item = |(question, answer): (QuestionIx, Answer)| {
        let spoken = &text.questions[question];
        let label = match answer {
            Answer::Chosen(option) => words(&spoken.options[option].label),
            Answer::NotSure => say(text, Phrase::NotSure),
        };
        html! {
            <li key={Key::from(pack.model.questions[question].id.as_str())}>
                <p>{ label }<small>{ words(&spoken.prompt) }</small></p>
                <button type="button" class="quiet" part="button" onclick={act.reform(move |_| Action::Revise(question))}>
                    { say(text, Phrase::Change) }
                    <span class="unseen">{ ": " }{ words(&spoken.prompt) }</span>
                </button>
            </li>
        }
    };
    fold("given", say(text, Phrase::Given), html! { <ul>{ all(&mut answers.iter().map(item)) }</ul> })
}
