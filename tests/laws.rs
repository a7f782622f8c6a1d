//! Laws that hold for every pack, sound or damaged: held against packs that nobody wrote.
//!
//! The cases are the same on every run, so that no change fails by the luck of another one. To look further:
//! `PROPTEST_RNG_SEED=7 PROPTEST_CASES=5000 cargo test --test laws`.
#![cfg(not(target_arch = "wasm32"))]

#[path = "laws/advice.rs"]
mod advice;
#[path = "laws/damage.rs"]
mod damage;
#[path = "laws/packs.rs"]
mod packs;
mod support;
#[path = "laws/ways.rs"]
mod ways;

use std::{cmp::Reverse, collections::BTreeSet, fs, sync::LazyLock};

use damage::{Spot, damaged, nodes, nodes_of_fields, read, shipped, spots};
use packs::{Counting, Drawn, given, hold, named, packs, sketches};
use proptest::{
    prelude::*,
    sample::Index,
    test_runner::{Config, RngSeed, TestRunner},
};
use relasi::{
    content::{
        Model, Phrase, Role, Text, Type, compiled,
        source::{Node, Problem, files, folder},
    },
    engine::{
        Answer::{self, Chosen, NotSure},
        Answers, Certainty, Depth, Firmness, Relationship, Step, Verdict,
        asking::{at_most, certainty, decided, unasked},
        contributions,
        mix::{mix, parts},
        plan, smallest_changes, step, verdict,
        verdict::fit,
    },
    formats::link,
};

/// Holds a law against so many drawn values, unless the environment asks for another number. What breaks it is made as
/// small as can be and printed whole.
fn holds<S: Strategy>(cases: u32, drawn: S, law: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let asked = Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases };
    let rng_seed = if asked.rng_seed == RngSeed::Random { RngSeed::Fixed(1950) } else { asked.rng_seed };
    // The seed is fixed, so there is nothing to remember between runs.
    let config = Config { cases, rng_seed, failure_persistence: None, ..asked };
    if let Err(broken) = TestRunner::new(config).run(&drawn, law) {
        panic!("{broken}");
    }
}

impl Drawn {
    fn sets(&self) -> impl Iterator<Item = Answers> + '_ {
        self.sets.iter().map(|set| given(set))
    }

    fn counting(&self, answers: &Answers) -> Counting {
        self.sketch.counting(|question| match answers.get(question)? {
            Chosen(option) => Some(option),
            NotSure => None,
        })
    }

    fn verdict(&self, answers: &Answers) -> Verdict {
        self.sketch.verdict(&self.counting(answers))
    }

    /// The questions that classify, apply, and have not been answered.
    fn open(&self, answers: &Answers) -> Vec<usize> {
        let counting = self.counting(answers);
        let asked = self.sketch.questions.iter().enumerate();
        asked
            .filter(|(question, asked)| {
                asked.classifies && answers.get(*question).is_none() && hold(&asked.when, &counting)
            })
            .map(|(question, _)| question)
            .collect()
    }

    /// The verdicts of every way to answer what has not been answered.
    fn outcomes(&self, answers: &Answers) -> Vec<Verdict> {
        let mut ends = vec![answers.clone()];
        for question in 0..self.model.questions.len() {
            if self.sketch.questions[question].classifies && answers.get(question).is_none() {
                let all = (0..self.model.questions[question].options.len()).map(Chosen).chain([NotSure]);
                ends = all.flat_map(|answer| ends.iter().map(move |end| end.with(question, answer))).collect();
            }
        }
        ends.iter().map(|end| verdict(&self.model, end)).collect()
    }

    /// Asks until nothing is left to ask, taking the answers in turn. What was asked, and all answers in the end.
    fn walk(&self, from: &Answers, depth: Depth, turn: &[u8]) -> (Vec<usize>, Answers) {
        let mut answers = from.clone();
        let mut asked = Vec::new();
        while let Step::Ask(question) = step(&self.model, &answers, depth) {
            assert!(asked.len() < self.model.questions.len(), "asked {asked:?} and then {question}");
            assert!(hold(&self.sketch.questions[question].when, &self.counting(&answers)), "{question} does not apply");
            let choice = usize::from(turn[question]) % (self.model.questions[question].options.len() + 1);
            answers.give(question, choice.checked_sub(1).map_or(NotSure, Chosen));
            asked.push(question);
        }
        (asked, answers)
    }
}

/// The questions that may be asked next to classify, each with how much it promises: the first of those that promise most
/// must be asked.
fn must_be_asked(next: usize, promises: &[(usize, f64)]) -> Result<(), TestCaseError> {
    const ROUNDING: f64 = 1e-9;
    let found = promises.iter().find(|(question, _)| *question == next).map(|(_, promise)| *promise);
    let most = found.ok_or_else(|| TestCaseError::fail(format!("{next} is not open")))?;
    for &(question, promise) in promises {
        let is_behind = if question < next { promise < most } else { promise <= most + ROUNDING };
        prop_assert!(question == next || is_behind, "{} before {}: {:?}", next, question, promises);
    }
    Ok(())
}

fn in_file_order(answers: &Answers) -> Answers {
    let mut list: Vec<(usize, Answer)> = answers.iter().collect();
    list.sort_by_key(|(question, _)| *question);
    given(&list)
}

#[test]
fn advice_on_a_mix_depends_on_roles_and_shares_only() {
    holds(96, packs(), |pack| {
        let share = |place: usize| [None, Some(7), Some(51), Some(100)][place % 4];
        let all: Vec<Relationship> = pack
            .sets
            .iter()
            .enumerate()
            .map(|(place, set)| Relationship {
                name: "one".into(),
                share: share(place),
                answers: given(set),
                done: Vec::new(),
            })
            .collect();
        let (only, percent) = &pack.sketch.mix;
        for some in (0..=all.len()).map(|count| &all[..count]) {
            let is_one = |one: &Relationship| {
                let verdict = verdict(&pack.model, &one.answers);
                let count = if verdict.both { 2 } else { 1 };
                let roles: Vec<Role> = verdict.types().take(count).map(Role::from).collect();
                let kind = verdict.kind.map(Role::from).filter(|_| roles.contains(&Role::Customer));
                verdict.firmness != Firmness::Between
                    && only.iter().any(|role| roles.contains(role) || kind == Some(*role))
            };
            let most = some.iter().filter_map(|one| one.share).max().map_or(0, i16::from);
            let expected = some.len() > 1 && most > *percent && (only.is_empty() || some.iter().all(is_one));
            prop_assert_eq!(mix(&pack.model, some).len(), usize::from(expected), "{:?}", some);
            let turned: Vec<Relationship> = some.iter().rev().cloned().collect();
            prop_assert_eq!(mix(&pack.model, &turned), mix(&pack.model, some));
            let parts = parts(some);
            prop_assert_eq!(parts.len(), some.len());
            prop_assert!(some.is_empty() || parts.iter().sum::<usize>() > 0);
            prop_assert!(some.is_empty() || parts.iter().sum::<usize>() <= 100 * some.len() * some.len());
        }
        Ok(())
    });
}

#[test]
fn a_sound_pack_is_accepted_with_its_text_aligned() {
    holds(96, packs(), |pack| {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("model.json"), pack.sketch.model_file().to_string())?;
        fs::write(folder.path().join("en.json"), pack.sketch.text_file().to_string())?;
        let read = folder::read(folder.path()).unwrap_or_else(|problems| panic!("{problems:#?}"));
        prop_assert_eq!(&read.model, &pack.model);
        let text = &read.texts[0];
        for (question, words) in pack.model.questions.iter().zip(&text.questions) {
            prop_assert_eq!(&*words.prompt, &question.id);
            for (option, words) in question.options.iter().zip(&words.options) {
                prop_assert_eq!(&*words.label, &format!("{} {}", question.id, option.id));
            }
        }
        prop_assert!(pack.model.actions.iter().zip(&text.actions).all(|(action, words)| *words.title == action.id));
        prop_assert!(pack.model.sources.iter().zip(&text.sources).all(|(source, words)| *words.title == source.id));
        prop_assert!(pack.model.claims.iter().zip(&text.claims).all(|(claim, words)| **words == claim.id));
        prop_assert!(Role::ALL.iter().all(|role| *text.role(*role).name == *role.id()));
        Ok(())
    });
}

#[test]
fn a_compiled_pack_round_trips_or_is_refused_when_damaged() {
    let flips = prop::collection::vec((any::<Index>(), 1..=u8::MAX), 12);
    holds(96, (packs(), any::<Index>(), flips), |(pack, place, flips)| {
        let node: Node = serde_json::from_value(pack.sketch.text_file())?;
        let text = files::text("en.json", &node).and_then(|file| Text::check(&file, &pack.model, "en.json"));
        let text = text.unwrap_or_else(|problems| panic!("{problems:#?}"));
        let file = compiled::compile(&pack.model, &text);
        prop_assert_eq!(compiled::read(&file), Some((pack.model, text)));
        prop_assert_eq!(compiled::read(&file[..place.index(file.len())]), None);
        for (place, flipped) in flips {
            let mut damaged = file.clone();
            damaged[place.index(file.len())] ^= flipped;
            prop_assert_eq!(compiled::read(&damaged), None);
        }
        Ok(())
    });
}

/// No pack of a sketch has a list that is so long that its length takes two or three bytes.
#[test]
fn a_compiled_pack_may_have_lists_of_any_length() {
    let pack = support::shipped();
    let (mut model, text) = (pack.model, pack.texts[0].clone());
    for length in [127, 128, 129, 300, 16_383, 16_384, 40_000] {
        model.languages = (0..length).map(|number| (number.to_string(), String::new())).collect();
        let (read, _) = compiled::read(&compiled::compile(&model, &text)).expect("it reads back");
        assert!(read.languages == model.languages, "{length}");
    }
}

#[test]
fn a_condition_is_refused_exactly_where_no_answers_meet_it() {
    holds(96, sketches(), |sketch| {
        let problems = sketch.model().err().unwrap_or_default();
        let refused = |path: String| problems.iter().any(|problem| problem.path == path);
        for (question, asked) in sketch.questions.iter().enumerate() {
            prop_assert_eq!(refused(format!("questions.q{question}.when")), !sketch.can_hold(&asked.when));
        }
        for (action, advised) in sketch.actions.iter().enumerate() {
            prop_assert_eq!(refused(format!("actions.do{action}.when")), !sketch.can_hold(&advised.when));
            // Bounds, so that some that are never advised pass; but none that is advised may be refused.
            let barred = refused(format!("actions.do{action}.for"));
            prop_assert!(!barred || !sketch.can_be_advised(advised), "action {} can be advised", action);
        }
        Ok(())
    });
}

#[test]
fn the_verdict_is_the_sum_of_the_evidence() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            prop_assert_eq!(verdict(&pack.model, &answers), pack.verdict(&answers));
            let counting = answers.applicable(&pack.model);
            let chosen: Vec<usize> =
                counting.iter().filter(|(_, answer)| *answer != NotSure).map(|(question, _)| question).collect();
            let expected = pack.counting(&answers);
            prop_assert!(chosen.iter().all(|question| expected[*question].is_some()));
            prop_assert_eq!(chosen.len(), expected.iter().flatten().count());
        }
        Ok(())
    });
}

#[test]
fn the_order_of_answering_changes_nothing() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let sorted = in_file_order(&answers);
            let model = &pack.model;
            prop_assert_eq!(verdict(model, &answers), verdict(model, &sorted));
            prop_assert_eq!(plan(model, &answers), plan(model, &sorted));
            prop_assert_eq!(contributions(model, &answers), contributions(model, &sorted));
            prop_assert_eq!(smallest_changes(model, &answers), smallest_changes(model, &sorted));
            for depth in Depth::ALL {
                prop_assert_eq!(step(model, &answers, depth), step(model, &sorted, depth));
                prop_assert_eq!(at_most(model, &answers, depth), at_most(model, &sorted, depth));
            }
        }
        Ok(())
    });
}

#[test]
fn it_is_decided_exactly_when_every_completion_says_the_same() {
    holds(96, packs(), |pack| {
        for answers in pack.sets().chain([Answers::default()]) {
            let reached = verdict(&pack.model, &answers);
            let survives = pack.outcomes(&answers).iter().all(|outcome| outcome.is_who(&reached));
            prop_assert_eq!(decided(&pack.model, &answers), survives, "{:?}", answers);
        }
        Ok(())
    });
}

#[test]
fn a_question_could_change_who_they_are_where_one_answer_does() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let now = pack.verdict(&answers);
            let changes = |question: &usize| {
                let options = 0..pack.model.questions[*question].options.len();
                let mut then = options.map(|option| pack.verdict(&answers.with(*question, Chosen(option))));
                then.any(|then| !then.is_who(&now))
            };
            let expected: Vec<usize> = pack.open(&answers).into_iter().filter(changes).collect();
            prop_assert_eq!(unasked(&pack.model, &answers), pack.open(&answers));
            match certainty(&pack.model, &answers) {
                Certainty::Proved => {
                    prop_assert!(decided(&pack.model, &answers));
                    prop_assert_eq!(expected, [0; 0]);
                }
                Certainty::Open(found) => {
                    prop_assert!(!decided(&pack.model, &answers));
                    prop_assert_eq!(found, expected);
                }
            }
        }
        Ok(())
    });
}

#[test]
fn both_roles_are_said_only_where_both_are_held_and_firmly() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let verdict = verdict(&pack.model, &answers);
            let held = pack.sketch.are_both_held(&pack.counting(&answers));
            prop_assert!(held || !verdict.both);
            if verdict.both {
                let pair = pack.sketch.together.as_ref().map(|[(first, _), (second, _)]| (*first, Some(*second)));
                prop_assert_eq!(pair, Some((verdict.leading, verdict.also)));
                prop_assert!(verdict.firmness != Firmness::Between);
            }
        }
        Ok(())
    });
}

#[test]
fn asking_asks_what_applies_once_and_never_what_steers_the_plan() {
    holds(96, (packs(), any::<[u8; 8]>()), |(pack, turn)| {
        for answers in pack.sets() {
            for depth in Depth::ALL {
                let (asked, all) = pack.walk(&answers, depth, &turn);
                let distinct: BTreeSet<usize> = asked.iter().copied().collect();
                prop_assert_eq!(distinct.len(), asked.len(), "asked twice: {:?}", asked);
                prop_assert!(asked.iter().all(|question| answers.get(*question).is_none()), "asked again: {:?}", asked);
                prop_assert!(asked.iter().all(|question| pack.sketch.questions[*question].classifies), "{:?}", asked);
                prop_assert!(depth == Depth::Likely || decided(&pack.model, &all));
                prop_assert!(depth != Depth::Every || pack.open(&all).is_empty(), "left out: {:?}", pack.open(&all));
            }
        }
        Ok(())
    });
}

#[test]
fn a_depth_asks_what_the_one_before_asks_and_then_on() {
    holds(96, (packs(), any::<[u8; 8]>()), |(pack, turn)| {
        for answers in pack.sets() {
            let [likely, decided, every] = Depth::ALL.map(|depth| pack.walk(&answers, depth, &turn).0);
            prop_assert!(decided.starts_with(&likely), "{:?} and {:?}", likely, decided);
            prop_assert!(every.starts_with(&decided), "{:?} and {:?}", decided, every);
        }
        Ok(())
    });
}

#[test]
fn what_is_likely_is_asked_for_as_far_as_the_pack_declares() {
    holds(96, (packs(), any::<[u8; 8]>()), |(pack, turn)| {
        let [after, most] = pack.sketch.stop;
        let classifying = |answers: &Answers| {
            answers.iter().filter(|(question, _)| pack.sketch.questions[*question].classifies).count()
        };
        for answers in pack.sets() {
            let before = classifying(&answers);
            let (asked, all) = pack.walk(&answers, Depth::Likely, &turn);
            prop_assert!(asked.is_empty() || before + asked.len() <= most, "{} and {:?}", before, asked);
            let count = classifying(&all);
            match certainty(&pack.model, &all) {
                Certainty::Open(could_change) if count < most => {
                    prop_assert!(count >= after, "stopped after {}", count);
                    prop_assert_eq!(could_change, [0; 0]);
                }
                _ => {}
            }
        }
        Ok(())
    });
}

#[test]
fn no_more_is_asked_than_was_said_and_what_is_said_never_rises() {
    holds(96, (packs(), any::<[u8; 8]>()), |(pack, turn)| {
        for answers in pack.sets() {
            for depth in Depth::ALL {
                let (asked, _) = pack.walk(&answers, depth, &turn);
                let mut so_far = answers.clone();
                let mut said = at_most(&pack.model, &so_far, depth);
                for left in (0..=asked.len()).rev() {
                    let to_go = at_most(&pack.model, &so_far, depth);
                    prop_assert_eq!(to_go == 0, left == 0, "{} to go of {}", to_go, left);
                    prop_assert!(left <= to_go && to_go <= said, "{} to go, {} at most, {} before", left, to_go, said);
                    prop_assert!(depth != Depth::Likely || to_go <= pack.sketch.stop[1]);
                    said = to_go.saturating_sub(1);
                    if let Step::Ask(question) = step(&pack.model, &so_far, depth) {
                        let choice = usize::from(turn[question]) % (pack.model.questions[question].options.len() + 1);
                        so_far.give(question, choice.checked_sub(1).map_or(NotSure, Chosen));
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn without_a_leader_the_most_informative_question_is_asked() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let counting = pack.counting(&answers);
            let open = pack.open(&answers);
            let next = step(&pack.model, &answers, Depth::Every);
            if let (Step::Ask(asked), Firmness::Between, false) =
                (next, pack.verdict(&answers).firmness, open.is_empty())
            {
                let tally = pack.sketch.tally(&counting);
                let promises: Vec<(usize, f64)> = open
                    .into_iter()
                    .map(|question| {
                        (question, pack.sketch.information(question, tally, pack.sketch.are_both_held(&counting)))
                    })
                    .collect();
                must_be_asked(asked, &promises)?;
            }
        }
        Ok(())
    });
}

#[test]
fn with_a_leader_the_question_that_threatens_it_most_is_asked() {
    // Without conditions, so that what may yet be answered is plain.
    let free = packs().prop_filter("a question that classifies has conditions", |pack| {
        pack.sketch.questions.iter().all(|asked| !asked.classifies || asked.when.is_empty())
    });
    holds(96, free, |pack| {
        for answers in pack.sets() {
            let verdict = pack.verdict(&answers);
            let open = pack.open(&answers);
            let Step::Ask(asked) = step(&pack.model, &answers, Depth::Every) else { continue };
            if verdict.firmness == Firmness::Between || open.is_empty() {
                continue;
            }
            let counting = pack.counting(&answers);
            let tally = pack.sketch.tally(&counting);
            // How much an answer to a question can take from a lead.
            let loss = |question: usize, of: usize, over: usize| {
                let options = 0..pack.sketch.questions[question].options.len();
                let evidence = options.map(|option| pack.sketch.evidence(question, option));
                evidence.map(|evidence| evidence[over] - evidence[of]).max().unwrap_or(0).max(0)
            };
            // A pair that leads is as strong as the stronger of the two, and has one rival.
            let pair = pack.sketch.together.as_ref().filter(|_| pack.sketch.are_both_held(&counting));
            let pair = pair.map(|[(first, _), (second, _)]| [*first as usize, *second as usize]);
            let leading_pair = pair.filter(|pair| pair.contains(&(verdict.leading as usize)));
            let leading = leading_pair.map_or(verdict.leading as usize, |[first, second]| {
                if tally[second] > tally[first] { second } else { first }
            });
            let is_rival = |rival: &usize| leading_pair.map_or(*rival != leading, |pair| !pair.contains(rival));
            let types = (0..3).filter(is_rival).map(|rival| (leading, rival, pack.sketch.margins[2]));
            let kinds = verdict.kind.into_iter().flat_map(|kind| {
                let kind = kind as usize + 3;
                (3..6).filter(move |rival| *rival != kind).map(move |rival| (kind, rival, 1))
            });
            let in_danger = types
                .chain(kinds)
                .map(|(of, over, needed)| {
                    let in_all: i16 = open.iter().map(|question| loss(*question, of, over)).sum();
                    (tally[of] - tally[over] - in_all - needed, of, over)
                })
                .filter(|(to_spare, ..)| *to_spare < 0)
                .min_by_key(|(to_spare, ..)| *to_spare);
            let promises: Vec<(usize, f64)> = open
                .iter()
                .map(|&question| match in_danger {
                    Some((_, of, over)) => (question, f64::from(loss(question, of, over))),
                    None => (question, pack.sketch.information(question, tally, pack.sketch.are_both_held(&counting))),
                })
                .collect();
            must_be_asked(asked, &promises)?;
        }
        Ok(())
    });
}

#[test]
fn a_link_code_round_trips_any_answers_in_any_order() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let code = link::encode(&pack.model, &answers);
            prop_assert!(code.len() <= 48);
            prop_assert!(code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
            let read = link::decode(&pack.model, &code);
            prop_assert_eq!(read, Some(in_file_order(&answers)));
            prop_assert_eq!(link::encode(&pack.model, &in_file_order(&answers)), code);
        }
        Ok(())
    });
}

#[test]
fn the_plan_holds_exactly_the_actions_whose_conditions_and_roles_hold() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let counting = pack.counting(&answers);
            let roles = named(&pack.verdict(&answers));
            let found = plan(&pack.model, &answers);
            let listed: Vec<usize> = found.iter().map(|advice| advice.action).collect();
            for (action, advised) in pack.sketch.actions.iter().enumerate() {
                let serves = advised.roles.is_empty() || advised.roles.iter().any(|role| roles.contains(role));
                let times = listed.iter().filter(|listed| **listed == action).count();
                prop_assert_eq!(times, usize::from(serves && hold(&advised.when, &counting)), "action {}", action);
            }
            let place = |role: Option<Role>| role.and_then(|role| roles.iter().position(|of| *of == role));
            let is_in_order = found.is_sorted_by_key(|advice| {
                let part = pack.model.actions[advice.action].part;
                (part, place(advice.serves), Reverse(advice.because.len()), advice.action)
            });
            prop_assert!(is_in_order, "{:?}", found);
            for advice in &found {
                let action = &pack.sketch.actions[advice.action];
                prop_assert_eq!(advice.serves, roles.iter().copied().find(|role| action.roles.contains(role)));
                let because: Vec<(usize, usize)> = action
                    .when
                    .iter()
                    .filter(|meant| meant.among)
                    .filter_map(|meant| Some((meant.question, counting[meant.question]?)))
                    .collect();
                prop_assert_eq!(&advice.because, &because);
            }
        }
        Ok(())
    });
}

#[test]
fn the_shares_sum_to_one_and_follow_the_evidence() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let shares = fit(&pack.model, &answers);
            let tally = pack.sketch.tally(&pack.counting(&answers));
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{:?}", shares);
            for (one, other) in [(0, 1), (0, 2), (1, 2)] {
                let odds = 10_f64.powf(f64::from(tally[one] - tally[other]) / 10.0);
                prop_assert!((shares[one] / shares[other] / odds - 1.0).abs() < 1e-9, "{:?} for {:?}", shares, tally);
            }
        }
        Ok(())
    });
}

#[test]
fn contributions_are_sorted_and_name_each_answer_once() {
    holds(96, packs(), |pack| {
        for answers in pack.sets() {
            let counting = pack.counting(&answers);
            let telling: Vec<(usize, usize)> = counting
                .iter()
                .enumerate()
                .filter_map(|(question, option)| Some((question, (*option)?)))
                .filter(|(question, option)| pack.sketch.evidence(*question, *option) != [0; 6])
                .collect();
            let found = contributions(&pack.model, &answers);
            let mut listed: Vec<(usize, usize)> = found.iter().map(|one| (one.question, one.option)).collect();
            let weight = |one: &relasi::engine::Contribution| {
                Reverse(one.weight.abs().max(one.kind.map_or(0, |(_, over)| over)))
            };
            prop_assert!(found.is_sorted_by_key(|one| (weight(one), one.question)));
            listed.sort_unstable();
            prop_assert_eq!(listed, telling);
            for one in &found {
                let evidence = pack.sketch.evidence(one.question, one.option);
                let about = evidence[one.about as usize];
                let rivals =
                    Type::ALL.into_iter().filter(|of| *of != one.about).map(|of| about - evidence[of as usize]);
                let rivals: Vec<i16> = rivals.collect();
                // For the type that stands above both others by its weight, or against the one below both.
                prop_assert!(rivals.iter().all(|lead| lead * one.weight.signum() >= one.weight.abs()), "{:?}", one);
                prop_assert!(rivals.contains(&one.weight) || one.weight == 0, "{:?}", one);
            }
        }
        Ok(())
    });
}

/// Whether every sentence of an accepted pack can be spoken, and every question asked.
fn can_be_walked_through(pack: &folder::Pack) -> bool {
    let mut answers = Answers::default();
    while let Step::Ask(question) = step(&pack.model, &answers, Depth::Every) {
        answers.give(question, Chosen(0));
    }
    let advised = plan(&pack.model, &answers);
    pack.texts.iter().all(|text| {
        let spoken = Phrase::ALL.iter().all(|phrase| {
            let sentence = text.say(*phrase);
            !sentence.trim().is_empty() && phrase.holes().iter().all(|hole| sentence.contains(&format!("{{{hole}}}")))
        });
        spoken
            && answers.iter().all(|(question, _)| !text.questions[question].options[0].reason.trim().is_empty())
            && advised.iter().all(|advice| !text.actions[advice.action].first.trim().is_empty())
            && text.claims.iter().all(|claim| !claim.trim().is_empty())
    })
}

fn is_at_or_above(problem: &Problem, file: &str, path: &str) -> bool {
    problem.file == file
        && path.strip_prefix(&problem.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[test]
fn a_damaged_pack_is_refused_or_still_works() {
    holds(128, damaged(), |pack| {
        match pack.read() {
            Ok(pack) => prop_assert!(can_be_walked_through(&pack)),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|problem| !problem.file.is_empty() && !problem.message.is_empty()));
            }
        }
        Ok(())
    });
}

#[test]
fn json_of_any_shape_is_read_or_refused() {
    holds(128, prop_oneof![nodes(), nodes_of_fields()], |node| {
        static SHIPPED: LazyLock<Model> =
            LazyLock::new(|| shipped().read().expect("the pack that ships is sound").model);
        let found = files::model(&node).and_then(|file| Model::check(&file));
        prop_assert!(found.err().is_none_or(|problems| !problems.is_empty()));
        let found = files::text("en.json", &node).and_then(|file| Text::check(&file, &SHIPPED, "en.json"));
        prop_assert!(found.err().is_none_or(|problems| !problems.is_empty()));
        Ok(())
    });
}

fn is_text(spot: &Spot) -> bool {
    matches!(spot.node, Node::Text(_))
}

fn in_language_file(spot: &Spot) -> bool {
    spot.file > 0
}

/// Free text of `model.json`: whatever it says, nothing rests on it.
fn says_what_it_likes(spot: &Spot) -> bool {
    ["name", "link"].contains(&spot.key()) || spot.path.starts_with("set_aside.")
}

#[test]
fn null_is_reported_at_its_path() {
    holds(64, spots(|_| true), |spot| {
        let mut pack = shipped();
        let path = pack.replace(&spot, Node::Null);
        let problems = pack.problems();
        let named = |problem: &Problem| problem.path == path && problem.message.starts_with("is nothing; write ");
        prop_assert!(
            problems.iter().any(|problem| problem.file == pack.name(&spot) && named(problem)),
            "{:#?}",
            problems
        );
        Ok(())
    });
}

#[test]
fn a_repeated_key_is_reported_at_its_path() {
    holds(64, spots(Spot::is_entry), |spot| {
        let mut pack = shipped();
        pack.repeat(&spot);
        let problems = pack.problems();
        let named = |problem: &Problem| problem.path == spot.path && problem.message.starts_with("stands here twice");
        prop_assert!(
            problems.iter().any(|problem| problem.file == pack.name(&spot) && named(problem)),
            "{:#?}",
            problems
        );
        Ok(())
    });
}

#[test]
fn an_unknown_key_is_reported_at_its_path() {
    holds(64, spots(Spot::is_entry), |spot| {
        let mut pack = shipped();
        let path = pack.rename(&spot, "xyzzy");
        let problems = pack.problems();
        prop_assert!(
            problems.iter().any(|problem| problem.file == pack.name(&spot) && problem.path == path),
            "{:#?}",
            problems
        );
        Ok(())
    });
}

#[test]
fn a_missing_translation_is_reported_at_its_path() {
    let is_needed = |spot: &Spot| in_language_file(spot) && !["direction", "note"].contains(&spot.key());
    holds(64, spots(is_needed), |spot| {
        let mut pack = shipped();
        pack.lose(&spot);
        let problems = pack.problems();
        // A section that is missing is reported by its entries, and text to copy in the file that still has it.
        let is_named = |problem: &Problem| {
            let below = problem.path.strip_prefix(&spot.path);
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                && (problem.file == pack.name(&spot) || spot.key() == "ready")
        };
        prop_assert!(problems.iter().any(is_named), "{:#?}", problems);
        Ok(())
    });
}

#[test]
fn an_empty_sentence_is_reported_at_or_above_its_path() {
    holds(64, spots(|spot| in_language_file(spot) && is_text(spot)), |spot| {
        let mut pack = shipped();
        pack.replace(&spot, Node::Text(" ".into()));
        let problems = pack.problems();
        prop_assert!(
            problems.iter().any(|problem| is_at_or_above(problem, pack.name(&spot), &spot.path)),
            "{:#?}",
            problems
        );
        Ok(())
    });
}

#[test]
fn an_empty_text_in_the_model_is_reported() {
    holds(64, spots(|spot| !in_language_file(spot) && is_text(spot)), |spot| {
        let mut pack = shipped();
        pack.replace(&spot, Node::Text(String::new()));
        prop_assert!(pack.problems().iter().any(|problem| problem.file == "model.json"));
        Ok(())
    });
}

#[test]
fn an_unknown_id_or_word_in_the_model_is_reported() {
    holds(64, spots(|spot| !in_language_file(spot) && is_text(spot) && !says_what_it_likes(spot)), |spot| {
        let mut pack = shipped();
        pack.replace(&spot, Node::Text("stranger".into()));
        prop_assert!(!pack.problems().is_empty());
        Ok(())
    });
}

#[test]
fn a_number_out_of_range_is_reported_at_or_above_its_path() {
    holds(
        64,
        (
            spots(|spot| matches!(spot.node, Node::Number(_))),
            prop_oneof![61.0..1e9, -1e300..-61.0, 0.1..0.9, Just(1e300), (61..9999_i16).prop_map(f64::from)],
        ),
        |(spot, number)| {
            let mut pack = shipped();
            pack.replace(&spot, Node::Number(number));
            let problems = pack.problems();
            prop_assert!(
                problems.iter().any(|problem| is_at_or_above(problem, "model.json", &spot.path)),
                "{:#?}",
                problems
            );
            Ok(())
        },
    );
}

#[test]
fn only_http_mailto_and_relative_links_are_accepted() {
    holds(
        64,
        (
            "[ \\n\\t]{0,2}",
            prop_oneof![
                "[a-zA-Z]{1,10}",
                Just("javascript".into()),
                Just("data".into()),
                Just("HTTPS".into()),
                Just("mailto".into())
            ],
            "[a-z/?#:]{0,8}",
        ),
        |(blank, scheme, rest)| {
            let mut pack = shipped();
            let link = [&*blank, &*scheme, ":", &*rest].concat();
            pack.link_first_source(&link);
            let allowed = blank.is_empty() && ["http", "https", "mailto"].contains(&&*scheme.to_lowercase());
            let problems = pack.problems();
            let path = "sources.beda-klien.link";
            prop_assert_eq!(problems.iter().any(|problem| problem.path == path), !allowed, "{:#?}", problems);
            Ok(())
        },
    );
}

#[test]
fn a_file_of_arbitrary_bytes_is_reported() {
    holds(64, (any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..64)), |(file, bytes)| {
        prop_assert!(is_reported_as_unreadable(file.index(shipped().count()), &bytes));
        Ok(())
    });
}

#[test]
fn a_truncated_file_is_reported() {
    holds(64, (any::<prop::sample::Index>(), any::<prop::sample::Index>()), |(file, place)| {
        let shipped = shipped();
        let file = file.index(shipped.count());
        let (_, whole) = &shipped.sources()[file];
        prop_assert!(is_reported_as_unreadable(file, &whole.as_bytes()[..place.index(whole.len())]));
        Ok(())
    });
}

#[test]
fn a_file_nested_100000_levels_deep_is_reported() {
    for file in 0..shipped().count() {
        for deep in ["[".repeat(100_000), "{\"a\":".repeat(100_000), "[".repeat(5000) + &"]".repeat(5000)] {
            assert!(is_reported_as_unreadable(file, deep.as_bytes()));
        }
    }
}

/// Whether the pack that ships, with these bytes as one of its files, is refused for that file.
fn is_reported_as_unreadable(file: usize, bytes: &[u8]) -> bool {
    let shipped = shipped();
    let mut sources: Vec<_> = shipped.sources().into_iter().map(|(name, source)| (name, source.into_bytes())).collect();
    sources[file].1 = bytes.to_vec();
    let problems = read(&sources).err().unwrap_or_default();
    problems.iter().any(|problem| problem.file == sources[file].0 && !problem.message.is_empty())
}
