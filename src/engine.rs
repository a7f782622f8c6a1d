//! Pure inference over a checked model: what the answers so far amount to, what to ask next, and why.
//!
//! Everything is computed from a [`Model`] and [`Answers`], every time; nothing is remembered between calls. Evidence is
//! additive weight of evidence in whole decibans (I. J. Good, *Probability and the Weighing of Evidence*, 1950), so that
//! the order of answering cannot matter and no rounding decides a verdict.
//!
//! | module | answers |
//! | --- | --- |
//! | [`answers`] | what has been answered, and which of it counts |
//! | [`mod@verdict`] | who they are, and how firmly |
//! | [`asking`] | what to ask next, when to stop, and how many questions are left at most |
//! | `choosing` | which question tells most |
//! | `curtailment` | whether anything that could still be answered would change who they are |
//! | [`explain`] | what speaks for the verdict and what against, and what would change it |
//! | [`mod@plan`] | what to do, and what of it first |
//! | [`mod@path`] | the shortest way to another role |
//! | [`mod@mix`] | several relationships side by side |

pub mod answers;
pub mod asking;
mod choosing;
mod curtailment;
pub mod explain;
pub mod mix;
mod order;
pub mod path;
pub mod plan;
pub mod verdict;

pub use answers::{Answer, Answers};
pub use asking::{Certainty, Depth, Step, at_most, certainty, is_at_a_loss, step, unasked};
pub use explain::{
    Change, Contribution, Reason, Reasons, contributions, favours, near_changes, percents, reasons, smallest_changes,
};
pub use mix::{Relationship, mix};
pub use order::sort_by_key;
pub use path::{Path, path};
pub use plan::{Advice, Agenda, Beyond, Group, agenda, beyond, first_steps, plan, steering};
pub use verdict::{Firmness, Verdict, verdict};
