//! Where a statement comes from.

use yew::prelude::*;

use super::{
    pack::Pack,
    view::View,
    words::{all, fold, say, text_node},
};
use crate::content::{ClaimIx, Phrase};

/// The claims behind a statement with their sources, one press away; nothing where there is none.
pub fn sources(pack: &Pack, claims: &[ClaimIx]) -> Html {
    if claims.is_empty() {
        return Html::default();
    }
    fold("sources", say(&pack.text, Phrase::Sources), list(pack, claims))
}

/// The same on the result, where one toggle shows the sources of everything.
pub fn claims(view: View, claims: &[ClaimIx]) -> Html {
    if view.session.shows_sources && !claims.is_empty() {
        html! { <div class="sources">{ list(view.pack, claims) }</div> }
    } else {
        Html::default()
    }
}

fn list(pack: &Pack, claims: &[ClaimIx]) -> Html {
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
    html! { <ul>{ all(&mut claims.iter().map(item)) }</ul> }
}
