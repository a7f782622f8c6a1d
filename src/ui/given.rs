//! The answers that led here, each with a way to change it.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    view::View,
    words::{all, button, fold, heading, label, say, text_node},
};
use crate::{
    content::{Phrase, QuestionIx},
    engine::Answer,
    session::Action,
};

/// The answers in the order in which they were given, one press away.
pub fn given(view: View) -> Html {
    let text = view.text();
    let item = |(question, answer): (QuestionIx, Answer)| {
        let spoken = text_node(&text.questions[question].prompt);
        entry(view, question, label(text, question, answer), spoken, Phrase::Change)
    };
    fold(
        "given",
        heading(view.settings.level + 2, say(text, Phrase::Given)),
        html! { <ul>{ all(&mut view.session.answers.iter().map(item)) }</ul> },
    )
}

/// A line about a question, with a button that leads to it.
pub fn entry(view: View, question: QuestionIx, line: Html, below: Html, press: Phrase) -> Html {
    let text = view.text();
    let label = html! {
        <>
            { say(text, press) }
            <span class="unseen">{ ": " }{ text_node(&text.questions[question].prompt) }</span>
        </>
    };
    html! {
        <li key={Key::from(view.model().questions[question].id.as_str())}>
            <p>{ line }<small>{ below }</small></p>
            { button("quiet", label, view.acts(Action::Revise(question))) }
        </li>
    }
}
