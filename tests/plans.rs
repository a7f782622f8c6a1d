//! What the plan promises, for the pack that ships: the right steps, in the right order, for these answers and not others.
#![cfg(not(target_arch = "wasm32"))]

use std::{collections::BTreeSet, path::Path};

use relasi::{
    content::{Part, authoring},
    engine::{Answer, Answers, Relationship, mix::mix, plan, verdict},
};

fn shipped() -> authoring::Pack {
    authoring::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).expect("the pack that ships is sound")
}

const CLIENT: &[(&str, &str)] =
    &[("place", "outside"), ("onward", "rely_on"), ("side", "act_for"), ("service", "expertise")];
const RETAIL: &[(&str, &str)] = &[("place", "outside"), ("onward", "run_on"), ("payer", "same"), ("service", "goods")];
const RESELLER: &[(&str, &str)] = &[("place", "outside"), ("onward", "sell_on"), ("payer", "pays_for_others")];
const COLLEAGUES: &[(&str, &str)] = &[("place", "inside"), ("service", "standard")];
const EATERS: &[(&str, &str)] =
    &[("place", "outside"), ("onward", "use_up"), ("payer", "uses_only"), ("side", "no_dealing")];

/// The ids of the plan for these answers, of one part or of all.
fn planned(part: Option<Part>, given: &[&[(&str, &str)]]) -> Vec<String> {
    let model = shipped().model;
    let mut answers = Answers::default();
    for (question, option) in given.iter().copied().flatten() {
        let question = model.question(question).expect("a question of the pack");
        answers.give(question, Answer::Chosen(model.questions[question].option(option).expect("one of its options")));
    }
    plan(&model, &answers)
        .iter()
        .map(|advice| &model.actions[advice.action])
        .filter(|action| part.is_none_or(|part| action.part == part))
        .map(|action| action.id.clone())
        .collect()
}

#[test]
fn the_examples_are_what_they_are_called() {
    let model = shipped().model;
    for (given, expected) in [
        (CLIENT, "client"),
        (RETAIL, "external"),
        (RESELLER, "intermediary"),
        (COLLEAGUES, "internal"),
        (EATERS, "consumer"),
    ] {
        let mut answers = Answers::default();
        for (question, option) in given {
            let question = model.question(question).expect("a question of the pack");
            answers.give(question, Answer::Chosen(model.questions[question].option(option).expect("an option")));
        }
        let verdict = verdict(&model, &answers);
        assert_eq!(verdict.kind.map_or(verdict.leading.id(), relasi::content::Kind::id), expected);
    }
}

#[test]
fn repair_keeps_the_order_of_its_five_steps_for_everyone() {
    let steps = ["repair_calm", "repair_details", "repair_map", "repair_solution", "repair_review"];
    for people in [CLIENT, RETAIL, RESELLER, COLLEAGUES, EATERS] {
        for trouble in ["one_unhappy", "recurring", "leaving"] {
            let plan = planned(None, &[people, &[("trouble", trouble)]]);
            let found: Vec<&String> = plan.iter().filter(|id| steps.contains(&id.as_str())).collect();
            assert_eq!(found, steps, "{trouble}");
            assert!(plan[0].starts_with("repair"), "what is in trouble comes first: {plan:?}");
        }
        assert!(planned(Some(Part::Repair), &[people, &[("trouble", "none")]]).is_empty());
    }
}

#[test]
fn a_diversified_business_with_returning_buyers_gets_the_five_conversion_steps_and_a_one_product_shop_the_opposite() {
    let steps = ["grow_learn", "grow_thank", "grow_ambassadors", "grow_ask_advice", "grow_listen"];
    let deepen = ("goal", "deepen");
    let diverse = planned(Some(Part::Grow), &[RETAIL, &[deepen, ("returns", "often"), ("offer", "diverse")]]);
    let found: Vec<&String> = diverse.iter().filter(|id| steps.contains(&id.as_str())).collect();
    assert_eq!(found, steps);
    assert!(!diverse.contains(&"grow_flash".to_owned()));

    let single = planned(Some(Part::Grow), &[RETAIL, &[deepen, ("returns", "rarely"), ("offer", "single")]]);
    assert!(single.contains(&"grow_flash".to_owned()), "{single:?}");
    assert!(single.iter().all(|id| !steps.contains(&id.as_str())), "{single:?}");
}

#[test]
fn depending_less_brings_advice_on_the_balance_and_nothing_else_does() {
    for people in [CLIENT, RETAIL, RESELLER, COLLEAGUES, EATERS] {
        assert!(!planned(Some(Part::Balance), &[people, &[("goal", "depend_less")]]).is_empty());
        assert!(planned(Some(Part::Balance), &[people, &[("goal", "keep")]]).is_empty());
    }
}

#[test]
fn the_same_people_with_other_answers_get_a_visibly_different_plan() {
    for people in [CLIENT, RETAIL, RESELLER, COLLEAGUES, EATERS] {
        let situations: [&[(&str, &str)]; 4] = [
            &[("trouble", "none"), ("goal", "keep")],
            &[("trouble", "one_unhappy"), ("goal", "keep")],
            &[("trouble", "none"), ("goal", "win"), ("returns", "often"), ("offer", "diverse")],
            &[("trouble", "none"), ("goal", "depend_less")],
        ];
        let plans: BTreeSet<Vec<String>> = situations.iter().map(|given| planned(None, &[people, given])).collect();
        assert_eq!(plans.len(), situations.len());
    }
}

#[test]
fn every_kind_of_people_gets_advice_that_the_others_do_not() {
    let plans = [CLIENT, RETAIL, RESELLER, COLLEAGUES, EATERS].map(|people| planned(Some(Part::Serve), &[people]));
    for (place, plan) in plans.iter().enumerate() {
        let others: BTreeSet<&String> =
            plans.iter().enumerate().filter(|(other, _)| *other != place).flat_map(|(_, plan)| plan).collect();
        assert!(plan.iter().filter(|id| !others.contains(id)).count() >= 3, "{plan:?}");
    }
}

#[test]
fn the_comparison_has_at_least_twelve_rows_with_short_cells_in_every_language() {
    for text in shipped().texts {
        assert!(text.table.len() >= 12, "{}: {} rows", text.language, text.table.len());
        for cell in text.table.iter().flat_map(|row| &row.cells) {
            assert!(cell.chars().count() <= 80, "{}: too long for a cell: {cell}", text.language);
        }
    }
}

/// A share of revenue, and answers in several parts.
type Saved<'a> = (Option<u8>, &'a [&'a [(&'a str, &'a str)]]);

/// The ids of what is said of this mix.
fn said_of(people: &[Saved]) -> Vec<String> {
    let model = shipped().model;
    let relationship = |(share, given): &Saved| {
        let mut answers = Answers::default();
        for (question, option) in given.iter().copied().flatten() {
            let question = model.question(question).expect("a question of the pack");
            answers.give(question, Answer::Chosen(model.questions[question].option(option).expect("an option")));
        }
        Relationship { name: "somebody".into(), share: *share, answers }
    };
    let people: Vec<Relationship> = people.iter().map(relationship).collect();
    mix(&model, &people).into_iter().map(|advice| model.mix[advice].id.clone()).collect()
}

#[test]
fn each_mix_hears_what_stands_out_in_it() {
    let rarely: &[(&str, &str)] = &[("goal", "win"), ("returns", "rarely")];
    let often: &[(&str, &str)] = &[("goal", "win"), ("returns", "often")];
    let table: &[(&str, &[Saved], &[&str])] = &[
        ("two clients", &[(None, &[CLIENT]), (None, &[CLIENT])], &["all_clients"]),
        ("one client above half", &[(Some(60), &[CLIENT]), (Some(40), &[CLIENT])], &["one_above_half", "all_clients"]),
        (
            "one distributor above half",
            &[(Some(51), &[RESELLER]), (None, &[RETAIL])],
            &["one_above_half", "all_customers"],
        ),
        ("a shop's buyers above half are many", &[(Some(80), &[RETAIL]), (None, &[RESELLER])], &["all_customers"]),
        ("buyers and users", &[(None, &[RETAIL]), (None, &[EATERS])], &["no_client"]),
        ("users only", &[(None, &[EATERS]), (None, &[EATERS])], &["no_client"]),
        ("clients and customers", &[(None, &[CLIENT]), (None, &[RETAIL])], &["clients_and_customers"]),
        ("none returns", &[(None, &[RETAIL, rarely]), (None, &[RETAIL, rarely])], &["all_customers", "none_returns"]),
        ("one returns", &[(None, &[RETAIL, rarely]), (None, &[RETAIL, often])], &["all_customers"]),
        ("of one nothing is known", &[(None, &[RETAIL, rarely]), (None, &[RETAIL])], &["all_customers"]),
        ("colleagues only", &[(None, &[COLLEAGUES]), (None, &[COLLEAGUES])], &[]),
    ];
    for (name, people, expected) in table {
        assert_eq!(said_of(people), *expected, "{name}");
    }
}
