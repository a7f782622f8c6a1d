//! What to do: three actions to start with, open and numbered, and everything else of the plan folded by part. Beside each
//! action is a box to tick.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    copy::copy_button,
    sources::claims,
    view::View,
    words::{all, all_of, called, fold, heading, interpolate, number, say, text_node, who},
};
use crate::{
    content::{Effort, Phrase, Text, Type},
    engine::{self, Advice, Group},
    session::Action,
};

/// What to start with; nothing where the pack advises nothing.
pub fn first_steps(view: View, level: usize) -> Html {
    let text = view.text();
    let first = engine::agenda(view.model(), view.session.shown()).first;
    if first.is_empty() {
        return Html::default();
    }
    let done = first.iter().filter(|advice| view.session.done.contains(&advice.action)).count();
    let item = |advice: &Advice| action(view, advice.action, why(text, advice), true, level + 1);
    html! {
        <section class="plan" part="plan">
            // Few people are told less than three.
            { heading(level, say(text, if first.len() == 3 { Phrase::Three } else { Phrase::PartServe })) }
            <ol class="three">{ all(&mut first.iter().map(item)) }</ol>
            <p role="status" class="note">
                if done > 0 {
                    { interpolate(text, Phrase::ThreeDone, &[("n", number(done)), ("all", number(first.len()))]) }
                }
            </p>
        </section>
    }
}

/// The rest of the plan, a fold for each part.
pub fn more_ideas(view: View, level: usize) -> Html {
    let text = view.text();
    let group = |group: &Group| {
        let called = match group.serves {
            Some(Type::Customer) => Phrase::PartBuying,
            Some(Type::Consumer) => Phrase::PartUsing,
            _ => called(group.part),
        };
        let item = |advice: &Advice| action(view, advice.action, why(text, advice), false, level + 1);
        let summary = html! {
            <>
                { heading(level, say(text, called)) }
                <span class="count">{ interpolate(text, Phrase::MoreIdeas, &[("n", number(group.advice.len()))]) }</span>
            </>
        };
        fold("ideas", summary, html! { <ol>{ all(&mut group.advice.iter().map(item)) }</ol> })
    };
    all(&mut engine::agenda(view.model(), view.session.shown()).rest.iter().map(group))
}

/// An action, with why it is advised or where it fits, in paragraphs.
pub fn action(view: View, action: usize, why: Html, open: bool, level: usize) -> Html {
    let (about, text) = (&view.model().actions[action], view.text());
    let spoken = &text.actions[action];
    let is_done = view.session.done.contains(&action);
    html! {
        <li key={Key::from(about.id.as_str())} class={if is_done { "action done" } else { "action" }} part="action">
            <label class="tick">
                <input type="checkbox" checked={is_done} onchange={view.acts(Action::Toggle(action))} />
                <span class="unseen">{ interpolate(text, Phrase::Done, &[("title", text_node(&spoken.title))]) }</span>
            </label>
            <details {open}>
                <summary>
                    { heading(level, text_node(&spoken.title)) }
                    <span class="effort">
                        { say(text, match about.effort {
                            Effort::Hour => Phrase::EffortHour,
                            Effort::Day => Phrase::EffortDay,
                            Effort::Week => Phrase::EffortWeek,
                        }) }
                    </span>
                </summary>
                <div class="what">
                    <p>{ text_node(&spoken.text) }</p>
                    <p class="first"><b>{ say(text, Phrase::First) }</b>{ " " }{ text_node(&spoken.first) }</p>
                    if let Some(ready) = &spoken.ready {
                        <details class="ready" {open}>
                            <summary>{ say(text, Phrase::Ready) }</summary>
                            <p class="text">{ text_node(ready) }</p>
                            { copy_button(view, Phrase::Copy, ready) }
                        </details>
                    }
                    { why }
                    <p class="why">{ say(text, Phrase::Measure) }{ " " }{ text_node(&spoken.measure) }</p>
                    { claims(view, &about.claims) }
                </div>
            </details>
        </li>
    }
}

/// The answers that called for it, or else the role that it serves.
fn why(text: &Text, advice: &Advice) -> Html {
    let reason = match advice.serves {
        _ if !advice.because.is_empty() => {
            interpolate(text, Phrase::Because, &[("reason", all_of(text, advice.because.iter().copied()))])
        }
        Some(role) => interpolate(text, Phrase::BecauseRole, &[("who", who(text, role))]),
        None => say(text, Phrase::BecauseAll),
    };
    html! { <p class="why">{ reason }</p> }
}
