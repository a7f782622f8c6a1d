//! What to ask next, when to stop, and about how many questions are left.
//!
//! *Next* is the question whose answer is expected to tell most (greatest expected reduction of entropy, D. V. Lindley,
//! 1956). *Stop* is exact: asking ends when no possible answer to the remaining questions could change any part of the
//! verdict (deterministic curtailment). "Not sure" is one of the possible answers, so the verdict so far is always one of
//! those still possible, and it is enough to look for another one.

use super::{
    answers::{Answer, Answers, Sheet},
    order::sort_by_key,
    verdict::{judge, odds, shares},
};
use crate::content::{Choice, Evidence, Margins, Model, Purpose, QuestionIx, Type};

/// How far to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Until the verdict is decided.
    Decided,
    /// Every question that applies, to firm up how well each type fits.
    Every,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// This question.
    Ask(QuestionIx),
    /// Nothing: the verdict and the plan stand.
    Done,
}

/// What comes next after these answers: the questions that classify, most telling first, then those that steer the plan,
/// in the order of the file.
#[must_use]
pub fn step(model: &Model, answers: &Answers, depth: Depth) -> Step {
    let sheet = Sheet::of(model, answers);
    let next = if depth == Depth::Decided && is_settled(model, &sheet) { None } else { most_telling(model, &sheet) };
    next.or_else(|| sheet.open(model, Purpose::Advise).next()).map_or(Step::Done, Step::Ask)
}

/// Whether the verdict on these answers would survive every possible answer to the questions that remain.
#[must_use]
pub fn decided(model: &Model, answers: &Answers) -> bool {
    is_settled(model, &Sheet::of(model, answers))
}

/// About how many questions are still to be asked: exactly as many as if each answer were the likeliest one.
#[must_use]
pub fn remaining(model: &Model, answers: &Answers, depth: Depth) -> usize {
    let mut answers = answers.clone();
    let mut count = 0;
    while let Step::Ask(question) = step(model, &answers, depth) {
        let likely = likeliest(model, &Sheet::of(model, &answers), question);
        answers.give(question, likely);
        count += 1;
    }
    count
}

fn is_settled(model: &Model, sheet: &Sheet) -> bool {
    let tally = sheet.tally(model);
    !Search { model, verdict: judge(model, &tally) }.finds_another(&mut sheet.clone(), tally, 0)
}

/// A search for a completion of the answers with another verdict: branch and bound over the open questions in the order
/// of the file, so that the conditions of each are settled when it is reached.
struct Search<'a> {
    model: &'a Model,
    verdict: super::Verdict,
}

impl Search<'_> {
    fn finds_another(&self, sheet: &mut Sheet, tally: Evidence, from: QuestionIx) -> bool {
        if judge(self.model, &tally) != self.verdict {
            return true;
        }
        let Some(question) = (from..self.model.questions.len()).find(|&question| {
            self.classifies(question) && sheet.get(question).is_none() && sheet.applies(self.model, question)
        }) else {
            return false;
        };
        if self.bounds_hold(sheet, tally, question) {
            return false;
        }
        let mut options: Vec<usize> = (0..self.model.questions[question].options.len()).collect();
        // The option worst for the leading type first: where another verdict exists, that way leads to it soonest.
        sort_by_key(&mut options, |&option| self.lead_over_best_rival(self.evidence(question, option)));
        for option in options {
            sheet.set(question, Some(Answer::Chosen(option)));
            if self.finds_another(sheet, tally + self.evidence(question, option), question + 1) {
                return true;
            }
        }
        // "Not sure" moves no score, but it settles the conditions that hang on this question.
        sheet.set(question, Some(Answer::NotSure));
        let found = self.finds_another(sheet, tally, question + 1);
        sheet.set(question, None);
        found
    }

    fn classifies(&self, question: QuestionIx) -> bool {
        self.model.questions[question].purpose == Purpose::Classify
    }

    fn evidence(&self, question: QuestionIx, option: usize) -> Evidence {
        self.model.questions[question].options[option].evidence
    }

    fn lead_over_best_rival(&self, evidence: Evidence) -> i16 {
        let [first, second] = self.rivals();
        let lead = evidence.types[self.verdict.leading as usize];
        (lead - evidence.types[first as usize]).min(lead - evidence.types[second as usize])
    }

    fn rivals(&self) -> [Type; 2] {
        match self.verdict.leading {
            Type::Client => [Type::Customer, Type::Consumer],
            Type::Customer => [Type::Client, Type::Consumer],
            Type::Consumer => [Type::Client, Type::Customer],
        }
    }

    /// Whether the range of every difference that the verdict rests on stays on one side of all thresholds. Each range is
    /// what all open questions can add at most, taken one by one; a question that turns out not to apply can only make
    /// it narrower. So `true` is a proof, and `false` means: look closer.
    fn bounds_hold(&self, sheet: &Sheet, tally: Evidence, from: QuestionIx) -> bool {
        let range = |difference: &dyn Fn(&Evidence) -> i16| {
            let now = difference(&tally);
            (from..self.model.questions.len())
                .filter(|&question| self.classifies(question) && sheet.get(question).is_none())
                .fold((now, now), |(low, high), question| {
                    let swing = |choice: &Choice| difference(&choice.evidence);
                    let options = &self.model.questions[question].options;
                    (
                        low + options.iter().map(swing).min().unwrap_or(0).min(0),
                        high + options.iter().map(swing).max().unwrap_or(0).max(0),
                    )
                })
        };
        let types = |one: Type, other: Type| {
            range(&|evidence: &Evidence| evidence.types[one as usize] - evidence.types[other as usize])
        };
        let kinds =
            |one: usize, other: usize| range(&|evidence: &Evidence| evidence.kinds[one] - evidence.kinds[other]);

        let Margins { also, .. } = self.model.margins;
        let [first, second] = self.rivals();
        let (over_first, over_second) = (types(self.verdict.leading, first), types(self.verdict.leading, second));
        let rivals_unnamed = over_first.0 >= also && over_second.0 >= also;
        self.on_one_side(over_first)
            && self.on_one_side(over_second)
            && (rivals_unnamed || self.on_one_side(types(first, second)))
            && (self.verdict.types().all(|of| of != Type::Customer)
                || [(0, 1), (0, 2), (1, 2)].into_iter().all(|(one, other)| {
                    let (low, high) = kinds(one, other);
                    low.signum() == high.signum()
                }))
    }

    /// Whether both ends of a range fall between the same thresholds.
    fn on_one_side(&self, (low, high): (i16, i16)) -> bool {
        let Margins { between, also, clear } = self.model.margins;
        [1 - clear, 1 - also, 1 - between, 0, 1, between, also, clear].iter().all(|&cut| (low >= cut) == (high >= cut))
    }
}

/// What a relationship can turn out to be: client, consumer, or one of the three kinds of customer.
const OUTCOMES: usize = 5;

fn outcomes(evidence: &Evidence) -> [i16; OUTCOMES] {
    let [client, customer, consumer] = evidence.types;
    let [internal, external, intermediary] = evidence.kinds;
    [client, consumer, customer + internal, customer + external, customer + intermediary]
}

/// Entropy in bits.
fn entropy(shares: &[f64]) -> f64 {
    -shares.iter().filter(|&&share| share > 0.0).map(|share| share * share.log2()).sum::<f64>()
}

fn most_telling(model: &Model, sheet: &Sheet) -> Option<QuestionIx> {
    // Two questions that tell the same up to rounding are told apart by the order of the file, on every machine alike.
    const ROUNDING: f64 = 1e-9;
    let tally = sheet.tally(model);
    let mut best: Option<(QuestionIx, f64)> = None;
    for question in sheet.open(model, Purpose::Classify) {
        let tells = information(&model.questions[question].options, &tally);
        if best.is_none_or(|(_, most)| tells > most + ROUNDING) {
            best = Some((question, tells));
        }
    }
    best.map(|(question, _)| question)
}

/// The expected reduction of entropy over the outcomes, in bits, by the answer to a question with these options.
///
/// Likelihoods are read off the weights: an answer is as likely, under an outcome, as its evidence for that outcome is
/// strong beside the evidence of the other options.
fn information(options: &[Choice], tally: &Evidence) -> f64 {
    let joint = joint(options, tally);
    let mut marginal = [0.0; OUTCOMES];
    let mut after = 0.0;
    for row in &joint {
        let likely: f64 = row.iter().sum();
        after += likely * entropy(&row.map(|share| share / likely));
        for (sum, share) in marginal.iter_mut().zip(row) {
            *sum += share;
        }
    }
    entropy(&marginal) - after
}

/// The joint shares of each option (row) with each outcome (column); all of them sum to 1.
fn joint(options: &[Choice], tally: &Evidence) -> Vec<[f64; OUTCOMES]> {
    let now = shares(outcomes(tally));
    let mut joint: Vec<[f64; OUTCOMES]> = options
        .iter()
        .map(|option| {
            let weights = outcomes(&option.evidence);
            std::array::from_fn(|outcome| now[outcome] * odds(weights[outcome]))
        })
        .collect();
    let sum: f64 = joint.iter().flatten().sum();
    joint.iter_mut().flatten().for_each(|share| *share /= sum);
    joint
}

/// The answer expected to a question: the option with the greatest joint share, the first of equals.
fn likeliest(model: &Model, sheet: &Sheet, question: QuestionIx) -> Answer {
    let mut best = (0, f64::NEG_INFINITY);
    for (option, row) in joint(&model.questions[question].options, &sheet.tally(model)).iter().enumerate() {
        let likely: f64 = row.iter().sum();
        if likely > best.1 {
            best = (option, likely);
        }
    }
    Answer::Chosen(best.0)
}
