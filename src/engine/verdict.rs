//! Who they are, and how firmly: a function of the added evidence alone.

use super::{
    answers::{Answers, Sheet},
    order::sort_by_key,
};
use crate::content::{Evidence, Kind, Margins, Model, Type};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Verdict {
    /// The type with the most evidence. Where several have the most, the first in the order of [`Type::ALL`]: the tie
    /// is not silent, for then `firmness` is `Between` and `also` names the next.
    pub leading: Type,
    /// The next type, where it stands less than [`Margins::also`] behind.
    pub also: Option<Type>,
    /// The last type, where even it stands less than [`Margins::between`] behind: the case lies between all three.
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

    /// Whether two verdicts would call these people by different names. A lead that merely grows or shrinks, or a second
    /// role that comes into view behind a winner, does not.
    #[must_use]
    pub fn names_other_than(&self, other: &Self) -> bool {
        let names = |verdict: &Self| {
            let mut named: Vec<Type> = match verdict.firmness {
                Firmness::Between => verdict.types().collect(),
                Firmness::Clear | Firmness::Leaning => vec![verdict.leading],
            };
            sort_by_key(&mut named, |of| *of);
            let kind = if named.contains(&Type::Customer) { verdict.kind } else { None };
            (named, kind)
        };
        names(self) != names(other)
    }
}

/// The verdict on the answers so far.
#[must_use]
pub fn verdict(model: &Model, answers: &Answers) -> Verdict {
    judge(model, &Sheet::of(model, answers).tally(model))
}

/// How well each type fits the answers, in the order of [`Type::ALL`]; sums to 1. A display of the evidence, not a
/// probability: answers to related questions repeat each other.
#[must_use]
pub fn fit(model: &Model, answers: &Answers) -> [f64; 3] {
    shares(Sheet::of(model, answers).tally(model).types)
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

pub(super) fn judge(model: &Model, evidence: &Evidence) -> Verdict {
    let Margins { between, also, clear } = model.margins;
    let mut order = Type::ALL;
    // Equal scores keep the order of `Type::ALL`.
    sort_by_key(&mut order, |&of: &Type| -evidence.types[of as usize]);
    let [leading, next, last] = order;
    let behind = |of: Type| evidence.types[leading as usize] - evidence.types[of as usize];
    let mut verdict = Verdict {
        leading,
        also: (behind(next) < also).then_some(next),
        third: (behind(last) < between).then_some(last),
        kind: None,
        firmness: match behind(next) {
            lead if lead < between => Firmness::Between,
            lead if lead < clear => Firmness::Leaning,
            _ => Firmness::Clear,
        },
    };
    if verdict.types().any(|of| of == Type::Customer) {
        verdict.kind = single_most(evidence.kinds).map(|place| Kind::ALL[place]);
    }
    verdict
}

/// The place of the greatest weight, unless it is shared.
fn single_most(decibans: [i16; 3]) -> Option<usize> {
    let most = decibans.into_iter().max()?;
    let mut places = (0..3).filter(|&place| decibans[place] == most);
    let place = places.next()?;
    places.next().is_none().then_some(place)
}
