//! The proofs themselves: on a small pack they hold, and each of them fails where it should.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use relasi::{
    content::{Condition, HeldRole, Model, Together, Type, source::files},
    engine::{
        Answer::{Chosen, NotSure},
        Answers, Depth, Step,
        asking::decided,
        smallest_changes, step, verdict,
    },
    formats::link,
    proof::{
        Engine, Proof, changes, curtailment, likely, links, order, prove, reach, runs::Runs, sums::Weights, verdicts,
    },
};
use serde_json::json;

/// Six questions. How long is the most telling and asked first, although it rests on where they are; and what was agreed
/// rests on how long. So a later answer can take two earlier ones out of account.
fn model() -> Model {
    let cite = ["book.1"];
    let pack = json!({
        "languages": [{ "code": "en", "name": "English" }],
        "levels": { "decisive": 20, "strong": 10, "moderate": 4, "slight": 1 },
        "margins": { "between": 3, "also": 8, "clear": 10 },
        "stop": { "after": 2, "most": 3 },
        "sources": [{ "id": "book", "claims": ["1"] }],
        "questions": [
            { "id": "place", "purpose": "classify", "sources": cite, "options": [
                { "id": "inside", "for": { "internal": "strong", "customer": "slight" }, "sources": cite },
                { "id": "shop", "for": { "intermediary": "strong", "customer": "slight" }, "sources": cite },
                { "id": "outside", "for": { "external": "strong" }, "sources": cite }
            ] },
            { "id": "long", "purpose": "classify", "lever": true, "when": [{ "question": "place", "not": ["inside"] }], "sources": cite,
              "options": [
                { "id": "years", "for": { "client": "decisive" }, "sources": cite },
                { "id": "often", "for": { "customer": "decisive" }, "sources": cite },
                { "id": "once", "for": { "consumer": "decisive" }, "sources": cite }
            ] },
            { "id": "agreed", "purpose": "classify", "lever": true, "when": [{ "question": "long", "is": ["years"] }], "sources": cite,
              "options": [
                { "id": "yes", "for": { "client": "moderate" }, "sources": cite },
                { "id": "no", "against": { "client": "strong" }, "sources": cite }
            ] },
            { "id": "pays", "purpose": "classify", "lever": true, "sources": cite, "options": [
                { "id": "yes", "for": { "customer": "strong" }, "sources": cite },
                { "id": "for_others", "for": { "customer": "strong" }, "sources": cite },
                { "id": "no", "for": { "consumer": "strong" }, "sources": cite }
            ] },
            { "id": "side", "purpose": "classify", "lever": true, "sources": cite, "options": [
                { "id": "theirs", "for": { "client": "strong" }, "sources": cite },
                { "id": "ours", "against": { "client": "moderate" }, "sources": cite }
            ] },
            { "id": "trouble", "purpose": "advise", "sources": cite, "options": [{ "id": "yes" }, { "id": "no" }] }
        ],
        "actions": [
            { "id": "review", "part": "serve", "for": ["client"], "effort": "hour", "sources": cite },
            { "id": "price", "part": "serve", "for": ["customer"], "effort": "day", "sources": cite,
              "when": [{ "question": "pays", "is": ["for_others"] }] },
            { "id": "stock", "part": "serve", "for": ["intermediary"], "effort": "day", "sources": cite },
            { "id": "mend", "part": "repair", "effort": "week", "sources": cite,
              "when": [{ "question": "trouble", "is": ["yes"] }] }
        ]
    });
    let node = serde_json::from_value(pack).expect("any JSON is a node");
    Model::check(&files::model(&node).expect("the pack has the right shape")).expect("it is sound")
}

/// One proof about the runs that an engine leads through, and the counterexample that it finds.
fn found(model: &Model, engine: Engine, prove: fn(&Runs, &Engine) -> Proof) -> Option<String> {
    let weights = Weights::of(model).expect("a small pack has room");
    let runs = Runs::of(&weights, &engine, Depth::Decided).expect("the engine asks what can be asked");
    prove(&runs, &engine).counterexample
}

fn verdicts_found(model: &Model, engine: Engine) -> Option<String> {
    verdicts::prove(&Weights::of(model).expect("a small pack has room"), &engine).counterexample
}

fn tells(counterexample: Option<String>, words: &str) {
    let counterexample = counterexample.expect("there is a counterexample");
    assert!(counterexample.contains(words), "{counterexample}");
}

const SHIPPED: Engine = Engine::SHIPPED;

#[test]
fn every_proof_holds_on_the_small_pack_and_covers_all_of_it() {
    let model = model();
    let mut proofs = Vec::new();
    let all_hold = prove(&model, &SHIPPED, |proof| proofs.push(proof.clone())).expect("a small pack has room");
    assert!(all_hold, "{proofs:#?}");
    // Left out, "not sure", or one of the options.
    assert_eq!(proofs[0].covered, 5 * 5 * 4 * 5 * 4);
    // How many runs there are, and how many they are with those that are not yet at their end.
    let count = |depth| {
        let (mut partial, mut complete) = (0, 0);
        let mut open = vec![Answers::default()];
        while let Some(run) = open.pop() {
            partial += 1;
            match step(&model, &run, depth) {
                Step::Ask(question) => {
                    let options = (0..model.questions[question].options.len()).map(Chosen).chain([NotSure]);
                    open.extend(options.map(|answer| run.with(question, answer)));
                }
                Step::Done => complete += 1,
            }
        }
        (complete, partial)
    };
    assert_eq!((proofs[1].covered, proofs[2].covered), count(Depth::Likely));
    assert_eq!((proofs[4].covered, proofs[5].covered), count(Depth::Decided));
}

#[test]
fn proofs_of_a_pack_in_which_two_roles_can_be_held_together_hold() {
    let mut model = model();
    let condition = |question, options| Condition { question, options, among: true };
    model.together = Some(Together {
        first: HeldRole { role: Type::Customer, when: vec![condition(3, vec![0, 1])] },
        // Often, or for years: what tells is answered before what it rests on.
        second: HeldRole {
            role: Type::Consumer,
            when: vec![condition(1, vec![0, 1]), Condition { question: 4, options: vec![0], among: false }],
        },
    });
    let mut findings = Vec::new();
    let all_hold = prove(&model, &SHIPPED, |proof| {
        assert_eq!(proof.counterexample, None, "{}", proof.statement);
        findings.extend(proof.findings.clone());
    });
    assert_eq!(all_hold, Ok(true));
    assert!(findings.iter().any(|finding| finding.starts_with("both roles: ")), "{findings:?}");
}

/// The counterexample that the proof about what is likely finds.
fn found_likely(engine: Engine) -> Option<String> {
    let model = model();
    let weights = Weights::of(&model).expect("a small pack has room");
    let runs = Runs::of(&weights, &engine, Depth::Likely).expect("the engine asks what can be asked");
    likely::prove(&runs, &engine).counterexample
}

#[test]
fn a_likely_stop_other_than_declared_is_found() {
    assert_eq!(found_likely(SHIPPED), None);
    let early = Engine {
        step: |model, answers, depth| if answers.is_empty() { step(model, answers, depth) } else { Step::Done },
        ..SHIPPED
    };
    tells(found_likely(early), "enough is false, but the engine asks None");
    let on = Engine { step: |model, answers, _| step(model, answers, Depth::Decided), ..SHIPPED };
    tells(found_likely(on), "enough is true, but the engine asks Some");
}

#[test]
fn in_the_small_pack_a_later_answer_can_make_an_earlier_one_lapse() {
    let model = model();
    assert_eq!(step(&model, &Answers::default(), Depth::Decided), Step::Ask(1), "how long, before where they are");
    let runs_to_place = Answers::default().with(1, Chosen(0));
    assert_eq!(runs_to_place.with(0, Chosen(0)).applicable(&model).len(), 1);
}

#[test]
fn a_verdict_that_does_not_follow_from_the_added_evidence_is_found() {
    let twice = Engine { verdict: |model, answers| verdict(model, &answers.with(3, Chosen(0))), ..SHIPPED };
    tells(verdicts_found(&model(), twice), "the engine says");
    // Counts an answer whose condition does not hold.
    let unconditional = Engine {
        verdict: |model, answers| {
            let mut model = model.clone();
            model.questions[2].when.clear();
            verdict(&model, answers)
        },
        ..SHIPPED
    };
    tells(verdicts_found(&model(), unconditional), "agreed = ");
}

#[test]
fn an_outcome_that_no_answers_reach_is_found() {
    let mut model = model();
    model.margins.clear = 1000;
    tells(verdicts_found(&model, SHIPPED), "no set of answers has the firmness: clear");
}

#[test]
fn a_verdict_called_decided_too_early_or_too_late_is_found() {
    let early = Engine { decided: |model, answers| answers.len() > 1 || decided(model, answers), ..SHIPPED };
    tells(found(&model(), early, curtailment::prove), "decided is false, the engine says true");
    let never = Engine { decided: |_, _| false, ..SHIPPED };
    tells(found(&model(), never, curtailment::prove), "decided is true, the engine says false");
}

#[test]
fn asking_that_stops_too_early_or_goes_on_is_found() {
    let stops = Engine {
        step: |model, answers, depth| if answers.len() > 1 { Step::Done } else { step(model, answers, depth) },
        ..SHIPPED
    };
    tells(found(&model(), stops, curtailment::prove), "decided is false, but the engine asks None");
    let goes_on = Engine { step: |model, answers, _| step(model, answers, Depth::Every), ..SHIPPED };
    tells(found(&model(), goes_on, curtailment::prove), "decided is true, but the engine asks Some");
}

#[test]
fn a_question_that_changes_nothing_is_found() {
    let mut silent = model();
    for option in &mut silent.questions[4].options {
        option.evidence = relasi::content::Evidence::default();
    }
    tells(found(&silent, SHIPPED, |runs, _| reach::questions(runs)), "no verdict depends on side");
    let mut unused = model();
    unused.actions.retain(|action| action.id != "mend");
    tells(found(&unused, SHIPPED, reach::actions), "no plan depends on trouble");
}

#[test]
fn an_action_that_nobody_is_advised_is_found() {
    // For resellers, but only where the answers say that they are inside.
    let mut misplaced = model();
    misplaced.actions[2].when.push(Condition { question: 0, options: vec![0], among: true });
    tells(found(&misplaced, SHIPPED, reach::actions), "stock is advised at the end of no run");
    let silent = Engine { plan: |_, _| Vec::new(), ..SHIPPED };
    tells(found(&model(), silent, reach::actions), "the engine never advises it");
}

#[test]
fn a_smallest_change_that_is_missing_or_not_the_smallest_is_found() {
    let one_short = Engine {
        smallest_changes: |model, answers| smallest_changes(model, answers).into_iter().skip(1).collect(),
        ..SHIPPED
    };
    tells(found(&model(), one_short, changes::prove), "the smallest changes are");
    let too_large = Engine {
        smallest_changes: |model, answers| {
            let mut found = smallest_changes(model, answers);
            for change in &mut found {
                change.changes.push((4, NotSure, 0));
            }
            found
        },
        ..SHIPPED
    };
    tells(found(&model(), too_large, changes::prove), "the smallest changes are");
}

#[test]
fn a_result_that_depends_on_the_order_of_answering_is_found() {
    let forgets_the_first = Engine {
        verdict: |model, answers| {
            let mut rest = Answers::default();
            answers.iter().skip(1).for_each(|(question, answer)| rest.give(question, answer));
            verdict(model, &rest)
        },
        ..SHIPPED
    };
    tells(found(&model(), forgets_the_first, order::prove), "not the same as in the order");
}

#[test]
fn a_code_gives_back_every_set_of_answers_of_the_pack_that_ships() {
    let model = support::shipped().model;
    let proof = links::prove(&model, &SHIPPED);
    assert_eq!(proof.counterexample, None);
    let values = model.questions.iter().map(|question| question.options.len() as u128 + 2);
    assert_eq!(proof.covered, values.product());
}

#[test]
fn a_code_that_gives_back_other_answers_is_found() {
    let found = |engine| links::prove(&model(), &engine).counterexample;
    assert_eq!(found(SHIPPED), None);
    let forgetful = Engine {
        decode: |model, code| {
            link::decode(model, code).map(|answers| {
                answers.iter().take(5).fold(Answers::default(), |kept, (question, answer)| kept.with(question, answer))
            })
        },
        ..SHIPPED
    };
    tells(found(forgetful), "is read as");
    tells(found(Engine { decode: |_, _| None, ..SHIPPED }), "is refused");
    let padded = Engine { encode: |model, answers| link::encode(model, answers) + &"A".repeat(60), ..SHIPPED };
    tells(found(padded), "is too long");
    let first_come = Engine {
        encode: |model, answers| {
            let first = answers.iter().next().map_or(0, |(question, _)| question);
            link::encode(model, answers) + &first.to_string()
        },
        decode: |model, code| link::decode(model, &code[..code.len() - 1]),
        ..SHIPPED
    };
    tells(found(first_come), "in the reverse order");
}
