//! Why the verdict is what it is: what each answer contributed, what speaks for the verdict and what against, and the
//! smallest change of answers that would make these people something else.

use super::{
    answers::{ActiveAnswers, Answer, Answers},
    mix::counts_as,
    order::sort_by_key,
    plan::peers,
    verdict::{Verdict, judge},
};
use crate::content::{ChoiceIx, Evidence, Kind, Model, Question, QuestionIx, Type};

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

/// What one answer says about the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The question.
    pub question: QuestionIx,
    /// The option chosen.
    pub option: ChoiceIx,
    /// By how many decibans it puts those whom the verdict names ahead of their best rival; negative: behind. Never 0.
    pub weight: i16,
}

/// The answers that speak about the verdict, all on one scale, the weightiest first; of equals, the one that stands
/// first in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reasons {
    /// For the verdict: weights above 0.
    pub in_favour: Vec<Reason>,
    /// Against it: weights below 0.
    pub against: Vec<Reason>,
}

/// What speaks for the verdict, and what against.
///
/// The scale is the difference between those who lead and the type that comes closest to them. Where several lead as
/// equals, an answer counts for the one of them that it helps most: what tells them apart speaks against neither.
#[must_use]
pub fn reasons(model: &Model, answers: &Answers) -> Reasons {
    let sheet = ActiveAnswers::of(model, answers);
    let tally = sheet.tally(model);
    let verdict = judge(model, &tally);
    let mut leading = peers(&verdict);
    if leading.len() == Type::ALL.len() {
        // Nobody would be left to compare them with.
        leading.truncate(1);
    }
    let mut rivals: Vec<Type> = Type::ALL.into_iter().filter(|of| !leading.contains(of)).collect();
    sort_by_key(&mut rivals, |&of| -tally.evidence.of(of));
    let weight = |evidence: &Evidence| {
        let most = leading.iter().map(|&of| evidence.of(of)).max().unwrap_or(0);
        most - evidence.of(rivals[0])
    };
    let mut list: Vec<Reason> = sheet
        .chosen()
        .map(|(question, option)| Reason {
            question,
            option,
            weight: weight(&model.questions[question].options[option].evidence),
        })
        .filter(|one| one.weight != 0)
        .collect();
    sort_by_key(&mut list, |one| -one.weight.abs());
    let (in_favour, against) = list.into_iter().partition(|one| one.weight > 0);
    Reasons { in_favour, against }
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

/// At most this many answers are changed at once: more would no longer be "the same case, but". Further away is a
/// [`path`](super::path).
pub const MOST_CHANGES: usize = 2;

/// The smallest sets of changed levers that would make these people something else, every one of that size; empty where
/// no change of up to [`MOST_CHANGES`] levers does.
///
/// They are something else where another type leads than now, by enough not to lie between, and is not held now. Each answer of the set speaks
/// by itself for the type that would lead, over the one that leads now: otherwise the sentence would read like a mistake.
///
/// An exact search, by size. The nearest options come first, then the firmest verdict, then the order of the file.
#[must_use]
pub fn smallest_changes(model: &Model, answers: &Answers) -> Vec<Change> {
    (1..=MOST_CHANGES)
        .map(|size| changes(model, answers, size, |question| question.lever))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// The circumstances of which a single other one would make these people something else, in the order of
/// [`smallest_changes`]: only those that the pack calls near. They are nothing to bring about, only to know.
#[must_use]
pub fn near_changes(model: &Model, answers: &Answers) -> Vec<Change> {
    changes(model, answers, 1, |question| question.near)
}

/// Every way to change exactly `size` answers to such questions that makes these people something else.
fn changes(model: &Model, answers: &Answers, size: usize, may_change: fn(&Question) -> bool) -> Vec<Change> {
    let sheet = ActiveAnswers::of(model, answers);
    let now = judge(model, &sheet.tally(model));
    let given: Vec<(QuestionIx, Answer)> = (0..model.questions.len())
        .filter(|&question| may_change(&model.questions[question]))
        .filter_map(|question| sheet.get(question).map(|answer| (question, answer)))
        .collect();
    let mut found = Vec::new();
    change(model, answers, &given, size, &mut Vec::new(), &mut |changes, verdict| {
        if let Some((to, from)) = becomes(&now, &verdict)
            && changes.iter().all(|&(question, _, option)| {
                model.questions[question].options[option].evidence.lead(to.into(), from.into()) > 0
            })
        {
            found.push(Change { changes: changes.to_vec(), verdict });
        }
    });
    sort_by_key(&mut found, |change| {
        let far = |&(question, from, to): &(QuestionIx, Answer, ChoiceIx)| {
            distance(&model.questions[question], Some(from), to)
        };
        (change.changes.iter().map(far).sum::<usize>(), change.verdict.firmness as usize)
    });
    found
}

/// The type that these people would be then and are not now, and the one that it takes the place of. Of two roles that are
/// both held now, neither is new.
fn becomes(now: &Verdict, then: &Verdict) -> Option<(Type, Type)> {
    let is_held = |to: Type| counts_as(now) == Some(to) || (now.both && now.names().any(|of| of == to));
    let to = counts_as(then).filter(|to| !is_held(*to))?;
    let from = now.types().find(|of| *of != to)?;
    Some((to, from))
}

/// How far an option is from an answer: in steps where the options stand in order, otherwise one step from any other. From
/// no answer, or "not sure", it is as far as it can be.
pub(super) fn distance(question: &Question, from: Option<Answer>, to: ChoiceIx) -> usize {
    match from {
        _ if !question.scale => 1,
        Some(Answer::Chosen(from)) => from.abs_diff(to),
        Some(Answer::NotSure) | None => to.max(question.options.len() - 1 - to),
    }
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

/// Shares in whole percent that add up to 100: each is rounded down, and what is left goes to those that lost most by it; of
/// equals, to the first. No answers make certain, so none reads 0: the largest gives one up for it.
#[must_use]
pub fn percents(shares: [f64; 3]) -> [u8; 3] {
    let whole =
        shares.map(|share| (0..=100_u8).rev().find(|&percent| f64::from(percent) <= 100.0 * share).unwrap_or(0));
    let mut order = [0, 1, 2];
    sort_by_key(&mut order, |&place: &usize| f64::from(whole[place]) - 100.0 * shares[place]);
    let left = 100_u8.saturating_sub(whole.iter().sum());
    let mut percents = whole;
    for &place in order.iter().take(left.into()) {
        percents[place] += 1;
    }
    let largest = usize::from(percents[1] > percents[0]);
    let largest = if percents[2] > percents[largest] { 2 } else { largest };
    for place in 0..percents.len() {
        if percents[place] == 0 {
            percents[place] = 1;
            percents[largest] -= 1;
        }
    }
    percents
}
