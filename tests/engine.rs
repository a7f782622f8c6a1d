//! The laws of the engine, on a pack of three questions: it holds no knowledge of its own.
#![cfg(not(target_arch = "wasm32"))]

use relasi::{
    content::{Condition, Evidence, Kind, Level, Model, Stop, Type, source::files},
    engine::{
        Answer::{self, Chosen, NotSure},
        Answers, Certainty, Change, Depth, Firmness, Relationship, Step, Verdict,
        asking::decided,
        at_most, certainty, contributions, favours, is_at_a_loss,
        mix::{counts_as, mix, parts},
        plan, smallest_changes, step, unasked, verdict,
        verdict::fit,
    },
    formats::link,
};
use serde_json::{Value, json};

/// Three questions: who pays (strong), whose side (decisive), and how long (slight), the last only for those who pay.
fn small() -> Value {
    json!({
        "languages": [{ "code": "en", "name": "English" }],
        "levels": { "decisive": 20, "strong": 10, "moderate": 4, "slight": 1 },
        "margins": { "between": 3, "also": 8, "clear": 10 },
        "stop": { "after": 2, "most": 3 },
        "sources": [{ "id": "book", "claims": ["1"] }],
        "questions": [
            { "id": "pays", "purpose": "classify", "lever": true, "sources": ["book.1"], "options": [
                { "id": "yes", "for": { "customer": "strong", "external": "moderate" }, "sources": ["book.1"] },
                { "id": "no", "for": { "consumer": "strong" }, "sources": ["book.1"] }
            ] },
            { "id": "side", "purpose": "classify", "sources": ["book.1"], "options": [
                { "id": "theirs", "for": { "client": "decisive" }, "sources": ["book.1"] },
                { "id": "ours", "against": { "client": "strong" }, "sources": ["book.1"] }
            ] },
            { "id": "long", "purpose": "classify", "when": [{ "question": "pays", "is": ["yes"] }], "sources": ["book.1"],
              "options": [
                { "id": "years", "for": { "client": "slight" }, "sources": ["book.1"] },
                { "id": "once", "for": { "customer": "slight" }, "sources": ["book.1"] }
            ] },
            { "id": "trouble", "purpose": "advise", "sources": ["book.1"], "options": [{ "id": "yes" }, { "id": "no" }] }
        ],
        "actions": [
            { "id": "review", "part": "serve", "for": ["client"], "effort": "hour", "sources": ["book.1"] },
            { "id": "price", "part": "serve", "for": ["customer"], "effort": "day", "sources": ["book.1"] },
            { "id": "price_long", "part": "serve", "for": ["customer"], "effort": "day", "sources": ["book.1"],
              "when": [{ "question": "long", "is": ["years"] }] },
            { "id": "mend", "part": "repair", "effort": "week", "sources": ["book.1"],
              "when": [{ "question": "trouble", "is": ["yes"] }] }
        ]
    })
}

fn model() -> Model {
    model_of(&small())
}

fn model_of(pack: &Value) -> Model {
    let node = serde_json::from_value(pack.clone()).expect("any JSON is a node");
    Model::check(&files::model(&node).expect("the small pack has the right shape")).expect("it is sound")
}

/// Answers by id, `"?"` for "not sure".
fn answers(model: &Model, given: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (question, option) in given {
        let index = model.question(question).expect("a question of the pack");
        let answer = match *option {
            "?" => NotSure,
            option => Chosen(model.questions[index].option(option).expect("an option of the question")),
        };
        answers.give(index, answer);
    }
    answers
}

fn asked_first(model: &Model, given: &[(&str, &str)]) -> String {
    match step(model, &answers(model, given), Depth::Decided) {
        Step::Ask(question) => model.questions[question].id.clone(),
        Step::Done => "nothing".into(),
    }
}

/// Every set of answers in which each question is unanswered, "not sure", or answered.
fn every_set(model: &Model) -> Vec<Answers> {
    let mut sets = vec![Answers::default()];
    for (question, entry) in model.questions.iter().enumerate() {
        let choices: Vec<Answer> = std::iter::once(NotSure).chain((0..entry.options.len()).map(Chosen)).collect();
        let longer: Vec<Answers> =
            sets.iter().flat_map(|set| choices.iter().map(|choice| set.with(question, *choice))).collect();
        sets.extend(longer);
    }
    sets
}

/// Every set that answers all questions and agrees with what is given.
fn completions(model: &Model, given: &Answers) -> Vec<Answers> {
    every_set(model)
        .into_iter()
        .filter(|set| set.len() == model.questions.len())
        .filter(|set| given.iter().all(|(question, answer)| set.get(question) == Some(answer)))
        .collect()
}

#[test]
fn the_verdict_names_type_second_role_kind_and_firmness() {
    let model = model();
    let none = |leading, firmness| Verdict { leading, both: false, also: None, third: None, kind: None, firmness };
    let external = Some(Kind::External);
    let table = [
        (vec![("side", "theirs")], none(Type::Client, Firmness::Clear)),
        (vec![("pays", "no")], none(Type::Consumer, Firmness::Clear)),
        (vec![("pays", "yes")], Verdict { kind: external, ..none(Type::Customer, Firmness::Clear) }),
        (vec![("side", "ours")], Verdict { also: Some(Type::Consumer), ..none(Type::Customer, Firmness::Between) }),
        (
            vec![("side", "theirs"), ("pays", "yes"), ("long", "once")],
            Verdict { ..none(Type::Client, Firmness::Leaning) },
        ),
    ];
    for (given, expected) in table {
        assert_eq!(verdict(&model, &answers(&model, &given)), expected, "{given:?}");
    }
}

#[test]
fn events_name_types_kinds_and_firmness_by_their_ids() {
    assert_eq!(Type::ALL.map(Type::id), ["client", "customer", "consumer"]);
    assert_eq!(Kind::ALL.map(Kind::id), ["internal", "external", "intermediary"]);
    let firmness = [Firmness::Clear, Firmness::Leaning, Firmness::Between];
    assert_eq!(firmness.map(Firmness::id), ["clear", "leaning", "between"]);
}

#[test]
fn nothing_known_lies_between_all_three_and_is_not_a_silent_win() {
    let model = model();
    let verdict = verdict(&model, &Answers::default());
    assert_eq!(verdict.types().collect::<Vec<_>>(), Type::ALL);
    assert_eq!((verdict.firmness, verdict.kind), (Firmness::Between, None));
}

#[test]
fn not_sure_weighs_nothing() {
    let model = model();
    let unsure = answers(&model, &[("pays", "?"), ("side", "?"), ("long", "?")]);
    assert_eq!(verdict(&model, &unsure), verdict(&model, &Answers::default()));
}

#[test]
fn an_answer_whose_condition_no_longer_holds_is_kept_but_does_not_count() {
    let model = model();
    let with = answers(&model, &[("pays", "no"), ("long", "years")]);
    assert_eq!(contributions(&model, &with), contributions(&model, &answers(&model, &[("pays", "no")])));
    assert_eq!(with.len(), 2, "the answer is still there, for when the condition holds again");
}

#[test]
fn the_order_of_answering_changes_no_verdict() {
    let model = model();
    for set in every_set(&model) {
        let mut backwards = Answers::default();
        set.iter().rev().for_each(|(question, answer)| backwards.give(question, answer));
        assert_eq!(verdict(&model, &set), verdict(&model, &backwards));
        assert_eq!(step(&model, &set, Depth::Decided), step(&model, &backwards, Depth::Decided));
        assert_eq!(plan(&model, &set), plan(&model, &backwards));
    }
}

#[test]
fn only_answers_whose_conditions_hold_count() {
    let model = model();
    let given = answers(&model, &[("pays", "no"), ("long", "years"), ("side", "?")]);
    assert_eq!(given.applicable(&model), answers(&model, &[("pays", "no"), ("side", "?")]));
    let given = answers(&model, &[("pays", "yes"), ("long", "years")]);
    assert_eq!(given.applicable(&model), given);
}

#[test]
fn what_was_not_asked_is_what_applies_and_classifies_and_has_no_answer() {
    let model = model();
    for (given, expected) in [
        (&[][..], &["pays", "side"][..]),
        (&[("pays", "yes")], &["side", "long"]),
        (&[("pays", "no")], &["side"]),
        (&[("pays", "no"), ("side", "?"), ("trouble", "yes")], &[]),
    ] {
        let unasked = unasked(&model, &answers(&model, given));
        let ids: Vec<&str> = unasked.into_iter().map(|question| &*model.questions[question].id).collect();
        assert_eq!(ids, expected, "{given:?}");
    }
}

#[test]
fn an_answer_favours_the_types_that_it_speaks_for_most() {
    for (types, favoured) in [
        ([10, 0, 0], [true, false, false]),
        ([3, 2, 1], [true, false, false]),
        ([1, 2, 3], [false, false, true]),
        ([5, 5, 0], [true, true, false]),
        ([0, 5, 5], [false, true, true]),
        ([5, 0, 5], [true, false, true]),
        ([-10, 0, 0], [false, true, true]),
        ([0, 0, 0], [false, false, false]),
        ([7, 7, 7], [false, false, false]),
    ] {
        let evidence = Evidence { types, ..Evidence::default() };
        assert_eq!(Type::ALL.map(|of| favours(&evidence, of)), favoured, "{types:?}");
    }
}

#[test]
fn a_change_that_is_made_leaves_out_what_no_longer_counts() {
    let model = model();
    let given = answers(&model, &[("pays", "yes"), ("side", "ours"), ("long", "once")]);
    let change = Change { changes: vec![(0, Chosen(0), 1)], verdict: verdict(&model, &given) };
    assert_eq!(change.made(&model, &given), answers(&model, &[("pays", "no"), ("side", "ours")]));
}

#[test]
fn answers_agree_where_the_same_was_answered_in_whatever_order() {
    let model = model();
    let mine = answers(&model, &[("pays", "yes"), ("side", "ours")]);
    for (other, agrees) in [
        (&[("pays", "yes"), ("side", "ours")][..], true),
        (&[("side", "ours"), ("pays", "yes")], true),
        (&[("pays", "yes"), ("side", "theirs")], false),
        (&[("pays", "yes"), ("side", "?")], false),
        (&[("pays", "yes")], false),
        (&[("pays", "yes"), ("side", "ours"), ("long", "years")], false),
        (&[("pays", "yes"), ("long", "years")], false),
        (&[], false),
    ] {
        let other = answers(&model, other);
        assert_eq!((mine.agrees_with(&other), other.agrees_with(&mine)), (agrees, agrees), "{other:?}");
    }
}

#[test]
fn the_wizard_knows_whether_anything_has_been_answered() {
    let model = model();
    assert!(answers(&model, &[]).is_empty());
    assert!(!answers(&model, &[("pays", "?")]).is_empty(), "not sure is an answer");
}

#[test]
fn a_weight_is_called_by_the_strongest_level_that_it_reaches() {
    let levels = model().levels;
    for (decibans, level) in [
        (25, Level::Decisive),
        (20, Level::Decisive),
        (19, Level::Strong),
        (-10, Level::Strong),
        (-9, Level::Moderate),
        (3, Level::Slight),
        (0, Level::None),
    ] {
        assert_eq!(levels.reached(decibans), level, "{decibans}");
    }
}

#[test]
fn back_returns_to_where_the_visitor_was() {
    let model = model();
    let before = answers(&model, &[("side", "ours")]);
    let mut after = before.with(0, Chosen(1));
    assert_eq!(after.take_back(), Some((0, Chosen(1))));
    assert_eq!(after, before);
}

#[test]
fn the_most_telling_question_that_applies_comes_first() {
    let model = model();
    assert_eq!(asked_first(&model, &[]), "side");
    assert_eq!(asked_first(&model, &[("side", "ours")]), "pays");
    let next = |given| step(&model, &answers(&model, given), Depth::Every);
    assert_eq!(next(&[("side", "?"), ("pays", "yes")]), Step::Ask(2), "how long");
    assert_eq!(next(&[("side", "?"), ("pays", "no")]), Step::Done);
}

#[test]
fn of_questions_that_tell_as_much_the_first_in_the_file_is_asked() {
    let mut pack = small();
    let side = pack["questions"][1].clone();
    for (place, id) in [(0, "first"), (1, "second"), (2, "third")] {
        pack["questions"][place] = side.clone();
        pack["questions"][place]["id"] = json!(id);
    }
    pack["actions"][2]["when"] = json!([]);
    let model = model_of(&pack);
    assert_eq!(asked_first(&model, &[]), "first");
    assert_eq!(asked_first(&model, &[("first", "?")]), "second");
}

#[test]
fn a_lead_that_cannot_fall_short_is_no_reason_to_ask_what_could_shrink_it() {
    let mut pack = small();
    // Once they pay, the customer leads both others by one more than a clear lead takes.
    pack["questions"][0]["options"][0] = json!({
        "id": "yes", "for": { "customer": "strong" }, "against": { "client": "slight", "consumer": "slight" },
        "sources": ["book.1"]
    });
    // That can take away the one, and no more.
    pack["questions"][1]["options"] = json!([
        { "id": "theirs", "against": { "customer": "slight" }, "sources": ["book.1"] },
        { "id": "ours", "for": { "customer": "none" }, "sources": ["book.1"] }
    ]);
    // Which kind of customer they are is open, and this tells.
    pack["questions"][2]["options"] = json!([
        { "id": "years", "for": { "internal": "decisive" }, "sources": ["book.1"] },
        { "id": "once", "for": { "external": "decisive" }, "sources": ["book.1"] }
    ]);
    assert_eq!(asked_first(&model_of(&pack), &[("pays", "yes")]), "long");
}

fn assert_decided_exactly_when_all_completions_agree(model: &Model) {
    for set in every_set(model) {
        let reached = verdict(model, &set);
        let survives = completions(model, &set).iter().all(|all| verdict(model, all).is_who(&reached));
        assert_eq!(decided(model, &set), survives, "{set:?}");
    }
}

#[test]
fn it_is_proved_exactly_when_every_completion_says_the_same() {
    assert_decided_exactly_when_all_completions_agree(&model());
}

#[test]
fn an_answer_that_a_later_one_may_take_out_of_account_decides_nothing() {
    let mut model = model();
    // How long is asked of all but those who do not pay, so it can be answered first; and it weighs more than paying.
    model.questions[2].when = vec![Condition { question: 0, options: vec![1], among: false }];
    for option in &mut model.questions[2].options {
        option.evidence.types = option.evidence.types.map(|decibans| decibans * 20);
    }
    let years = answers(&model, &[("long", "years"), ("side", "?")]);
    assert!(!decided(&model, &years), "where nobody pays, the years do not count, and the consumer leads");
    assert_decided_exactly_when_all_completions_agree(&model);
}

#[test]
fn an_answer_that_waits_for_its_condition_counts_as_soon_as_that_holds() {
    let mut model = model();
    // Paying leaves no lead of the client that counts, but with the years that then count it does.
    for (question, client) in [(0, [-18, 0]), (2, [2, 0])] {
        for (option, decibans) in model.questions[question].options.iter_mut().zip(client) {
            option.evidence.types = [decibans, 0, 0];
        }
    }
    assert!(!decided(&model, &answers(&model, &[("side", "theirs")])));
    assert!(decided(&model, &answers(&model, &[("side", "theirs"), ("long", "years")])));
    assert_decided_exactly_when_all_completions_agree(&model);
}

#[test]
fn nothing_is_proved_while_an_answer_could_stop_counting() {
    let mut pack = small();
    // Asked unless nobody pays: it counts as long as that is not known.
    pack["questions"][2]["when"] = json!([{ "question": "pays", "not": ["no"] }]);
    pack["questions"][2]["options"][0]["for"] = json!({ "customer": "decisive" });
    // Who pays tells nothing by itself.
    for option in 0..2 {
        pack["questions"][0]["options"][option]["for"] = json!({ "customer": "none" });
    }
    let model = model_of(&pack);
    let given = answers(&model, &[("side", "?"), ("long", "years")]);
    let lapsed = answers(&model, &[("side", "?"), ("long", "years"), ("pays", "no")]);
    assert_eq!(verdict(&model, &given).firmness, Firmness::Clear);
    assert_eq!(verdict(&model, &lapsed).firmness, Firmness::Between);
    assert!(!decided(&model, &given));
    assert_eq!(asked_first(&model, &[("side", "?"), ("long", "years")]), "pays");
}

/// A pack of these questions, each with the roles that its two answers speak for.
fn model_of_pairs(margins: [i16; 3], pairs: &[[Value; 2]]) -> Model {
    let mut pack = small();
    let [between, also, clear] = margins;
    pack["margins"] = json!({ "between": between, "also": also, "clear": clear });
    pack["levels"]["decisive"] = json!(30);
    pack["actions"] = json!([]);
    let questions = pairs.iter().enumerate().map(|(place, [one, other])| {
        json!({ "id": format!("q{place}"), "purpose": "classify", "sources": ["book.1"], "options": [
            { "id": "one", "for": one, "sources": ["book.1"] },
            { "id": "other", "for": other, "sources": ["book.1"] }
        ] })
    });
    pack["questions"] = questions.collect();
    model_of(&pack)
}

#[test]
fn a_second_role_that_may_come_into_view_is_no_reason_to_ask_for_proof() {
    let pairs = [
        [json!({ "client": "strong" }), json!({ "customer": "strong" })],
        [json!({ "customer": "slight" }), json!({ "consumer": "slight" })],
    ];
    let model = model_of_pairs([3, 20, 30], &pairs);
    let given = answers(&model, &[("q0", "one")]);
    let second = |option| verdict(&model, &given.with(1, Chosen(option))).also;
    assert_eq!((second(0), second(1)), (Some(Type::Customer), Some(Type::Consumer)));
    assert!(decided(&model, &given), "who they are is the same");
}

#[test]
fn nothing_is_proved_while_another_type_could_come_level() {
    let pairs = [
        [json!({ "client": "strong" }), json!({ "customer": "strong" })],
        [json!({ "customer": "slight" }), json!({ "consumer": "slight" })],
    ];
    let model = model_of_pairs([10, 20, 30], &pairs);
    let given = answers(&model, &[("q0", "one")]);
    assert_eq!(verdict(&model, &given).firmness, Firmness::Leaning);
    assert_eq!(verdict(&model, &given.with(1, Chosen(0))).firmness, Firmness::Between);
    assert!(!decided(&model, &given));
}

#[test]
fn a_verdict_is_not_decided_while_another_kind_of_customer_is_possible() {
    let pairs = [
        [json!({ "customer": "decisive" }), json!({ "client": "decisive" })],
        [json!({ "internal": "slight" }), json!({ "external": "slight" })],
    ];
    let model = model_of_pairs([3, 8, 10], &pairs);
    let customer = answers(&model, &[("q0", "one")]);
    let client = answers(&model, &[("q0", "other")]);
    assert_eq!(verdict(&model, &customer).kind, None);
    assert!(!decided(&model, &customer), "it could be an internal one");
    assert!(decided(&model, &client), "what kind of customer a client is not does not matter");
}

#[test]
fn a_lead_beyond_forty_open_questions_is_seen_without_trying_them() {
    let far = [json!({ "client": "decisive" }), json!({ "consumer": "decisive" })];
    let slight =
        [json!({ "customer": "slight", "internal": "slight" }), json!({ "consumer": "slight", "external": "slight" })];
    let pairs: Vec<[Value; 2]> = (0..43).map(|place| if place < 3 { far.clone() } else { slight.clone() }).collect();
    let model = model_of_pairs([3, 8, 10], &pairs);
    let given = answers(&model, &[("q0", "one"), ("q1", "one"), ("q2", "one")]);
    // Trying all of them would not end.
    assert!(decided(&model, &given));
}

#[test]
fn every_question_that_applies_is_asked_on_request() {
    let model = model();
    let given = answers(&model, &[("side", "theirs"), ("pays", "no")]);
    assert!(decided(&model, &given));
    let mut open = answers(&model, &[("side", "theirs")]);
    let mut asked = Vec::new();
    while let Step::Ask(question) = step(&model, &open, Depth::Every) {
        asked.push(model.questions[question].id.clone());
        open.give(question, Chosen(0));
    }
    assert_eq!(asked, ["pays", "long"]);
}

#[test]
fn the_last_two_questions_are_counted_exactly() {
    let model = model();
    let to_go = |given: &[(&str, &str)]| at_most(&model, &answers(&model, given), Depth::Every);
    assert_eq!(to_go(&[]), 3);
    assert_eq!(to_go(&[("side", "?")]), 2, "who pays, and how long if they do");
    assert_eq!(to_go(&[("side", "?"), ("pays", "yes")]), 1, "how long");
    assert_eq!(to_go(&[("side", "?"), ("pays", "no")]), 0);
}

#[test]
fn more_questions_than_were_said_are_asked_in_no_run() {
    let model = model();
    for depth in Depth::ALL {
        for set in every_set(&model) {
            let mut ends = vec![set.clone()];
            let mut longest = 0;
            while let Some(run) = ends.pop() {
                match step(&model, &run, depth) {
                    Step::Done => longest = longest.max(run.len() - set.len()),
                    Step::Ask(question) => {
                        let options = (0..model.questions[question].options.len()).map(Chosen).chain([NotSure]);
                        ends.extend(options.map(|answer| run.with(question, answer)));
                    }
                }
            }
            let said = at_most(&model, &set, depth);
            assert!(longest <= said && (longest == said || said > 2), "{depth:?} {set:?}: {longest}, said {said}");
        }
    }
}

#[test]
fn a_depth_has_a_word_and_likely_is_the_one_without_a_word() {
    for (depth, word) in [(Depth::Likely, "likely"), (Depth::Decided, "decided"), (Depth::Every, "every")] {
        assert_eq!((depth.id(), Depth::of_id(word)), (word, Some(depth)));
    }
    assert_eq!((Depth::of_id("deep"), Depth::default()), (None, Depth::Likely));
}

/// The small pack in which a strong answer says that they use it, and both roles are held by whoever pays and uses it.
fn with_pair() -> Value {
    let mut pack = small();
    pack["questions"][2] = json!({ "id": "uses", "purpose": "classify", "sources": ["book.1"], "options": [
        { "id": "yes", "for": { "consumer": "strong" }, "sources": ["book.1"] },
        { "id": "no", "against": { "consumer": "strong" }, "sources": ["book.1"] }
    ] });
    pack["actions"][2]["when"] = json!([]);
    pack["together"] = json!({
        "first": { "role": "customer", "when": [{ "question": "pays", "is": ["yes"] }] },
        "second": { "role": "consumer", "when": [{ "question": "uses", "is": ["yes"] }] }
    });
    pack
}

#[test]
fn who_holds_both_roles_is_said_to_hold_both_and_firmly() {
    let model = model_of(&with_pair());
    let both = Verdict {
        leading: Type::Customer,
        both: true,
        also: Some(Type::Consumer),
        third: None,
        kind: Some(Kind::External),
        firmness: Firmness::Clear,
    };
    let buys_and_uses = [("pays", "yes"), ("uses", "yes")];
    assert_eq!(verdict(&model, &answers(&model, &buys_and_uses)), both);
    let given = [&buys_and_uses[..], &[("side", "ours")]].concat();
    assert_eq!(verdict(&model, &answers(&model, &given)), both);
    let alone = verdict(&model, &answers(&model, &[("pays", "yes"), ("uses", "no")]));
    assert_eq!((alone.leading, alone.both, alone.also), (Type::Customer, false, None));
    let user = verdict(&model, &answers(&model, &[("pays", "no"), ("uses", "yes")]));
    assert_eq!((user.leading, user.both, user.also), (Type::Consumer, false, None));
}

#[test]
fn the_role_that_the_pack_names_first_leads_whichever_has_more_evidence() {
    for (first, second) in [("customer", "consumer"), ("consumer", "customer")] {
        let mut pack = with_pair();
        for (place, role, question) in [("first", first, "pays"), ("second", second, "uses")] {
            pack["together"][place]["role"] = json!(role);
            pack["together"][place]["when"][0]["question"] = json!(question);
        }
        let model = model_of(&pack);
        for extra in [[0, 9, 0], [0, 0, 9]] {
            let mut model = model.clone();
            model.prior.types = extra;
            let verdict = verdict(&model, &answers(&model, &[("pays", "yes"), ("uses", "yes")]));
            assert_eq!((verdict.leading.id(), verdict.also.map(Type::id)), (first, Some(second)), "{extra:?}");
            assert!(verdict.both);
        }
    }
}

#[test]
fn two_roles_held_are_as_far_ahead_as_the_stronger_of_them() {
    use Firmness::{Between, Clear, Leaning};
    use Type::{Client, Consumer, Customer};
    let mut model = model_of(&with_pair());
    let given = answers(&model, &[("pays", "yes"), ("uses", "yes")]);
    // Both have 10 decibans; the consumer gets 2 more.
    for (client, leading, both, also, third, firmness) in [
        (2, Customer, true, Some(Consumer), None, Clear),
        (4, Customer, true, Some(Consumer), None, Leaning),
        (5, Customer, true, Some(Consumer), Some(Client), Leaning),
        (9, Customer, true, Some(Consumer), Some(Client), Leaning),
        (10, Customer, false, Some(Client), None, Between),
        (12, Client, false, Some(Customer), None, Between),
        (14, Client, false, Some(Customer), None, Between),
        (15, Client, false, Some(Customer), None, Leaning),
        (20, Client, false, None, None, Leaning),
        (22, Client, false, None, None, Clear),
    ] {
        model.prior.types = [client, 0, 2];
        let found = verdict(&model, &given);
        let kind = Some(Kind::External).filter(|_| leading == Customer || also == Some(Customer));
        assert_eq!(found, Verdict { leading, both, also, third, kind, firmness }, "{client}");
    }
}

#[test]
fn who_holds_both_roles_is_of_either_in_a_mix() {
    let mut pack = with_pair();
    pack["mix"] = json!([
        { "id": "customers", "when": { "only": ["external"] }, "actions": [], "sources": ["book.1"] },
        { "id": "consumers", "when": { "only": ["consumer"] }, "actions": [], "sources": ["book.1"] },
        { "id": "clients", "when": { "some": [["client"]] }, "actions": [], "sources": ["book.1"] }
    ]);
    let model = model_of(&pack);
    let one = saved(&model, None, &[("pays", "yes"), ("uses", "yes")]);
    assert_eq!(counts_as(&verdict(&model, &one.answers)), Some(Type::Customer));
    let said: Vec<&str> = mix(&model, &[one.clone(), one]).into_iter().map(|advice| &*model.mix[advice].id).collect();
    assert_eq!(said, ["customers", "consumers"]);
}

#[test]
fn nothing_is_proved_while_it_is_open_whether_both_roles_are_held() {
    let mut pack = with_pair();
    // Who uses it speaks for nobody: all that it can change is whether both are held.
    for (option, id) in ["yes", "no"].into_iter().enumerate() {
        pack["questions"][2]["options"][option] =
            json!({ "id": id, "for": { "consumer": "none" }, "sources": ["book.1"] });
    }
    let model = model_of(&pack);
    let pays = answers(&model, &[("pays", "yes"), ("side", "ours")]);
    assert_eq!(certainty(&model, &pays), Certainty::Open(vec![2]));
    assert_eq!(asked_first(&model, &[("pays", "yes"), ("side", "ours")]), "uses");
    let (uses, does_not) = (pays.with(2, Chosen(0)), pays.with(2, Chosen(1)));
    assert!(verdict(&model, &uses).both && !verdict(&model, &does_not).both);
    assert!(decided(&model, &uses) && decided(&model, &does_not));
    assert_decided_exactly_when_all_completions_agree(&model);
    assert_decided_exactly_when_all_completions_agree(&model_of(&with_pair()));
}

#[test]
fn asking_stops_once_no_single_answer_could_change_who_they_are() {
    // Three strong answers, of which two together can take away a lead of more than 10 decibans.
    let pairs = [0, 1, 2, 3].map(|_| [json!({ "client": "strong" }), json!({ "customer": "strong" })]);
    let mut model = model_of_pairs([3, 8, 10], &pairs);
    model.stop = Stop { after: 1, most: 4 };
    let likely = |model: &Model, given: &[(&str, &str)]| step(model, &answers(model, given), Depth::Likely);
    let one = [("q0", "one")];
    let two = [("q0", "one"), ("q1", "one")];
    assert_eq!(likely(&model, &one), Step::Ask(1), "one answer could make a tie of it");
    assert_eq!(likely(&model, &two), Step::Done);
    assert_eq!(certainty(&model, &answers(&model, &two)), Certainty::Open(vec![]), "two together could");
    assert_eq!(certainty(&model, &answers(&model, &one)), Certainty::Open(vec![1, 2, 3]));
    model.stop = Stop { after: 3, most: 4 };
    assert_eq!(likely(&model, &two), Step::Ask(2), "not before the first three");
    model.stop = Stop { after: 1, most: 1 };
    assert_eq!(likely(&model, &one), Step::Done, "not after the first");
}

#[test]
fn the_comparison_is_offered_after_three_answers_of_not_sure_in_a_row() {
    let model = model();
    for (given, offered) in [
        (&[][..], false),
        (&[("pays", "?"), ("side", "?")], false),
        (&[("pays", "?"), ("side", "?"), ("long", "?")], true),
        (&[("pays", "yes"), ("side", "?"), ("long", "?"), ("trouble", "?")], true),
        (&[("pays", "?"), ("side", "?"), ("long", "years"), ("trouble", "?")], false),
        (&[("pays", "?"), ("side", "?"), ("trouble", "?"), ("long", "years")], false),
    ] {
        assert_eq!(is_at_a_loss(&answers(&model, given)), offered, "{given:?}");
    }
}

#[test]
fn contributions_are_about_the_type_that_stands_out_weightiest_first() {
    let model = model();
    let given = answers(&model, &[("long", "years"), ("pays", "yes"), ("side", "ours")]);
    let list: Vec<_> = contributions(&model, &given).iter().map(|one| (one.question, one.about, one.weight)).collect();
    assert_eq!(list, [(0, Type::Customer, 10), (1, Type::Client, -10), (2, Type::Client, 1)]);
    assert_eq!(contributions(&model, &given)[0].kind, Some((Kind::External, 4)));
    assert_eq!(contributions(&model, &given)[1].kind, None, "whose side it is tells no kind of customer");
}

#[test]
fn a_name_is_the_winner_with_its_kind_or_all_those_between() {
    use Firmness::{Between, Clear, Leaning};
    use Type::{Client, Consumer, Customer};
    let verdict = |leading, also, kind, firmness| Verdict { leading, both: false, also, third: None, kind, firmness };
    let (internal, external) = (Some(Kind::Internal), Some(Kind::External));
    let client = verdict(Client, None, None, Clear);
    let torn = verdict(Client, Some(Customer), internal, Between);
    for (why, one, other, renamed) in [
        ("a lead that shrinks", client, verdict(Client, None, None, Leaning), false),
        ("another winner", client, verdict(Consumer, None, None, Clear), true),
        ("a second role in view", client, verdict(Client, Some(Consumer), None, Clear), false),
        (
            "another kind of customer",
            verdict(Customer, None, internal, Clear),
            verdict(Customer, None, external, Clear),
            true,
        ),
        ("another kind of a second role", verdict(Client, Some(Customer), internal, Leaning), client, false),
        ("the same two in another order", torn, verdict(Customer, Some(Client), internal, Between), false),
        ("one of two between", torn, verdict(Client, Some(Consumer), None, Between), true),
        ("a winner of two between", torn, client, true),
    ] {
        assert_eq!(one.names_other_than(&other), renamed, "{why}");
        assert_eq!(other.names_other_than(&one), renamed, "{why}, the other way round");
    }
}

#[test]
fn what_would_change_the_verdict_is_shown_with_the_answer_now_and_then() {
    let model = model();
    let found = smallest_changes(&model, &answers(&model, &[("pays", "no")]));
    let customer = verdict(&model, &answers(&model, &[("pays", "yes")]));
    assert_eq!(found, [Change { changes: vec![(0, Chosen(1), 0)], verdict: customer }]);
}

#[test]
fn the_plan_begins_with_trouble_and_what_the_answers_call_for() {
    let model = model();
    let given = answers(&model, &[("pays", "yes"), ("side", "ours"), ("long", "years"), ("trouble", "yes")]);
    let ids: Vec<&str> = plan(&model, &given).iter().map(|advice| model.actions[advice.action].id.as_str()).collect();
    assert_eq!(ids, ["mend", "price_long", "price"]);
    assert_eq!(plan(&model, &given)[1].because, [(2, 0)]);
}

#[test]
fn shares_sum_to_one_and_follow_the_odds() {
    let model = model();
    let [client, customer, consumer] = fit(&model, &answers(&model, &[("side", "theirs")]));
    assert!((client + customer + consumer - 1.0).abs() < 1e-12);
    assert!((client / customer - 100.0).abs() < 1e-9, "20 decibans are odds of 100 to 1");
}

#[test]
fn while_no_type_leads_the_likely_kind_of_customer_is_asked_about() {
    for (likely, unlikely) in [
        ("internal", "external"),
        ("external", "intermediary"),
        ("intermediary", "internal"),
        ("internal", "intermediary"),
    ] {
        let pairs = [likely, unlikely, likely].map(|kind| [json!({ kind: "strong" }), json!({ "client": "strong" })]);
        let model = model_of_pairs([3, 8, 10], &pairs);
        let given = answers(&model, &[("q0", "one")]);
        assert_eq!(verdict(&model, &given).firmness, Firmness::Between);
        assert_eq!(asked_first(&model, &[("q0", "one")]), "q2", "{likely}, not {unlikely}");
    }
}

#[test]
fn once_a_customer_leads_safely_its_kind_is_asked_about() {
    let pairs = [
        [json!({ "customer": "decisive", "external": "strong" }), json!({ "client": "decisive" })],
        [json!({ "internal": "slight" }), json!({ "external": "slight" })],
        [json!({ "internal": "strong" }), json!({ "external": "slight" })],
    ];
    let model = model_of_pairs([3, 8, 10], &pairs);
    assert_eq!(asked_first(&model, &[("q0", "one")]), "q2");
}

#[test]
fn what_is_ruled_out_beyond_any_float_hides_no_telling_question() {
    let telling = [json!({ "client": "strong" }), json!({ "consumer": "strong" })];
    let slight = [json!({ "internal": "slight" }), json!({ "external": "slight" })];
    let mut pairs = vec![slight.clone(); 62];
    pairs.extend([slight, telling]);
    let mut model = model_of_pairs([3, 8, 10], &pairs);
    for question in &mut model.questions[..62] {
        question.options[0].evidence = Evidence { types: [30, -30, 30], kinds: [-30; 3] };
    }
    let never_a_customer = (0..62).fold(Answers::default(), |answers, question| answers.with(question, Chosen(0)));
    assert_eq!(step(&model, &never_a_customer, Depth::Decided), Step::Ask(63), "client or consumer is what is open");
}

#[test]
fn shares_stay_shares_however_much_evidence_there_is() {
    let pair = [json!({ "client": "decisive" }), json!({ "consumer": "decisive" })];
    let model = model_of_pairs([3, 8, 10], &vec![pair; 64]);
    let all = (0..64).fold(Answers::default(), |answers, question| answers.with(question, Chosen(0)));
    let [client, customer, consumer] = fit(&model, &all);
    assert!((client - 1.0).abs() < 1e-12 && customer < 1e-12 && consumer < 1e-12, "{client} {customer} {consumer}");
}

#[test]
fn a_code_gives_back_the_answers_whatever_their_order() {
    let model = model();
    let table = [
        (vec![], "1gNeAAAA"),
        (vec![("pays", "yes"), ("side", "?"), ("long", "once"), ("trouble", "no")], "1n1qHyIA"),
        (vec![("trouble", "no"), ("long", "once"), ("side", "?"), ("pays", "yes")], "1n1qHyIA"),
    ];
    for (given, code) in table {
        let given = answers(&model, &given);
        assert_eq!(link::encode(&model, &given), code);
        let read = link::decode(&model, code).expect("a code of this pack");
        assert!((0..4).all(|question| read.get(question) == given.get(question)), "{code}");
    }
}

#[test]
fn a_code_that_is_damaged_or_of_other_questions_is_refused() {
    let model = model();
    let code = link::encode(&model, &answers(&model, &[("pays", "no"), ("side", "theirs")]));
    for end in 0..code.len() {
        assert_eq!(link::decode(&model, &code[..end]), None, "cut off after {end}");
    }
    for hostile in ["", "1", "é", "1é", "1éé", "%%%%%%%%", "0aaaaaaa", &code.repeat(1000), &format!("{code}A")] {
        assert_eq!(link::decode(&model, hostile), None, "{hostile:.20}");
    }
    for (place, old) in code.char_indices() {
        for new in "Ab0-_".chars().filter(|new| *new != old) {
            let mistyped = [&code[..place], &new.to_string(), &code[place + 1..]].concat();
            assert_eq!(link::decode(&model, &mistyped), None, "{mistyped} in place of {code}");
        }
    }
    let mut other = small();
    other["questions"][3]["options"][1]["id"] = json!("none");
    assert_eq!(link::decode(&model_of(&other), &code), None);
}

#[test]
fn no_checksum_makes_an_option_that_is_not_there() {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let model = model();
    let letter = |bits: usize| char::from(LETTERS[bits & 63]);
    // The third option of the first question, which has two.
    let forged = |sum: usize| format!("1{}{}{}MAAA", letter(sum >> 12), letter(sum >> 6), letter(sum));
    assert!((0..1 << 18).all(|sum| link::decode(&model, &forged(sum)).is_none()));
}

/// The small pack with something to say of several relationships.
fn with_mix() -> Value {
    let mut pack = small();
    pack["mix"] = json!([
        { "id": "clients", "when": { "only": ["client"] }, "actions": ["price"], "sources": ["book.1"] },
        { "id": "both", "when": { "some": [["client"], ["external", "consumer"]] }, "actions": [], "sources": ["book.1"] },
        { "id": "brief", "when": { "every": [
            { "question": "long", "is": ["once"] }, { "question": "side", "is": ["ours"] }
        ] }, "actions": ["mend"], "sources": ["book.1"] },
        { "id": "heavy", "when": { "more_than": { "percent": 50, "of": ["client"] } }, "actions": [],
          "sources": ["book.1"] }
    ]);
    pack
}

/// A relationship with these answers.
fn saved(model: &Model, share: Option<u8>, given: &[(&str, &str)]) -> Relationship {
    Relationship { name: "somebody".into(), share, answers: answers(model, given), done: Vec::new() }
}

const CLIENT: &[(&str, &str)] = &[("side", "theirs")];
const BUYER: &[(&str, &str)] = &[("pays", "yes"), ("side", "ours")];
const USER: &[(&str, &str)] = &[("pays", "no")];
/// Pays for what is done on their side, which the small pack cannot tell apart.
const BETWEEN: &[(&str, &str)] = &[("pays", "yes"), ("side", "?"), ("long", "years")];

#[test]
fn a_mix_is_told_by_what_each_is_what_was_answered_and_who_brings_most() {
    type People<'a> = &'a [(Option<u8>, &'a [(&'a str, &'a str)])];
    let model = model_of(&with_mix());
    let table: &[(&str, People, &[&str])] = &[
        ("nobody", &[], &[]),
        ("a single client, who brings everything", &[(Some(100), CLIENT)], &[]),
        ("two clients", &[(None, CLIENT), (None, CLIENT)], &["clients"]),
        ("a client above half", &[(Some(51), CLIENT), (Some(49), CLIENT)], &["clients", "heavy"]),
        ("exactly half is not above it", &[(Some(50), CLIENT), (Some(50), CLIENT)], &["clients"]),
        ("no share entered is none, however few they are", &[(None, CLIENT), (Some(1), CLIENT)], &["clients"]),
        ("a client and a buyer of a kind that is meant", &[(None, CLIENT), (None, BUYER)], &["both"]),
        ("a client and a user", &[(None, USER), (None, CLIENT)], &["both"]),
        ("a buyer above half is not meant", &[(Some(90), BUYER), (None, CLIENT)], &["both"]),
        ("each meets one condition", &[(None, BUYER), (None, &[("pays", "yes"), ("long", "once")])], &["brief"]),
        ("one was not asked", &[(None, BUYER), (None, USER)], &[]),
    ];
    for (name, people, expected) in table {
        let people: Vec<Relationship> = people.iter().map(|(share, given)| saved(&model, *share, given)).collect();
        let said: Vec<&str> = mix(&model, &people).into_iter().map(|advice| &*model.mix[advice].id).collect();
        assert_eq!(said, *expected, "{name}");
    }
}

#[test]
fn who_lies_between_the_types_is_none_of_them_in_a_mix() {
    let mut pack = with_mix();
    pack["margins"] = json!({ "between": 12, "also": 12, "clear": 12 });
    let model = model_of(&pack);
    let between = saved(&model, Some(60), BETWEEN);
    assert_eq!(verdict(&model, &between.answers).firmness, Firmness::Between);
    assert_eq!(mix(&model, &[saved(&model, None, CLIENT), between.clone()]), [0; 0]);
    assert_eq!(mix(&model, &[between.clone(), between]), [0; 0]);
}

#[test]
fn those_without_a_share_divide_what_the_others_leave() {
    let model = model();
    let table: &[(&[Option<u8>], &[usize])] = &[
        (&[], &[]),
        (&[None], &[100]),
        (&[None, None, None], &[33, 33, 33]),
        (&[Some(60), None, None], &[60, 20, 20]),
        (&[Some(60), Some(20)], &[75, 25]),
        (&[Some(100), Some(100)], &[50, 50]),
        (&[Some(100), None], &[100, 0]),
        (&[Some(0), Some(0)], &[50, 50]),
    ];
    for (shares, expected) in table {
        let people: Vec<Relationship> = shares.iter().map(|share| saved(&model, *share, CLIENT)).collect();
        let parts = parts(&people);
        let total: usize = parts.iter().sum();
        let percent: Vec<usize> = parts.iter().map(|part| 100 * part / total).collect();
        assert_eq!(percent, *expected, "{shares:?}");
    }
}
