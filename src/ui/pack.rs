//! A pack in one language, as the views share it.

use std::rc::Rc;

use crate::content::{Model, Text};

/// A pack in one language.
#[derive(Debug, Clone)]
pub struct Pack {
    /// What the pack knows.
    pub model: Rc<Model>,
    /// Its sentences.
    pub text: Rc<Text>,
}
