//! What holds of the pack that ships, and which layer may know of which.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use relasi::content::source::folder;

use support::{root, shipped};

#[test]
fn every_claim_is_either_cited_or_set_aside() {
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
}

#[test]
fn every_language_translates_every_sentence() {
    let texts = shipped().texts;
    let Some((fallback, others)) = texts.split_first() else { panic!("the pack has no language") };
    for text in others {
        // A title or a short label may be the same word; a question or an explanation is not.
        let copied = |one: &str, other: &str| (one == other).then(|| one.to_owned());
        let prompts = fallback
            .questions
            .iter()
            .zip(&text.questions)
            .flat_map(|(one, other)| [copied(&one.prompt, &other.prompt), copied(&one.help, &other.help)]);
        let advice = fallback.actions.iter().zip(&text.actions).flat_map(|(one, other)| {
            [copied(&one.text, &other.text), copied(&one.first, &other.first), copied(&one.measure, &other.measure)]
        });
        let claims = fallback.claims.iter().zip(&text.claims).map(|(one, other)| copied(one, other));
        let untranslated = prompts.chain(advice).chain(claims).flatten().next();
        assert_eq!(untranslated, None, "{}.json", text.language);
    }
}

#[test]
fn three_answers_are_said_as_one_reason() {
    let pack = shipped();
    let given = [("onward", "sell_on"), ("service", "goods"), ("payer", "pays_for_others")];
    let places = given.map(|(question, option)| {
        let question = pack.model.question(question).expect("a question of the pack");
        (question, pack.model.questions[question].option(option).expect("one of its options"))
    });
    let said = |language: &str| {
        let text = pack.texts.iter().find(|text| &*text.language == language).expect("a language of the pack");
        let reasons = places.map(|(question, option)| &*text.questions[question].options[option].reason);
        (text.in_a_row(&reasons[..1]), text.in_a_row(&reasons[..2]), text.in_a_row(&reasons))
    };
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
    assert_eq!((said("en"), said("id")), (english, indonesian));
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
fn the_json_schema_is_up_to_date() {
    for (name, schema) in [("model.json", folder::schema_of_model()), ("text.json", folder::schema_of_text())] {
        let written = fs::read_to_string(root().join("content/schema").join(name)).expect("it is written");
        let written: serde_json::Value = serde_json::from_str(&written).expect("the schema is JSON");
        assert_eq!(&written, schema.as_value(), "content/schema/{name} is out of date: run `cargo xtask schema`");
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
fn the_inner_layers_know_neither_yew_nor_the_browser() {
    for module in ["content", "engine", "formats", "session"] {
        assert_eq!(lines_with(module, &["yew", "web_sys", "js_sys", "wasm_bindgen"]), Vec::<String>::new());
    }
}

#[test]
fn the_engine_names_no_question_or_option_of_the_pack() {
    let model = shipped().model;
    let ids = model.questions.iter().map(|question| format!("\"{}\"", question.id));
    let options = model.questions.iter().flat_map(|question| &question.options);
    let quoted: Vec<String> = ids.chain(options.map(|option| format!("\"{}\"", option.id))).collect();
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    assert_eq!(lines_with("engine", &quoted), Vec::<String>::new());
}
