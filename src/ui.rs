//! What the visitor sees: views of a session over a checked pack, one per file, in the order of the page.
//!
//! ```text
//! Wizard             title, who is meant, progress, footer; holds the session, and carries out its effects
//! |- question        one question: radios, Continue, Back
//! |- relationships   those that are saved: a list, their picture, and what to do about the mix
//! |- result          the verdict and one sentence of why, and below it
//! |  |- steering     what the visitor wants now: rearranges the plan
//! |  |- plan         three steps to start with; all other actions, folded; Copy beside each ready text
//! |  |- path         the way to another role
//! |  |- reasons      what speaks for the verdict, and against it
//! |  |- fit          how well each type fits; ternary, the same as a drawing and as a table
//! |  |- changes      what would change it, to be previewed
//! |  |- compare      the three types side by side
//! |  |- other_advice what to do for the other types, and at other times
//! |  |- export       to take it along: share, link, text, files, print
//! |  `- given        the answers, each with a way to change it
//! `- private         in the footer: what is kept and where, with one press to erase it
//! ```
//!
//! `Wizard` is the one component, since each is paid for in bytes; everything else is a plain function of a `View`: the
//! pack, the session, the settings, and two callbacks for what the visitor does and asks. No weight is computed and no
//! sentence is written here: the engine gives numbers, the pack gives [`Phrase`](crate::content::Phrase)s.

mod changes;
mod compare;
mod copy;
mod export;
mod fit;
mod given;
mod host;
mod other_advice;
mod pack;
mod path;
mod plan;
mod private;
mod question;
mod reasons;
mod relationships;
mod result;
mod sources;
mod steering;
mod ternary;
mod view;
mod wizard;
mod words;

pub use host::{Host, Request};
pub use pack::Pack;
pub use wizard::{Message, Start, Wizard, WizardProps};
