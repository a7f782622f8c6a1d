//! One question: native radios in a fieldset, Continue and Back.
//!
//! Nothing advances by itself, and no button is ever disabled: both would take the keyboard's way through the options.

use web_sys::HtmlElement;
use yew::{prelude::*, virtual_dom::Key};

use super::{
    Pack,
    sources::sources,
    words::{all, heading, number, say, weave, words},
};
use crate::{
    content::{Phrase, QuestionIx},
    engine::Answer,
};

/// How far the visitor has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// The how-manieth question this is.
    pub place: usize,
    /// About how many come after it.
    pub left: usize,
    /// Whether there is more to ask than before the last answer.
    pub opened: bool,
    /// Whether this answer was given before and is being changed.
    pub revising: bool,
}

/// Properties of [`Question`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct QuestionProps {
    /// The pack, in the language to speak.
    pub pack: Pack,
    /// The question.
    pub question: QuestionIx,
    /// The answer given earlier, offered again.
    pub chosen: Option<Answer>,
    /// Where in the questionnaire this is.
    pub progress: Progress,
    /// Level of its heading.
    pub level: usize,
    /// Receives the focus after a step.
    pub focus: NodeRef,
    /// Called with the answer.
    pub on_give: Callback<Answer>,
    /// Called to go back; `None` where there is nothing before.
    pub on_back: Option<Callback<MouseEvent>>,
}

/// A question.
#[component]
pub fn Question(props: &QuestionProps) -> Html {
    let QuestionProps { pack, question, progress, focus, .. } = props;
    let text = &*pack.text;
    let about = &pack.model.questions[*question];
    let spoken = &text.questions[*question];
    // The radios show themselves what is chosen: to draw all of them again would take longer than the rest of a choice.
    let chosen = use_mut_ref(|| props.chosen);
    // How often Continue was pressed with nothing chosen.
    let missing = use_state(|| 0);
    let first = use_node_ref();

    let go_on = {
        let (chosen, missing, first, on_give) = (chosen.clone(), missing.clone(), first.clone(), props.on_give.clone());
        Callback::from(move |()| {
            let answer = *chosen.borrow();
            if let Some(answer) = answer {
                on_give.emit(answer);
                return;
            }
            missing.set(*missing + 1);
            if let Some(radio) = first.cast::<HtmlElement>() {
                // A radio that cannot take the focus is no reason to stop; the message is there.
                let _ = radio.focus();
            }
        })
    };
    // A click is enough in a sandboxed frame without `allow-forms`, where no form submits; the form is enough on a page that
    // lets no click through, since a submission stays within the shadow root. Outside of a dialog this one does nothing else.
    let press = go_on.reform(|event: Event| event.prevent_default());
    let on_key = {
        let go_on = go_on.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                go_on.emit(());
            }
        })
    };

    let option = |answer: Answer| {
        let (class, label, note, node) = match answer {
            Answer::Chosen(place) => {
                let words = &spoken.options[place];
                let node = if place == 0 { first.clone() } else { NodeRef::default() };
                ("option", words.label.clone(), words.note.as_ref(), node)
            }
            Answer::NotSure => ("option soft", text.say(Phrase::NotSure), None, NodeRef::default()),
        };
        let choose = {
            let (chosen, missing) = (chosen.clone(), missing.clone());
            move |_: Event| {
                chosen.replace(Some(answer));
                if *missing > 0 {
                    missing.set(0);
                }
            }
        };
        html! {
            <label key={Key::from(answer.id(about))} {class} part="option">
                <input
                    ref={node}
                    type="radio"
                    name={about.id.clone()}
                    checked={*chosen.borrow() == Some(answer)}
                    onchange={choose}
                />
                <span>
                    { words(&label) }
                    if let Some(note) = note {
                        <small>{ words(note) }</small>
                    }
                </span>
            </label>
        }
    };

    let place = number(progress.place);
    html! {
        <section class="question" part="question">
            <p id="place" class="eyebrow">
                { match progress {
                    Progress { revising: true, .. } => say(text, Phrase::Revising),
                    Progress { left: 0, .. } => weave(text, Phrase::ProgressLast, &[("n", place)]),
                    Progress { left, .. } => {
                        weave(text, Phrase::Progress, &[("n", place), ("left", number(*left))])
                    }
                } }
                if progress.opened {
                    <span class="opened">{ say(text, Phrase::ProgressMore) }</span>
                }
            </p>
            <fieldset aria-describedby={if *missing > 0 { "help missing place" } else { "help place" }}>
                <legend tabindex="-1" ref={focus.clone()}>{ heading(props.level, words(&spoken.prompt)) }</legend>
                <p id="help" class="help">{ words(&spoken.help) }</p>
                if *missing > 0 {
                    // A new one each time, or only the first would be read out.
                    <p key={Key::from(*missing)} id="missing" class="missing" role="alert">{ say(text, Phrase::Missing) }</p>
                }
                <div class="options" onkeydown={on_key}>
                    { all(&mut (0..about.options.len()).map(Answer::Chosen).chain([Answer::NotSure]).map(option)) }
                </div>
            </fieldset>
            <form class="row" method="dialog" onsubmit={press.reform(|event: SubmitEvent| event.into())}>
                <button class="go" part="button continue" onclick={press.reform(|event: MouseEvent| event.into())}>
                    { say(text, Phrase::Continue) }
                </button>
                if let Some(back) = &props.on_back {
                    <button type="button" class="quiet" part="button back" onclick={back}>{ say(text, Phrase::Back) }</button>
                }
            </form>
            { sources(pack, &about.claims) }
        </section>
    }
}
