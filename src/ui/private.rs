//! What is kept of the visitor and where: one press away in the footer, with one press to erase it.

use yew::prelude::*;

use super::{
    view::View,
    words::{fold, say},
};
use crate::{
    content::Phrase,
    session::{Action, Persist},
};

/// The note that opens, and what it says.
pub fn private(view: View) -> Html {
    // The first screen, which has to be small, has the note alone; pressed there, it is open here.
    let account = view.settings.persist.map(|persist| account(view, persist));
    fold("private", say(view.text(), Phrase::Private), account.unwrap_or_default())
}

fn account(view: View, persist: Persist) -> Html {
    let (session, text) = (view.session, view.text());
    let answers = match persist {
        Persist::Nowhere => Phrase::PrivatePage,
        Persist::Full => Phrase::PrivateFull,
        Persist::Tab => Phrase::PrivateTab,
        Persist::Browser => Phrase::PrivateBrowser,
    };
    let saved = &session.saved.now;
    let where_saved = if saved.in_browser { Phrase::PrivateSavedBrowser } else { Phrase::PrivateSavedPage };
    let nothing = session.answers.is_empty() && session.done.is_empty() && session.name.is_empty() && !saved.in_browser;
    html! {
        <div>
            <p>{ say(text, Phrase::PrivateSent) }</p>
            <p>{ say(text, answers) }</p>
            if !saved.list.is_empty() {
                <p>{ say(text, where_saved) }</p>
            }
            if nothing && persist != Persist::Nowhere && !session.erased {
                <p>{ say(text, Phrase::PrivateNothing) }</p>
            }
            if view.settings.share.is_some() {
                <p>{ say(text, Phrase::PrivateLink) }</p>
            }
            <p role="status" tabindex="-1" ref={view.nodes.erased.clone()}>
                if session.erased {
                    { say(text, Phrase::Erased) }
                }
            </p>
            if persist != Persist::Nowhere {
                { view.button("plain", Phrase::Erase, Action::Erase) }
            }
        </div>
    }
}
