//! What to do: the actions that the answers call for, in parts. A plan is read by its titles; the first action of each part
//! is open, the others are one press away.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    Pack,
    changes::all_of,
    copy::Copier,
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
        let title = match part(&list[0]) {
            Part::Repair => Phrase::PartRepair,
            Part::Serve => Phrase::PartServe,
            Part::Grow => Phrase::PartGrow,
            Part::Balance => Phrase::PartBalance,
        };
        let actions = list.iter().enumerate().map(|(place, advice)| {
            action(pack, advice.action, Some(because(text, advice)), place == 0, level + 2, copier)
        });
        html! {
            <>
                <div class="part">{ heading(level + 1, say(text, title)) }</div>
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

/// An action, at its index in the model, with the reason for it unless that stands above.
pub fn action(pack: &Pack, action: usize, why: Option<Html>, open: bool, level: usize, copier: Copier<'_>) -> Html {
    let (about, text) = (&pack.model.actions[action], &*pack.text);
    let spoken = &text.actions[action];
    html! {
        <li key={Key::from(about.id.as_str())} class="action" part="action">
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
                    if let Some(why) = why {
                        <p class="why">{ why }</p>
                    }
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
    match advice.serves {
        _ if !advice.because.is_empty() => {
            weave(text, Phrase::Because, &[("reason", all_of(text, advice.because.iter().copied()))])
        }
        Some(role) => weave(text, Phrase::BecauseRole, &[("who", who(text, role))]),
        None => say(text, Phrase::BecauseAll),
    }
}
