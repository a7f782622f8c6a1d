//! Labelled relationships: what a person who knows the definitions calls them, held against what the engine calls them.
//! Native only, for tests and `cargo xtask cases`.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use crate::{
    content::{Model, Purpose, QuestionIx},
    engine::{Answer, Answers, Depth, Step, Verdict, plan, step, verdict},
};

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// A relationship with the answers that its business owner would give, labelled from the definitions alone.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Who sells and who is meant: "a notary and the couple buying a house".
    pub name: String,
    /// The relationship in the owner's words.
    pub words: String,
    /// The label.
    pub expect: Expectation,
    /// Why the label is right, from the definitions.
    pub why: String,
    /// Actions that must be in the plan.
    #[serde(default)]
    pub plan: Vec<String>,
    /// Why the engine is known to differ from the label. The label stays.
    #[serde(default)]
    pub known: Option<String>,
    /// Option by question; what is left out counts as "not sure".
    pub answers: BTreeMap<String, String>,
}

/// What the verdict has to be.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The leading type.
    #[serde(default, rename = "type")]
    pub leading: Option<String>,
    /// Where the definitions leave it open: the types of which one must lead.
    #[serde(default)]
    pub accept: Vec<String>,
    /// A type that must be named beside the leading one.
    #[serde(default)]
    pub also: Option<String>,
    /// Whether both roles of the pack's pair are held.
    #[serde(default)]
    pub both: bool,
    /// The kind of customer, where the customer leads.
    #[serde(default)]
    pub kind: Option<String>,
    /// Whether all of `accept` must be named: the words are in use side by side, and the visitor has to be told.
    #[serde(default)]
    pub all_named: bool,
}

/// How a case went.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The answers to the questions that were asked.
    pub answers: Answers,
    /// The verdict on them.
    pub verdict: Verdict,
    /// The ids of the actions in the plan, in order.
    pub plan: Vec<String>,
    /// Whether the type that leads is one that the label allows.
    pub type_is_right: bool,
    /// What differs from the label, in words; empty where nothing does.
    pub differs: Vec<String>,
}

/// Reads every `*.toml` in a folder, in the order of their names.
///
/// # Errors
/// The first file that cannot be read, with what is wrong in it.
pub fn read(folder: &Path) -> Result<Vec<Case>, String> {
    let in_folder = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths: Vec<_> =
        fs::read_dir(folder).map_err(in_folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let in_file = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let source = fs::read_to_string(path).map_err(|error| in_file(&error))?;
        let file: File = toml::from_str(&source).map_err(|error| in_file(&error))?;
        cases.extend(file.case);
    }
    Ok(cases)
}

impl Case {
    /// Walks through the questions as the wizard asks them, answering each as the case says. The plan is that for all answers
    /// of the case that steer it.
    ///
    /// # Errors
    /// An answer that the model does not know.
    pub fn run(&self, model: &Model, depth: Depth) -> Result<Outcome, String> {
        let mut known = Answers::default();
        for (question, option) in &self.answers {
            let (question, answer) = self.answer(model, question, option)?;
            known.give(question, answer);
        }
        let mut answers = Answers::default();
        while let Step::Ask(question) = step(model, &answers, depth) {
            answers.give(question, known.get(question).unwrap_or(Answer::NotSure));
        }
        let verdict = verdict(model, &answers);
        let steers = |question: &usize| model.questions[*question].purpose == Purpose::Advise;
        let steered = (0..model.questions.len()).filter(steers).fold(answers.clone(), |all, question| {
            known.get(question).map_or(all.clone(), |answer| all.with(question, answer))
        });
        let plan: Vec<String> =
            plan(model, &steered).iter().map(|advice| model.actions[advice.action].id.clone()).collect();
        let expected = self.expect.leading.iter().chain(&self.expect.accept);
        let type_is_right = expected.into_iter().any(|expected| expected == verdict.leading.id());
        let differs = self.differences(&verdict, &plan);
        Ok(Outcome { answers, verdict, plan, type_is_right, differs })
    }

    /// Whether the label leaves open which type leads.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        !self.expect.accept.is_empty()
    }

    fn answer(&self, model: &Model, question: &str, option: &str) -> Result<(QuestionIx, Answer), String> {
        let known = model.question(question);
        known
            .and_then(|index| Some((index, Answer::parse(&model.questions[index], option)?)))
            .ok_or_else(|| format!("{}: the model has no answer `{question} = {option}`", self.name))
    }

    fn differences(&self, verdict: &Verdict, plan: &[String]) -> Vec<String> {
        let Expectation { leading, accept, also, both, kind, all_named } = &self.expect;
        let mut differs = Vec::new();
        let mut hold = |expected: &str, found: &str| {
            if expected != found {
                differs.push(format!("{found} in place of {expected}"));
            }
        };
        let found = verdict.leading.id();
        match leading {
            Some(leading) => hold(leading, found),
            None if accept.iter().any(|accepted| accepted == found) => {}
            None => hold(&accept.join(" or "), found),
        }
        if let Some(kind) = kind.as_deref().filter(|_| found == "customer") {
            hold(kind, verdict.kind.map_or("no kind", crate::content::Kind::id));
        }
        // Where the label leaves the type open it leaves this open, too.
        if *both || leading.is_some() {
            hold(if *both { "both" } else { "one role" }, if verdict.both { "both" } else { "one role" });
        }
        let all = accept.iter().filter(|_| *all_named);
        let unnamed = also.iter().chain(all).filter(|named| verdict.types().all(|of| of.id() != **named));
        differs.extend(unnamed.map(|unnamed| format!("{unnamed} not named")));
        differs.extend(self.plan.iter().filter(|id| !plan.contains(id)).map(|id| format!("{id} not in the plan")));
        differs
    }
}
