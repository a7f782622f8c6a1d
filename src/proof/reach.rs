//! Nothing in the pack is idle: every question can make a difference, and every action is advised to someone.

use std::collections::{BTreeMap, HashSet};

use super::{
    report::{Proof, grouped, in_words},
    runs::{Runs, StateIx},
    subject::Engine,
    sums::{Picks, Sum, Weights, plus},
};
use crate::{
    content::{Action, ChoiceIx, Condition, Model, Purpose, QuestionIx, Role},
    engine::{Answer, Answers, Verdict},
};

/// Proves it of the questions, by searching all runs.
#[must_use]
pub fn questions(runs: &Runs) -> Proof {
    Proof::of("Every question that classifies can change some verdict.", || {
        let counts = runs.counts();
        let findings = verdicts_turned(runs, &Ends::of(runs), &counts)?;
        Ok((ended(runs, &counts), HOW.into(), findings))
    })
}

/// Proves it of the actions and the questions that steer the plan, by searching all runs; what it prints for each action is
/// the number of runs that lead to it.
#[must_use]
pub fn actions(runs: &Runs, engine: &Engine) -> Proof {
    Proof::of(
        "Every action is advised at the end of some run, and every question that only steers the plan can change some plan.",
        || {
            let findings = actions_advised(runs, &Ends::of(runs), engine)?;
            Ok((ended(runs, &runs.counts()), HOW.into(), findings))
        },
    )
}

const HOW: &str = "runs, by searching the graph of their states with the conditions as filters";

fn ended(runs: &Runs, counts: &[u128]) -> u128 {
    runs.ends().map(|end| counts[end]).sum()
}

/// The verdict at the end of runs.
struct Ends(BTreeMap<StateIx, Verdict>);

impl Ends {
    fn of(runs: &Runs) -> Self {
        Self(runs.ends().map(|end| (end, runs.weights.verdict(runs.sum(end)))).collect())
    }
}

/// For each question that classifies: it turns a verdict where it is the last one asked in some run, and two answers to
/// it, all others being the same, end with different verdicts.
fn verdicts_turned(runs: &Runs, ends: &Ends, counts: &[u128]) -> Result<Vec<String>, String> {
    let weights = runs.weights;
    let mut turned = vec![0_u128; weights.questions.len()];
    for state in runs.states() {
        let Some(question) = runs.asks(state) else { continue };
        let mut verdicts = runs.ways(state).filter_map(|(_, to)| ends.0.get(&to));
        let first = verdicts.next();
        if first.is_some_and(|first| verdicts.any(|other| other != first)) {
            turned[question] += counts[state];
        }
    }
    let mut findings = Vec::new();
    for question in weights.classifying() {
        let id = &weights.model.questions[question].id;
        findings.push(match turned[question] {
            0 if turns_some_set(weights, question) => format!("{id} turns the verdict of some set, but ends no run"),
            0 => {
                return Err(format!(
                    "no verdict depends on {id}: no two sets that differ there alone have two verdicts"
                ));
            }
            times => format!("{id} turns the verdict as the last question of {} runs", grouped(times)),
        });
    }
    Ok(findings)
}

/// Whether two complete sets that differ in the answer to this question alone, and in which the same questions count,
/// have different verdicts: over all complete sets, by the sums of their other answers.
fn turns_some_set(weights: &Weights, question: QuestionIx) -> bool {
    let variants = &weights.questions[question].variants;
    (0..variants.len()).filter(|&variant| weights.standing(question, variant) == variant).any(|standing| {
        let alike: Vec<Sum> =
            variants.iter().filter(|other| other.meets == variants[standing].meets).map(|other| other.sum).collect();
        others(weights, question, standing)
            .into_iter()
            .any(|sum| alike.iter().any(|one| weights.verdict(plus(sum, *one)) != weights.verdict(plus(sum, alike[0]))))
    })
}

/// The sums of the other answers of all complete sets in which this variant counts.
fn others(weights: &Weights, question: QuestionIx, variant: usize) -> HashSet<Sum> {
    let mut sums: HashSet<(Sum, Picks)> = HashSet::from([(weights.prior, Picks::default())]);
    for other in weights.classifying() {
        let mut longer = HashSet::new();
        for (sum, active) in sums {
            let mut put = |sum, active| longer.insert((sum, weights.still_needed(active, other)));
            match (weights.applies(active, other), other == question) {
                (true, true) => {
                    put(sum, active.with(other, variant));
                }
                (false, true) => {}
                (false, false) => {
                    put(sum, active);
                }
                (true, false) => {
                    for (index, taken) in weights.questions[other].variants.iter().enumerate() {
                        put(plus(sum, taken.sum), active.with(other, index));
                    }
                }
            }
        }
        sums = longer;
    }
    sums.into_iter().map(|(sum, _)| sum).collect()
}

/// Conditions on questions that classify: question, options, whether the answer must be among them.
type Called<'a> = Vec<(QuestionIx, &'a [ChoiceIx], bool)>;

fn allows(called: &Called, question: QuestionIx, answer: Answer) -> bool {
    called.iter().filter(|(on, ..)| *on == question).all(|&(_, options, among)| match answer {
        Answer::Chosen(option) => options.contains(&option) == among,
        Answer::NotSure => !among,
    })
}

/// For each action, a run to its end in which the engine advises it; the runs are searched with only those answers left
/// that its conditions allow. And for each question that steers the plan, such an end where its answer changes the plan.
fn actions_advised(runs: &Runs, ends: &Ends, engine: &Engine) -> Result<Vec<String>, String> {
    let model = runs.weights.model;
    let steers = |question: QuestionIx| model.questions[question].purpose == Purpose::Advise;
    let mut alike: BTreeMap<Called, Vec<usize>> = BTreeMap::new();
    for (index, action) in model.actions.iter().enumerate() {
        let called = action.when.iter().filter(|condition| !steers(condition.question));
        let called = called.map(|Condition { question, options, among }| (*question, &options[..], *among)).collect();
        alike.entry(called).or_default().push(index);
    }
    let mut findings = vec![String::new(); model.actions.len()];
    let mut idle: Vec<QuestionIx> = (0..model.questions.len()).filter(|question| steers(*question)).collect();
    for (called, actions) in alike {
        let counts = runs.weigh(1_u128, |question, variant| {
            variant.answers.iter().filter(|answer| allows(&called, question, **answer)).count() as u128
        });
        let answered = |end| called.iter().all(|&(on, _, among)| !among || runs.state(end).answered & (1 << on) != 0);
        let open: Vec<StateIx> = ends.0.keys().copied().filter(|&end| counts[end] > 0 && answered(end)).collect();
        for index in actions {
            let action = &model.actions[index];
            let serves = |end: &&StateIx| names_one_of(&ends.0[*end], action);
            let called_for: u128 = open.iter().filter(serves).map(|end| counts[*end]).sum();
            let Some(witness) = open.iter().find(serves).map(|&end| way(runs, &called, &counts, end)) else {
                return Err(format!("{} is advised at the end of no run", action.id));
            };
            let steered = steered(model, &witness.applicable(model));
            let advised = |answers: &&Answers| (engine.plan)(model, answers).iter().any(|one| one.action == index);
            let Some(example) = steered.iter().find(advised) else {
                let words = in_words(model, &witness);
                return Err(format!("{words}: called for {}, but the engine never advises it after this", action.id));
            };
            findings[index] =
                format!("{} is open to {} runs: {}", action.id, grouped(called_for), in_words(model, example));
            idle.retain(|question| !steered.iter().any(|answers| changes_plan(model, engine, answers, *question)));
        }
    }
    match idle.first() {
        Some(question) => Err(format!("no plan depends on {}", model.questions[*question].id)),
        None => Ok(findings),
    }
}

fn names_one_of(verdict: &Verdict, action: &Action) -> bool {
    let mut named = verdict.types().map(Role::from).chain(verdict.kind.map(Role::from));
    action.advised_for.is_empty() || named.any(|role| action.advised_for.contains(&role))
}

/// A run to this end with allowed answers alone; `counts` says that there is one.
fn way(runs: &Runs, called: &Called, counts: &[u128], end: StateIx) -> Answers {
    let mut backwards = Vec::new();
    let mut at = end;
    while let Some((from, question, answer)) = (0..at).rev().filter(|&from| counts[from] > 0).find_map(|from| {
        let question = runs.asks(from)?;
        let mut ways = runs.ways(from).filter(|(_, to)| *to == at).flat_map(|(variant, _)| &variant.answers);
        ways.find(|answer| allows(called, question, **answer)).map(|answer| (from, question, *answer))
    }) {
        backwards.push((question, answer));
        at = from;
    }
    let mut answers = Answers::default();
    backwards.into_iter().rev().for_each(|(question, answer)| answers.give(question, answer));
    answers
}

/// The run with every set of answers to the questions that steer the plan and apply.
fn steered(model: &Model, run: &Answers) -> Vec<Answers> {
    let steering = (0..model.questions.len()).filter(|&question| model.questions[question].purpose == Purpose::Advise);
    steering.fold(vec![run.clone()], |runs, question| {
        let answered = |run: Answers| -> Vec<Answers> {
            if model.questions[question].when.iter().all(|condition| holds(condition, &run)) {
                answers_to(model, question).map(|answer| run.with(question, answer)).collect()
            } else {
                vec![run]
            }
        };
        runs.into_iter().flat_map(answered).collect()
    })
}

fn holds(condition: &Condition, answers: &Answers) -> bool {
    let is_one = |answer| matches!(answer, Answer::Chosen(option) if condition.options.contains(&option));
    answers.get(condition.question).is_some_and(is_one) == condition.among
}

fn changes_plan(model: &Model, engine: &Engine, answers: &Answers, question: QuestionIx) -> bool {
    let plan = |answers: &Answers| -> Vec<usize> {
        (engine.plan)(model, answers).into_iter().map(|advice| advice.action).collect()
    };
    let now = answers.get(question).map(|_| plan(answers));
    now.is_some_and(|now| answers_to(model, question).any(|other| plan(&answers.with(question, other)) != now))
}

fn answers_to(model: &Model, question: QuestionIx) -> impl Iterator<Item = Answer> {
    (0..model.questions[question].options.len()).map(Answer::Chosen).chain([Answer::NotSure])
}
