//! A button that copies a text, and says how that went.

use yew::prelude::*;

use super::{Deed, words::words};
use crate::content::Str;

/// Properties of [`Copy`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CopyProps {
    /// What the button says.
    pub label: Str,
    /// Said once it is copied.
    pub done: Str,
    /// Said where the browser refuses.
    pub failed: Str,
    /// What to copy.
    pub content: AttrValue,
    /// Called with [`Deed::Copy`].
    pub on_deed: Callback<Deed>,
}

/// A button that copies a text.
#[component]
pub fn Copy(props: &CopyProps) -> Html {
    let worked = use_state(|| None);
    let copy = {
        let (content, worked) = (props.content.clone(), worked.clone());
        props.on_deed.reform(move |_: MouseEvent| {
            let worked = worked.clone();
            Deed::Copy(content.clone(), Callback::from(move |copied| worked.set(Some(copied))))
        })
    };
    html! {
        <span class="copy">
            <button type="button" class="plain" part="button" onclick={copy}>{ words(&props.label) }</button>
            <span role="status">
                { match *worked {
                    Some(true) => words(&props.done),
                    Some(false) => words(&props.failed),
                    None => Html::default(),
                } }
            </span>
        </span>
    }
}
