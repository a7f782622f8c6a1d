//! The labelled relationships under `tests/cases`, held against the pack that ships.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use relasi::{cases, engine::Depth};
use support::{root, shipped};

#[test]
fn every_case_gets_its_label_unless_known_to_differ() {
    let pack = shipped();
    let cases = cases::read(&root().join("tests/cases")).expect("the cases can be read");
    let mut wrong = Vec::new();
    for case in &cases {
        let outcome = case.run(&pack.model, Depth::Likely).expect("the answers of a case are answers of the pack");
        match (&case.known, outcome.differs.is_empty()) {
            (None, false) => wrong.push(format!("{}: {}", case.name, outcome.differs.join("; "))),
            (Some(_), true) => wrong.push(format!("{}: agrees now, so remove `known`", case.name)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn the_cases_are_many_mixed_and_told_apart_by_name() {
    let cases = cases::read(&root().join("tests/cases")).expect("the cases can be read");
    let mut names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), cases.len(), "two cases have the same name");
    let open = cases.iter().filter(|case| case.is_disputed() || case.expect.also.is_some() || case.expect.both).count();
    let is_indonesian = |entry: &std::path::PathBuf| entry.to_string_lossy().contains("indonesia_");
    let files = std::fs::read_dir(root().join("tests/cases")).expect("the cases are there");
    let indonesian: usize = files
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(is_indonesian)
        .map(|path| std::fs::read_to_string(path).expect("a file of cases").matches("[[case]]").count())
        .sum();
    assert!(indonesian * 3 >= cases.len(), "{indonesian} of {} are Indonesian trades", cases.len());
    assert!(cases.len() >= 80 && open * 3 >= cases.len(), "{} cases, {open} disputed or with two roles", cases.len());
}
