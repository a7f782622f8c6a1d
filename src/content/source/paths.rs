//! Checks what a way to another role is made of: levers, the actions that move them, and what is said of the way.

use super::{
    files::{ActionEntry, PathEntry, QuestionEntry},
    report::Report,
};
use crate::content::{
    model::{Claim, Condition, PathNote, Question},
    terms::Purpose,
};

impl Report<'_> {
    /// Checks what is said of changing the answer to a question.
    pub(super) fn marks(&mut self, entry: &QuestionEntry) {
        let path = |key| ["questions", entry.id.as_str(), key];
        if entry.lever && entry.purpose == Purpose::Advise {
            self.add(&path("lever"), "is set where the answers only steer the plan and change no verdict; remove it");
        }
        if entry.near && (entry.lever || entry.purpose == Purpose::Advise) {
            self.add(
                &path("near"),
                "is set on what is no circumstance; keep it where the purpose is `classify` and there is no `lever`",
            );
        }
    }

    /// The answers that an action helps to bring about.
    pub(super) fn brings(&mut self, entry: &ActionEntry, questions: &[Question]) -> Vec<Condition> {
        let path = ["actions", &entry.id, "brings"];
        let brings = self.conditions(&path, &entry.brings, questions);
        for condition in &brings {
            let question = &questions[condition.question];
            if !condition.among {
                self.add(&path, format!("says what `{}` must not be; name by `is` what it becomes", question.id));
            }
            if !question.lever {
                self.add(
                    &path,
                    format!("names `{}`, which is no lever; set `lever` there, or remove this", question.id),
                );
            }
        }
        brings
    }

    /// What is said of a way to another role.
    pub(super) fn path(&mut self, entry: &PathEntry, questions: &[Question], claims: &[Claim]) -> PathNote {
        let path = ["paths", &entry.id];
        if entry.to.is_empty() {
            self.add(&[path[0], path[1], "to"], "is empty; name at least one type or kind");
        }
        PathNote {
            id: entry.id.clone(),
            to: entry.to.clone(),
            says: entry.says,
            when: self.conditions(&[path[0], path[1], "when"], &entry.when, questions),
            claims: self.cited(&path, &entry.sources, claims),
        }
    }
}
