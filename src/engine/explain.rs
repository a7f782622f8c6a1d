//! Why the verdict is what it is: what each answer contributed, and the smallest change of answers that changes it.

use super::{
    answers::{ActiveAnswers, Answer, Answers},
    order::sort_by_key,
    verdict::{Verdict, judge},
};
use crate::content::{ChoiceIx, Evidence, Kind, Model, Purpose, QuestionIx, Type};

/// What one answer says about the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contribution {
    /// The question.
    pub question: QuestionIx,
    /// The option chosen.
    pub option: ChoiceIx,
    /// The type that it tells most about.
    pub about: Type,
    /// How much, in decibans: for that type where positive, against it where negative, 0 where it tells nothing about
    /// the type.
    pub weight: i16,
    /// Its evidence for every type and kind, in decibans.
    pub evidence: Evidence,
    /// The kind of customer that it speaks for, and by how many decibans more than for the next.
    pub kind: Option<(Kind, i16)>,
}

/// What each answer that counts contributed, the weightiest first; of equals, the one that stands first in the file.
///
/// An answer speaks *for* the type that stands out above the other two, or *against* the one that stands out below them,
/// whichever distance is greater.
#[must_use]
pub fn contributions(model: &Model, answers: &Answers) -> Vec<Contribution> {
    let mut list: Vec<Contribution> = ActiveAnswers::of(model, answers)
        .chosen()
        .map(|(question, option)| {
            let evidence = model.questions[question].options[option].evidence;
            let (about, weight) = standing_out(evidence.types);
            let (kind, over) = standing_out(evidence.kinds);
            Contribution {
                question,
                option,
                about: Type::ALL[about],
                weight,
                evidence,
                kind: (over > 0).then_some((Kind::ALL[kind], over)),
            }
        })
        .filter(|one| one.evidence != Evidence::default())
        .collect();
    sort_by_key(&mut list, |one: &Contribution| -one.weight.abs().max(one.kind.map_or(0, |(_, over)| over)));
    list
}

/// The place that stands out most from the other two, and by how much: positive above, negative below.
fn standing_out(decibans: [i16; 3]) -> (usize, i16) {
    let mut order = [0, 1, 2];
    sort_by_key(&mut order, |&place: &usize| -decibans[place]);
    let [top, middle, bottom] = order;
    let (above, below) = (decibans[top] - decibans[middle], decibans[middle] - decibans[bottom]);
    if above >= below { (top, above) } else { (bottom, -below) }
}

/// Whether an answer with this evidence speaks for this type most, alone or level with another; for none where it tells
/// nothing about the types.
#[must_use]
pub fn favours(evidence: &Evidence, of: Type) -> bool {
    let [one, other, last] = evidence.types;
    evidence.types[of as usize] == one.max(other).max(last) && (one != other || other != last)
}

/// A set of changed answers, and the verdict that they would bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Question, option now, option then.
    pub changes: Vec<(QuestionIx, Answer, ChoiceIx)>,
    /// The verdict then.
    pub verdict: Verdict,
}

impl Change {
    /// The answers with this change made.
    #[must_use]
    pub fn made(&self, model: &Model, answers: &Answers) -> Answers {
        let change = |answers: Answers, &(question, _, to): &(_, _, _)| answers.with(question, Answer::Chosen(to));
        self.changes.iter().fold(answers.clone(), change).applicable(model)
    }
}

/// At most this many answers are changed at once: more would no longer be "the same case, but".
pub const MOST_CHANGES: usize = 3;

/// The smallest sets of changed answers that would call these people by another name, every one of that size; empty
/// where no change of up to [`MOST_CHANGES`] answers does.
///
/// An exact search, by size. The sets stand in the order of the file; those with the firmest verdict first.
#[must_use]
pub fn smallest_changes(model: &Model, answers: &Answers) -> Vec<Change> {
    let sheet = ActiveAnswers::of(model, answers);
    let now = judge(model, &sheet.tally(model));
    let given: Vec<(QuestionIx, Answer)> = (0..model.questions.len())
        // Answers that steer the plan weigh nothing, so changing them changes no verdict.
        .filter(|&question| model.questions[question].purpose == Purpose::Classify)
        .filter_map(|question| sheet.get(question).map(|answer| (question, answer)))
        .collect();
    let mut found: [Vec<Change>; 3] = Default::default();
    for size in 1..=MOST_CHANGES {
        change(model, answers, &given, size, &mut Vec::new(), &mut |changes, verdict| {
            if verdict.names_other_than(&now) {
                found[verdict.firmness as usize].push(Change { changes: changes.to_vec(), verdict });
            }
        });
        if found.iter().any(|list| !list.is_empty()) {
            break;
        }
    }
    found.into_iter().flatten().collect()
}

/// Calls `visit` with every way to change exactly `size` of the given answers.
fn change(
    model: &Model,
    answers: &Answers,
    given: &[(QuestionIx, Answer)],
    size: usize,
    changes: &mut Vec<(QuestionIx, Answer, ChoiceIx)>,
    visit: &mut impl FnMut(&[(QuestionIx, Answer, ChoiceIx)], Verdict),
) {
    if size == 0 {
        visit(changes, super::verdict(model, answers));
        return;
    }
    for (place, &(question, from)) in given.iter().enumerate() {
        for to in 0..model.questions[question].options.len() {
            if Answer::Chosen(to) == from {
                continue;
            }
            changes.push((question, from, to));
            let then = answers.with(question, Answer::Chosen(to));
            change(model, &then, &given[place + 1..], size - 1, changes, visit);
            changes.pop();
        }
    }
}
