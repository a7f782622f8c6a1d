//! Proofs over all answers of a pack, where tests take samples: `cargo xtask prove`. Native only.
//!
//! A pack has some 10^13 sets of answers, but a verdict rests on sums, and few sums are possible. So the sets are
//! grouped, by dynamic programming over the questions in the order of the file, until a group holds all sets that
//! nothing can tell apart; the engine is then asked about members of every group, through its public functions alone,
//! and held against a second reading of the rules that shares no code with it.
//!
//! | module | proves or provides |
//! | --- | --- |
//! | [`sums`] | the second reading: evidence as sums of differences, what counts, the verdict on a sum |
//! | [`runs`] | every run through the questionnaire, as the engine asks it |
//! | [`verdicts`] | one verdict for every set of answers; every outcome is reached |
//! | [`likely`] | asking for what is likely stops as declared; what the questions left out would have changed |
//! | [`curtailment`] | asking for proof stops exactly when it is decided who they are |
//! | [`reach`] | every question can change a verdict or the plan; every action is advised to someone who asks no further |
//! | [`changes`] | the smallest change shown is the smallest, and changes the verdict |
//! | [`order`] | no order of answering, Back or resuming makes a difference |
//! | [`links`] | the code in a link gives back exactly the answers it was made of |
//! | `subject`, `report`, `parallel` | the functions under proof; how a proof went; work spread over all cores |

pub mod changes;
pub mod curtailment;
pub mod likely;
pub mod links;
pub mod order;
mod parallel;
pub mod reach;
mod report;
pub mod runs;
mod subject;
pub mod sums;
pub mod verdicts;

use std::time::Instant;

pub use report::{Proof, grouped};
pub use subject::Engine;

use crate::{content::Model, engine::Depth};

/// Every proof in turn; `report` is handed each as it is done. Whether all of them hold.
///
/// # Errors
/// Why the pack is beyond these proofs.
pub fn prove(model: &Model, engine: &Engine, mut report: impl FnMut(&Proof)) -> Result<bool, String> {
    let weights = sums::Weights::of(model)?;
    let mut all_hold = true;
    let mut hand_over = |proof: Proof| {
        all_hold &= proof.counterexample.is_none();
        report(&proof);
    };
    hand_over(verdicts::prove(&weights, engine));
    let started = Instant::now();
    let runs = runs::Runs::of(&weights, engine, Depth::Likely)?;
    hand_over(runs.report(started.elapsed()));
    hand_over(likely::prove(&runs, engine));
    let started = Instant::now();
    let runs = runs::Runs::of(&weights, engine, Depth::Decided)?;
    hand_over(runs.report(started.elapsed()));
    // Some actions wait for an answer that only those give who ask for proof: without it they would miss too many.
    hand_over(reach::actions(&runs, engine));
    hand_over(curtailment::prove(&runs, engine));
    hand_over(reach::questions(&runs));
    hand_over(changes::prove(&runs, engine));
    hand_over(order::prove(&runs, engine));
    hand_over(links::prove(model, engine));
    Ok(all_hold)
}
