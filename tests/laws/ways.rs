//! What would change the verdict, and the way to another role, held against every set of changes there is.

use proptest::prelude::*;
use relasi::{
    content::{Role, Type},
    engine::{
        Answer::{self, Chosen},
        Answers, Change, Firmness, Verdict, near_changes, path,
        path::{Obstacle, Stage},
        smallest_changes,
        verdict::fit,
    },
};

use crate::{
    holds,
    packs::{Drawn, Marks, hold, packs},
};

/// A set of changed answers in the order of the file, and the answers then.
type Way = (Vec<(usize, usize)>, Answers);

/// Every set of changes to the answers of these questions.
fn ways(pack: &Drawn, answers: &Answers, may_change: impl Fn(usize) -> bool) -> Vec<Way> {
    let mut ways = vec![(Vec::new(), answers.clone())];
    for question in (0..pack.model.questions.len()).filter(|&question| may_change(question)) {
        let others: Vec<usize> = (0..pack.model.questions[question].options.len())
            .filter(|&option| answers.get(question) != Some(Chosen(option)))
            .collect();
        let longer: Vec<Way> = ways
            .iter()
            .flat_map(|(changes, set)| {
                others.iter().map(move |&to| {
                    let changes = changes.iter().copied().chain([(question, to)]).collect();
                    (changes, set.with(question, Chosen(to)))
                })
            })
            .collect();
        ways.extend(longer);
    }
    ways
}

fn steps_apart(pack: &Drawn, answers: &Answers, changes: &[(usize, usize)]) -> usize {
    let apart = |&(question, to): &(usize, usize)| {
        let asked = &pack.sketch.questions[question];
        match answers.get(question) {
            _ if !asked.marks.scale => 1,
            Some(Chosen(from)) => from.max(to) - from.min(to),
            _ => to.max(asked.options.len() - 1 - to),
        }
    };
    changes.iter().map(apart).sum()
}

/// The type that leads, unless it is one of those that the case lies between.
fn alone(verdict: &Verdict) -> Option<Type> {
    Some(verdict.leading).filter(|_| verdict.firmness != Firmness::Between)
}

/// Whether a change makes something else of them, and each of its answers says so.
fn is_worth_saying(pack: &Drawn, now: &Verdict, then: &Verdict, changes: &[(usize, usize)]) -> bool {
    let is_held = |to: Type| alone(now) == Some(to) || (now.both && now.also == Some(to));
    let Some(to) = alone(then).filter(|to| !is_held(*to)) else { return false };
    let from = if now.leading == to { now.also.expect("it lies between two") } else { now.leading };
    changes.iter().all(|&(question, option)| {
        let evidence = pack.sketch.evidence(question, option);
        evidence[to as usize] > evidence[from as usize]
    })
}

fn changed(change: &Change) -> Vec<(usize, usize)> {
    change.changes.iter().map(|(question, _, to)| (*question, *to)).collect()
}

/// What is to be shown: every way of one size that is worth saying, the nearest first, then the firmest.
fn expected(pack: &Drawn, answers: &Answers, may_change: fn(&Marks) -> bool, size: usize) -> Vec<Vec<(usize, usize)>> {
    let (now, counting) = (pack.verdict(answers), answers.applicable(&pack.model));
    let may_change = |question: usize| {
        let asked = &pack.sketch.questions[question];
        asked.classifies && may_change(&asked.marks) && counting.get(question).is_some()
    };
    let mut found: Vec<_> = ways(pack, answers, may_change)
        .into_iter()
        .filter(|(changes, _)| changes.len() == size)
        .map(|(changes, set)| (pack.verdict(&set), changes))
        .filter(|(then, changes)| is_worth_saying(pack, &now, then, changes))
        .map(|(then, changes)| (steps_apart(pack, answers, &changes), then.firmness as usize, changes))
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, changes)| changes).collect()
}

#[test]
fn the_changes_offered_are_every_smallest_set_of_levers_nearest_first() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let found = smallest_changes(&pack.model, &answers);
            for change in &found {
                prop_assert_eq!(change.verdict, pack.verdict(&change.made(&pack.model, &answers)));
                prop_assert!(change.changes.iter().all(|(question, from, _)| answers.get(*question) == Some(*from)));
            }
            let by_size = [1, 2].map(|size| expected(&pack, &answers, |marks| marks.lever, size));
            let smallest = by_size.into_iter().find(|sets| !sets.is_empty()).unwrap_or_default();
            prop_assert_eq!(found.iter().map(changed).collect::<Vec<_>>(), smallest);
        }
        Ok(())
    });
}

#[test]
fn circumstances_are_shown_one_at_a_time_and_only_near_ones() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let found: Vec<_> = near_changes(&pack.model, &answers).iter().map(changed).collect();
            prop_assert_eq!(found, expected(&pack, &answers, |marks| marks.near, 1));
        }
        Ok(())
    });
}

fn is_named(verdict: &Verdict, role: Role) -> bool {
    let types = [alone(verdict), verdict.also.filter(|_| verdict.both)];
    let kind = verdict.kind.map(Role::from).filter(|_| types.contains(&Some(Type::Customer)));
    types.into_iter().flatten().any(|of| Role::from(of) == role) || kind == Some(role)
}

/// Whether it is a circumstance on which other questions rest.
fn is_frame(pack: &Drawn, question: usize) -> bool {
    let marks = pack.sketch.questions[question].marks;
    let mut conditions = pack.sketch.questions.iter().flat_map(|other| &other.when);
    !marks.lever && !marks.near && conditions.any(|meant| meant.question == question)
}

#[test]
fn the_way_to_a_role_is_the_shortest_of_all_ways_there() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let all = ways(&pack, &answers, |question| pack.sketch.questions[question].classifies);
            for &role in Role::ALL {
                let count = |changes: &[(usize, usize)], is_one: fn(&Marks) -> bool| {
                    changes.iter().filter(|(question, _)| is_one(&pack.sketch.questions[*question].marks)).count()
                };
                let shortest = all
                    .iter()
                    .filter(|(_, set)| is_named(&pack.verdict(set), role))
                    .map(|(changes, _)| {
                        let fixed = count(changes, |marks| !marks.lever && !marks.near);
                        let frame = changes.iter().filter(|(question, _)| is_frame(&pack, *question)).count();
                        let near = count(changes, |marks| marks.near);
                        (
                            fixed + near,
                            frame,
                            fixed,
                            changes.len(),
                            steps_apart(&pack, &answers, changes),
                            changes.clone(),
                        )
                    })
                    .min();
                let found = path(&pack.model, &answers, role);
                let changes = found.as_ref().map(|found| {
                    let obstacles = found.blocked_by.iter().map(|obstacle| (obstacle.question, obstacle.to));
                    let mut changes: Vec<_> =
                        obstacles.chain(found.steps.iter().map(|step| (step.question, step.to))).collect();
                    changes.sort_unstable();
                    changes
                });
                prop_assert_eq!(changes, shortest.map(|(.., changes)| changes), "{:?} from {:?}", role, answers);
                let Some(found) = found else { continue };
                let is_lever = |question: usize| pack.sketch.questions[question].marks.lever;
                prop_assert!(found.blocked_by.iter().all(|obstacle| !is_lever(obstacle.question)));
                prop_assert!(found.steps.iter().all(|step| is_lever(step.question)));
                can_be_walked(&pack, &answers, &found.blocked_by, &found.steps)?;
            }
        }
        Ok(())
    });
}

/// Each step asks for what applies by then, from what was answered, and tells the verdict and the fit after it.
fn can_be_walked(
    pack: &Drawn,
    answers: &Answers,
    obstacles: &[Obstacle],
    steps: &[Stage],
) -> Result<(), TestCaseError> {
    let mut now = answers.clone();
    for obstacle in obstacles {
        now.give(obstacle.question, Chosen(obstacle.to));
    }
    for step in steps {
        prop_assert!(hold(&pack.sketch.questions[step.question].when, &pack.counting(&now)), "{:?}", step);
        prop_assert_eq!(step.from, now.get(step.question).filter(|from: &Answer| *from != Chosen(step.to)));
        now.give(step.question, Chosen(step.to));
        prop_assert_eq!(step.verdict, pack.verdict(&now));
        // The same function of the same answers: equal to the last bit.
        prop_assert_eq!(step.fit.map(f64::to_bits), fit(&pack.model, &now).map(f64::to_bits));
    }
    Ok(())
}
