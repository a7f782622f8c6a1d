//! How a proof went, and how its figures and counterexamples are written.

use std::time::{Duration, Instant};

use crate::{content::Model, engine::Answers};

/// How a proof went.
#[derive(Debug, Clone)]
pub struct Proof {
    /// What is proved, as a sentence.
    pub statement: &'static str,
    /// How many sets of answers or runs it covers.
    pub covered: u128,
    /// What was counted there, and how all of it was covered.
    pub how: String,
    /// Figures found on the way.
    pub findings: Vec<String>,
    /// Where the statement does not hold; `None` where it does.
    pub counterexample: Option<String>,
    /// How long it took.
    pub took: Duration,
}

/// What a proof covers, how, and what it found on the way; or a counterexample.
type Outcome = Result<(u128, String, Vec<String>), String>;

impl Proof {
    pub(super) fn of(statement: &'static str, prove: impl FnOnce() -> Outcome) -> Self {
        let started = Instant::now();
        let (covered, how, findings, counterexample) = match prove() {
            Ok((covered, how, findings)) => (covered, how, findings, None),
            Err(counterexample) => (0, String::new(), Vec::new(), Some(counterexample)),
        };
        Self { statement, covered, how, findings, counterexample, took: started.elapsed() }
    }
}

/// Answers by their ids, for a counterexample that can be typed in: `place = inside, onward = not_sure`.
pub(super) fn in_words(model: &Model, answers: &Answers) -> String {
    let words: Vec<String> = answers
        .iter()
        .map(|(question, answer)| {
            let question = &model.questions[question];
            format!("{} = {}", question.id, answer.id(question))
        })
        .collect();
    if words.is_empty() { "no answers".into() } else { words.join(", ") }
}

/// A large number with its digits in groups.
#[must_use]
pub fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let groups = digits.as_bytes()[first..].chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let head = (first > 0).then(|| digits[..first].to_owned());
    head.into_iter().chain(groups).collect::<Vec<_>>().join(" ")
}
