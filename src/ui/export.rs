//! What the visitor can export: a link, a text, files, and paper.

use yew::prelude::*;

use super::{
    copy::copy_button,
    host::Request,
    view::View,
    words::{all, button, fold, heading, interpolate, say, text_node},
};
use crate::{
    content::{Phrase, Str},
    formats::link,
    session::Form,
};

const FILES: [(&str, Phrase); 5] = [
    ("md", Phrase::FileReport),
    ("png", Phrase::FilePicture),
    ("svg", Phrase::FilePicture),
    ("ics", Phrase::FileCalendar),
    ("json", Phrase::FileData),
];

/// The ways to take the result along.
pub fn export(view: View, level: usize) -> Html {
    let text = view.text();
    let press = |form: Form, label: Html| button("plain", label, view.asks(Request::Export(form)));
    let file = |(ending, phrase): (&'static str, Phrase)| {
        press(Form::File(ending), text_node(&[&*text.say(phrase), " (.", ending, ")"].concat().into()))
    };
    let link = |base: &str| Str::from([base, "#relasi=", &link::encode(view.model(), &view.session.answers)].concat());
    let content = html! {
        <div part="take">
            <div class="row">
                { button("go", say(text, Phrase::ShareSheet), view.asks(Request::Share(view.settings.share.as_deref().map(link)))) }
                if let Some(base) = &view.settings.share {
                    { copy_button(view, Phrase::Share, &link(base)) }
                }
                { press(Form::Text, say(text, Phrase::TakeText)) }
                { press(Form::Print, say(text, Phrase::TakePrint)) }
            </div>
            { fold("files", say(text, Phrase::TakeFiles), html! {
                <div class="row">{ all(&mut FILES.into_iter().map(file)) }</div>
            }) }
            <p role="status">{ outcome(view) }</p>
        </div>
    };
    fold("take", heading(level, say(text, Phrase::Take)), content)
}

/// How the last export went.
fn outcome(view: View) -> Html {
    let text = view.text();
    match view.session.exported {
        Some((Form::Text | Form::Share, worked)) => say(text, if worked { Phrase::Copied } else { Phrase::CopyFailed }),
        Some((Form::File(ending), true)) => {
            interpolate(text, Phrase::TakeSaved, &[("name", text_node(&["relasi.", ending].concat().into()))])
        }
        Some((_, false)) => say(text, Phrase::TakeFailed),
        Some((Form::Print, true)) | None => Html::default(),
    }
}
