//! Reads a pack from a folder, with every problem of every file, and generates the JSON Schema for editors. Native only.

use std::{fs, path::Path};

use schemars::Schema;

use super::{
    files::{self, ModelFile, TextFile},
    node::Node,
    report::Problem,
    text::disagreements,
};
use crate::content::{model::Model, text::Text};

/// A pack that has passed every check.
#[derive(Debug)]
pub struct Pack {
    /// What it knows.
    pub model: Model,
    /// Its languages, in the order of the model.
    pub texts: Vec<Text>,
    /// `model.json` as written, for tools that look at the levels and the claims set aside.
    pub file: ModelFile,
}

/// Reads `model.json` and the language files that it lists.
///
/// # Errors
/// Every problem of every file, in the order of the files. What a mistake hides (the references of a file that does not
/// parse, the translations of a model that does not hold) is reported once the mistake is gone.
pub fn read(folder: &Path) -> Result<Pack, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut keep = |result: Result<(), Vec<Problem>>| problems.extend(result.err().into_iter().flatten());

    let file = match parse(folder, "model.json").and_then(|node| files::model(&node)) {
        Ok(file) => file,
        Err(found) => {
            // The language files can still be checked for themselves.
            keep(Err(found));
            for name in json_files(folder) {
                keep(parse(folder, &name).and_then(|node| files::text(&name, &node)).map(drop));
            }
            return Err(problems);
        }
    };
    let model = Model::check(&file);
    let names: Vec<String> = file.languages.iter().map(|language| [&language.code, ".json"].concat()).collect();
    let mut texts = Vec::new();
    let mut sound = Vec::new();
    keep(model.as_ref().map(drop).map_err(Clone::clone));
    for name in &names {
        match parse(folder, name).and_then(|node| files::text(name, &node)) {
            Ok(text) => {
                if let Ok(model) = &model {
                    keep(Text::check(&text, model, name).map(|checked| texts.push(checked)));
                }
                sound.push((name.as_str(), text));
            }
            Err(found) => keep(Err(found)),
        }
    }
    keep(Err(disagreements(&sound.iter().map(|(name, text)| (*name, text)).collect::<Vec<_>>())));
    for surplus in json_files(folder).iter().filter(|name| !names.contains(name)) {
        keep(Err(vec![problem(
            surplus,
            "is not a language that `languages` in model.json lists; add it there or remove the file",
        )]));
    }
    match model {
        Ok(model) if problems.is_empty() => Ok(Pack { model, texts, file }),
        _ => Err(problems),
    }
}

/// The JSON Schema of `model.json`.
#[must_use]
pub fn schema_of_model() -> Schema {
    schemars::schema_for!(ModelFile)
}

/// The JSON Schema of the language files.
#[must_use]
pub fn schema_of_text() -> Schema {
    schemars::schema_for!(TextFile)
}

fn problem(file: &str, message: &str) -> Problem {
    Problem { file: file.into(), path: String::new(), message: message.into() }
}

/// The names of the language files that lie in the folder, sorted.
fn json_files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "json") && name != "model.json")
        .collect();
    names.sort_unstable();
    names
}

fn parse(folder: &Path, name: &str) -> Result<Node, Vec<Problem>> {
    let source = fs::read_to_string(folder.join(name))
        .map_err(|error| vec![problem(name, &format!("cannot be read ({error}); put the file there"))])?;
    serde_json::from_str(&source).map_err(|error| {
        let what = if error.is_data() { "" } else { "is not JSON: " };
        vec![problem(name, &format!("{what}{error}; mend it there"))]
    })
}
