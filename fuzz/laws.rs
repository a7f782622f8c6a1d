//! What holds for whatever comes in from outside: a link, saved answers, a pack. Held by the fuzzer against whatever it can
//! think of, and by `tests/hostile.rs` against what it has thought of before.

use std::{path::Path, sync::LazyLock};

use relasi::{
    content::{
        Model, Text, compiled,
        source::{Node, Problem, files, folder},
    },
    engine::{
        Answer, Answers, Depth, Step, at_most, certainty, contributions, mix, plan, smallest_changes, step, verdict,
    },
    formats::{
        link,
        saved::{self, MOST, MOST_LETTERS},
    },
};

/// The model of the pack that ships.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("content"));
    let content = content.into_iter().find(|folder| folder.is_dir()).expect("the content lies in the project");
    folder::read(&content).expect("the pack that ships is sound").model
});

/// A code that is accepted is the only code of the answers that it gives.
pub fn link(data: &[u8]) {
    let code = String::from_utf8_lossy(data);
    if let Some(answers) = link::decode(&MODEL, &code) {
        assert_eq!(link::encode(&MODEL, &answers), code);
        assert!(code.len() <= 48);
        can_be_shown(&MODEL, &answers);
    }
    // The same bytes as answers: nearly no code that is made up has the right checksum.
    let mut answers = Answers::default();
    for (question, byte) in (0..MODEL.questions.len()).zip(data) {
        let options = MODEL.questions[question].options.len();
        match usize::from(*byte) % (options + 2) {
            0 => {}
            1 => answers.give(question, Answer::NotSure),
            option => answers.give(question, Answer::Chosen(option - 2)),
        }
    }
    let code = link::encode(&MODEL, &answers);
    assert_eq!(link::decode(&MODEL, &code), Some(answers));
    // A letter that the rest of the bytes put in the place of another.
    if let [.., place, letter] = data {
        let place = usize::from(*place) % code.len();
        let mut other = code.clone();
        other.replace_range(place..=place, &char::from(letter & 0x7f).to_string());
        if let Some(answers) = link::decode(&MODEL, &other) {
            assert_eq!(link::encode(&MODEL, &answers), other);
        }
    }
}

/// Saved answers and relationships of any shape are read as far as they fit, within bounds, and what was read can be shown
/// and saved again.
pub fn saved(data: &[u8]) {
    let Ok(node) = serde_json::from_slice::<Node>(data) else { return };
    can_be_shown(&MODEL, &saved::read_answers(&MODEL, &node).0);
    let (list, _) = saved::read(&MODEL, &node);
    assert!(list.len() <= MOST);
    for one in &list {
        assert!(!one.name.trim().is_empty() && one.name.chars().count() <= MOST_LETTERS);
        assert!(one.share.is_none_or(|share| share <= 100) && !one.answers.is_empty());
        assert!(one.done.iter().all(|&action| action < MODEL.actions.len()));
        can_be_shown(&MODEL, &one.answers);
    }
    let _ = mix(&MODEL, &list);
    let written: Node = saved::write(&MODEL, &list);
    assert_eq!(saved::read(&MODEL, &written), (list, None));
}

/// A pack as written, `[model, text]`, is refused with reasons, or can be shown and comes out of its compiled form as it was.
pub fn pack(data: &[u8]) {
    let Ok(Node::List(parts)) = serde_json::from_slice(data) else { return };
    let [model, text] = &parts[..] else { return };
    let because = |problems: Vec<Problem>| {
        assert!(!problems.is_empty() && problems.iter().all(|problem| !problem.message.is_empty()));
    };
    let shape = files::text("en.json", text);
    let Ok(model) = files::model(model).and_then(|file| Model::check(&file)).map_err(because) else { return };
    walk_through(&model);
    if let Ok(text) = shape.and_then(|file| Text::check(&file, &model, "en.json")).map_err(because) {
        let bytes = compiled::compile(&model, &text);
        assert_eq!(compiled::read(&bytes), Some((model, text)));
    }
}

/// Bytes of any kind, with or without the right checksum, are refused or read within bounds; what was read stays as it is.
pub fn compiled(data: &[u8]) {
    let _ = compiled::read(data);
    let (model, text) = compiled::read(&compiled::seal(data)).expect("the checksum is right");
    let bytes = compiled::compile(&model, &text);
    assert_eq!(compiled::read(&bytes), Some((model, text)));
}

/// Whether everything that a screen shows of these answers can be worked out, whatever it comes to.
fn can_be_shown(model: &Model, answers: &Answers) {
    for depth in Depth::ALL {
        let _ = (step(model, answers, depth), at_most(model, answers, depth));
    }
    let _ = (verdict(model, answers), certainty(model, answers), contributions(model, answers), plan(model, answers));
}

/// Always the first option, to the result.
fn walk_through(model: &Model) {
    let mut answers = Answers::default();
    while let Step::Ask(question) = step(model, &answers, Depth::Decided) {
        assert_eq!(answers.get(question), None, "asked twice");
        answers.give(question, Answer::Chosen(0));
    }
    can_be_shown(model, &answers);
    let _ = smallest_changes(model, &answers);
}
