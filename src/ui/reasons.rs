//! Why: one sentence, and below it each answer with a bar, what speaks for the verdict first and then what speaks against it.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    sources::claims,
    view::View,
    words::{all, all_of, bar, fold, heading, interpolate, number, say, text_node},
};
use crate::{
    content::Phrase,
    engine::{self, Reason},
    session::Action,
};

/// The weightiest answers are enough for a sentence.
const IN_A_SENTENCE: usize = 3;

/// Why in one sentence; nothing where no answer speaks for the verdict.
pub fn because(view: View) -> Html {
    let text = view.text();
    let found = engine::reasons(view.model(), view.session.shown()).in_favour;
    if found.is_empty() {
        return Html::default();
    }
    let reasons = found.iter().take(IN_A_SENTENCE).map(|one| (one.question, one.option));
    html! { <p class="because">{ interpolate(text, Phrase::Because, &[("reason", all_of(text, reasons))]) }</p> }
}

/// Every answer that says something about the verdict, on one scale; one toggle shows all sources.
pub fn reasons(view: View, level: usize) -> Html {
    let (session, text) = (view.session, view.text());
    let found = engine::reasons(view.model(), session.shown());
    let most = found.in_favour.iter().chain(&found.against).map(|one| one.weight.unsigned_abs()).max().unwrap_or(1);
    let list = |phrase: Phrase, reasons: &[Reason]| {
        html! {
            if !reasons.is_empty() {
                { heading(level + 1, say(text, phrase)) }
                <ul>{ all(&mut reasons.iter().map(|one| reason(view, one, most))) }</ul>
            }
        }
    };
    let content = html! {
        <div part="reasons">
            if found.in_favour.is_empty() && found.against.is_empty() {
                <p>{ say(text, Phrase::WhyNothing) }</p>
            }
            { list(Phrase::SpeaksFor, &found.in_favour) }
            { list(Phrase::SpeaksAgainst, &found.against) }
            <button
                type="button"
                class="quiet"
                part="button"
                aria-pressed={if session.shows_sources { "true" } else { "false" }}
                onclick={view.acts::<MouseEvent>(Action::ShowSources(!session.shows_sources))}
            >
                { say(text, Phrase::Sources) }
            </button>
        </div>
    };
    let counts = [("for", number(found.in_favour.len())), ("against", number(found.against.len()))];
    let summary = html! {
        <>
            { heading(level, say(text, Phrase::Why)) }
            <span class="count">{ interpolate(text, Phrase::WhyCount, &counts) }</span>
        </>
    };
    fold("reasons", summary, content)
}

fn reason(view: View, one: &Reason, most: u16) -> Html {
    let (about, spoken) = (&view.model().questions[one.question], &view.text().questions[one.question]);
    let length = 50 * usize::from(one.weight.unsigned_abs()) / usize::from(most);
    let bar = if one.weight > 0 { bar("lean", 50, 50 + length) } else { bar("lean", 50 - length, 50) };
    html! {
        <li key={Key::from(about.id.as_str())} class="reason">
            <p>
                { text_node(&spoken.options[one.option].label) }
                <small>{ text_node(&spoken.prompt) }</small>
            </p>
            { bar }
            { claims(view, &about.options[one.option].claims) }
        </li>
    }
}
