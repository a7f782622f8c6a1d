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

pub mod changes;
pub mod curtailment;
pub mod likely;
pub mod links;
pub mod order;
pub mod reach;
pub mod runs;
pub mod sums;
pub mod verdicts;

use std::time::{Duration, Instant};

use crate::{
    content::Model,
    engine::{self, Advice, Answers, Change, Depth, Step, Verdict, asking},
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
    /// [`engine::link::encode`]
    pub encode: fn(&Model, &Answers) -> String,
    /// [`engine::link::decode`]
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
        encode: engine::link::encode,
        decode: engine::link::decode,
    };
}

/// How a proof went.
#[derive(Debug, Clone)]
pub struct Proof {
    /// What is proved, as a sentence.
    pub statement: &'static str,
    /// How many sets of answers or runs it covers.
    pub covered: u128,
    /// What was counted there, and how all of it was covered.
    pub how: String,
    /// Figures found on the way.
    pub findings: Vec<String>,
    /// Where the statement does not hold; `None` where it does.
    pub counterexample: Option<String>,
    /// How long it took.
    pub took: Duration,
}

/// What a proof covers, how, and what it found on the way; or a counterexample.
type Outcome = Result<(u128, String, Vec<String>), String>;

impl Proof {
    fn of(statement: &'static str, prove: impl FnOnce() -> Outcome) -> Self {
        let started = Instant::now();
        let (covered, how, findings, counterexample) = match prove() {
            Ok((covered, how, findings)) => (covered, how, findings, None),
            Err(counterexample) => (0, String::new(), Vec::new(), Some(counterexample)),
        };
        Self { statement, covered, how, findings, counterexample, took: started.elapsed() }
    }
}

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
    hand_over(reach::actions(&runs, engine));
    let started = Instant::now();
    let runs = runs::Runs::of(&weights, engine, Depth::Decided)?;
    hand_over(runs.report(started.elapsed()));
    hand_over(curtailment::prove(&runs, engine));
    hand_over(reach::questions(&runs));
    hand_over(changes::prove(&runs, engine));
    hand_over(order::prove(&runs, engine));
    hand_over(links::prove(model, engine));
    Ok(all_hold)
}

/// The results for all of `0..count`, or the failure with the least number, whichever core comes to it first.
fn in_parallel<T: Send>(count: usize, result: impl Fn(usize) -> Result<T, String> + Sync) -> Result<Vec<T>, String> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = count.div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let part = |core: usize| (core * share).min(count)..((core + 1) * share).min(count);
        let result = &result;
        let workers: Vec<_> =
            (0..cores).map(|core| scope.spawn(move || part(core).map(result).collect::<Result<Vec<T>, _>>())).collect();
        let mut all = Vec::with_capacity(count);
        for worker in workers {
            // A panic in the engine is passed on as it is.
            all.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(all)
    })
}

/// Answers by their ids, for a counterexample that can be typed in: `place = inside, onward = not_sure`.
fn in_words(model: &Model, answers: &Answers) -> String {
    let words: Vec<String> = answers
        .iter()
        .map(|(question, answer)| {
            let question = &model.questions[question];
            format!("{} = {}", question.id, answer.id(question))
        })
        .collect();
    if words.is_empty() { "no answers".into() } else { words.join(", ") }
}

/// A large number with its digits in groups.
#[must_use]
pub fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let groups = digits.as_bytes()[first..].chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let head = (first > 0).then(|| digits[..first].to_owned());
    head.into_iter().chain(groups).collect::<Vec<_>>().join(" ")
}
