//! How well each type fits, as labelled bars.

use yew::prelude::*;

use super::{
    Pack,
    words::{all, bar, heading, hue, number, say, weave, words},
};
use crate::{
    content::{Phrase, Type},
    engine::{Answers, sort_by_key, verdict},
};

/// A bar for each type, best fit first.
pub fn fit(pack: &Pack, answers: &Answers, level: usize) -> Html {
    let text = &*pack.text;
    let shares = verdict::fit(&pack.model, answers);
    let mut order = Type::ALL;
    sort_by_key(&mut order, |of| -shares[*of as usize]);
    let row = |of: Type| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share lies between 0 and 1")]
        let percent = (shares[of as usize] * 100.0 + 0.5) as usize;
        // No answers make certain: a judgement never reads 0 or 100.
        let percent = percent.clamp(1, 99);
        html! {
            <li class={hue(of)}>
                <b>{ words(&text.role(of).name) }</b>
                { bar("bar", percent) }
                <span class="percent">{ weave(text, Phrase::Percent, &[("n", number(percent))]) }</span>
            </li>
        }
    };
    html! {
        <section class="fit" part="fit">
            { heading(level, say(text, Phrase::Fit)) }
            <ul>{ all(&mut order.into_iter().map(row)) }</ul>
            <p class="note">{ say(text, Phrase::FitNote) }</p>
        </section>
    }
}
