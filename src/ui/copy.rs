//! A button that copies a text, and says how that went.

use yew::prelude::*;

use super::{
    Deed, Session,
    session::Action,
    words::{button, say},
};
use crate::content::{Phrase, Str, Text};

/// What a copied text and its button need of the widget.
#[derive(Clone, Copy)]
pub struct Copier<'a> {
    pub session: &'a Session,
    pub act: &'a Callback<Action>,
    pub on_deed: &'a Callback<Deed>,
}

impl Copier<'_> {
    /// The button.
    pub fn button(&self, text: &Text, label: Phrase, content: &Str) -> Html {
        let copy = {
            let (content, act) = (content.clone(), self.act.clone());
            self.on_deed.reform(move |_: MouseEvent| {
                let copied = content.clone();
                Deed::Copy(content.clone(), act.reform(move |worked| Action::Copied(copied.clone(), worked)))
            })
        };
        let said = match &self.session.copied {
            Some((copied, worked)) if copied == content => {
                say(text, if *worked { Phrase::Copied } else { Phrase::CopyFailed })
            }
            _ => Html::default(),
        };
        html! {
            <span class="copy">
                { button("plain", say(text, label), copy) }
                <span role="status">{ said }</span>
            </span>
        }
    }
}
