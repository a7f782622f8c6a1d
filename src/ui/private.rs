//! What is kept of the visitor and where: one press away in the footer, with one press to erase it.

use yew::prelude::*;

use super::{
    Frame, Persist, Session,
    session::Action,
    words::{button, fold, say},
};
use crate::content::{Phrase, Text};

/// The note that opens, and what it says. `said` receives the focus after erasing.
pub fn private(text: &Text, session: &Session, frame: &Frame, said: &NodeRef, act: &Callback<Action>) -> Html {
    // The first screen, which has to be small, has the note alone; pressed there, it is open here.
    let account = frame.persist.map(|persist| account(text, session, frame, persist, said, act));
    fold("private", say(text, Phrase::Private), account.unwrap_or_default())
}

fn account(
    text: &Text,
    session: &Session,
    frame: &Frame,
    persist: Persist,
    said: &NodeRef,
    act: &Callback<Action>,
) -> Html {
    let answers = match persist {
        Persist::Nowhere => Phrase::PrivatePage,
        Persist::Full => Phrase::PrivateFull,
        Persist::Tab => Phrase::PrivateTab,
        Persist::Browser => Phrase::PrivateBrowser,
    };
    let kept = &session.kept;
    let saved = if kept.in_browser { Phrase::PrivateSavedBrowser } else { Phrase::PrivateSavedPage };
    let nothing = session.answers.is_empty() && session.done.is_empty() && !kept.in_browser;
    html! {
        <div>
            <p>{ say(text, Phrase::PrivateSent) }</p>
            <p>{ say(text, answers) }</p>
            if !kept.list.is_empty() {
                <p>{ say(text, saved) }</p>
            }
            if nothing && persist != Persist::Nowhere && !session.erased {
                <p>{ say(text, Phrase::PrivateNothing) }</p>
            }
            if frame.share.is_some() {
                <p>{ say(text, Phrase::PrivateLink) }</p>
            }
            <p role="status" tabindex="-1" ref={said}>
                if session.erased {
                    { say(text, Phrase::Erased) }
                }
            </p>
            if persist != Persist::Nowhere {
                { button("plain", say(text, Phrase::Erase), act.reform(|_| Action::Erase)) }
            }
        </div>
    }
}
