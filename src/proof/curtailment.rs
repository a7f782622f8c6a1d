//! Where the visitor wants the verdict proved, asking stops exactly when it is decided, by looking at everything that could
//! still come.

use std::collections::HashMap;

use super::{
    parallel::in_parallel,
    report::{Proof, grouped, in_words},
    runs::{Runs, State, StateIx, asked, shares},
    subject::Engine,
    sums::{Picks, Sum, Weights, plus},
};
use crate::engine::Answers;

/// Proves it for every partial run. The engine's branch and bound is held against the sums that all completions can
/// reach: sets of sums, put together question by question, without any bound.
///
/// A page that embeds the widget may also hand in answers as no run gives them. There the engine once forgot that an
/// answer can lapse when one that it rests on comes later; so runs that leave up to [`OPEN`] questions open are covered
/// without an answer on which others rest, too.
#[must_use]
pub fn prove(runs: &Runs, engine: &Engine) -> Proof {
    Proof::of(
        "Asking for proof stops exactly when it is decided who they are: as soon as every completion of the answers says \
         the same, and never before.",
        || {
            let weights = runs.weights;
            let mut alike: HashMap<(u32, Picks), Vec<StateIx>> = HashMap::new();
            for index in runs.states() {
                let state = runs.state(index);
                alike.entry((state.answered, state.kept)).or_default().push(index);
            }
            let groups: Vec<&Vec<StateIx>> = alike.values().collect();
            let sums: Vec<Vec<(Sum, f64)>> =
                groups.iter().map(|states| to_come(weights, runs.state(states[0]))).collect();
            let most = sums.iter().map(Vec::len).max().unwrap_or(0);
            // Shared out by state, not by group, because some groups have a hundred thousand states and some have one.
            let all: Vec<(StateIx, usize)> = groups
                .iter()
                .enumerate()
                .flat_map(|(group, states)| states.iter().map(move |state| (*state, group)))
                .collect();
            let decided = in_parallel(all.len(), |pair| {
                let (index, group) = all[pair];
                let decided = agree(weights, runs.state(index).sum, &sums[group]);
                check(runs, engine, index, decided).map(|()| decided)
            })?;
            let ends = decided.into_iter().filter(|decided| *decided).count();
            let gapped = gapped(runs);
            let still_decided = in_parallel(gapped.len(), |run| {
                let given = gapped[run];
                let state = State::of(weights, given);
                let decided = agree(weights, state.sum, &to_come(weights, &state));
                let answers = weights.answers(given);
                match (engine.decided)(weights.model, &answers) {
                    claimed if claimed == decided => Ok(decided),
                    claimed => Err(not_so(weights, &answers, decided, claimed)),
                }
            })?;
            let gaps = format!(
                "with a gap: of {} runs that ended with up to {OPEN} questions open, less an answer on which others rest, {} \
                 are decided",
                grouped(gapped.len() as u128),
                grouped(still_decided.into_iter().filter(|decided| *decided).count() as u128)
            );
            let how = format!(
                "complete and partial runs, by dynamic programming over {} states; the engine was asked about two runs to \
                 each, and every completion enumerated as one of up to {} sums",
                grouped(all.len() as u128),
                grouped(most as u128)
            );
            Ok((
                runs.counts().into_iter().sum(),
                how,
                vec![format!("decided in {} states", grouped(ends as u128)), gaps],
            ))
        },
    )
}

/// Whether all completions say the same of who they are.
pub(super) fn agree(weights: &Weights, sum: Sum, to_come: &[(Sum, f64)]) -> bool {
    let who = |(more, _): &(Sum, f64)| weights.who(plus(sum, *more));
    let first = to_come.first().map(who);
    to_come.iter().all(|more| Some(who(more)) == first)
}

/// Runs that leave at most so many questions without an answer are covered with a gap as well: what is still to come is
/// not the same for any two of them, and where more is open it takes minutes to put together.
const OPEN: usize = 2;

/// The first run to each end, that leaves few open, without one of the answers that conditions are on, each in turn.
fn gapped(runs: &Runs) -> Vec<Picks> {
    let weights = runs.weights;
    let gates: Vec<_> =
        weights.classifying().filter(|question| !weights.questions[*question].dependents.is_empty()).collect();
    let all = weights.classifying().count();
    let ends = runs.ends().filter(|&end| all - runs.asked(end) <= OPEN).map(|end| runs.first_picks(end));
    ends.flat_map(|given| {
        gates.iter().filter(move |gate| given.get(**gate).is_some()).map(move |gate| given.without(*gate))
    })
    .collect()
}

fn not_so(weights: &Weights, answers: &Answers, decided: bool, claimed: bool) -> String {
    format!("{}: decided is {decided}, the engine says {claimed}", in_words(weights.model, answers))
}

fn check(runs: &Runs, engine: &Engine, index: StateIx, decided: bool) -> Result<(), String> {
    let weights = runs.weights;
    for answers in [runs.first_answers(index), runs.last_answers(index)] {
        let question = asked(weights, (engine.step)(weights.model, &answers, runs.depth));
        let words = || in_words(weights.model, &answers);
        let claimed = (engine.decided)(weights.model, &answers);
        if claimed != decided {
            return Err(not_so(weights, &answers, decided, claimed));
        }
        if question.is_none() != decided {
            return Err(format!("{}: decided is {decided}, but the engine asks {question:?}", words()));
        }
        if question != runs.asks(index) {
            return Err(format!("{}: the engine asks {question:?}, but not in another run to this state", words()));
        }
    }
    Ok(())
}

/// Every sum that the questions still open, and answers that wait for their conditions, can add; each with how likely it is
/// that they do, where every answer to a question is as likely as the others, "not sure" included.
pub(super) fn to_come(weights: &Weights, state: &State) -> Vec<(Sum, f64)> {
    let mut settled = 0_u32;
    let mut ahead: HashMap<(Sum, Picks), f64> = HashMap::from([((Sum::default(), Picks::default()), 1.0)]);
    for question in weights.classifying() {
        let bit = 1 << question;
        let answered = state.answered & bit != 0;
        let kept = state.kept.get(question);
        let gates_settled = weights.gates(question).all(|gate| settled & (1 << gate) != 0);
        // Where what it rests on is settled, every branch agrees about that, and any of them can be asked.
        let applies = ahead.keys().next().is_some_and(|(_, active)| weights.applies(*active, question));
        if gates_settled && (answered || !applies) {
            settled |= bit;
        }
        if answered && kept.is_none() {
            continue;
        }
        let in_sum = settled & bit != 0;
        let mut longer: HashMap<(Sum, Picks), f64> = HashMap::new();
        for ((sum, active), likely) in ahead {
            let mut put = |sum, active, likely| {
                *longer.entry((sum, weights.still_needed(active, question))).or_default() += likely;
            };
            let taken = |variant| if in_sum { sum } else { plus(sum, weights.worth(question, variant)) };
            match kept {
                _ if !weights.applies(active, question) => put(sum, active, likely),
                Some(variant) => put(taken(variant), active.with(question, variant), likely),
                None => {
                    for (variant, share) in shares(weights, question) {
                        put(taken(variant), active.with(question, variant), likely * share);
                    }
                }
            }
        }
        ahead = longer;
    }
    let mut sums: HashMap<Sum, f64> = HashMap::new();
    for ((sum, _), likely) in ahead {
        *sums.entry(sum).or_default() += likely;
    }
    sums.into_iter().collect()
}
