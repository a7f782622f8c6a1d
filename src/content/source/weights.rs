//! Checks how answers are weighed: levels, margins, priors, when asking stops, and which roles are held together.

use super::{
    files::{HeldEntry, StopEntry, TogetherEntry},
    record::Map,
    report::Report,
};
use crate::content::{
    model::{Evidence, HeldRole, Levels, Margins, Question, Stop, Together, Type},
    terms::{Purpose, Role},
};

/// The largest weight, in decibans: odds of a thousand to one.
const MOST_DECIBANS: i16 = 30;
/// The most questions that may be asked before the visitor has to want them: nobody answers more.
const MOST_ASKED: i16 = 30;

/// Evidence for one type or kind alone.
pub(super) fn weigh(role: Role, decibans: i16) -> Evidence {
    let mut evidence = Evidence::default();
    let index = role as usize;
    match index {
        0..3 => evidence.types[index] = decibans,
        _ => evidence.kinds[index - 3] = decibans,
    }
    evidence
}

impl Report<'_> {
    pub(super) fn weights(&mut self, levels: Levels, margins: Margins, prior: &Map<Role, i16>) {
        let steps = [
            ("decisive", levels.decisive),
            ("strong", levels.strong),
            ("moderate", levels.moderate),
            ("slight", levels.slight),
        ];
        for (name, decibans) in steps {
            if !(1..=MOST_DECIBANS).contains(&decibans) {
                self.add(&["levels", name], format!("is out of range; write 1 to {MOST_DECIBANS} decibans"));
            }
        }
        if steps.windows(2).any(|pair| pair[0].1 <= pair[1].1) {
            self.add(&["levels"], "do not fall from decisive to slight; each must be smaller than the one before");
        }
        if !(1 <= margins.between && margins.between <= margins.also && margins.also <= margins.clear) {
            self.add(&["margins"], "do not rise; write 1 <= between <= also <= clear");
        }
        if margins.clear > 2 * MOST_DECIBANS {
            self.add(&["margins", "clear"], format!("is out of range; write at most {} decibans", 2 * MOST_DECIBANS));
        }
        for (role, decibans) in prior.iter() {
            if !(-MOST_DECIBANS..=MOST_DECIBANS).contains(decibans) {
                self.add(
                    &["prior", role.id()],
                    format!("is out of range; write -{MOST_DECIBANS} to {MOST_DECIBANS} decibans"),
                );
            }
        }
    }

    pub(super) fn stop(&mut self, entry: &StopEntry) -> Stop {
        if !(1 <= entry.after && entry.after <= entry.most) {
            self.add(&["stop"], "does not rise; write 1 <= after <= most");
        }
        if entry.most > MOST_ASKED {
            self.add(&["stop", "most"], format!("is out of range; write at most {MOST_ASKED} questions"));
        }
        let count = |number: i16| usize::try_from(number).unwrap_or_default();
        Stop { after: count(entry.after), most: count(entry.most) }
    }

    pub(super) fn together(&mut self, entry: &TogetherEntry, questions: &[Question]) -> Option<Together> {
        if entry.first.role == entry.second.role {
            self.add(&["together"], "names one type twice; name two");
        }
        let first = self.held("first", &entry.first, questions);
        let second = self.held("second", &entry.second, questions);
        Some(Together { first: first?, second: second? })
    }

    /// `None` where the role is no type.
    fn held(&mut self, name: &str, entry: &HeldEntry, questions: &[Question]) -> Option<HeldRole> {
        let path = ["together", name];
        let when = self.conditions(&[path[0], path[1], "when"], &entry.when, questions);
        if entry.when.is_empty() {
            self.add(&path, "is held by everybody; write at least one condition in `when`");
        }
        for steering in when.iter().map(|condition| &questions[condition.question]) {
            if steering.purpose == Purpose::Advise {
                self.add(
                    &[path[0], path[1], "when"],
                    format!(
                        "rests on `{}`, which only steers the plan; rest it on a question that classifies",
                        steering.id
                    ),
                );
            }
        }
        let role = Type::ALL.into_iter().find(|of| Role::from(*of) == entry.role);
        if role.is_none() {
            self.add(&path, format!("is of `{}`, a kind of customer; name a type", entry.role.id()));
        }
        Some(HeldRole { role: role?, when })
    }
}
