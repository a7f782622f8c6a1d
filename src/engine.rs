//! Pure inference over a checked model: what the answers so far amount to, what to ask next, and why.
//!
//! Everything is computed from a [`Model`] and [`Answers`], every time; nothing is remembered between calls. Evidence is
//! additive weight of evidence in whole decibans (I. J. Good, *Probability and the Weighing of Evidence*, 1950), so that
//! the order of answering cannot matter and no rounding decides a verdict.
//!
//! | module | answers |
//! | --- | --- |
//! | [`answers`] | what has been answered, and which of it counts |
//! | [`verdict`] | who they are, and how firmly |
//! | [`asking`] | what to ask next, when to stop, and about how many questions are left |
//! | [`explain`] | what speaks for the verdict and what against, and what would change it |
//! | [`plan`] | what to do, and what of it first |
//! | [`path`] | the shortest way to another role |
//! | [`link`] | the answers as a short code |
//! | [`mix`] | several relationships side by side |
//! | [`saved`] | what of a file, a storage or a page can be read as answers |

pub mod answers;
pub mod asking;
pub mod explain;
pub mod link;
pub mod mix;
mod order;
pub mod path;
pub mod plan;
pub mod saved;
pub mod verdict;

pub use answers::{Answer, Answers};
pub use asking::{Depth, Step, remaining, step, unasked};
pub use explain::{
    Change, Contribution, Reason, Reasons, contributions, favours, near_changes, percents, reasons, smallest_changes,
};
pub use mix::{Relationship, mix};
pub use order::sort_by_key;
pub use path::{Path, path};
pub use plan::{Advice, Agenda, Beyond, Group, agenda, beyond, first_steps, plan, steering};
pub use verdict::{Firmness, Verdict, verdict};
