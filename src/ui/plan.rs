//! What to do: the actions that the answers call for, in parts. A plan is read by its titles; the first action of each part
//! is open, the others are one press away. Beside each is a box to tick.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    Deed, Pack,
    changes::all_of,
    copy::Copier,
    session::Action,
    sources::sources,
    words::{all, fold, heading, say, weave, who, words},
};
use crate::{
    content::{Effort, Part, Phrase, Text},
    engine::{self, Advice, Answers},
};

/// The plan; nothing where the pack advises nothing.
pub fn plan(pack: &Pack, answers: &Answers, level: usize, copier: Copier<'_>) -> Html {
    let text = &*pack.text;
    let plan = engine::plan(&pack.model, answers);
    if plan.is_empty() {
        return Html::default();
    }
    let part = |advice: &Advice| pack.model.actions[advice.action].part;
    let section = |list: &[Advice]| {
        let actions = list
            .iter()
            .enumerate()
            .map(|(place, advice)| action(pack, advice.action, because(text, advice), place == 0, level + 2, copier));
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

/// What a part of the plan is called.
pub fn called(part: Part) -> Phrase {
    match part {
        Part::Repair => Phrase::PartRepair,
        Part::Serve => Phrase::PartServe,
        Part::Grow => Phrase::PartGrow,
        Part::Balance => Phrase::PartBalance,
    }
}

/// An action, with why it is advised or where it fits, in paragraphs.
pub fn action(pack: &Pack, action: usize, why: Html, open: bool, level: usize, copier: Copier<'_>) -> Html {
    let (about, text) = (&pack.model.actions[action], &*pack.text);
    let spoken = &text.actions[action];
    let Copier { session, act, on_deed } = copier;
    let is_done = session.done.contains(&action);
    let tick = {
        let (pack, act, done) = (pack.clone(), act.clone(), session.done.clone());
        on_deed.reform(move |_: Event| {
            let mut done = done.clone();
            done.retain(|one| *one != action);
            if !is_done {
                done.push(action);
            }
            act.emit(Action::Ticked(done.clone()));
            Deed::Ticked(pack.clone(), done)
        })
    };
    html! {
        <li key={Key::from(about.id.as_str())} class={if is_done { "action done" } else { "action" }} part="action">
            <label class="tick">
                <input type="checkbox" checked={is_done} onchange={tick} />
                <span class="unseen">{ weave(text, Phrase::Done, &[("title", words(&spoken.title))]) }</span>
            </label>
            <details {open}>
                <summary>
                    { heading(level, words(&spoken.title)) }
                    <span class="effort">
                        { say(text, match about.effort {
                            Effort::Hour => Phrase::EffortHour,
                            Effort::Day => Phrase::EffortDay,
                            Effort::Week => Phrase::EffortWeek,
                        }) }
                    </span>
                </summary>
                <div class="what">
                    <p>{ words(&spoken.text) }</p>
                    <p class="first"><b>{ say(text, Phrase::First) }</b>{ " " }{ words(&spoken.first) }</p>
                    { why }
                    <p class="why">{ say(text, Phrase::Measure) }{ " " }{ words(&spoken.measure) }</p>
                    if let Some(ready) = &spoken.ready {
                        { fold("ready", say(text, Phrase::Ready), html! {
                            <>
                                <p class="text">{ words(ready) }</p>
                                { copier.button(text, Phrase::Copy, ready) }
                            </>
                        }) }
                    }
                    { sources(pack, &about.claims) }
                </div>
            </details>
        </li>
    }
}

/// The answers that called for it, or else the role that it serves.
fn because(text: &Text, advice: &Advice) -> Html {
    let reason = match advice.serves {
        _ if !advice.because.is_empty() => {
            weave(text, Phrase::Because, &[("reason", all_of(text, advice.because.iter().copied()))])
        }
        Some(role) => weave(text, Phrase::BecauseRole, &[("who", who(text, role))]),
        None => say(text, Phrase::BecauseAll),
    };
    html! { <p class="why">{ reason }</p> }
}
