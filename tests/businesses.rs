//! Thirty businesses and what they are told to do: nothing that is not for them, and the right things first.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::{collections::BTreeMap, fs};

use relasi::{
    content::{Effort, Kind, Model, Purpose},
    engine::{Answer, Answers, Depth, Step, first_steps, plan, step, verdict},
};
use serde::Deserialize;
use support::{root, shipped};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    business: Vec<Business>,
}

/// A business and the people it has in mind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Business {
    name: String,
    /// The type or kind that must lead, where the definitions leave no doubt.
    verdict: Option<String>,
    /// Actions that must never be advised.
    never: Vec<String>,
    /// Actions of which one at least must be among the first three.
    first: Vec<String>,
    answers: BTreeMap<String, String>,
}

impl Business {
    /// What is answered when the questions are asked as deep as that.
    fn answers(&self, model: &Model, depth: Depth) -> Answers {
        let mut answers = Answers::default();
        while let Step::Ask(question) = step(model, &answers, depth) {
            answers.give(question, self.answer(model, question));
        }
        for question in 0..model.questions.len() {
            if model.questions[question].purpose == Purpose::Advise {
                answers.give(question, self.answer(model, question));
            }
        }
        answers
    }

    fn answer(&self, model: &Model, question: usize) -> Answer {
        let question = &model.questions[question];
        self.answers.get(&question.id).map_or(Answer::NotSure, |option| {
            Answer::Chosen(question.option(option).unwrap_or_else(|| panic!("{}: no `{option}`", self.name)))
        })
    }
}

fn model() -> Model {
    shipped().model
}

fn businesses() -> Vec<Business> {
    let file = root().join("tests/businesses.toml");
    let file: File =
        toml::from_str(&fs::read_to_string(file).expect("the file is there")).expect("it is as it must be");
    file.business
}

const DEPTHS: [Depth; 3] = Depth::ALL;

fn planned(model: &Model, answers: &Answers) -> Vec<String> {
    plan(model, answers).iter().map(|advice| model.actions[advice.action].id.clone()).collect()
}

/// What is wrong for some business at some depth, a line each.
fn wrong(what: impl Fn(&Model, &Business, &Answers) -> Vec<String>) -> Vec<String> {
    let model = model();
    let mut wrong = Vec::new();
    for business in businesses() {
        for depth in DEPTHS {
            let said = what(&model, &business, &business.answers(&model, depth));
            wrong.extend(said.into_iter().map(|line| format!("{}, {depth:?}: {line}", business.name)));
        }
    }
    wrong
}

#[test]
fn nobody_is_advised_what_is_not_for_them() {
    let model = model();
    for business in businesses() {
        for id in business.never.iter().chain(&business.first) {
            assert!(model.actions.iter().any(|action| action.id == *id), "{}: no action `{id}`", business.name);
        }
    }
    let found = wrong(|model, business, answers| {
        planned(model, answers).into_iter().filter(|id| business.never.contains(id)).collect()
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn one_of_the_first_three_actions_of_the_plan_is_what_they_came_for() {
    let found = wrong(|model, business, answers| {
        let plan = planned(model, answers);
        let first = &plan[..3.min(plan.len())];
        if first.iter().any(|id| business.first.contains(id)) { Vec::new() } else { vec![format!("{first:?}")] }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn one_of_the_three_to_start_with_is_what_they_came_for() {
    let mut found = wrong(|model, business, answers| {
        let first: Vec<&str> =
            first_steps(model, answers).iter().map(|advice| &*model.actions[advice.action].id).collect();
        if first.iter().any(|id| business.first.iter().any(|one| one == id)) {
            Vec::new()
        } else {
            vec![format!("{first:?}")]
        }
    });
    // Whoever goes on answering brings up what serves everyone, by the number of answers that call for it.
    found.retain(|line| !line.contains(", Every: "));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn everybody_has_four_things_to_do_one_of_them_within_an_hour() {
    let found = wrong(|model, _, answers| {
        let plan = plan(model, answers);
        let hour = plan.iter().any(|advice| model.actions[advice.action].effort == Effort::Hour);
        if hour && plan.len() >= 4 { Vec::new() } else { vec![format!("{} actions, an hour: {hour}", plan.len())] }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_action_gives_more_than_two_answers_as_its_reason() {
    let found = wrong(|model, _, answers| {
        let plan = plan(model, answers);
        let wordy = plan.iter().filter(|advice| advice.because.len() > 2);
        wordy.map(|advice| format!("{}: {:?}", model.actions[advice.action].id, advice.because.len())).collect()
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn each_is_what_the_definitions_make_of_them() {
    let found = wrong(|model, business, answers| {
        let verdict = verdict(model, answers);
        let found = verdict.kind.map_or(verdict.leading.id(), Kind::id);
        match &business.verdict {
            Some(expected) if expected != found => vec![format!("{found} in place of {expected}")],
            _ => Vec::new(),
        }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}
