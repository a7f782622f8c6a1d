//! A button that copies a text, and says how that went.

use yew::prelude::*;

use super::{
    host::Request,
    view::View,
    words::{button, say},
};
use crate::content::{Phrase, Str};

/// The button.
pub fn copy_button(view: View, label: Phrase, content: &Str) -> Html {
    let text = view.text();
    let said = match &view.session.copied {
        Some((copied, worked)) if copied == content => {
            say(text, if *worked { Phrase::Copied } else { Phrase::CopyFailed })
        }
        _ => Html::default(),
    };
    html! {
        <span class="copy">
            { button("plain", say(text, label), view.asks(Request::Copy(content.clone()))) }
            <span role="status">{ said }</span>
        </span>
    }
}
