//! The answers that led here, each with a way to change it.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    Pack,
    session::Action,
    words::{all, button, fold, say, words},
};
use crate::{
    content::{Phrase, QuestionIx, Text},
    engine::{Answer, Answers},
};

/// The answers in the order in which they were given, one press away.
pub fn given(pack: &Pack, answers: &Answers, act: &Callback<Action>) -> Html {
    let text = &*pack.text;
    let item = |(question, answer): (QuestionIx, Answer)| {
        let spoken = words(&text.questions[question].prompt);
        entry(pack, question, label(text, question, answer), spoken, Phrase::Change, act)
    };
    fold("given", say(text, Phrase::Given), html! { <ul>{ all(&mut answers.iter().map(item)) }</ul> })
}

/// An answer as it is offered.
pub fn label(text: &Text, question: QuestionIx, answer: Answer) -> Html {
    match answer {
        Answer::Chosen(option) => words(&text.questions[question].options[option].label),
        Answer::NotSure => say(text, Phrase::NotSure),
    }
}

/// A line about a question, with a button that leads to it.
pub fn entry(
    pack: &Pack,
    question: QuestionIx,
    line: Html,
    below: Html,
    press: Phrase,
    act: &Callback<Action>,
) -> Html {
    let text = &*pack.text;
    let label = html! {
        <>
            { say(text, press) }
            <span class="unseen">{ ": " }{ words(&text.questions[question].prompt) }</span>
        </>
    };
    html! {
        <li key={Key::from(pack.model.questions[question].id.as_str())}>
            <p>{ line }<small>{ below }</small></p>
            { button("quiet", label, act.reform(move |_| Action::Revise(question))) }
        </li>
    }
}
