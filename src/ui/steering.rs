//! What steers the plan, on the result itself: questions whose answers rearrange it at once.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    view::View,
    words::{all, fold, heading, say, text_node},
};
use crate::{
    content::{Phrase, QuestionIx},
    engine::{self, Answer},
    session::Action,
};

/// Groups that are open from the start: with more of them, the first action is more than a screen below the verdict.
const OPEN: usize = 2;

/// A group of choices for each question that an action of this plan reads; nothing while a what-if is previewed, whose
/// answers are not the visitor's to give.
pub fn steering(view: View, level: usize) -> Html {
    let (model, session, text) = (view.model(), view.session, view.text());
    let questions = engine::steering(model, &session.answers);
    if questions.is_empty() || session.what_if().is_some() {
        return Html::default();
    }
    let group = |question: QuestionIx| {
        let (about, spoken) = (&model.questions[question], &text.questions[question]);
        let option = |option: usize| {
            let answer = Answer::Chosen(option);
            html! {
                <label key={Key::from(about.options[option].id.as_str())} class="chip">
                    <input
                        type="radio"
                        name={about.id.clone()}
                        checked={session.answers.get(question) == Some(answer)}
                        onchange={view.acts(Action::Steer(question, answer))}
                    />
                    <span>{ text_node(&spoken.options[option].label) }</span>
                </label>
            }
        };
        html! {
            <fieldset key={Key::from(about.id.as_str())}>
                <legend>{ heading(level + 1, text_node(&spoken.prompt)) }</legend>
                <div class="chips">{ all(&mut (0..about.options.len()).map(option)) }</div>
            </fieldset>
        }
    };
    let (open, folded) = questions.split_at(questions.len().min(OPEN));
    let groups = |of: &[QuestionIx]| all(&mut of.iter().copied().map(group));
    html! {
        <section class="steering" part="steering">
            <div class="unseen">{ heading(level, say(text, Phrase::Steer)) }</div>
            { groups(open) }
            if !folded.is_empty() {
                { fold("finer", say(text, Phrase::SteerMore), groups(folded)) }
            }
            <p role="status" class="unseen">
                if session.steered > 0 {
                    // A new one each time, or only the first would be read out.
                    <span key={Key::from(session.steered)}>{ say(text, Phrase::Steered) }</span>
                }
            </p>
        </section>
    }
}
