//! What passes between the session and the page around it.

use crate::{
    content::Str,
    engine::{Depth, Relationship},
};

/// What a change of the session leads to, in the order in which it is to be carried out, before anything is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// The page is told of the answers and of what they led to.
    Moved,
    /// The page is told of the answers, which have led nowhere else.
    Answered,
    /// The page is told of the actions that are ticked off, and of the name.
    Noted,
    /// What is saved has changed: the page is to hold it, together with what another tab has changed since.
    Save(Snapshot),
    /// The page forgets all that is kept.
    Erase,
    /// Something is brought before the visitor, once it is drawn.
    Focus(Focus),
}

/// What is brought before the visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The screen that the visitor has come to.
    Screen,
    /// The first option of the question, of which none is chosen.
    FirstOption,
    /// The comparison of the roles, opened.
    Comparison,
    /// The word that everything is erased.
    Erased,
}

/// What is saved, at some moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Snapshot {
    /// The relationships, in the order in which they were saved.
    pub list: Vec<Relationship>,
    /// Whether the browser keeps them when the page is left.
    pub in_browser: bool,
}

/// What went wrong with the storage of the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageFault {
    /// It takes no more.
    Full,
    /// What it held cannot be read.
    Damaged,
}

/// A form in which the result is exported; `src/element/export.js` makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text to put in elsewhere.
    Text,
    /// What the device's share sheet makes of it; where there is none, a text.
    Share,
    /// Paper.
    Print,
    /// A file whose name ends like this.
    File(&'static str),
}

impl Form {
    /// As the page names it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Share => "share",
            Self::Print => "print",
            Self::File(ending) => ending,
        }
    }
}

/// What the site has settled about the widget.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Level of the top heading, 1 to 6.
    pub level: usize,
    /// Address and label of the site's own call to action.
    pub cta: Option<(Str, Str)>,
    /// Where a link to the result leads, without its fragment; `None` where no link is offered.
    pub share: Option<Str>,
    /// Where answers survive a reload; `None` before the page is known.
    pub persist: Option<Persist>,
    /// How far to ask.
    pub depth: Depth,
}

/// Where answers survive a reload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persist {
    /// Nowhere, and nothing else is kept either: the site wants it so, or no storage can be reached.
    Nowhere,
    /// Nowhere since the storage has refused them.
    Full,
    /// In the tab.
    Tab,
    /// In the browser.
    Browser,
}
