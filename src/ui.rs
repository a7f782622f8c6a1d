//! What the visitor sees: Yew components over a checked pack, one per file, in the order of the page.
//!
//! ```text
//! Wizard             title, progress, footer; the session and every effect
//! |- Question        one question: radios, Continue, Back
//! |- relationships   those that are saved: a list, their picture, and what to do about the mix
//! |- result          the verdict, and below it
//! |  |- fit          how well each type fits; picture, the same as a drawing and as a table
//! |  |- reasons      why, and what is not known
//! |  |- changes      what would change it, to be tried out
//! |  |- plan         what to do, with boxes to tick; Copy beside each ready text
//! |  |- beyond       what to do for the other types, and at other times
//! |  |- take         to take it along: link, text, files, print
//! |  |- compare      the three types side by side
//! |  `- given        the answers, each with a way to change it
//! `- private         in the footer: what is kept and where, with one press to erase it
//! ```
//!
//! Components hold what the visitor is doing; everything below `result` is a plain function of the answers, since a
//! component is paid for in bytes. No weight is computed and no sentence is written here: the engine gives numbers, the
//! pack gives [`Phrase`](crate::content::Phrase)s. `calendar` writes the first steps of the plan into a
//! file.

use std::rc::Rc;

use web_sys::Element;
use yew::{AttrValue, Callback, Properties};

use crate::{
    content::{Model, Str, Text},
    engine::{Answers, Relationship},
};

mod beyond;
mod calendar;
mod changes;
mod compare;
mod copy;
mod fit;
mod given;
mod kept;
mod picture;
mod plan;
mod private;
mod question;
mod reasons;
mod relationships;
mod result;
mod session;
mod sources;
mod take;
mod wizard;
mod words;

pub use calendar::calendar;
pub use kept::{Notice, Told};
pub use session::{Screen, Session};
pub use take::Form;
pub use wizard::Wizard;

/// A pack in one language.
///
/// Compared by address: a checked pack never changes in place, and comparing every sentence would cost time and bytes.
#[derive(Debug, Clone)]
pub struct Pack {
    /// What the pack knows.
    pub model: Rc<Model>,
    /// Its sentences.
    pub text: Rc<Text>,
}

impl PartialEq for Pack {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.model, &other.model) && Rc::ptr_eq(&self.text, &other.text)
    }
}

/// What is handed in from outside. Compared by address: handing in an equal set of answers once more starts over all the
/// same.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The answers.
    pub answers: Rc<Answers>,
    /// The actions that are ticked off, as indices in [`Model::actions`].
    pub done: Vec<usize>,
}

impl PartialEq for Given {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.answers, &other.answers)
    }
}

/// The saved relationships as the page holds them. Compared by address, as [`Given`].
#[derive(Debug, Clone, Default)]
pub struct GivenKept(pub Rc<Told>);

impl PartialEq for GivenKept {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What the visitor did that the surroundings must know of.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Moved to another screen.
    Moved(Pack, Session),
    /// Ticked off an action, or took that back: all that are ticked off now, as indices in [`Model::actions`].
    Ticked(Pack, Vec<usize>),
    /// Asked for another language, by its code.
    Language(Str),
    /// Erased everything that is kept.
    Erased,
    /// Followed the site's own call to action.
    Followed,
    /// Asked to copy a text; the callback wants to hear whether it worked.
    Copy(Str, Callback<bool>),
    /// Changed what is saved, or asked for it as a file: `kept` or `export`.
    Saved(&'static str, Pack, Session),
    /// Chose a file in this field; the callback wants to hear what is in it.
    Import(Pack, Element, Callback<Result<Vec<Relationship>, Notice>>),
    /// Asked to take the result along; the callback wants to hear whether it worked.
    Take(Form, Callback<bool>),
}

/// What the site has settled about the widget.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Level of the top heading, 1 to 6.
    pub level: usize,
    /// Address and label of the site's own call to action.
    pub call: Option<(AttrValue, AttrValue)>,
    /// Where a link to the result leads, without its fragment; `None` where no link is offered.
    pub share: Option<AttrValue>,
    /// Where answers survive a reload; `None` before the page is known.
    pub persist: Option<Persist>,
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

/// Properties of [`Wizard`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct WizardProps {
    /// The pack, in the language to speak.
    pub pack: Pack,
    /// The answers to begin from.
    pub given: Given,
    /// The saved relationships to begin from.
    pub kept: GivenKept,
    /// What the site has settled.
    pub frame: Frame,
    /// Called after each deed of the visitor.
    pub on_deed: Callback<Deed>,
}
