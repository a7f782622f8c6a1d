//! How well each type fits: the picture, labelled bars, and the way there in numbers.

use yew::prelude::*;

use super::{
    ternary::{steps, ternary},
    view::View,
    words::{all, bar, heading, hue, percent, say, share, text_node},
};
use crate::{
    content::{Phrase, Type},
    engine::{sort_by_key, verdict},
};

/// The picture, and a bar for each type, best fit first.
pub fn fit(view: View, level: usize) -> Html {
    let text = view.text();
    let shares = verdict::fit(view.model(), view.session.shown());
    let mut order = Type::ALL;
    sort_by_key(&mut order, |of| -shares[*of as usize]);
    let row = |of: Type| {
        let fits = shares[of as usize];
        html! {
            <li class={hue(of)}>
                <b>{ text_node(&text.role(of).name) }</b>
                { bar("bar", 0, percent(fits)) }
                <span class="percent">{ share(text, fits) }</span>
            </li>
        }
    };
    html! {
        <section class="fit" part="fit">
            { heading(level, say(text, Phrase::Fit)) }
            <div class="sides">
                { ternary(view) }
                <div>
                    <ul>{ all(&mut order.into_iter().map(row)) }</ul>
                    <p class="note">{ say(text, Phrase::FitNote) }</p>
                    <p class="note">{ say(text, Phrase::PictureNote) }</p>
                </div>
            </div>
            { steps(view) }
        </section>
    }
}
