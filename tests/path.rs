//! The way to another role, in the pack that ships and for every labelled relationship.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::{BTreeMap, HashMap};

use relasi::{
    cases::{self, Case},
    content::{Bearing, Model, Purpose, Role},
    engine::{
        Answer::{self, Chosen, NotSure},
        Answers, Firmness, near_changes, path,
        path::notes,
        smallest_changes, verdict,
    },
};
use support::{root, shipped};

const TYPES: [Role; 3] = [Role::Client, Role::Customer, Role::Consumer];

/// Every labelled case where this is optimised (`cargo xtask prove` runs it so), and one in seventeen where it is not: the
/// search among all that levers can do takes seconds a case there.
fn labelled() -> Vec<Case> {
    let cases = cases::read(&root().join("tests/cases")).expect("the cases can be read");
    cases.into_iter().step_by(if cfg!(debug_assertions) { 17 } else { 1 }).collect()
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

fn answers(model: &Model, case: &Case) -> Answers {
    given(model, case.answers.iter().map(|(question, option)| (question.as_str(), option.as_str())))
}

/// How many levers, how far, and which: a byte for each change, the first in the highest.
type Cost = (u32, usize, u128);
/// The answers on which later questions rest, six bits for each question, and how far the client and the consumer lead the
/// customer.
type State = (u128, [i16; 2]);

/// The shortest way by levers alone to each type that there is one to, found by another method than the engine's: question
/// by question, keeping of all ways that nothing can tell apart from there on the shortest.
fn by_levers(model: &Model, answers: &Answers) -> BTreeMap<Role, Vec<(usize, usize)>> {
    let held = model.together.iter().flat_map(|pair| [&pair.first.when, &pair.second.when]);
    let conditions = model.questions.iter().map(|question| &question.when).chain(held);
    let conditions: Vec<_> = conditions.flatten().map(|condition| condition.question).collect();
    let rested_on = |question: usize| conditions.contains(&question);
    let mut states: HashMap<State, Cost> = HashMap::from([Default::default()]);
    for (question, about) in model.questions.iter().enumerate() {
        if about.purpose == Purpose::Advise {
            continue;
        }
        let (now, rested_on) = (answers.get(question), rested_on(question));
        let mut next: HashMap<State, Cost> = HashMap::new();
        let mut keep = |(counting, sum): State, option: Option<usize>, cost: Cost| {
            let state = option.map_or((counting, sum), |option| {
                let [client, customer, consumer] = about.options[option].evidence.types;
                let code = if rested_on { (option as u128 + 1) << (6 * question) } else { 0 };
                (counting | code, [sum[0] + client - customer, sum[1] + consumer - customer])
            });
            let best = next.entry(state).or_insert(cost);
            *best = cost.min(*best);
        };
        for (&state, &(levers, far, changes)) in &states {
            let applies = about.when.iter().all(|condition| {
                let option = (state.0 >> (6 * condition.question) & 63) as usize;
                (option > 0 && condition.options.contains(&(option - 1))) == condition.among
            });
            let stays = match now {
                Some(Chosen(option)) if applies => Some(option),
                _ => None,
            };
            keep(state, stays, (levers, far, changes));
            let others = (0..about.options.len()).filter(|option| now != Some(Chosen(*option)));
            for option in others.filter(|_| applies && about.lever) {
                let change = (question as u128 * 8 + option as u128) << (120 - 8 * levers);
                let far = far + steps_apart(model, question, now, option);
                keep(state, Some(option), (levers + 1, far, changes | change));
            }
        }
        states = next;
    }
    let mut ends: Vec<Cost> = states.into_values().collect();
    ends.sort_unstable();
    let mut shortest = BTreeMap::new();
    for (levers, _, changes) in ends {
        if shortest.len() == TYPES.len() {
            break;
        }
        let change = |place: u32| (changes >> (120 - 8 * place) & 255) as usize;
        let changes: Vec<(usize, usize)> = (0..levers).map(change).map(|code| (code / 8, code % 8)).collect();
        let then = changes.iter().fold(answers.clone(), |set, &(question, to)| set.with(question, Chosen(to)));
        let verdict = verdict(model, &then);
        if verdict.firmness != Firmness::Between {
            for role in verdict.names() {
                shortest.entry(role.into()).or_insert_with(|| changes.clone());
            }
        }
    }
    shortest
}

fn steps_apart(model: &Model, question: usize, from: Option<Answer>, to: usize) -> usize {
    let question = &model.questions[question];
    match from {
        _ if !question.scale => 1,
        Some(Chosen(from)) => from.max(to) - from.min(to),
        _ => to.max(question.options.len() - 1 - to),
    }
}

#[test]
fn every_case_is_shown_the_shortest_way_that_levers_lead() {
    let model = shipped().model;
    for case in labelled() {
        let answers = answers(&model, &case);
        let shortest = by_levers(&model, &answers);
        for role in TYPES {
            let found = path(&model, &answers, role).expect("something leads everywhere");
            let mut changes: Vec<_> = found.steps.iter().map(|step| (step.question, step.to)).collect();
            changes.sort_unstable();
            match shortest.get(&role) {
                Some(expected) => assert_eq!((found.blocked_by.len(), &changes), (0, expected), "{}", case.name),
                None => assert!(!found.blocked_by.is_empty(), "{}: {role:?} by {changes:?}", case.name),
            }
        }
    }
}

#[test]
fn each_step_of_a_way_names_something_to_do() {
    let model = shipped().model;
    for case in labelled() {
        let answers = answers(&model, &case);
        for step in TYPES.iter().filter_map(|role| path(&model, &answers, *role)).flat_map(|path| path.steps) {
            let question = &model.questions[step.question];
            let option = &question.options[step.to].id;
            assert!(!step.actions.is_empty(), "{}: {} = {option}", case.name, question.id);
        }
    }
}

#[test]
fn nobody_is_told_what_if_they_belonged_to_the_own_organisation() {
    let model = shipped().model;
    let place = model.question("place").expect("it is asked");
    for case in labelled() {
        let answers = answers(&model, &case);
        for change in smallest_changes(&model, &answers).iter().chain(&near_changes(&model, &answers)) {
            assert!(change.changes.iter().all(|(question, ..)| *question != place), "{}", case.name);
        }
        let is_inside = answers.get(place) == model.questions[place].option("inside").map(Chosen);
        for role in TYPES.into_iter().filter(|_| !is_inside) {
            let blocked_by = path(&model, &answers, role).expect("something leads there").blocked_by;
            assert!(blocked_by.iter().all(|obstacle| obstacle.question != place), "{}: {role:?}", case.name);
        }
    }
}

#[test]
fn colleagues_cannot_become_clients_while_they_are_colleagues() {
    let model = shipped().model;
    let answers = given(&model, [("place", "inside"), ("onward", "run_on"), ("service", "standard")]);
    let blocked_by = path(&model, &answers, Role::Client).expect("something leads there").blocked_by;
    let named: Vec<&str> = blocked_by.iter().map(|obstacle| model.questions[obstacle.question].id.as_str()).collect();
    assert_eq!(named, ["place"]);
}

#[test]
fn what_they_are_already_takes_no_step() {
    let model = shipped().model;
    let answers = given(&model, [("place", "outside"), ("onward", "sell_on"), ("payer", "pays_for_others")]);
    for role in [Role::Customer, Role::Intermediary] {
        let found = path(&model, &answers, role).expect("they are there");
        assert!(found.steps.is_empty() && found.blocked_by.is_empty());
    }
}

#[test]
fn a_one_product_shop_is_told_that_making_clients_does_not_pay() {
    let model = shipped().model;
    let said = |offer: &[(&'static str, &'static str)]| {
        let goal = [("goal", "deepen")];
        let answers = given(&model, goal.into_iter().chain(offer.iter().copied()));
        let of = |bearing: Bearing| {
            let notes = notes(&model, &answers, Role::Client).into_iter();
            let found = notes.filter(|(note, _)| model.paths[*note].says == bearing);
            found.map(|(note, holds)| (model.paths[note].id.clone(), holds)).collect::<Vec<_>>()
        };
        (of(Bearing::Pays), of(Bearing::DoesNotPay))
    };
    let broad = ("client_broad".to_owned(), true);
    let single = ("client_one_product".to_owned(), true);
    let (pays, does_not) = said(&[("offer", "single")]);
    assert!(!pays.contains(&broad) && does_not.contains(&single));
    let (pays, does_not) = said(&[("offer", "diverse")]);
    assert!(pays.contains(&broad) && does_not.iter().all(|(id, _)| *id != single.0));
    // Where it was not asked, each is said of those to whom it applies.
    let (pays, does_not) = said(&[]);
    assert!(pays.contains(&(broad.0, false)) && does_not.contains(&(single.0, false)));
}
