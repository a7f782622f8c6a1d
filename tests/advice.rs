//! What the visitor is told to start with, and why, for every labelled relationship.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;

use relasi::{
    cases::{self, Case},
    content::{Effort, Model, Part, Purpose, Type},
    engine::{
        Answer::{Chosen, NotSure},
        Answers, Firmness, agenda, first_steps, plan, reasons, steering, verdict,
    },
};
use support::{root, shipped};

fn labelled() -> Vec<Case> {
    cases::read(&root().join("tests/cases")).expect("the cases can be read")
}

fn given<'a>(model: &Model, ids: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
    let mut answers = Answers::default();
    for (question, option) in ids {
        let question = model.question(question).expect("a question of the pack");
        let option = model.questions[question].option(option);
        answers.give(question, option.map_or(NotSure, Chosen));
    }
    answers
}

/// Every relationship with every trouble and every goal, and with neither.
fn situations(model: &Model) -> Vec<(String, Answers)> {
    let options = |id: &str| {
        let question = model.question(id).expect("a question of the pack");
        let chosen = (0..model.questions[question].options.len()).map(Chosen).map(Some);
        chosen.chain([None]).map(|answer| (question, answer)).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    for case in labelled() {
        let classifies = |id: &str| {
            model.question(id).is_some_and(|question| model.questions[question].purpose == Purpose::Classify)
        };
        let said = case.answers.iter().filter(|(question, _)| classifies(question));
        let answers = given(model, said.map(|(question, option)| (question.as_str(), option.as_str())));
        for (trouble, one) in options("trouble") {
            for (goal, other) in options("goal") {
                let answers = one.map_or(answers.clone(), |one| answers.with(trouble, one));
                found.push((case.name.clone(), other.map_or(answers.clone(), |other| answers.with(goal, other))));
            }
        }
    }
    found
}

#[test]
fn everybody_starts_with_three_different_things_one_of_them_short() {
    let model = shipped().model;
    for (name, answers) in situations(&model) {
        let first = first_steps(&model, &answers);
        assert_eq!(first.len(), plan(&model, &answers).len().min(3), "{name}");
        let actions: Vec<_> = first.iter().map(|advice| &model.actions[advice.action]).collect();
        let claims: BTreeSet<usize> = actions.iter().map(|action| action.claims[0]).collect();
        assert_eq!(claims.len(), first.len(), "{name}: two of {actions:?} say the same");
        let has_short = plan(&model, &answers).iter().any(|advice| model.actions[advice.action].effort == Effort::Hour);
        assert!(!has_short || actions.iter().any(|action| action.effort == Effort::Hour), "{name}: {actions:?}");
    }
}

#[test]
fn what_is_in_trouble_comes_first_and_leaves_room_for_the_rest() {
    let model = shipped().model;
    for (name, answers) in situations(&model) {
        let parts: Vec<Part> =
            first_steps(&model, &answers).iter().map(|advice| model.actions[advice.action].part).collect();
        let planned: BTreeSet<Part> =
            plan(&model, &answers).iter().map(|advice| model.actions[advice.action].part).collect();
        let wanted = |part: Part| planned.contains(&part);
        if wanted(Part::Repair) {
            assert_eq!(parts[0], Part::Repair, "{name}");
        } else if wanted(Part::Grow) || wanted(Part::Balance) {
            assert!(matches!(parts[0], Part::Grow | Part::Balance), "{name}: {parts:?}");
        }
        assert!(planned.len() == 1 || parts.iter().any(|part| *part != parts[0]), "{name}: {parts:?}");
    }
}

#[test]
fn between_two_types_the_plan_starts_with_something_for_each() {
    let model = shipped().model;
    let mut found = 0;
    for (name, answers) in situations(&model) {
        let verdict = verdict(&model, &answers);
        // Between all three there would be no room for what comes first.
        if verdict.firmness != Firmness::Between || verdict.third.is_some() {
            continue;
        }
        found += 1;
        let agenda = agenda(&model, &answers);
        let serves = |of: Type| {
            agenda.first.iter().any(|advice| {
                advice.serves.is_some_and(|role| of == Type::Customer && role as usize > 2 || role == of.into())
            })
        };
        assert!(verdict.types().all(serves), "{name}: {:?}", agenda.first);
        let apart: Vec<_> = agenda.rest.iter().filter(|group| group.part == Part::Serve).collect();
        assert!(apart.iter().all(|group| group.serves.is_some()), "{name}");
    }
    assert!(found > 0);
}

#[test]
fn a_choice_on_the_result_can_change_the_plan_of_these_people() {
    let model = shipped().model;
    let steers = |question: &usize| model.questions[*question].purpose == Purpose::Advise;
    let all: Vec<usize> = (0..model.questions.len()).filter(steers).collect();
    for case in labelled() {
        let said = case.answers.iter().map(|(question, option)| (question.as_str(), option.as_str()));
        let answers = given(&model, said);
        // Every way to answer what steers.
        let mut sets = vec![answers];
        for &question in &all {
            let options = (0..model.questions[question].options.len()).map(Chosen).chain([NotSure]);
            sets = options.flat_map(|answer| sets.iter().map(move |set| set.with(question, answer))).collect();
        }
        let plans: Vec<_> = sets.iter().map(|set| plan(&model, set)).collect();
        for offered in sets.iter().step_by(7).map(|set| steering(&model, set)) {
            for question in offered {
                let changes_it = sets.iter().zip(&plans).any(|(set, plan)| {
                    let other = sets.iter().position(|other| *other == set.with(question, NotSure));
                    other.is_some_and(|other| plans[other] != *plan)
                });
                assert!(changes_it, "{}: {}", case.name, model.questions[question].id);
            }
        }
    }
}

#[test]
fn only_what_an_action_of_the_plan_reads_is_asked_to_steer_it() {
    let model = shipped().model;
    let goal = ("goal", "deepen");
    let client = [("place", "outside"), ("onward", "rely_on"), ("side", "act_for"), goal];
    let colleagues = [("place", "inside"), ("onward", "run_on"), goal];
    let ids = |answers: &Answers| {
        steering(&model, answers).into_iter().map(|question| model.questions[question].id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&given(&model, client)), ["trouble", "goal", "offer"]);
    assert_eq!(ids(&given(&model, colleagues)), ["trouble", "goal"]);
    let buyers = [("place", "outside"), ("onward", "run_on"), ("service", "goods"), ("payer", "same"), goal];
    assert_eq!(ids(&given(&model, buyers)), ["trouble", "goal", "returns", "offer"]);
}

#[test]
fn a_reseller_is_a_customer_because_they_sell_it_on() {
    let model = shipped().model;
    let reseller = [
        ("place", "outside"),
        ("onward", "sell_on"),
        ("side", "advise"),
        ("payer", "pays_for_others"),
        ("chain", "from_us"),
    ];
    let answers = given(&model, reseller);
    let reasons = reasons(&model, &answers);
    let ids = |list: &[relasi::engine::Reason]| {
        list.iter().map(|one| model.questions[one.question].id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&reasons.in_favour), ["onward", "payer", "chain"]);
    assert_eq!(ids(&reasons.against), ["side"]);
}
