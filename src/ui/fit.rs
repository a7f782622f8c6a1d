//! How well each type fits: the picture, labelled bars, and the way there in numbers.

use yew::prelude::*;

use super::{
    Pack, Session,
    picture::{picture, steps},
    words::{all, bar, heading, hue, number, say, weave, words},
};
use crate::{
    content::{Phrase, Text, Type},
    engine::{sort_by_key, verdict},
};

/// The picture, and a bar for each type, best fit first.
pub fn fit(pack: &Pack, session: &Session, level: usize) -> Html {
    let text = &*pack.text;
    let shares = verdict::fit(&pack.model, session.shown());
    let mut order = Type::ALL;
    sort_by_key(&mut order, |of| -shares[*of as usize]);
    let row = |of: Type| {
        let fits = shares[of as usize];
        html! {
            <li class={hue(of)}>
                <b>{ words(&text.role(of).name) }</b>
                { bar("bar", 0, percent(fits)) }
                <span class="percent">{ share(text, fits) }</span>
            </li>
        }
    };
    html! {
        <section class="fit" part="fit">
            { heading(level, say(text, Phrase::Fit)) }
            <div class="sides">
                { picture(pack, session) }
                <div>
                    <ul>{ all(&mut order.into_iter().map(row)) }</ul>
                    <p class="note">{ say(text, Phrase::FitNote) }</p>
                    <p class="note">{ say(text, Phrase::PictureNote) }</p>
                </div>
            </div>
            { steps(pack, &session.answers) }
        </section>
    }
}

/// A share in words.
pub fn share(text: &Text, share: f64) -> Html {
    weave(text, Phrase::Percent, &[("n", number(percent(share)))])
}

/// A share in whole percent. No answers make certain: a judgement never reads 0 or 100.
fn percent(share: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share lies between 0 and 1")]
    let percent = (share * 100.0 + 0.5) as usize;
    percent.clamp(1, 99)
}
