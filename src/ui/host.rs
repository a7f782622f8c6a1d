//! What the widget needs of the page around it.

use web_sys::Element;
use yew::Callback;

use super::pack::Pack;
use crate::{
    content::Str,
    session::{Action, Form, Session, Store},
};

/// The page around the widget.
pub trait Host: Store {
    /// The visitor has moved to another screen, or has other answers.
    fn moved(&self, pack: &Pack, session: &Session);
    /// The visitor has another answer, and stays where they are.
    fn answered(&self, session: &Session);
    /// The visitor has ticked off an action, or taken that back, or given a name.
    fn noted(&self, session: &Session);
    /// The visitor has erased everything that is kept.
    fn erase(&self);
    /// The visitor asks for this; what comes of it is told by `act`.
    fn ask(&self, request: Request, session: &Session, act: Callback<Action>);
}

/// What a visitor asks of the page, which changes nothing in the session by itself.
#[derive(Debug, Clone)]
pub enum Request {
    /// Another language, by its code.
    Language(Str),
    /// To follow the site's own call to action.
    Cta,
    /// To copy a text.
    Copy(Str),
    /// To export the result.
    Export(Form),
    /// To hand the gist of the result to the device's share sheet, with this link to it.
    Share(Option<Str>),
    /// To export the saved relationships.
    ExportSaved,
    /// To add those in the file of this field.
    Import(Element),
}
