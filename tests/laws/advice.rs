//! What to start with, what still steers the plan, and what speaks for a verdict: for every pack.

use std::collections::BTreeSet;

use proptest::prelude::*;
use relasi::{
    content::{Purpose, Type},
    engine::{
        Advice,
        Answer::{Chosen, NotSure},
        Firmness, agenda, percents, plan, reasons, steering,
        verdict::shares,
    },
};

use crate::{holds, in_file_order, packs::packs};

#[test]
fn what_to_start_with_and_the_rest_are_the_plan() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let plan = plan(&pack.model, &answers);
            let agenda = agenda(&pack.model, &answers);
            prop_assert_eq!(agenda.first.len(), plan.len().min(3));
            let rest: Vec<&Advice> = agenda.rest.iter().flat_map(|group| &group.advice).collect();
            let listed: BTreeSet<usize> =
                agenda.first.iter().chain(rest.iter().copied()).map(|one| one.action).collect();
            prop_assert_eq!(listed.len(), plan.len());
            prop_assert_eq!(agenda.first.len() + rest.len(), plan.len());
            for group in &agenda.rest {
                prop_assert!(!group.advice.is_empty());
                let place = |advice: &Advice| plan.iter().position(|one| one == advice);
                prop_assert!(group.advice.is_sorted_by_key(place));
                prop_assert!(group.advice.iter().all(|advice| pack.model.actions[advice.action].part == group.part));
            }
            prop_assert_eq!(relasi::engine::agenda(&pack.model, &in_file_order(&answers)), agenda);
        }
        Ok(())
    });
}

#[test]
fn every_answer_that_changes_the_plan_is_offered_as_a_choice() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let now = plan(&pack.model, &answers);
            let offered = steering(&pack.model, &answers);
            prop_assert!(offered.is_sorted());
            for (question, asked) in pack.model.questions.iter().enumerate() {
                let all = (0..asked.options.len()).map(Chosen).chain([NotSure]);
                let changes_it = all.into_iter().any(|answer| {
                    let then = answers.with(question, answer);
                    then.applicable(&pack.model).get(question).is_some() && plan(&pack.model, &then) != now
                });
                let steers = asked.purpose == Purpose::Advise;
                prop_assert!(!steers || !changes_it || offered.contains(&question), "{} in {:?}", asked.id, answers);
                prop_assert!(steers || !offered.contains(&question), "{} classifies", asked.id);
            }
        }
        Ok(())
    });
}

#[test]
fn the_weights_of_all_reasons_add_up_to_the_lead() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let verdict = pack.verdict(&answers);
            let reasons = reasons(&pack.model, &answers);
            prop_assert!(reasons.in_favour.iter().all(|one| one.weight > 0));
            prop_assert!(reasons.against.iter().all(|one| one.weight < 0));
            for list in [&reasons.in_favour, &reasons.against] {
                prop_assert!(list.is_sorted_by_key(|one| (-one.weight.abs(), one.question)));
            }
            if verdict.firmness == Firmness::Between {
                continue;
            }
            let tally = pack.sketch.tally(&pack.counting(&answers));
            if verdict.both {
                // What tells the two apart speaks against neither, so the weights are no difference of two sums.
                continue;
            }
            let leads = Type::ALL
                .into_iter()
                .filter(|rival| *rival != verdict.leading)
                .map(|rival| tally[verdict.leading as usize] - tally[rival as usize]);
            let lead = leads.min().expect("two rivals");
            let sum: i16 = reasons.in_favour.iter().chain(&reasons.against).map(|one| one.weight).sum();
            let priors =
                Type::ALL.map(|rival| pack.sketch.prior[verdict.leading as usize] - pack.sketch.prior[rival as usize]);
            prop_assert!(priors.iter().any(|prior| prior + sum == lead), "{} and {:?} to {}", sum, priors, lead);
        }
        Ok(())
    });
}

#[test]
fn whole_percents_add_up_to_a_hundred_and_lie_beside_the_shares() {
    holds(512, proptest::array::uniform3(-60..=60_i16), |decibans| {
        let shares = shares(decibans);
        let percents = percents(shares);
        prop_assert_eq!(percents.iter().map(|percent| u32::from(*percent)).sum::<u32>(), 100);
        for (percent, share) in percents.into_iter().zip(shares) {
            prop_assert!(
                (f64::from(percent) - 100.0 * share).abs() < 2.0 && percent > 0,
                "{:?} for {:?}",
                percents,
                shares
            );
        }
        Ok(())
    });
}
