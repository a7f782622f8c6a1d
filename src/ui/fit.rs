//! How well each type fits: bars, the ternary plot, and how each answer moved the point.

use yew::prelude::*;

use super::{
    ternary::{steps, ternary},
    view::View,
    words::{all, bar, fold, heading, hue, interpolate, number, say, text_node},
};
use crate::{
    content::{Phrase, Type},
    engine::{explain::percents, sort_by_key, verdict},
};

/// One press away: it says in numbers what the verdict says in words.
pub fn fit(view: View, level: usize) -> Html {
    let text = view.text();
    let shares = percents(verdict::fit(view.model(), view.session.shown()));
    let mut order = Type::ALL;
    sort_by_key(&mut order, |of| std::cmp::Reverse(shares[*of as usize]));
    let row = |of: Type| {
        let fits = usize::from(shares[of as usize]);
        html! {
            <li class={hue(of)}>
                <b>{ text_node(&text.role(of).name) }</b>
                { bar("bar", 0, fits) }
                <span class="percent">{ interpolate(text, Phrase::Percent, &[("n", number(fits))]) }</span>
            </li>
        }
    };
    let content = html! {
        <div part="fit">
            <ul>{ all(&mut order.into_iter().map(row)) }</ul>
            <p class="note">{ say(text, Phrase::FitNote) }</p>
            { ternary(view) }
            <p class="note">{ say(text, Phrase::PictureNote) }</p>
            { steps(view) }
        </div>
    };
    fold("fit", heading(level, say(text, Phrase::Fit)), content)
}
