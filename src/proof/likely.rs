//! Where the visitor is content with what is likely, asking stops by the limit that the pack declares; and how often the
//! questions that it leaves out would have changed the answer.

use std::collections::HashMap;

use super::{
    curtailment::{agree, to_come},
    parallel::in_parallel,
    report::{Proof, grouped, in_words},
    runs::{Runs, State, StateIx, any, asked},
    subject::Engine,
    sums::{Picks, Sum, Weights, Who, plus},
};
use crate::content::QuestionIx;

/// Proves it for every partial run, and counts over all runs what the questions left out would have changed.
#[must_use]
pub fn prove(runs: &Runs, engine: &Engine) -> Proof {
    Proof::of(
        "Asking for what is likely stops as the pack declares: after its first few questions as soon as no single further \
         answer says otherwise who they are, before that only where it is decided, and never later than its limit.",
        || {
            let states: Vec<StateIx> = runs.states().collect();
            in_parallel(states.len(), |index| check(runs, engine, states[index]))?;
            let left_out = LeftOut::of(runs)?;
            let longest = runs.ends().map(|end| runs.asked(end)).max().unwrap_or(0);
            let how = format!(
                "complete and partial runs, by dynamic programming over {} states; the engine was asked about two runs to \
                 each",
                grouped(states.len() as u128)
            );
            let counts = runs.counts();
            let open: u128 = left_out.undecided.iter().map(|end| counts[*end]).sum();
            let all: u128 = runs.ends().map(|end| counts[end]).sum();
            Ok((
                counts.into_iter().sum(),
                how,
                vec![
                    format!("the longest run asks {longest} questions"),
                    format!("{} of {} runs end before it is decided who they are", grouped(open), grouped(all)),
                    format!(
                        "where every answer is equally likely, all of the questions left out would have changed the type in \
                         {:.1} % of the runs, and the type or whether both roles are held in {:.1} %",
                        100.0 * left_out.other_type,
                        100.0 * left_out.other_role
                    ),
                ],
            ))
        },
    )
}

/// Whether asking is to end, by the declaration.
fn is_enough(runs: &Runs, index: StateIx) -> bool {
    let weights = runs.weights;
    let stop = weights.model.stop;
    let asked = runs.asked(index);
    if asked < stop.after {
        let state = runs.state(index);
        return agree(weights, state.sum, &to_come(weights, state));
    }
    asked >= stop.most
        || single_answers(weights, runs.first_picks(index)).all(|then| then == weights.who(runs.sum(index)))
}

/// Who they are with one more answer, for each there is.
fn single_answers(weights: &Weights, given: Picks) -> impl Iterator<Item = Who> {
    let active = weights.active(given);
    let is_open = move |question: &QuestionIx| given.get(*question).is_none() && weights.applies(active, *question);
    weights.classifying().filter(is_open).flat_map(move |question| {
        let variants = 0..weights.questions[question].variants.len();
        variants.map(move |variant| weights.who(weights.sum(weights.active(given.with(question, variant)))))
    })
}

fn check(runs: &Runs, engine: &Engine, index: StateIx) -> Result<(), String> {
    let weights = runs.weights;
    let enough = is_enough(runs, index);
    for answers in [runs.first_answers(index), runs.last_answers(index)] {
        let question = asked(weights, (engine.step)(weights.model, &answers, runs.depth));
        let words = || in_words(weights.model, &answers);
        if question.is_none() != enough {
            return Err(format!("{}: enough is {enough}, but the engine asks {question:?}", words()));
        }
        if question != runs.asks(index) {
            return Err(format!("{}: the engine asks {question:?}, but not in another run to this state", words()));
        }
    }
    Ok(())
}

/// What the questions that are left out would have changed.
struct LeftOut {
    /// The ends at which it is not decided who they are.
    undecided: Vec<StateIx>,
    /// The share of runs in which another type would lead.
    other_type: f64,
    /// The share in which that, or whether both roles are held, would be otherwise.
    other_role: f64,
}

impl LeftOut {
    fn of(runs: &Runs) -> Result<Self, String> {
        let weights = runs.weights;
        let likely = runs.probabilities(any);
        let mut alike: HashMap<(u32, Picks), Vec<StateIx>> = HashMap::new();
        for end in runs.ends() {
            let State { answered, kept, .. } = *runs.state(end);
            alike.entry((answered, kept)).or_default().push(end);
        }
        let groups: Vec<Vec<StateIx>> = alike.into_values().collect();
        let found = in_parallel(groups.len(), |group| {
            let ends = &groups[group];
            let ahead = to_come(weights, runs.state(ends[0]));
            let types = without_kinds(&ahead);
            Ok(ends
                .iter()
                .map(|&end| {
                    let sum = runs.state(end).sum;
                    let now = weights.who(runs.sum(end));
                    let changed = |differs: &dyn Fn(Who) -> bool| -> f64 {
                        let differing = types.iter().filter(|(more, _)| differs(weights.who(plus(sum, *more))));
                        likely[end] * differing.map(|(_, share)| share).sum::<f64>()
                    };
                    let other_type = changed(&|then| then.leading != now.leading);
                    let other_role = changed(&|then| (then.leading, then.both) != (now.leading, now.both));
                    ((!agree(weights, sum, &ahead)).then_some(end), other_type, other_role)
                })
                .collect::<Vec<_>>())
        })?;
        let all = || found.iter().flatten();
        Ok(Self {
            undecided: all().filter_map(|(end, ..)| *end).collect(),
            other_type: all().map(|(_, other_type, _)| other_type).sum(),
            other_role: all().map(|(.., other_role)| other_role).sum(),
        })
    }
}

/// The sums without the weights of the kinds, on which neither type nor roles rest: far fewer.
fn without_kinds(sums: &[(Sum, f64)]) -> Vec<(Sum, f64)> {
    let mut fewer: HashMap<Sum, f64> = HashMap::new();
    for ([client, consumer, _, _, _, met], share) in sums {
        *fewer.entry([*client, *consumer, 0, 0, 0, *met]).or_default() += share;
    }
    fewer.into_iter().collect()
}
