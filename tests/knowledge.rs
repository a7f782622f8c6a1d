//! What the pack that ships promises about its content, and what the layers promise about each other.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use relasi::content::{Part, Problem, Purpose, Role, authoring};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shipped() -> authoring::Pack {
    authoring::read(&root().join("content"))
        .unwrap_or_else(|problems| panic!("{}", problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")))
}

#[test]
fn there_are_at_least_fourteen_questions_that_classify_and_some_that_steer_the_plan() {
    let model = shipped().model;
    let count = |purpose| model.questions.iter().filter(|question| question.purpose == purpose).count();
    assert!(count(Purpose::Classify) >= 14, "{}", count(Purpose::Classify));
    for question in ["offer", "trouble", "goal"] {
        assert!(model.question(question).is_some_and(|index| model.questions[index].purpose == Purpose::Advise));
    }
}

#[test]
fn every_type_has_at_least_eight_actions_and_every_kind_of_customer_four() {
    let model = shipped().model;
    for (role, least) in [
        (Role::Client, 8),
        (Role::Customer, 8),
        (Role::Consumer, 8),
        (Role::Internal, 4),
        (Role::External, 4),
        (Role::Intermediary, 4),
    ] {
        let serving = model.actions.iter().filter(|action| action.part == Part::Serve);
        let count = serving.filter(|action| action.advised_for.contains(&role)).count();
        assert!(count >= least, "{} has {count}", role.id());
    }
}

#[test]
fn every_claim_is_cited_or_set_aside_with_a_reason_and_none_is_both() {
    let pack = shipped();
    let model = &pack.model;
    let cited: BTreeSet<usize> = model
        .questions
        .iter()
        .flat_map(|question| question.claims.iter().chain(question.options.iter().flat_map(|option| &option.claims)))
        .chain(model.actions.iter().flat_map(|action| &action.claims))
        .chain(model.table.iter().flat_map(|row| &row.claims))
        .chain(model.mix.iter().flat_map(|advice| &advice.claims))
        .copied()
        .collect();
    for (index, claim) in model.claims.iter().enumerate() {
        let aside = pack.file.set_aside.get(&claim.id).is_some();
        assert!(
            cited.contains(&index) != aside,
            "{} is cited: {}, set aside: {aside}",
            claim.id,
            cited.contains(&index)
        );
    }
    let articles = model.claims.iter().filter(|claim| !claim.id.starts_with("survey.")).count();
    assert_eq!(articles, 72, "claims of the five articles");
}

#[test]
fn one_action_in_three_has_text_to_copy() {
    for text in shipped().texts {
        let ready = text.actions.iter().filter(|action| action.ready.is_some()).count();
        assert!(ready * 3 >= text.actions.len(), "{}: {ready} of {}", text.language, text.actions.len());
    }
}

#[test]
fn three_answers_are_said_as_one_reason_in_every_language() {
    let pack = shipped();
    let given = [("onward", "sell_on"), ("service", "goods"), ("payer", "pays_for_others")];
    let places = given.map(|(question, option)| {
        let question = pack.model.question(question).expect("a question of the pack");
        (question, pack.model.questions[question].option(option).expect("one of its options"))
    });
    let said = pack.texts.iter().map(|text| {
        let reasons = places.map(|(question, option)| &*text.questions[question].options[option].reason);
        (text.in_a_row(&reasons[..1]), text.in_a_row(&reasons[..2]), text.in_a_row(&reasons))
    });
    let english = (
        "they sell it on".into(),
        "they sell it on and get ready-made goods".into(),
        "they sell it on, get ready-made goods and pay for what others use".into(),
    );
    let indonesian = (
        "mereka menjualnya lagi".into(),
        "mereka menjualnya lagi dan mengambil barang jadi".into(),
        "mereka menjualnya lagi, mengambil barang jadi, dan membayar untuk dipakai orang lain".into(),
    );
    assert_eq!(said.collect::<Vec<_>>(), [english, indonesian]);
}

#[test]
fn whom_a_reason_speaks_of_is_said_again_where_it_changes() {
    for text in shipped().texts.iter().filter(|text| &*text.language == "en") {
        let reasons = ["they sell it on", "you advise them", "you adapt it"];
        assert_eq!(&*text.in_a_row(&reasons), "they sell it on, you advise them and adapt it");
    }
}

#[test]
fn every_reason_is_a_short_clause_that_three_can_be_said_of_in_a_row() {
    for text in shipped().texts {
        for option in text.questions.iter().flat_map(|question| &question.options) {
            let reason = &option.reason;
            let is_clause = reason.chars().count() <= 65 && !reason.ends_with('.') && !reason.contains(',');
            assert!(is_clause, "{}: {reason}", text.language);
        }
    }
}

#[test]
fn english_and_indonesian_are_complete() {
    let languages: Vec<String> = shipped().texts.iter().map(|text| text.language.to_string()).collect();
    assert_eq!(languages, ["en", "id"]);
}

#[test]
fn the_schema_beside_the_pack_is_the_one_of_these_types() {
    for (name, schema) in [("model.json", authoring::schema_of_model()), ("text.json", authoring::schema_of_text())] {
        let kept = fs::read_to_string(root().join("content/schema").join(name)).expect("the schema is kept");
        let kept: serde_json::Value = serde_json::from_str(&kept).expect("the schema is JSON");
        assert_eq!(&kept, schema.as_value(), "content/schema/{name} is out of date: run `cargo xtask schema`");
    }
}

/// The source files of a module: its own, and those of the modules in it.
fn sources(module: &Path) -> Vec<PathBuf> {
    let parts =
        fs::read_dir(module.with_extension("")).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let files = parts.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let mut all: Vec<PathBuf> = files.flat_map(|file| sources(&file)).collect();
    all.push(module.to_owned());
    all
}

/// The lines of a module that hold one of these words, comments left out.
fn lines_with(module: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in sources(&root().join("src").join(module).with_extension("rs")) {
        let source = fs::read_to_string(&file).expect("a source file can be read");
        let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        found.extend(
            code.filter(|line| words.iter().any(|word| line.contains(word)))
                .map(|line| format!("{}: {}", file.display(), line.trim())),
        );
    }
    found
}

#[test]
fn content_and_engine_know_neither_yew_nor_the_browser() {
    for module in ["content", "engine"] {
        assert_eq!(lines_with(module, &["yew", "web_sys", "js_sys", "wasm_bindgen"]), Vec::<String>::new());
    }
}

#[test]
fn the_engine_holds_no_knowledge_of_any_question_or_option_of_the_pack() {
    let model = shipped().model;
    let ids = model.questions.iter().map(|question| format!("\"{}\"", question.id));
    let options = model.questions.iter().flat_map(|question| &question.options);
    let quoted: Vec<String> = ids.chain(options.map(|option| format!("\"{}\"", option.id))).collect();
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    assert_eq!(lines_with("engine", &quoted), Vec::<String>::new());
}
