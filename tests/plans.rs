//! What the plan promises, for the pack that ships: the right steps, in the right order, for these answers and not others.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;

use relasi::{
    content::{Model, Part, Type},
    engine::{Answer, Answers, Beyond, Relationship, beyond, mix::mix, plan, verdict},
};
use support::shipped;

const CLIENT: &[(&str, &str)] =
    &[("place", "outside"), ("onward", "rely_on"), ("side", "act_for"), ("service", "expertise")];
const RETAIL: &[(&str, &str)] = &[("place", "outside"), ("onward", "run_on"), ("payer", "same"), ("service", "goods")];
const SHOPPERS: &[(&str, &str)] =
    &[("place", "outside"), ("onward", "use_up"), ("payer", "same"), ("service", "goods"), ("side", "fair_sale")];
const RESELLER: &[(&str, &str)] = &[("place", "outside"), ("onward", "sell_on"), ("payer", "pays_for_others")];
const COLLEAGUES: &[(&str, &str)] = &[("place", "inside"), ("service", "standard")];
const EATERS: &[(&str, &str)] =
    &[("place", "outside"), ("onward", "use_up"), ("payer", "uses_only"), ("service", "goods"), ("side", "no_dealing")];

fn answers(model: &Model, given: &[&[(&str, &str)]]) -> Answers {
    let mut answers = Answers::default();
    for (question, option) in given.iter().copied().flatten() {
        let question = model.question(question).expect("a question of the pack");
        answers.give(question, Answer::Chosen(model.questions[question].option(option).expect("one of its options")));
    }
    answers
}

/// The ids of the plan for these answers, of one part or of all.
fn planned(part: Option<Part>, given: &[&[(&str, &str)]]) -> Vec<String> {
    let model = shipped().model;
    let answers = answers(&model, given);
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
fn what_serves_their_own_kind_comes_before_what_serves_every_customer() {
    for (given, kind) in [(RETAIL, "external"), (RESELLER, "intermediary"), (COLLEAGUES, "internal")] {
        let serve = planned(Some(Part::Serve), &[given]);
        let general = serve.iter().position(|id| id.starts_with("customer")).expect("something for every customer");
        assert!(general > 0 && serve[..general].iter().all(|id| id.starts_with(kind)), "{serve:?}");
        assert!(serve[general..].iter().all(|id| id.starts_with("customer")), "{serve:?}");
    }
}

#[test]
fn a_complaint_is_mended_in_five_steps_in_their_order() {
    let steps = ["repair_calm", "repair_details", "repair_map", "repair_solution", "repair_review"];
    for people in [CLIENT, RETAIL, RESELLER, COLLEAGUES, EATERS] {
        for trouble in ["one_unhappy", "recurring"] {
            let plan = planned(None, &[people, &[("trouble", trouble)]]);
            let found: Vec<&String> = plan.iter().filter(|id| steps.contains(&id.as_str())).collect();
            assert_eq!(found, steps, "{trouble}");
            assert!(plan[0].starts_with("repair"), "what is in trouble comes first: {plan:?}");
        }
        assert!(planned(Some(Part::Repair), &[people, &[("trouble", "none")]]).is_empty());
    }
}

#[test]
fn those_who_go_quiet_are_asked_what_changed_where_they_are_known() {
    for people in [CLIENT, RETAIL, RESELLER, COLLEAGUES, EATERS] {
        let leaving: &[(&str, &str)] = &[("trouble", "leaving")];
        let known: &[(&str, &str)] = &[("closeness", "by_name")];
        let unknown: &[(&str, &str)] = &[("closeness", "unknown")];
        assert_eq!(planned(Some(Part::Repair), &[people, leaving, known]), ["repair_ask_leavers", "repair_win_back"]);
        assert_eq!(planned(Some(Part::Repair), &[people, leaving, unknown]), ["repair_win_back"]);
    }
}

#[test]
fn a_broad_shop_gets_the_five_conversion_steps_and_a_narrow_one_not() {
    let steps = ["grow_learn", "grow_thank", "grow_ambassadors", "grow_ask_advice", "grow_listen"];
    let deepen = ("goal", "deepen");
    let diverse = planned(Some(Part::Grow), &[SHOPPERS, &[deepen, ("returns", "often"), ("offer", "diverse")]]);
    let found: Vec<&String> = diverse.iter().filter(|id| steps.contains(&id.as_str())).collect();
    assert_eq!(found, steps);
    assert!(!diverse.contains(&"grow_flash".to_owned()));

    let single = planned(Some(Part::Grow), &[SHOPPERS, &[deepen, ("returns", "rarely"), ("offer", "single")]]);
    assert!(single.contains(&"grow_flash".to_owned()), "{single:?}");
    assert!(single.iter().all(|id| !steps.contains(&id.as_str())), "{single:?}");
    let regulars = planned(Some(Part::Grow), &[SHOPPERS, &[deepen, ("returns", "often"), ("offer", "single")]]);
    assert!(!regulars.contains(&"grow_flash".to_owned()), "no flash offers for regulars: {regulars:?}");
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
fn the_comparison_has_twelve_rows_with_short_cells_in_every_language() {
    for text in shipped().texts {
        assert!(text.table.len() >= 12, "{}: {} rows", text.language, text.table.len());
        for cell in text.table.iter().flat_map(|row| &row.cells) {
            assert!(cell.chars().count() <= 80, "{}: too long for a cell: {cell}", text.language);
        }
    }
}

/// What the plan leaves out, with the ids of the actions there.
fn left_out(given: &[&[(&str, &str)]]) -> Vec<(Beyond, Vec<String>)> {
    let model = shipped().model;
    let ids = |actions: Vec<usize>| actions.into_iter().map(|action| model.actions[action].id.clone()).collect();
    beyond(&model, &answers(&model, given)).into_iter().map(|(what, actions)| (what, ids(actions))).collect()
}

#[test]
fn whoever_they_are_there_is_a_strategy_for_each_of_the_other_types() {
    for (given, others) in [
        (CLIENT, [Type::Customer, Type::Consumer]),
        (RESELLER, [Type::Client, Type::Consumer]),
        (EATERS, [Type::Client, Type::Customer]),
    ] {
        let left_out = left_out(&[given]);
        for of in others {
            let (_, actions) = left_out
                .iter()
                .find(|(what, _)| *what == Beyond::Serving(of))
                .unwrap_or_else(|| panic!("none: {of:?}"));
            assert!(actions.len() >= 5, "{of:?}: {actions:?}");
            assert!(actions.iter().all(|id| id.starts_with(of.id())), "{of:?}: {actions:?}");
        }
        assert_eq!(left_out.iter().filter(|(what, _)| matches!(what, Beyond::Serving(_))).count(), 2);
    }
}

#[test]
fn advice_that_the_answers_do_not_call_for_can_be_looked_at() {
    let parts = |given: &[(&str, &str)]| -> Vec<Part> {
        let left_out = left_out(&[RETAIL, given]).into_iter();
        left_out.filter_map(|(what, _)| if let Beyond::Part(part) = what { Some(part) } else { None }).collect()
    };
    let win = &[("goal", "win"), ("trouble", "none"), ("returns", "often"), ("offer", "several")];
    assert_eq!(parts(&[("goal", "keep"), ("trouble", "none")]), [Part::Repair, Part::Grow, Part::Balance]);
    assert_eq!(parts(&[("goal", "keep"), ("trouble", "one_unhappy")]), [Part::Grow, Part::Balance]);
    assert_eq!(parts(win), [Part::Repair, Part::Balance]);
    assert_eq!(parts(&[("goal", "depend_less"), ("trouble", "leaving")]), [Part::Grow]);
}

#[test]
fn what_is_left_out_serves_those_whom_the_verdict_names_and_no_others() {
    let grow = |given: &[(&str, &str)]| {
        let found = left_out(&[given]).into_iter().find(|(what, _)| *what == Beyond::Part(Part::Grow));
        found.expect("growing is left out").1
    };
    assert!(grow(CLIENT).contains(&"grow_client_next".into()) && !grow(CLIENT).contains(&"grow_try".into()));
    assert!(grow(EATERS).contains(&"grow_try".into()) && !grow(EATERS).contains(&"grow_client_next".into()));
    // The five steps and their opposite: each says where it fits.
    assert!(grow(RETAIL).contains(&"grow_learn".into()) && grow(RETAIL).contains(&"grow_flash".into()));
}

/// A share of revenue in percent, and what was answered.
type Person<'a> = (Option<u8>, &'a [&'a [(&'a str, &'a str)]]);

/// The ids of what is said of this mix.
fn said_of(people: &[Person<'_>]) -> Vec<String> {
    let model = shipped().model;
    let relationship = |(share, given): &Person<'_>| Relationship {
        name: "somebody".into(),
        share: *share,
        answers: answers(&model, given),
        done: Vec::new(),
    };
    let people: Vec<Relationship> = people.iter().map(relationship).collect();
    mix(&model, &people).into_iter().map(|advice| model.mix[advice].id.clone()).collect()
}

#[test]
fn each_mix_hears_what_stands_out_in_it() {
    let rarely: &[(&str, &str)] = &[("goal", "win"), ("returns", "rarely")];
    let often: &[(&str, &str)] = &[("goal", "win"), ("returns", "often")];
    let table: &[(&str, &[Person<'_>], &[&str])] = &[
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
