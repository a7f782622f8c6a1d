//! The smallest change shown with a result is the smallest, and makes these people something else.

use super::{
    parallel::in_parallel,
    report::{Proof, grouped, in_words},
    runs::{Runs, StateIx},
    subject::Engine,
    sums::{Picks, Sum, Weights},
};
use crate::{
    content::{ChoiceIx, QuestionIx, Type},
    engine::{Answer, Answers, Firmness, Verdict, explain::MOST_CHANGES},
};

/// Sets of so many answers are taken one by one.
const FEW: usize = 3;

/// Proves it for every set of up to [`FEW`] answers, whether or not a run comes by, and for two runs to each state in which
/// asking ends: the one found first and the one found last.
///
/// Not for every run: which changes are possible depends on each answer, not on the state alone, and runs number in the
/// billions. What a set of changes leads to does depend on a sum alone, and [`verdicts`](super::verdicts) has every sum.
#[must_use]
pub fn prove(runs: &Runs, engine: &Engine) -> Proof {
    Proof::of(
        "The smallest changes shown are every smallest one of what an owner can change, each brings the verdict that it \
         says, in which another type leads, for which each of its answers speaks; and where none is shown, no change of up \
         to two answers does.",
        || {
            let weights = runs.weights;
            let mut sets: Vec<Answers> = Vec::new();
            few_answers(weights, Picks::default(), 0, FEW, &mut |given| sets.push(weights.answers(given)));
            let few = in_parallel(sets.len(), |set| check(weights, engine, &sets[set]))?;
            let ends: Vec<StateIx> = runs.ends().collect();
            let ended = in_parallel(ends.len() * 2, |run| {
                let end = ends[run / 2];
                let answers = if run % 2 == 0 { runs.first_answers(end) } else { runs.last_answers(end) };
                check(weights, engine, &answers)
            })?;
            let covered = (few.len() + ended.len()) as u128;
            let how = format!(
                "sets of answers, one by one: all {} sets of up to {FEW} answers, and two runs to each of {} ends; every \
                 change of up to {MOST_CHANGES} answers enumerated by the sum that it leads to",
                grouped(few.len() as u128),
                grouped(ends.len() as u128)
            );
            let findings = vec![
                format!("of the sets of up to {FEW} answers, {}", by_size(&few)),
                format!("of the runs that have ended, {}", by_size(&ended)),
            ];
            Ok((covered, how, findings))
        },
    )
}

fn by_size(sizes: &[usize]) -> String {
    let count = |size| grouped(sizes.iter().filter(|found| **found == size).count() as u128);
    let needing = (1..=MOST_CHANGES).map(|size| format!("{} need {size} changed", count(size)));
    needing.chain([format!("{} no small change makes something else", count(0))]).collect::<Vec<_>>().join(", ")
}

/// Calls `visit` with every set that adds up to `room` answers to `given`, to questions that classify from this one on,
/// whether or not their conditions hold. One variant stands for answers that are alike.
fn few_answers(weights: &Weights, given: Picks, from: QuestionIx, room: usize, visit: &mut impl FnMut(Picks)) {
    visit(given);
    if room > 0 {
        for question in weights.classifying().filter(|question| *question >= from) {
            for variant in 0..weights.questions[question].variants.len() {
                few_answers(weights, given.with(question, variant), question + 1, room - 1, visit);
            }
        }
    }
}

/// Changed answers, by question in the order of the file.
type Changed = Vec<(QuestionIx, ChoiceIx)>;

/// Holds the engine's changes against the search over sums. Their size, 0 where there are none.
fn check(weights: &Weights, engine: &Engine, answers: &Answers) -> Result<usize, String> {
    let mut shown: Vec<(Changed, Verdict)> = (engine.smallest_changes)(weights.model, answers)
        .into_iter()
        .map(|change| (change.changes.into_iter().map(|(question, _, to)| (question, to)).collect(), change.verdict))
        .collect();
    shown.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut smallest = smallest(weights, answers);
    smallest.sort_by(|(one, _), (other, _)| one.cmp(other));
    if shown != smallest {
        let words = in_words(weights.model, answers);
        return Err(format!("{words}: the smallest changes are {smallest:?}, the engine shows {shown:?}"));
    }
    Ok(smallest.first().map_or(0, |(changed, _)| changed.len()))
}

/// Every smallest change of the levers that count, up to [`MOST_CHANGES`], by the sums that it leads to.
fn smallest(weights: &Weights, answers: &Answers) -> Vec<(Changed, Verdict)> {
    let given = answers.iter().fold(Picks::default(), |picks, (question, answer)| {
        weights.variant(question, answer).map_or(picks, |variant| picks.with(question, variant))
    });
    let counting = weights.active(given);
    let now = weights.verdict(weights.sum(counting));
    let levers: Vec<QuestionIx> = weights
        .classifying()
        .filter(|&question| weights.model.questions[question].lever && counting.get(question).is_some())
        .collect();
    // One list of changes for each size, extended by one more question at a time, each with the sums that it chooses.
    let mut by_size: Vec<Vec<(Changed, Picks, Vec<Sum>)>> = vec![vec![(Vec::new(), given, Vec::new())]];
    while by_size.len() <= MOST_CHANGES {
        let mut larger = Vec::new();
        for (changed, picks, worth) in by_size.last().into_iter().flatten() {
            let from = changed.last().map_or(0, |(question, _)| question + 1);
            for &question in levers.iter().filter(|&&question| question >= from) {
                for (index, variant) in weights.questions[question].variants.iter().enumerate() {
                    for answer in &variant.answers {
                        if let Answer::Chosen(option) = *answer
                            && answers.get(question) != Some(*answer)
                        {
                            let changed: Changed = changed.iter().copied().chain([(question, option)]).collect();
                            let worth: Vec<Sum> = worth.iter().copied().chain([variant.sum]).collect();
                            larger.push((changed, picks.with(question, index), worth));
                        }
                    }
                }
            }
        }
        let found: Vec<(Changed, Verdict)> = larger
            .iter()
            .map(|(changed, picks, worth)| (changed, weights.verdict(weights.sum(weights.active(*picks))), worth))
            .filter(|(_, then, worth)| makes_something_else(&now, then, worth))
            .map(|(changed, then, _)| (changed.clone(), then))
            .collect();
        if !found.is_empty() {
            return found;
        }
        by_size.push(larger);
    }
    Vec::new()
}

/// Whether another type leads then that is not held now, and each of the answers chosen puts it ahead of the first that is named now.
fn makes_something_else(now: &Verdict, then: &Verdict, worth: &[Sum]) -> bool {
    let score = |[client, consumer, ..]: &Sum, of: Type| match of {
        Type::Client => *client,
        Type::Customer => 0,
        Type::Consumer => *consumer,
    };
    let is_held = now.both && now.names().any(|of| of == then.leading);
    let is_new = !is_held && (now.firmness == Firmness::Between || now.leading != then.leading);
    let before = [Some(now.leading), now.also].into_iter().flatten().find(|of| *of != then.leading);
    then.firmness != Firmness::Between
        && is_new
        && before.is_some_and(|before| worth.iter().all(|sum| score(sum, then.leading) > score(sum, before)))
}
