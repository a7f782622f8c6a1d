//! What to do for the types that the verdict does not name, and where nothing in the answers calls for it: one press away.

use yew::prelude::*;

use super::{
    plan::action,
    view::View,
    words::{all, called, fold, heading, interpolate, joined, say, text_node, who},
};
use crate::{
    content::{Condition, Phrase, Text},
    engine::{self, Beyond},
    session::Action,
};

/// A button for each; nothing where the plan leaves nothing out.
pub fn other_advice(view: View, level: usize) -> Html {
    let (session, text) = (view.session, view.text());
    let others = engine::beyond(view.model(), session.shown());
    if others.is_empty() {
        return Html::default();
    }
    let looked_at = session.other_advice;
    let button = |&(one, _): &(Beyond, Vec<usize>)| {
        let open = looked_at == Some(one);
        let label = match one {
            Beyond::Serving(of) => interpolate(text, Phrase::BeyondType, &[("who", who(text, of))]),
            Beyond::Part(part) => say(text, called(part)),
        };
        let press = view.acts(Action::ShowOtherAdvice((!open).then_some(one)));
        html! {
            <button type="button" class="plain" part="button" aria-expanded={if open { "true" } else { "false" }} onclick={press}>
                { label }
            </button>
        }
    };
    let list = |(_, actions): &(Beyond, Vec<usize>)| {
        let item = |&of: &usize| action(view, of, fits(text, &view.model().actions[of].when), false, level + 1);
        html! { <ol>{ all(&mut actions.iter().map(item)) }</ol> }
    };
    let content = html! {
        <div part="beyond">
            <p class="note">{ say(text, Phrase::BeyondNote) }</p>
            <div class="row">{ all(&mut others.iter().map(button)) }</div>
            { all(&mut others.iter().filter(|(one, _)| looked_at == Some(*one)).map(list)) }
        </div>
    };
    fold("beyond", heading(level, say(text, Phrase::Beyond)), content)
}

/// Where an action fits, a paragraph for each condition; nothing where it fits everywhere.
fn fits(text: &Text, when: &[Condition]) -> Html {
    let one = |condition: &Condition| {
        let words_of = &text.questions[condition.question].options;
        let mut reasons = condition.options.iter().map(|&option| text_node(&words_of[option].reason));
        let reason = joined(text, Phrase::Or, &mut reasons);
        let phrase = if condition.among { Phrase::FitsIf } else { Phrase::FitsUnless };
        html! { <p class="why">{ interpolate(text, phrase, &[("reason", reason)]) }</p> }
    };
    all(&mut when.iter().map(one))
}
