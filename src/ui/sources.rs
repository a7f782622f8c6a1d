//! Where a statement comes from.

use yew::prelude::*;

use super::{
    Pack,
    words::{all, fold, say, words},
};
use crate::content::{ClaimIx, Phrase};

/// The claims behind a statement with their sources, one press away; nothing where there is none.
pub fn sources(pack: &Pack, claims: &[ClaimIx]) -> Html {
    if claims.is_empty() {
        return Html::default();
    }
    let item = |&claim: &ClaimIx| {
        let place = pack.model.claims[claim].source;
        let (source, about) = (&pack.model.sources[place], &pack.text.sources[place]);
        let title = words(&about.title);
        html! {
            <li>
                { words(&pack.text.claims[claim]) }
                <small>
                    <cite lang={source.lang.clone()}>{ match &source.link {
                        Some(link) => html! { <a href={link.clone()} target="_blank" rel="noopener">{ title }</a> },
                        None => title,
                    } }</cite>
                    { ", " }
                    { words(&about.publisher) }
                </small>
            </li>
        }
    };
    fold("sources", say(&pack.text, Phrase::Sources), html! { <ul>{ all(&mut claims.iter().map(item)) }</ul> })
}
