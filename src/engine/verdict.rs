//! Who they are, and how firmly: a function of the added evidence alone.

use super::{
    answers::{ActiveAnswers, Answers, Tally},
    order::sort_by_key,
};
use crate::content::{Evidence, Kind, Margins, Model, Together, Type};

/// How firmly a verdict stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Firmness {
    /// The lead is at least [`Margins::clear`].
    Clear,
    /// There is a lead, smaller than that.
    Leaning,
    /// The lead is smaller than [`Margins::between`]: no type wins.
    Between,
}

impl Firmness {
    /// The id used in events and results.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Leaning => "leaning",
            Self::Between => "between",
        }
    }
}

/// What the answers amount to.
///
/// Where both roles of [`Model::together`] are held, they stand together against the third type: as far ahead of it as the
/// stronger of them is. How far they are from each other says nothing then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Verdict {
    /// The type with the most evidence; of two roles that are both held, the one that the pack names first. Where several
    /// types have the most, the first in the order of [`Type::ALL`]: the tie is not silent, for then `firmness` is
    /// `Between` and `also` names the next.
    pub leading: Type,
    /// Whether `leading` and `also` are both held, and the third type does not come near them.
    pub both: bool,
    /// The other role where both are held; otherwise the next type, where it stands less than [`Margins::also`] behind.
    pub also: Option<Type>,
    /// The last type, where even it is named. Where both roles are held: less than [`Margins::also`] behind them.
    /// Otherwise: less than [`Margins::between`] behind, so that the case lies between all three.
    pub third: Option<Type>,
    /// The kind of customer with the most evidence. `None` where no type named above is the customer, or where two kinds
    /// have equally much.
    pub kind: Option<Kind>,
    /// How firm the lead is.
    pub firmness: Firmness,
}

impl Verdict {
    /// The types that the verdict names, leading one first.
    pub fn types(&self) -> impl Iterator<Item = Type> {
        [Some(self.leading), self.also, self.third].into_iter().flatten()
    }

    /// The types that these people are called by: the winner, both roles where both are held, or all those that the case
    /// lies between.
    pub fn names(&self) -> impl Iterator<Item = Type> {
        let between = self.firmness == Firmness::Between;
        let also = self.also.filter(|_| between || self.both);
        [Some(self.leading), also, self.third.filter(|_| between)].into_iter().flatten()
    }

    /// Whether two verdicts would call these people by different names. A lead that merely grows or shrinks, or a second
    /// role that comes into view behind a winner, does not.
    #[must_use]
    pub fn names_other_than(&self, other: &Self) -> bool {
        let names = |verdict: &Self| {
            let named = Type::ALL.map(|of| verdict.names().any(|name| name == of));
            (named, verdict.both, verdict.kind.filter(|_| named[Type::Customer as usize]))
        };
        names(self) != names(other)
    }

    /// Whether two verdicts say the same of who these people are: name, kind, and which type leads. How firmly, and which
    /// other roles are in view, may differ.
    #[must_use]
    pub fn is_who(&self, other: &Self) -> bool {
        self.leading == other.leading && !self.names_other_than(other)
    }
}

/// The verdict on the answers so far.
#[must_use]
pub fn verdict(model: &Model, answers: &Answers) -> Verdict {
    judge(model, &ActiveAnswers::of(model, answers).tally(model))
}

/// How well each type fits the answers, in the order of [`Type::ALL`]; sums to 1. A display of the evidence, not a
/// probability: answers to related questions repeat each other.
#[must_use]
pub fn fit(model: &Model, answers: &Answers) -> [f64; 3] {
    shares(ActiveAnswers::of(model, answers).tally(model).evidence.types)
}

/// Shares that are in the ratio 10^(decibans / 10), and sum to 1.
#[must_use]
pub fn shares<const N: usize>(decibans: [i16; N]) -> [f64; N] {
    let most = decibans.iter().copied().max().unwrap_or(0);
    let odds = decibans.map(|weight| odds(weight - most));
    let sum: f64 = odds.iter().sum();
    odds.map(|one| one / sum)
}

/// The odds that a weight of evidence stands for.
pub(super) fn odds(decibans: i16) -> f64 {
    // The tenth root of ten, raised to a whole power: `powf` alone would be a kilobyte.
    1.258_925_411_794_167_3_f64.powi(decibans.into())
}

pub(super) fn judge(model: &Model, tally: &Tally) -> Verdict {
    let mut verdict = match model.together.as_ref().filter(|_| tally.both) {
        Some(pair) => of_pair(model.margins, &tally.evidence, pair),
        None => of_single(model.margins, &tally.evidence),
    };
    if verdict.types().any(|of| of == Type::Customer) {
        verdict.kind = single_most(tally.evidence.kinds).map(|index| Kind::ALL[index]);
    }
    verdict
}

/// The verdict, but for the kind, where the types stand each for itself.
fn of_single(margins: Margins, evidence: &Evidence) -> Verdict {
    let mut order = Type::ALL;
    // Equal scores keep the order of `Type::ALL`.
    sort_by_key(&mut order, |&of: &Type| -evidence.types[of as usize]);
    let [leading, next, last] = order;
    let behind = |of: Type| evidence.types[leading as usize] - evidence.types[of as usize];
    Verdict {
        leading,
        both: false,
        also: (behind(next) < margins.also).then_some(next),
        third: (behind(last) < margins.between).then_some(last),
        kind: None,
        firmness: firmness(margins, behind(next)),
    }
}

/// The same where both roles of a pair are held.
fn of_pair(margins: Margins, evidence: &Evidence, pair: &Together) -> Verdict {
    let (first, second, rest) = (pair.first.role, pair.second.role, pair.rest());
    let ahead = evidence.of(stronger(evidence, pair)) - evidence.of(rest);
    let firmness = firmness(margins, ahead.abs());
    let in_view = ahead.abs() < margins.also;
    let verdict = Verdict { leading: rest, both: false, also: None, third: None, kind: None, firmness };
    if ahead > 0 && firmness != Firmness::Between {
        return Verdict { leading: first, both: true, also: Some(second), third: in_view.then_some(rest), ..verdict };
    }
    let leads = ahead > 0 || (ahead == 0 && first < rest);
    let (leading, next) = if leads { (first, rest) } else { (rest, first) };
    Verdict { leading, also: in_view.then_some(next), ..verdict }
}

/// The role of a pair with more evidence; the first of equals.
pub(super) fn stronger(evidence: &Evidence, pair: &Together) -> Type {
    let (first, second) = (pair.first.role, pair.second.role);
    if evidence.of(second) > evidence.of(first) { second } else { first }
}

fn firmness(margins: Margins, lead: i16) -> Firmness {
    match lead {
        lead if lead < margins.between => Firmness::Between,
        lead if lead < margins.clear => Firmness::Leaning,
        _ => Firmness::Clear,
    }
}

/// The index of the greatest weight, unless it is shared.
fn single_most(decibans: [i16; 3]) -> Option<usize> {
    let most = decibans.into_iter().max()?;
    let mut found = (0..3).filter(|&index| decibans[index] == most);
    let index = found.next()?;
    found.next().is_none().then_some(index)
}
