//! Labelled relationships: what a person who knows the definitions calls them, held against what the engine calls them.
//! Native only, for tests and `cargo xtask cases`.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use crate::{
    content::{Model, Purpose},
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
    /// The kind of customer, where the customer leads.
    #[serde(default)]
    pub kind: Option<String>,
    /// The firmness.
    #[serde(default)]
    pub firmness: Option<String>,
}

/// How a case went.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// How many of the questions that classify were asked until it was decided.
    pub asked: usize,
    /// The ids of the actions in the plan, in order.
    pub plan: Vec<String>,
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
    /// Walks through the questions as the wizard asks them, answering each as the case says.
    ///
    /// # Errors
    /// An answer that the model does not know.
    pub fn run(&self, model: &Model) -> Result<Outcome, String> {
        for (question, option) in &self.answers {
            self.answer(model, question, option)?;
        }
        let mut answers = Answers::default();
        let mut asked = 0;
        while let Step::Ask(question) = step(model, &answers, Depth::Decided) {
            asked += usize::from(model.questions[question].purpose == Purpose::Classify);
            let id = &model.questions[question].id;
            let given = self.answers.get(id).map(|option| self.answer(model, id, option)).transpose()?;
            answers.give(question, given.unwrap_or(Answer::NotSure));
        }
        let verdict = verdict(model, &answers);
        let plan: Vec<String> =
            plan(model, &answers).iter().map(|advice| model.actions[advice.action].id.clone()).collect();
        let differs = self.differences(&verdict, &plan);
        Ok(Outcome { verdict, asked, plan, differs })
    }

    fn answer(&self, model: &Model, question: &str, option: &str) -> Result<Answer, String> {
        let known = model.question(question).map(|index| &model.questions[index]);
        known
            .and_then(|question| Answer::parse(question, option))
            .ok_or_else(|| format!("{}: the model has no answer `{question} = {option}`", self.name))
    }

    fn differences(&self, verdict: &Verdict, plan: &[String]) -> Vec<String> {
        let Expectation { leading, accept, also, kind, firmness } = &self.expect;
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
        if let Some(firmness) = firmness {
            hold(firmness, verdict.firmness.id());
        }
        if let Some(also) = also.as_deref().filter(|also| verdict.types().all(|of| of.id() != *also)) {
            differs.push(format!("{also} not named"));
        }
        differs.extend(self.plan.iter().filter(|id| !plan.contains(id)).map(|id| format!("{id} not in the plan")));
        differs
    }
}
