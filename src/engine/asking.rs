//! What to ask next, when to stop, and about how many questions are left.
//!
//! *Next*: while the case is open, the question whose answer is expected to tell most (greatest expected reduction of
//! entropy, D. V. Lindley, 1956). Once one type leads, little entropy is left to reduce, and what remains is to make sure:
//! then the question whose answer could shrink that lead most. Going on by entropy, clear cases were asked one slight
//! question after another before they were decided.
//!
//! *Stop* is exact: asking ends when no possible answer to the remaining questions could change any part of the verdict
//! (deterministic curtailment). "Not sure" is one of the possible answers, so the verdict so far is always one of those
//! still possible, and it is enough to look for another one.

use super::{
    answers::{Answer, Answers, Sheet},
    order::sort_by_key,
    verdict::{Firmness, Verdict, judge, odds, shares},
};
use crate::content::{Choice, Evidence, Kind, Margins, Model, Purpose, QuestionIx, Role, Type};

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
    step_from(model, &Sheet::of(model, answers), depth)
}

fn step_from(model: &Model, sheet: &Sheet, depth: Depth) -> Step {
    let search = Search::new(model, sheet);
    let next = if depth == Depth::Decided && search.is_settled(sheet) { None } else { search.next(sheet) };
    next.or_else(|| sheet.open(model, Purpose::Advise).next()).map_or(Step::Done, Step::Ask)
}

/// Whether the verdict on these answers would survive every possible answer to the questions that remain.
#[must_use]
pub fn decided(model: &Model, answers: &Answers) -> bool {
    let sheet = Sheet::of(model, answers);
    Search::new(model, &sheet).is_settled(&sheet)
}

/// The questions that classify, apply and have not been answered, in the order of the file: once the verdict is decided
/// they cannot change it, only how firmly it stands.
#[must_use]
pub fn unasked(model: &Model, answers: &Answers) -> Vec<QuestionIx> {
    Sheet::of(model, answers).open(model, Purpose::Classify).collect()
}

/// About how many questions are still to be asked: half-way between the run in which every answer is the likeliest one,
/// which is shorter than most, and the run in which none tells anything, which is the longest.
#[must_use]
pub fn remaining(model: &Model, answers: &Answers, depth: Depth) -> usize {
    let likeliest = run_length(model, answers, depth, likeliest);
    let longest = run_length(model, answers, depth, |_, _, _| Answer::NotSure);
    (likeliest + longest).div_ceil(2)
}

/// How many questions follow if each is answered by `answer`.
fn run_length(
    model: &Model,
    answers: &Answers,
    depth: Depth,
    answer: impl Fn(&Model, &Sheet, QuestionIx) -> Answer,
) -> usize {
    let mut sheet = Sheet::of(model, answers);
    let mut length = 0;
    while let Step::Ask(question) = step_from(model, &sheet, depth) {
        let answer = answer(model, &sheet, question);
        sheet.give(model, question, Some(answer));
        length += 1;
    }
    length
}

/// The verdict so far, and whether and how the open questions could still bring another one.
struct Search<'a> {
    model: &'a Model,
    tally: Evidence,
    verdict: Verdict,
}

impl<'a> Search<'a> {
    fn new(model: &'a Model, sheet: &Sheet) -> Self {
        let tally = sheet.tally(model);
        Self { model, tally, verdict: judge(model, &tally) }
    }

    fn is_settled(&self, sheet: &Sheet) -> bool {
        !self.finds_another(&mut sheet.clone())
    }

    /// Whether some completion of the answers has another verdict: branch and bound over the open questions in the order
    /// of the file, so that the conditions of each are settled when it is reached.
    ///
    /// What counts is worked out anew at every step: an answer can make another one, given before it, stop counting.
    fn finds_another(&self, sheet: &mut Sheet) -> bool {
        let tally = sheet.tally(self.model);
        if judge(self.model, &tally) != self.verdict {
            return true;
        }
        let Some(question) = sheet.open(self.model, Purpose::Classify).next() else {
            return false;
        };
        if self.holds_whatever_comes(sheet, tally) {
            return false;
        }
        let mut possible = self.possible(question);
        // The answer worst for the leading type first: where another verdict exists, that way leads to it soonest.
        sort_by_key(&mut possible, |&answer| {
            self.rivals().map(|rival| self.evidence(question, answer).lead(self.leading(), rival)).into_iter().min()
        });
        let found = possible.into_iter().any(|answer| {
            sheet.give(self.model, question, Some(answer));
            self.finds_another(sheet)
        });
        sheet.give(self.model, question, None);
        found
    }

    fn possible(&self, question: QuestionIx) -> Vec<Answer> {
        (0..self.model.questions[question].options.len()).map(Answer::Chosen).chain([Answer::NotSure]).collect()
    }

    fn evidence(&self, question: QuestionIx, answer: Answer) -> Evidence {
        match answer {
            Answer::Chosen(option) => self.model.questions[question].options[option].evidence,
            Answer::NotSure => Evidence::default(),
        }
    }

    /// Whether every difference that the verdict rests on stays on one side of all thresholds. `true` is a proof; `false`
    /// means: look closer.
    fn holds_whatever_comes(&self, sheet: &Sheet, tally: Evidence) -> bool {
        let settled = sheet.settled(self.model);
        let range = |of, over| self.range(sheet, &settled, tally, of, over);
        let [first, second] = self.rivals();
        let (over_first, over_second) = (range(self.leading(), first), range(self.leading(), second));
        let rivals_unnamed = [over_first, over_second].iter().all(|(low, _)| *low >= self.model.margins.also);
        self.on_one_side(over_first)
            && self.on_one_side(over_second)
            && (rivals_unnamed || self.on_one_side(range(first, second)))
            && (self.verdict.types().all(|of| of != Type::Customer)
                || KIND_PAIRS.into_iter().all(|(of, over)| {
                    let (low, high) = range(of.into(), over.into());
                    low.signum() == high.signum()
                }))
    }

    /// The least and the most that `of` can lead `over` in the end. Each question that is not settled counts with what it
    /// can add at most, taken alone; one that turns out not to apply can only make the range narrower.
    fn range(&self, sheet: &Sheet, settled: &[bool], tally: Evidence, of: Role, over: Role) -> (i16, i16) {
        let now = tally.lead(of, over);
        (0..self.model.questions.len())
            .filter(|&question| !settled[question])
            .map(|question| self.swing(sheet, question, of, over))
            .fold((now, now), |(low, high), (down, up)| (low + down, high + up))
    }

    /// The least and the most by which a question may yet change the lead: by any answer while it has none, by its answer
    /// coming to count, or by its answer no longer counting.
    fn swing(&self, sheet: &Sheet, question: QuestionIx, of: Role, over: Role) -> (i16, i16) {
        let lead = |answer| self.evidence(question, answer).lead(of, over);
        // Not to answer, or not to be sure, changes nothing.
        let wider = |(low, high): (i16, i16), change: i16| (low.min(change), high.max(change));
        match (sheet.given(question), sheet.get(question)) {
            (None, _) => {
                let options = &self.model.questions[question].options;
                options.iter().map(|option| option.evidence.lead(of, over)).fold((0, 0), wider)
            }
            (Some(given), None) => wider((0, 0), lead(given)),
            (Some(_), Some(counting)) => wider((0, 0), -lead(counting)),
        }
    }

    fn leading(&self) -> Role {
        self.verdict.leading.into()
    }

    fn rivals(&self) -> [Role; 2] {
        match self.verdict.leading {
            Type::Client => [Role::Customer, Role::Consumer],
            Type::Customer => [Role::Client, Role::Consumer],
            Type::Consumer => [Role::Client, Role::Customer],
        }
    }

    /// Whether both ends of a range fall between the same thresholds. None lies below 0: the leading type is never behind,
    /// and between its rivals only the sign matters.
    fn on_one_side(&self, (low, high): (i16, i16)) -> bool {
        let Margins { between, also, clear } = self.model.margins;
        [0, 1, between, also, clear].iter().all(|&cut| (low >= cut) == (high >= cut))
    }

    fn next(&self, sheet: &Sheet) -> Option<QuestionIx> {
        let open = sheet.open(self.model, Purpose::Classify);
        match self.weakest_lead(sheet) {
            Some((of, over)) => first_most(open, |question| f64::from(-self.swing(sheet, question, of, over).0)),
            None => first_most(open, |question| -entropy_left(&self.model.questions[question].options, &self.tally)),
        }
    }

    /// Of the leads that a clear verdict rests on, the one that the open questions could leave furthest short of what it
    /// needs; `None` while no type leads, or where no lead is in danger.
    fn weakest_lead(&self, sheet: &Sheet) -> Option<(Role, Role)> {
        if self.verdict.firmness == Firmness::Between {
            return None;
        }
        let settled = sheet.settled(self.model);
        let types = self.rivals().map(|rival| (self.leading(), rival, self.model.margins.clear));
        let kinds = self.verdict.kind.into_iter().flat_map(|kind| {
            Kind::ALL.into_iter().filter(move |rival| *rival != kind).map(move |rival| (kind.into(), rival.into(), 1))
        });
        types
            .into_iter()
            .chain(kinds)
            .map(|(of, over, needed)| (self.range(sheet, &settled, self.tally, of, over).0 - needed, of, over))
            .filter(|(slack, ..)| *slack < 0)
            .min_by_key(|(slack, ..)| *slack)
            .map(|(_, of, over)| (of, over))
    }
}

const KIND_PAIRS: [(Kind, Kind); 3] =
    [(Kind::Internal, Kind::External), (Kind::Internal, Kind::Intermediary), (Kind::External, Kind::Intermediary)];

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

/// The entropy over the outcomes, in bits, that is expected to be left by the answer to a question with these options:
/// where least is left, the answer tells most.
fn entropy_left(options: &[Choice], tally: &Evidence) -> f64 {
    likelihoods(options, tally)
        .zip(options)
        .map(|(likely, option)| likely * entropy(&shares(outcomes(&(*tally + option.evidence)))))
        .sum()
}

/// How likely each option is to be the answer; sums to 1.
///
/// Read off the weights: where an outcome holds, each answer is as likely as its evidence for that outcome is strong
/// beside the other answers.
fn likelihoods(options: &[Choice], tally: &Evidence) -> impl Iterator<Item = f64> {
    let now = shares(outcomes(tally));
    let rows: Vec<[f64; OUTCOMES]> = options.iter().map(|option| outcomes(&option.evidence).map(odds)).collect();
    let sums: [f64; OUTCOMES] = std::array::from_fn(|outcome| rows.iter().map(|row| row[outcome]).sum());
    rows.into_iter().map(move |row| (0..OUTCOMES).map(|outcome| now[outcome] * row[outcome] / sums[outcome]).sum())
}

/// The answer expected to a question: the likeliest option, the first of equals.
fn likeliest(model: &Model, sheet: &Sheet, question: QuestionIx) -> Answer {
    let likely: Vec<f64> = likelihoods(&model.questions[question].options, &sheet.tally(model)).collect();
    Answer::Chosen(first_most(0..likely.len(), |option| likely[option]).unwrap_or(0))
}
