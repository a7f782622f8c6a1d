//! Back, resuming and replaying: the same answers make the same result, in whichever order they were given.

use super::{
    parallel::in_parallel,
    report::{Proof, grouped, in_words},
    runs::{Runs, StateIx, asked},
    subject::Engine,
};
use crate::{
    content::QuestionIx,
    engine::{Answer, Answers},
};

/// Proves it for a run to each state.
///
/// By construction the engine reads [`Answers`] through `get` alone, question by question in the order of the file, and
/// whole numbers add up to the same sum in any order. What is checked here would show any part of it that did not: the
/// order of the file, in which a stored set comes back; the reverse, in which every pair of answers is exchanged; and
/// adjacent transpositions, from which all orders are made. Of a run that is not yet at its end that is the last pair: the
/// pairs before are the last of shorter runs.
#[must_use]
pub fn prove(runs: &Runs, engine: &Engine) -> Proof {
    Proof::of(
        "Answers have the same verdict and the same next question in whichever order they were given, and Back returns \
         to the question before.",
        || {
            let orders = in_parallel(runs.states().count(), |state| check(runs, engine, state))?;
            let how = format!(
                "complete and partial runs, by one to each of {} states, in {} other orders",
                grouped(orders.len() as u128),
                grouped(orders.into_iter().sum())
            );
            Ok((runs.counts().into_iter().sum(), how, Vec::new()))
        },
    )
}

/// How many other orders of the answers were compared.
fn check(runs: &Runs, engine: &Engine, state: StateIx) -> Result<u128, String> {
    let model = runs.weights.model;
    let answers = runs.first_answers(state);
    let run: Vec<(QuestionIx, Answer)> = answers.iter().collect();
    let verdict = (engine.verdict)(model, &answers);
    let hold = |same: bool, order: &Answers| {
        let words =
            || format!("{}: not the same as in the order {}", in_words(model, &answers), in_words(model, order));
        same.then_some(()).ok_or_else(words)
    };

    let mut swapped = run.clone();
    let pairs = if runs.asks(state).is_some() { run.len().saturating_sub(1).max(1) } else { 1 }..run.len();
    let orders = pairs.len() as u128 + 2;
    for index in pairs {
        swapped.swap(index - 1, index);
        let order = given(&swapped);
        hold((engine.verdict)(model, &order) == verdict, &order)?;
        swapped.swap(index - 1, index);
    }
    let mut by_file = run.clone();
    by_file.sort_by_key(|(question, _)| *question);
    let by_file = given(&by_file);
    hold((engine.verdict)(model, &by_file) == verdict, &by_file)?;
    let backwards: Vec<_> = run.iter().rev().copied().collect();
    let backwards = given(&backwards);
    let next = asked(runs.weights, (engine.step)(model, &backwards, runs.depth));
    hold((engine.verdict)(model, &backwards) == verdict && next == runs.asks(state), &backwards)?;

    let mut before = answers.clone();
    if let (Some((question, _)), Some(from)) = (before.take_back(), runs.before(state))
        && (before != runs.first_answers(from) || runs.asks(from) != Some(question))
    {
        return Err(format!("{}: Back does not return to {}", in_words(model, &answers), model.questions[question].id));
    }
    Ok(orders)
}

fn given(run: &[(QuestionIx, Answer)]) -> Answers {
    let mut answers = Answers::default();
    for (question, answer) in run {
        answers.give(*question, *answer);
    }
    answers
}
