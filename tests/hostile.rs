//! What the fuzzer has thought of before: every file of its corpus goes through the laws of `fuzz/laws.rs`.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::fs;

#[path = "../fuzz/laws.rs"]
mod laws;

/// Holds the law against every input that is kept in the folder of its name.
fn holds(name: &str, law: fn(&[u8])) {
    let folder = support::root().join("fuzz/corpus").join(name);
    let files: Vec<_> = fs::read_dir(&folder).expect("the corpus is there").flatten().collect();
    assert!(!files.is_empty(), "{} holds no input", folder.display());
    for file in files {
        // Shown where the law fails.
        println!("{}", file.path().display());
        law(&fs::read(file.path()).expect("it can be read"));
    }
}

#[test]
fn a_link_is_the_only_one_of_its_answers_or_refused() {
    holds("link", laws::link);
}

#[test]
fn whatever_was_saved_is_read_as_far_as_it_fits() {
    holds("saved", laws::saved);
}

#[test]
fn a_pack_as_written_is_refused_with_reasons_or_can_be_walked_through() {
    holds("pack", laws::pack);
}

#[test]
fn a_compiled_pack_is_read_within_bounds() {
    holds("compiled", laws::compiled);
}
