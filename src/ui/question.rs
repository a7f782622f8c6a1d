//! One question: native radios in a fieldset, Continue and Back.
//!
//! Nothing advances by itself, and no button is ever disabled: both would take the keyboard's way through the options.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    compare::compare,
    sources::sources,
    view::View,
    words::{all, heading, interpolate, number, say, text_node},
};
use crate::{
    content::Phrase,
    engine::{Answer, is_at_a_loss},
    session::{Action, Asking},
};

/// A question.
pub fn question(view: View, asking: &Asking) -> Html {
    let (session, text) = (view.session, view.text());
    let about = &view.model().questions[asking.question];
    let spoken = &text.questions[asking.question];
    let missing = asking.missing;
    // A click is enough in a sandboxed frame without `allow-forms`, where no form submits; the form is enough on a page that
    // lets no click through, since a submission stays within the shadow root. Outside of a dialog this one does nothing else.
    let go_on = view.act.reform(|event: Event| {
        event.prevent_default();
        Action::Continue
    });
    let on_key = {
        let go_on = go_on.clone();
        Callback::from(move |event: KeyboardEvent| {
            // The one that ends a composition is the input method's.
            if event.key() == "Enter" && !event.is_composing() {
                go_on.emit(event.into());
            }
        })
    };

    let option = |answer: Answer| {
        let (key, class, label, added, place) = match answer {
            Answer::Chosen(index) => {
                let words = &spoken.options[index];
                let place = if index == 0 { view.nodes.first_option.clone() } else { NodeRef::default() };
                (Key::from(index), "option", words.label.clone(), words.note.as_ref(), place)
            }
            Answer::NotSure => {
                (Key::from("not sure"), "option soft", text.say(Phrase::NotSure), None, NodeRef::default())
            }
        };
        html! {
            <label {key} {class} part="option">
                <input
                    ref={place}
                    type="radio"
                    name={about.id.clone()}
                    checked={asking.chosen == Some(answer)}
                    onchange={view.acts(Action::Choose(answer))}
                />
                <span>
                    { text_node(&label) }
                    if let Some(added) = added {
                        <small>{ text_node(added) }</small>
                    }
                </span>
            </label>
        }
    };

    let asked = session.asked();
    let progress = if asking.revising && session.answers.get(asking.question).is_some() {
        say(text, Phrase::Revising)
    } else {
        let most = asked + session.left().max(1);
        interpolate(text, Phrase::ProgressMost, &[("n", number(asked + 1)), ("most", number(most))])
    };
    html! {
        <section key={Key::from(about.id.as_str())} class="question" part="question">
            <p id="place" class="eyebrow">
                if asked > 0 && !session.name.is_empty() {
                    <b class="about">{ text_node(&session.name) }</b>
                }
                { progress }
            </p>
            <fieldset aria-describedby={if missing > 0 { "help missing place" } else { "help place" }}>
                <legend tabindex="-1" ref={view.nodes.top.clone()}>{ heading(view.settings.level + 1, text_node(&spoken.prompt)) }</legend>
                <p id="help" class="help">{ text_node(&spoken.help) }</p>
                <div class="options" onkeydown={on_key}>
                    { all(&mut (0..about.options.len()).map(Answer::Chosen).chain([Answer::NotSure]).map(option)) }
                </div>
            </fieldset>
            // A class for what a message in it could tell: WebKit does not look at `:has()` again when one is inserted.
            <form class={if missing > 0 { "row near" } else { "row" }} method="dialog" onsubmit={go_on.reform(|event: SubmitEvent| event.into())}>
                if missing > 0 {
                    // Above the button that was pressed, where the eye is, and in view with it wherever the focus goes. A new
                    // one each time, or only the first would be read out.
                    <p key={Key::from(missing)} id="missing" class="missing" role="alert">{ say(text, Phrase::Missing) }</p>
                }
                <button class="go" part="button continue" onclick={go_on.reform(|event: MouseEvent| event.into())}>
                    { say(text, Phrase::Continue) }
                </button>
                if asked > 0 || asking.revising {
                    <button type="button" class="quiet" part="button back" onclick={view.acts::<MouseEvent>(Action::Back)}>{ say(text, Phrase::Back) }</button>
                }
            </form>
            { sources(view.pack, &about.claims) }
            if is_at_a_loss(&session.answers) {
                <p class="note">{ say(text, Phrase::OfferCompare) }</p>
                { compare(view, None) }
            }
        </section>
    }
}
