//! What is read of answers and relationships that were saved, by Relasi or by anybody.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use relasi::{
    content::{Model, source::Node},
    engine::{Answer, Answers, Relationship},
    formats::saved::{self, Fault, MOST, MOST_LETTERS},
};
use serde_json::{Value, json};

fn model() -> Model {
    support::shipped().model
}

fn node(value: &Value) -> Node {
    serde_json::from_value(value.clone()).expect("any JSON is a node")
}

/// A relationship as it is saved, with some fields changed.
fn one(changed: &Value) -> Value {
    let mut one = json!({
        "name": "Toko Maju", "share": 40, "answers": { "place": "outside", "onward": "not_sure" }, "done": ["repair_calm"]
    });
    for (field, value) in changed.as_object().expect("fields") {
        one[field] = value.clone();
    }
    one
}

fn file(relationships: &Value) -> Value {
    json!({ "relasi": 1, "relationships": relationships })
}

fn read(value: &Value) -> (Vec<Relationship>, Option<Fault>) {
    saved::read(&model(), &node(value))
}

fn unknown(what: &str) -> Fault {
    Fault::Unknown(what.into())
}

#[test]
fn a_relationship_comes_back_as_it_was_saved() {
    let model = model();
    let (list, fault) = read(&file(&json!([one(&json!({ "name": "  Toko Maju " }))])));
    let [found] = &list[..] else { panic!("{list:?}") };
    let (place, onward) = (model.question("place").expect("asked"), model.question("onward").expect("asked"));
    let outside = model.questions[place].option("outside").expect("offered");
    assert_eq!((&*found.name, found.share, fault), ("Toko Maju", Some(40), None));
    let answers: Vec<_> = found.answers.iter().collect();
    assert_eq!(answers, [(place, Answer::Chosen(outside)), (onward, Answer::NotSure)]);
    assert_eq!(found.done.iter().map(|&action| &*model.actions[action].id).collect::<Vec<_>>(), ["repair_calm"]);
}

#[test]
fn what_does_not_fit_is_named_and_the_rest_is_read() {
    let long = "n".repeat(MOST_LETTERS);
    let too_long = [&long, "n"].concat();
    let cases = [
        ("no object at all", json!(7), 0, Some(unknown("relasi"))),
        ("another form", json!({ "relasi": 2, "relationships": [one(&json!({}))] }), 1, Some(unknown("relasi"))),
        ("no list", json!({ "relasi": 1, "relationships": {} }), 0, Some(unknown("relationships"))),
        ("an empty list", file(&json!([])), 0, None),
        ("something else in the list", file(&json!([7])), 0, Some(unknown("relationships.1.name"))),
        (
            "a name of blanks",
            file(&json!([one(&json!({})), one(&json!({ "name": "  " }))])),
            1,
            Some(unknown("relationships.2.name")),
        ),
        (
            "a name that is a number",
            file(&json!([one(&json!({ "name": 7 }))])),
            0,
            Some(unknown("relationships.1.name")),
        ),
        ("the longest name", file(&json!([one(&json!({ "name": long }))])), 1, None),
        (
            "too long a name",
            file(&json!([one(&json!({ "name": too_long })), one(&json!({}))])),
            1,
            Some(Fault::TooMuch),
        ),
        ("no share", file(&json!([one(&json!({ "share": null }))])), 1, None),
        ("no revenue", file(&json!([one(&json!({ "share": 0 }))])), 1, None),
        ("all revenue", file(&json!([one(&json!({ "share": 100 }))])), 1, None),
        ("more than all", file(&json!([one(&json!({ "share": 101 }))])), 1, Some(unknown("relationships.1.share"))),
        ("half a percent", file(&json!([one(&json!({ "share": 0.5 }))])), 1, Some(unknown("relationships.1.share"))),
        ("a share in words", file(&json!([one(&json!({ "share": "40" }))])), 1, Some(unknown("relationships.1.share"))),
        ("no answers", file(&json!([one(&json!({ "answers": {} }))])), 0, Some(unknown("relationships.1.answers"))),
        (
            "answers of no shape",
            file(&json!([one(&json!({ "answers": 7 }))])),
            0,
            Some(unknown("relationships.1.answers")),
        ),
        (
            "unknown answers beside a known one",
            file(&json!([one(
                &json!({ "answers": { "colour": "red", "place": "outside", "onward": "up", "length": 7 } })
            )])),
            1,
            Some(unknown("Toko Maju: colour, onward.up, length.")),
        ),
        ("nothing ticked off", file(&json!([one(&json!({ "done": null }))])), 1, None),
        ("two faults", file(&json!([one(&json!({ "share": -1 })), 7])), 1, Some(unknown("relationships.1.share"))),
    ];
    for (case, value, length, fault) in cases {
        let (list, found) = read(&value);
        assert_eq!((list.len(), found), (length, fault), "{case}");
    }
}

#[test]
fn ticks_on_actions_that_are_gone_are_forgotten() {
    let (list, fault) = read(&file(&json!([one(&json!({ "done": ["gone", 7, "repair_calm"] }))])));
    assert_eq!((list[0].done.len(), fault), (1, None));
}

#[test]
fn more_relationships_than_there_is_room_for_are_left_out() {
    let many =
        |number| file(&Value::Array((0..number).map(|place| one(&json!({ "name": place.to_string() }))).collect()));
    let (list, fault) = read(&many(MOST));
    assert_eq!((list.len(), fault), (MOST, None));
    let (list, fault) = read(&many(MOST + 2));
    assert_eq!((list.len(), fault), (MOST, Some(Fault::TooMuch)));
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts() {
    let twice = r#"{"place": "inside", "onward": "not_sure", "place": "outside"}"#;
    let model = model();
    let node: Node = serde_json::from_str(twice).expect("it is JSON");
    let (answers, unknown) = saved::read_answers(&model, &node);
    let place = model.question("place").expect("asked");
    assert_eq!(answers.get(place), model.questions[place].option("outside").map(Answer::Chosen));
    assert_eq!(unknown, "");
}

#[test]
fn what_is_written_is_read_back_as_it_was() {
    let model = model();
    let full = (0..model.questions.len()).rev().fold(Answers::default(), |answers, question| {
        let last = Answer::Chosen(model.questions[question].options.len() - 1);
        answers.with(question, if question % 3 == 0 { Answer::NotSure } else { last })
    });
    let list: Vec<Relationship> =
        [(None, full.clone()), (Some(0), full), (Some(100), Answers::default().with(1, Answer::Chosen(0)))]
            .into_iter()
            .enumerate()
            .map(|(index, (share, answers))| Relationship {
                name: format!("“é”, {index}\n").trim().into(),
                share,
                answers,
                done: (0..index).rev().collect(),
            })
            .collect();
    assert_eq!(saved::read(&model, &saved::write::<Node>(&model, &list)), (list.clone(), None));
    let (answers, unknown) = saved::read_answers(&model, &saved::write_answers::<Node>(&model, &list[0].answers));
    assert_eq!((answers, &*unknown), (list[0].answers.clone(), ""), "in the order in which they were given");
}
