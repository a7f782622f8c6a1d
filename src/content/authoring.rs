//! For those who write packs: reads one from a folder, lists everything that is wrong with it, and describes its files to
//! their editor. Native only; the browser gets its files parsed and runs [`check`](super::check) alone.

use std::{collections::BTreeSet, fmt, fs, path::Path};

use schemars::Schema;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, SeqAccess, Visitor},
};

use super::{
    Model, Problem, Text,
    check::disagreements,
    files::{ModelFile, TextFile},
};

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

    let file = match parse::<ModelFile>(folder, "model.json", &schema_of_model()) {
        Ok(file) => file,
        Err(found) => {
            // The language files can still be checked for themselves.
            keep(Err(found));
            for name in json_files(folder) {
                keep(parse::<TextFile>(folder, &name, &schema_of_text()).map(drop));
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
        match parse::<TextFile>(folder, name, &schema_of_text()) {
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
            "",
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

fn problem(file: &str, path: &str, message: &str) -> Problem {
    Problem { file: file.into(), path: path.into(), message: message.into() }
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

/// Parses a file; where its shape is wrong, lists every place, not only the first.
fn parse<T: DeserializeOwned>(folder: &Path, name: &str, schema: &Schema) -> Result<T, Vec<Problem>> {
    let source = fs::read_to_string(folder.join(name))
        .map_err(|error| vec![problem(name, "", &format!("cannot be read ({error}); put the file there"))])?;
    let value: serde_json::Value = serde_json::from_str(&source)
        .map_err(|error| vec![problem(name, "", &format!("is not JSON: {error}; mend it there"))])?;
    let mut repeated = Vec::new();
    if let Ok(Keys(tree)) = serde_json::from_str(&source) {
        tree.list(&mut Vec::new(), &mut repeated);
    }
    let mut problems: Vec<Problem> = repeated
        .into_iter()
        .map(|path| {
            problem(name, &path, "stands here twice, and only the last would count; give one of them another id")
        })
        .collect();
    match jsonschema::validator_for(schema.as_value()) {
        Ok(validator) => problems.extend(validator.iter_errors(&value).map(|error| {
            let path = error.instance_path().to_string();
            problem(name, &dotted(&path, &value), &format!("{error}; see the schema"))
        })),
        Err(error) => problems.push(problem(name, "", &format!("cannot be checked: {error}"))),
    }
    if problems.is_empty() {
        serde_json::from_value(value).map_err(|error| vec![problem(name, "", &format!("{error}; see the schema"))])
    } else {
        Err(problems)
    }
}

/// A JSON pointer as a path by ids: `/questions/3/options/0` becomes `questions.onward.options.use_up`.
fn dotted(pointer: &str, root: &serde_json::Value) -> String {
    let mut here = root;
    let mut path = Vec::new();
    for token in pointer.split('/').skip(1) {
        let next = match here {
            serde_json::Value::Array(items) => token.parse().ok().and_then(|place: usize| items.get(place)),
            other => other.get(token),
        };
        let id = next.and_then(|next| next.get("id")).and_then(serde_json::Value::as_str);
        path.push(id.unwrap_or(token).to_owned());
        here = next.unwrap_or(&serde_json::Value::Null);
    }
    path.join(".")
}

/// The keys of a JSON document, repeated ones included, which every other reader silently drops.
struct Keys(Tree);

enum Tree {
    Leaf,
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    fn list(&self, path: &mut Vec<String>, repeated: &mut Vec<String>) {
        match self {
            Self::Leaf => {}
            Self::List(items) => {
                for (place, item) in items.iter().enumerate() {
                    path.push(place.to_string());
                    item.list(path, repeated);
                    path.pop();
                }
            }
            Self::Map(entries) => {
                let mut seen = BTreeSet::new();
                for (key, value) in entries {
                    path.push(key.clone());
                    if !seen.insert(key) {
                        repeated.push(path.join("."));
                    }
                    value.list(path, repeated);
                    path.pop();
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(KeysVisitor).map(Self)
    }
}

struct KeysVisitor;

impl<'de> Visitor<'de> for KeysVisitor {
    type Value = Tree;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }

    fn visit_str<E>(self, _: &str) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(Keys(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut map = Vec::new();
        while let Some((key, Keys(value))) = entries.next_entry()? {
            map.push((key, value));
        }
        Ok(Tree::Map(map))
    }
}
