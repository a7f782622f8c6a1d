//! Which question to ask next.
//!
//! While the case is open, the question whose answer is expected to tell most (greatest expected reduction of entropy, D. V.
//! Lindley, 1956). Once one type leads, little entropy is left to reduce, and what remains is to make sure: then the
//! question whose answer could shrink that lead most. Going on by entropy, clear cases were asked one slight question after
//! another before they were decided.
//!
//! Floats order the questions, and decide nothing else.

use super::{
    answers::ActiveAnswers,
    curtailment::Outlook,
    verdict::{Firmness, odds, shares, stronger},
};
use crate::content::{Choice, Evidence, Kind, Purpose, QuestionIx, Role, Type};

/// What a relationship can turn out to be: client, consumer, or one of the three kinds of customer.
const OUTCOMES: usize = 5;

/// Decibans of an outcome that is none: below whatever evidence adds up to, and not yet zero as a float.
const RULED_OUT: i16 = -3000;

impl Outlook<'_> {
    /// The question to ask next, while one that classifies is open.
    pub(super) fn next(&self, active: &ActiveAnswers) -> Option<QuestionIx> {
        let open = active.open(self.model, Purpose::Classify);
        match self.weakest_lead(active) {
            Some((of, over)) => first_most(open, |question| f64::from(-self.swing(active, question, of, over).0)),
            None => first_most(open, |question| -self.entropy_left(&self.model.questions[question].options)),
        }
    }

    /// Of the leads that a clear verdict rests on, the one that the open questions could leave furthest short of what it
    /// needs; `None` while no type leads, or where no lead is in danger.
    fn weakest_lead(&self, active: &ActiveAnswers) -> Option<(Role, Role)> {
        if self.verdict.firmness == Firmness::Between {
            return None;
        }
        let settled = active.settled(self.model);
        let leader = self.leader();
        let types = self.rivals().map(|rival| (leader, rival, self.model.margins.clear));
        let kinds = self.verdict.kind.into_iter().flat_map(|kind| {
            Kind::ALL.into_iter().filter(move |rival| *rival != kind).map(move |rival| (kind.into(), rival.into(), 1))
        });
        types
            .chain(kinds)
            .map(|(of, over, needed)| {
                (self.range(active, &settled, self.tally.evidence, of, over).0 - needed, of, over)
            })
            .filter(|(slack, ..)| *slack < 0)
            .min_by_key(|(slack, ..)| *slack)
            .map(|(_, of, over)| (of, over))
    }

    /// The entropy over the outcomes, in bits, that is expected to be left by the answer to a question with these options:
    /// where least is left, the answer tells most.
    fn entropy_left(&self, options: &[Choice]) -> f64 {
        let outcomes = |evidence: &Evidence| self.outcomes(evidence);
        let now = shares(outcomes(&self.tally.evidence));
        let rows: Vec<[f64; OUTCOMES]> = options.iter().map(|option| outcomes(&option.evidence).map(odds)).collect();
        let sums: [f64; OUTCOMES] = std::array::from_fn(|outcome| rows.iter().map(|row| row[outcome]).sum());
        // Where an outcome holds, each answer is as likely as its evidence for that outcome is strong beside the others.
        let likely = |row: [f64; OUTCOMES]| -> f64 {
            (0..OUTCOMES).map(|outcome| now[outcome] * row[outcome] / sums[outcome]).sum()
        };
        rows.into_iter()
            .zip(options)
            .map(|(row, option)| likely(row) * entropy(&shares(outcomes(&(self.tally.evidence + option.evidence)))))
            .sum()
    }

    /// The decibans of each outcome. Two roles that are both held are one outcome, by the stronger of them.
    fn outcomes(&self, evidence: &Evidence) -> [i16; OUTCOMES] {
        let mut types = evidence.types;
        if let Some(pair) = self.pair() {
            let (first, second) = (pair.first.role, pair.second.role);
            // The kinds of customer are outcomes of their own, so that is the one to stay.
            let (stays, joins) = if second == Type::Customer { (second, first) } else { (first, second) };
            types[stays as usize] = evidence.of(stronger(evidence, pair));
            types[joins as usize] = RULED_OUT;
        }
        let [client, customer, consumer] = types;
        let [internal, external, intermediary] = evidence.kinds;
        [client, consumer, customer + internal, customer + external, customer + intermediary]
    }
}

/// Entropy in bits.
fn entropy(shares: &[f64]) -> f64 {
    -shares.iter().filter(|&&share| share > 0.0).map(|share| share * share.log2()).sum::<f64>()
}

/// The item with the greatest value; of items that are equal up to rounding, the first, on every machine alike.
fn first_most(items: impl Iterator<Item = usize>, value: impl Fn(usize) -> f64) -> Option<usize> {
    const ROUNDING: f64 = 1e-9;
    let mut best: Option<(usize, f64)> = None;
    for item in items {
        let value = value(item);
        if best.is_none_or(|(_, most)| value > most + ROUNDING) {
            best = Some((item, value));
        }
    }
    best.map(|(item, _)| item)
}
