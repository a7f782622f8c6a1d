//! Checks a language file against the model: every sentence is there, and none is left over.

use super::{
    files::TextFile,
    record::Map,
    report::{Problem, Report},
};
use crate::content::{
    model::{Choice, Claim, ClaimIx, Model},
    phrases::Phrase,
    terms::{Direction, Role},
    text::{ActionWords, ChoiceWords, MixWords, QuestionWords, RoleWords, RowWords, SourceWords, Str, Text},
};

impl Text {
    /// Checks a language file against its model. `name` is the file's own, as `en.json`.
    ///
    /// # Errors
    /// Every sentence that is missing, surplus or empty, and every placeholder that is missing or unknown.
    pub fn check(file: &TextFile, model: &Model, name: &str) -> Result<Self, Vec<Problem>> {
        let mut report = Report::of(name);
        if model.languages.iter().all(|(code, _)| *code != file.language) {
            report.add(
                &["language"],
                format!("is `{}`, which `languages` in model.json does not list; add it there", file.language),
            );
        } else if name.strip_suffix(".json") != Some(&file.language) {
            report
                .add(&["language"], format!("is `{}`, which is not the name of this file; correct it", file.language));
        }
        let phrases = report
            .aligned(&["phrases"], &file.phrases, Phrase::ALL.iter().map(|phrase| phrase.name()))
            .into_iter()
            .map(|(name, sentence)| report.sentence(&["phrases", name], sentence))
            .collect();
        report.placeholders(&file.phrases);
        let roles = Role::ALL
            .iter()
            .filter_map(|role| {
                let path = ["roles", role.id()];
                let Some(words) = file.roles.get(role) else {
                    report.add(&path, "is missing; add it");
                    return None;
                };
                Some(RoleWords {
                    name: report.sentence(&path, &words.name),
                    many: report.sentence(&path, &words.many),
                    meaning: report.sentence(&path, &words.meaning),
                })
            })
            .collect();
        let questions = report.questions(file, model);
        let actions = report.actions(file, model);
        let mut claims = vec![Str::from(""); model.claims.len()];
        let sources = report
            .aligned(&["sources"], &file.sources, model.sources.iter().map(|source| source.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["sources", id, "claims"];
                let own = |claim: &Claim| Some(claim.id.strip_prefix(id)?.strip_prefix('.')?.to_owned());
                let (places, names): (Vec<ClaimIx>, Vec<String>) =
                    model.claims.iter().enumerate().filter_map(|(place, claim)| Some((place, own(claim)?))).unzip();
                let found = report.aligned(&path, &words.claims, names.iter().map(String::as_str));
                for (name, sentence) in found {
                    if let Some(index) = names.iter().position(|known| known == name) {
                        claims[places[index]] = report.sentence(&[path[0], path[1], path[2], name], sentence);
                    }
                }
                SourceWords {
                    title: report.sentence(&path[..2], &words.title),
                    publisher: report.sentence(&path[..2], &words.publisher),
                }
            })
            .collect();
        let table = report
            .aligned(&["table"], &file.table, model.table.iter().map(|row| row.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["table", id];
                RowWords {
                    label: report.sentence(&path, &words.label),
                    cells: [&words.client, &words.customer, &words.consumer].map(|cell| report.sentence(&path, cell)),
                }
            })
            .collect();
        let mix = report
            .aligned(&["mix"], &file.mix, model.mix.iter().map(|advice| advice.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["mix", id];
                MixWords { title: report.sentence(&path, &words.title), text: report.sentence(&path, &words.text) }
            })
            .collect();
        let paths = report
            .aligned(&["paths"], &file.paths, model.paths.iter().map(|note| note.id.as_str()))
            .into_iter()
            .map(|(id, sentence)| report.sentence(&["paths", id], sentence))
            .collect();
        let language = file.language.as_str().into();
        let direction = file.direction.unwrap_or(Direction::LeftToRight);
        report.finish(Some(Self {
            language,
            direction,
            phrases,
            roles,
            questions,
            actions,
            sources,
            claims,
            table,
            mix,
            paths,
        }))
    }
}

impl Report<'_> {
    fn questions(&mut self, file: &TextFile, model: &Model) -> Vec<QuestionWords> {
        self.aligned(&["questions"], &file.questions, model.questions.iter().map(|question| question.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["questions", id, "options"];
                let ids: &[Choice] = model.question(id).map_or(&[], |question| &model.questions[question].options);
                let options = self
                    .aligned(&path, &words.options, ids.iter().map(|option| option.id.as_str()))
                    .into_iter()
                    .map(|(option, words)| {
                        let path = [path[0], path[1], path[2], option];
                        ChoiceWords {
                            label: self.sentence(&path, &words.label),
                            note: words.note.as_deref().map(|note| self.sentence(&path, note)),
                            reason: self.sentence(&path, &words.reason),
                        }
                    })
                    .collect();
                QuestionWords {
                    prompt: self.sentence(&path[..2], &words.prompt),
                    help: self.sentence(&path[..2], &words.help),
                    options,
                }
            })
            .collect()
    }

    fn actions(&mut self, file: &TextFile, model: &Model) -> Vec<ActionWords> {
        self.aligned(&["actions"], &file.actions, model.actions.iter().map(|action| action.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["actions", id];
                ActionWords {
                    title: self.sentence(&path, &words.title),
                    text: self.sentence(&path, &words.text),
                    first: self.sentence(&path, &words.first),
                    measure: self.sentence(&path, &words.measure),
                    ready: words.ready.as_deref().map(|ready| self.sentence(&path, ready)),
                }
            })
            .collect()
    }

    /// The entries in the order of `ids`. Reports ids without an entry, and entries without an id.
    fn aligned<'t, T>(
        &mut self,
        path: &[&str],
        entries: &'t Map<String, T>,
        ids: impl Iterator<Item = &'t str>,
    ) -> Vec<(&'t str, &'t T)> {
        let ids: Vec<&str> = ids.collect();
        for surplus in entries.iter().map(|(key, _)| key).filter(|key| !ids.contains(&key.as_str())) {
            self.add(&[path, &[surplus]].concat(), "belongs to nothing; correct the id or remove it");
        }
        ids.into_iter()
            .filter_map(|id| {
                let found = entries.get(id);
                if found.is_none() {
                    self.add(&[path, &[id]].concat(), "is missing; add it");
                }
                Some((id, found?))
            })
            .collect()
    }

    fn sentence(&mut self, path: &[&str], sentence: &str) -> Str {
        if sentence.trim().is_empty() {
            self.add(path, "holds an empty sentence; write it");
        }
        sentence.into()
    }

    fn placeholders(&mut self, phrases: &Map<String, String>) {
        for phrase in Phrase::ALL {
            let Some(sentence) = phrases.get(phrase.name()) else { continue };
            let path = ["phrases", phrase.name()];
            let found: Vec<&str> =
                sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(hole, _)| hole)).collect();
            for hole in phrase.holes() {
                if !found.contains(hole) {
                    self.add(&path, format!("lacks the placeholder {{{hole}}}; put it where the value belongs"));
                }
            }
            for hole in found {
                if !phrase.holes().contains(&hole) {
                    self.add(&path, format!("holds the unknown placeholder {{{hole}}}; remove it"));
                }
            }
        }
    }
}

/// What the languages of a pack must agree on among themselves: an action has text to copy in all of them or in none.
#[cfg(feature = "authoring")]
pub(super) fn disagreements(files: &[(&str, &TextFile)]) -> Vec<Problem> {
    let Some(((first, base), others)) = files.split_first() else { return Vec::new() };
    let mut problems = Vec::new();
    for (name, file) in others {
        let mut report = Report::of(name);
        for (id, words) in base.actions.iter() {
            let other = file.actions.get(id);
            if other.is_some_and(|other| other.ready.is_some() != words.ready.is_some()) {
                report.add(
                    &["actions", id, "ready"],
                    format!("stands in only one of this file and {first}; write it in both or in none"),
                );
            }
        }
        problems.extend(report.finish(None::<()>).err().unwrap_or_default());
    }
    problems
}
