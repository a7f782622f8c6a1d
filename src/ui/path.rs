//! The path: what the owner could change so that these people become something else, step by step, and whether it pays.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    plan::action,
    sources::claims,
    ternary::path_drawing,
    view::View,
    words::{all, all_of, heading, hue, interpolate, label, number, say, text_node},
};
use crate::{
    content::{Bearing, Phrase, Type},
    engine::{
        self, Firmness, Verdict,
        path::{Obstacle, Stage, notes},
    },
    session::Action,
};

/// A button for every type that the verdict does not lead with, and the path to the one that is chosen; nothing while a
/// what-if is previewed.
pub fn path(view: View, verdict: &Verdict, level: usize) -> Html {
    let (session, text) = (view.session, view.text());
    if session.what_if().is_some() {
        return Html::default();
    }
    let target = |of: Type| {
        let chosen = session.path == Some(of);
        html! {
            <button
                type="button"
                class="chip"
                part="button"
                aria-expanded={if chosen { "true" } else { "false" }}
                onclick={view.acts::<MouseEvent>(Action::ShowPath((!chosen).then_some(of)))}
            >
                <span class={hue(of)}>{ text_node(&text.role(of).many) }</span>
            </button>
        }
    };
    // Whoever is between two may be taken to either.
    let is_one = |of: Type| {
        verdict.firmness != Firmness::Between && (of == verdict.leading || verdict.both && verdict.also == Some(of))
    };
    let targets = Type::ALL.into_iter().filter(|&of| !is_one(of));
    html! {
        <section class="path" part="path">
            { heading(level, say(text, Phrase::Path)) }
            <div class="chips">{ all(&mut targets.map(target)) }</div>
            if let Some(of) = session.path.filter(|&of| !is_one(of)) {
                { way(view, of, level + 1) }
            }
        </section>
    }
}

/// The steps that lead to a type, or what stands in the way; and what it costs and brings.
fn way(view: View, of: Type, level: usize) -> Html {
    let (model, text, answers) = (view.model(), view.text(), &view.session.answers);
    let Some(path) = engine::path(model, answers, of.into()) else {
        return html! { <p role="status">{ say(text, Phrase::PathNowhere) }</p> };
    };
    let obstacles = path.blocked_by.iter().map(|&Obstacle { question, to, .. }| (question, to));
    html! {
        <div class={hue(of)}>
            if !path.blocked_by.is_empty() {
                <p role="status">{ interpolate(text, Phrase::PathNone, &[("reason", all_of(text, obstacles))]) }</p>
            }
            if !path.steps.is_empty() {
                <div class="sides">
                    <ol class="steps-of-path">{ all(&mut path.steps.iter().enumerate().map(|(index, one)| step(view, index, one, level))) }</ol>
                    { path_drawing(view, &path.steps) }
                </div>
            }
            { said_of_it(view, of, level) }
        </div>
    }
}

fn step(view: View, index: usize, step: &Stage, level: usize) -> Html {
    let text = view.text();
    let (about, spoken) = (&view.model().questions[step.question], &text.questions[step.question]);
    html! {
        <li key={Key::from(about.id.as_str())}>
            <p class="eyebrow">{ interpolate(text, Phrase::PathStep, &[("n", number(index + 1))]) }</p>
            { heading(level, text_node(&spoken.options[step.to].label)) }
            <p class="why">
                { text_node(&spoken.prompt) }
                if let Some(from) = step.from {
                    { " " }
                    { interpolate(text, Phrase::TrialGiven, &[(
                        "answer",
                        interpolate(text, Phrase::Quoted, &[("words", label(text, step.question, from))]),
                    )]) }
                }
            </p>
            if !step.actions.is_empty() {
                // More than these are a list to study rather than a step.
                <ol>{ all(&mut step.actions.iter().take(2).map(|&one| action(view, one, Html::default(), false, level + 1))) }</ol>
            }
        </li>
    }
}

/// What the sources say of the way there: what it brings, what it costs, when it pays and when it does not.
fn said_of_it(view: View, of: Type, level: usize) -> Html {
    let (model, text) = (view.model(), view.text());
    let found = notes(model, &view.session.answers, of.into());
    let group = |(says, phrase): (Bearing, Phrase)| {
        let of_it = found.iter().filter(|(note, _)| model.paths[*note].says == says);
        let mut items = of_it.map(|&(note, _)| html! { <li>{ text_node(&text.paths[note]) }{ claims(view, &model.paths[note].claims) }</li> }).peekable();
        html! {
            if items.peek().is_some() {
                <div>
                    { heading(level, say(text, phrase)) }
                    <ul>{ all(&mut items) }</ul>
                </div>
            }
        }
    };
    let groups = [
        (Bearing::Brings, Phrase::PathBrings),
        (Bearing::Costs, Phrase::PathCosts),
        (Bearing::Pays, Phrase::PathPays),
        (Bearing::DoesNotPay, Phrase::PathDoesNotPay),
    ];
    html! { <div class="said">{ all(&mut groups.into_iter().map(group)) }</div> }
}
