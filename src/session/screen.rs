//! What is on the screen.

use crate::{
    content::QuestionIx,
    engine::{Answer, Answers},
};

/// What is on the screen, with what the visitor is doing there.
#[derive(Debug, Clone, PartialEq)]
pub enum Screen {
    /// A question.
    Asking(Asking),
    /// The verdict and the plan.
    Result {
        /// Answers that are previewed in place of the visitor's own.
        what_if: Option<Answers>,
    },
    /// The saved relationships.
    Saved {
        /// Where the visitor wants to go, although the answers would be lost that are not saved.
        leaving: Option<Goal>,
    },
}

/// A question on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The question.
    pub question: QuestionIx,
    /// Whether it is asked out of turn.
    pub revising: bool,
    /// What is chosen, and not given before the visitor continues.
    pub chosen: Option<Answer>,
    /// How often the visitor wanted to continue with nothing chosen.
    pub missing: u32,
}

/// What the answers give way to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Those of a saved relationship, by its index.
    Open(usize),
    /// None: another relationship.
    Another,
}
