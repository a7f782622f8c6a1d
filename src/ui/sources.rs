//! Where a statement comes from.

use yew::prelude::*;

use super::{
    pack::Pack,
    words::{all, fold, say, text_node},
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
        let title = text_node(&about.title);
        html! {
            <li>
                { text_node(&pack.text.claims[claim]) }
                <small>
                    <cite lang={source.lang.clone()}>{ match &source.link {
                        Some(link) => html! { <a href={link.clone()} target="_blank" rel="noopener">{ title }</a> },
                        None => title,
                    } }</cite>
                    { ", " }
                    { text_node(&about.publisher) }
                </small>
            </li>
        }
    };
    fold("sources", say(&pack.text, Phrase::Sources), html! { <ul>{ all(&mut claims.iter().map(item)) }</ul> })
}
