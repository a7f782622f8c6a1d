//! What is under proof: the functions of the engine, each of which a test can replace by a wrong one.

use crate::{
    content::Model,
    engine::{self, Advice, Answers, Change, Depth, Step, Verdict, asking},
    formats::link,
};

/// The functions under proof. A test puts a wrong one in their place, to see its proof fail.
#[derive(Clone, Copy)]
pub struct Engine {
    /// [`engine::verdict()`]
    pub verdict: fn(&Model, &Answers) -> Verdict,
    /// [`engine::step`]
    pub step: fn(&Model, &Answers, Depth) -> Step,
    /// [`asking::decided`]
    pub decided: fn(&Model, &Answers) -> bool,
    /// [`engine::smallest_changes`]
    pub smallest_changes: fn(&Model, &Answers) -> Vec<Change>,
    /// [`engine::plan()`]
    pub plan: fn(&Model, &Answers) -> Vec<Advice>,
    /// [`link::encode`]
    pub encode: fn(&Model, &Answers) -> String,
    /// [`link::decode`]
    pub decode: fn(&Model, &str) -> Option<Answers>,
}

impl Engine {
    /// What the widget runs.
    pub const SHIPPED: Self = Self {
        verdict: engine::verdict,
        step: engine::step,
        decided: asking::decided,
        smallest_changes: engine::smallest_changes,
        plan: engine::plan,
        encode: link::encode,
        decode: link::decode,
    };
}
