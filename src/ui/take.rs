//! What the visitor can take along: a link, a text, files, and paper.

use yew::prelude::*;

use super::{
    Deed, Frame, Pack, Session,
    copy::Copier,
    session::Action,
    words::{all, button, fold, heading, say, weave, words},
};
use crate::{
    content::{Phrase, Str, Text},
    engine::link,
};

/// A form in which the result is taken along; `take` in `src/element/export.js` makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text to put in elsewhere.
    Text,
    /// Paper.
    Print,
    /// A file whose name ends like this.
    File(&'static str),
}

const FILES: [(&str, Phrase); 5] = [
    ("md", Phrase::FileReport),
    ("png", Phrase::FilePicture),
    ("svg", Phrase::FilePicture),
    ("ics", Phrase::FileCalendar),
    ("json", Phrase::FileData),
];

/// The ways to take the result along.
pub fn take(pack: &Pack, session: &Session, frame: &Frame, level: usize, copier: Copier<'_>) -> Html {
    let text = &*pack.text;
    let press = |form: Form, label: Html| {
        let act = copier.act.clone();
        let take = copier
            .on_deed
            .reform(move |_: MouseEvent| Deed::Take(form, act.reform(move |worked| Action::Taken(form, worked))));
        button("plain", label, take)
    };
    let file = |(ending, phrase): (&'static str, Phrase)| {
        press(Form::File(ending), words(&[&*text.say(phrase), " (.", ending, ")"].concat().into()))
    };
    let link = |base: &str| Str::from([base, "#relasi=", &link::encode(&pack.model, &session.answers)].concat());
    html! {
        <section class="take" part="take">
            { heading(level, say(text, Phrase::Take)) }
            <div class="row">
                if let Some(base) = &frame.share {
                    { copier.button(text, Phrase::Share, &link(base)) }
                }
                { press(Form::Text, say(text, Phrase::TakeText)) }
                { press(Form::Print, say(text, Phrase::TakePrint)) }
            </div>
            { fold("files", say(text, Phrase::TakeFiles), html! {
                <div class="row">{ all(&mut FILES.into_iter().map(file)) }</div>
            }) }
            <p role="status">{ outcome(text, session) }</p>
        </section>
    }
}

/// How taking it along went, the last time.
fn outcome(text: &Text, session: &Session) -> Html {
    match session.taken {
        Some((Form::Text, worked)) => say(text, if worked { Phrase::Copied } else { Phrase::CopyFailed }),
        Some((Form::File(ending), true)) => {
            weave(text, Phrase::TakeSaved, &[("name", words(&["relasi.", ending].concat().into()))])
        }
        Some((_, false)) => say(text, Phrase::TakeFailed),
        Some((Form::Print, true)) | None => Html::default(),
    }
}
