//! What to do: the actions that the answers call for, in parts. A plan is read by its titles; the first action of each part
//! is open, the others are one press away. Beside each is a box to tick.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    copy::copy_button,
    sources::sources,
    view::View,
    words::{all, all_of, called, fold, heading, interpolate, say, text_node, who},
};
use crate::{
    content::{Effort, Phrase, Text},
    engine::{self, Advice},
    session::Action,
};

/// The plan; nothing where the pack advises nothing.
pub fn plan(view: View, level: usize) -> Html {
    let (model, text) = (view.model(), view.text());
    let plan = engine::plan(model, view.session.shown());
    if plan.is_empty() {
        return Html::default();
    }
    let part = |advice: &Advice| model.actions[advice.action].part;
    let section = |list: &[Advice]| {
        let actions = list
            .iter()
            .enumerate()
            .map(|(index, advice)| action(view, advice.action, because(text, advice), index == 0, level + 2));
        html! {
            <>
                <div class="part">{ heading(level + 1, say(text, called(part(&list[0])))) }</div>
                <ol>{ all(&mut { actions }) }</ol>
            </>
        }
    };
    html! {
        <section class="plan" part="plan">
            { heading(level, say(text, Phrase::Plan)) }
            { all(&mut plan.chunk_by(|one, other| part(one) == part(other)).map(section)) }
        </section>
    }
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
                    { why }
                    <p class="why">{ say(text, Phrase::Measure) }{ " " }{ text_node(&spoken.measure) }</p>
                    if let Some(ready) = &spoken.ready {
                        { fold("ready", say(text, Phrase::Ready), html! {
                            <>
                                <p class="text">{ text_node(ready) }</p>
                                { copy_button(view, Phrase::Copy, ready) }
                            </>
                        }) }
                    }
                    { sources(view.pack, &about.claims) }
                </div>
            </details>
        </li>
    }
}

/// The answers that called for it, or else the role that it serves.
fn because(text: &Text, advice: &Advice) -> Html {
    let reason = match advice.serves {
        _ if !advice.because.is_empty() => {
            interpolate(text, Phrase::Because, &[("reason", all_of(text, advice.because.iter().copied()))])
        }
        Some(role) => interpolate(text, Phrase::BecauseRole, &[("who", who(text, role))]),
        None => say(text, Phrase::BecauseAll),
    };
    html! { <p class="why">{ reason }</p> }
}
