//! Every run through the questions that classify, as the engine asks them to one depth.
//!
//! Runs number in the billions, so they are walked together. Two sets of answers are in the same *state* where they
//! answer the same questions, with the same sum of what counts for good, the same variants where conditions are still
//! to be settled, and the same standing on every condition that an open question has. The verdict, whether it is decided
//! and the next question are the same for all of them, for the engine reads nothing else: [`engine::step`] looks at
//! which questions count, at the evidence of options and at its sum. That argument is itself checked: the engine is
//! asked about two runs to each state, the one found first and the one found last.
//!
//! [`engine::step`]: crate::engine::step

use std::{collections::HashMap, time::Duration};

use super::{
    report::{Proof, grouped, in_words},
    subject::Engine,
    sums::{Picks, Sum, Variant, Weights, plus},
};
use crate::{
    content::{Purpose, QuestionIx},
    engine::{Answer, Answers, Depth, Step},
};

/// What decides about everything that comes after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct State {
    /// A bit for each question that is answered.
    pub answered: u32,
    /// What is still to be told apart of the answers given: see [`Self::of`].
    pub kept: Picks,
    /// The prior and what counts for good.
    pub sum: Sum,
}

impl State {
    /// A question is *settled* once those that it rests on are, and it is answered or does not apply. Of the answers,
    /// the variant is kept where the question is not settled or the answer does not count; of settled ones that do, what
    /// conditions they meet, for as long as a question that rests on them does not count for good or is itself kept.
    #[must_use]
    pub fn of(weights: &Weights, given: Picks) -> Self {
        let active = weights.active(given);
        let mut state = Self { answered: 0, kept: Picks::default(), sum: weights.prior };
        let mut settled = 0_u32;
        let mut for_good = 0_u32;
        for question in weights.classifying() {
            let bit = 1 << question;
            let variant = given.get(question);
            if variant.is_some() {
                state.answered |= bit;
            }
            let gates_settled = weights.gates(question).all(|gate| settled & (1 << gate) != 0);
            if gates_settled && (variant.is_some() || !weights.applies(active, question)) {
                settled |= bit;
                if let Some(variant) = active.get(question) {
                    for_good |= bit;
                    state.sum = plus(state.sum, weights.worth(question, variant));
                }
            }
        }
        // Backwards, because what is kept of a question says what must be kept of those that it rests on.
        for question in (0..weights.questions.len()).rev() {
            let Some(variant) = given.get(question) else { continue };
            let open = |dependent: QuestionIx| for_good & (1 << dependent) == 0 || state.kept.get(dependent).is_some();
            if for_good & (1 << question) == 0 {
                state.kept = state.kept.with(question, variant);
            } else if weights.questions[question].dependents.iter().any(|dependent| open(*dependent)) {
                state.kept = state.kept.with(question, weights.standing(question, variant));
            }
        }
        state
    }
}

/// The last answer on a way to a state.
#[derive(Debug, Clone, Copy)]
struct Arrival {
    from: u32,
    question: QuestionIx,
    variant: usize,
}

#[derive(Debug)]
struct Node {
    state: State,
    first: Option<Arrival>,
    last: Option<Arrival>,
    asks: Option<QuestionIx>,
    /// Where the states after each variant begin in [`Runs::after`].
    after: usize,
}

/// Index of a state.
pub type StateIx = usize;

/// All states, each behind those that lead to it, and the ways between them.
#[derive(Debug)]
pub struct Runs<'a> {
    /// The questions.
    pub weights: &'a Weights<'a>,
    /// How far the engine asks.
    pub depth: Depth,
    nodes: Vec<Node>,
    after: Vec<u32>,
}

impl<'a> Runs<'a> {
    /// Walks every run.
    ///
    /// # Errors
    /// A state in which the engine asks what cannot be asked, or more states than can be numbered.
    pub fn of(weights: &'a Weights<'a>, engine: &Engine, depth: Depth) -> Result<Self, String> {
        let start = State::of(weights, Picks::default());
        let mut runs = Self { weights, depth, nodes: Vec::new(), after: Vec::new() };
        runs.nodes.push(Node { state: start, first: None, last: None, asks: None, after: 0 });
        let mut level = 0..1;
        while !level.is_empty() {
            let end = level.end;
            let mut known: HashMap<State, u32> = HashMap::new();
            for from in level {
                let given = runs.first_picks(from);
                let answers = runs.first_answers(from);
                let Some(question) = asked(weights, (engine.step)(weights.model, &answers, depth)) else {
                    continue;
                };
                if given.get(question).is_some() || !weights.applies(weights.active(given), question) {
                    let words = in_words(weights.model, &answers);
                    return Err(format!("{words}: the engine asks {}", weights.model.questions[question].id));
                }
                runs.nodes[from].asks = Some(question);
                runs.nodes[from].after = runs.after.len();
                for variant in 0..weights.questions[question].variants.len() {
                    let state = State::of(weights, given.with(question, variant));
                    let arrival = Some(Arrival { from: number(from)?, question, variant });
                    let next = number(runs.nodes.len())?;
                    let to = *known.entry(state).or_insert(next);
                    if to == next {
                        runs.nodes.push(Node { state, first: arrival, last: arrival, asks: None, after: 0 });
                    } else {
                        runs.nodes[to as usize].last = arrival;
                    }
                    runs.after.push(to);
                }
            }
            level = end..runs.nodes.len();
        }
        Ok(runs)
    }

    /// The states, those with fewer answers first.
    pub fn states(&self) -> impl Iterator<Item = StateIx> + use<> {
        0..self.nodes.len()
    }

    /// The states in which asking has ended.
    pub fn ends(&self) -> impl Iterator<Item = StateIx> + '_ {
        self.states().filter(|&state| self.asks(state).is_none())
    }

    /// What decides about everything that comes after.
    #[must_use]
    pub fn state(&self, state: StateIx) -> &State {
        &self.nodes[state].state
    }

    /// The question that the engine asks.
    #[must_use]
    pub fn asks(&self, state: StateIx) -> Option<QuestionIx> {
        self.nodes[state].asks
    }

    /// The variants of the answer to the question asked, and the state that each leads to.
    pub fn ways(&self, state: StateIx) -> impl Iterator<Item = (&Variant, StateIx)> + '_ {
        let node = &self.nodes[state];
        let variants = node.asks.map_or(&[][..], |question| &self.weights.questions[question].variants);
        variants.iter().zip(&self.after[node.after..]).map(|(variant, to)| (variant, *to as StateIx))
    }

    /// The answers of the run to a state that was found first, in the order in which they were given.
    #[must_use]
    pub fn first_answers(&self, state: StateIx) -> Answers {
        self.answers(state, |node| node.first)
    }

    /// The state before the last of [`Self::first_answers`].
    #[must_use]
    pub fn before(&self, state: StateIx) -> Option<StateIx> {
        self.nodes[state].first.map(|arrival| arrival.from as StateIx)
    }

    /// Those of the run that was found last.
    #[must_use]
    pub fn last_answers(&self, state: StateIx) -> Answers {
        self.answers(state, |node| node.last)
    }

    /// The sum of everything that counts in a state.
    #[must_use]
    pub fn sum(&self, state: StateIx) -> Sum {
        self.weights.sum(self.weights.active(self.first_picks(state)))
    }

    /// The variants of [`Self::first_answers`].
    #[must_use]
    pub fn first_picks(&self, state: StateIx) -> Picks {
        self.way_to(state, |node| node.first)
            .iter()
            .fold(Picks::default(), |picks, arrival| picks.with(arrival.question, arrival.variant))
    }

    fn answers(&self, state: StateIx, by: impl Fn(&Node) -> Option<Arrival>) -> Answers {
        let mut answers = Answers::default();
        for Arrival { question, variant, .. } in self.way_to(state, by).into_iter().rev() {
            answers.give(question, self.weights.questions[question].variants[variant].answers[0]);
        }
        answers
    }

    /// The last answer first.
    fn way_to(&self, state: StateIx, by: impl Fn(&Node) -> Option<Arrival>) -> Vec<Arrival> {
        std::iter::successors(by(&self.nodes[state]), |arrival| by(&self.nodes[arrival.from as usize])).collect()
    }

    /// For each state, the sum over the runs to it of the product of the weights of their answers.
    pub fn weigh<T>(&self, one: T, weight: impl Fn(QuestionIx, &Variant) -> T) -> Vec<T>
    where
        T: Copy + Default + std::ops::AddAssign + std::ops::Mul<Output = T>,
    {
        let mut totals = vec![T::default(); self.nodes.len()];
        totals[0] = one;
        for state in self.states() {
            if let Some(question) = self.asks(state) {
                for (variant, to) in self.ways(state) {
                    let through = totals[state] * weight(question, variant);
                    totals[to] += through;
                }
            }
        }
        totals
    }

    /// How many runs lead to each state.
    #[must_use]
    pub fn counts(&self) -> Vec<u128> {
        self.weigh(1, |_, variant| variant.answers.len() as u128)
    }

    /// How many questions are answered in a state.
    #[must_use]
    pub fn asked(&self, state: StateIx) -> usize {
        self.state(state).answered.count_ones() as usize
    }

    /// How many runs there are and how long they are.
    #[must_use]
    pub fn report(&self, took: Duration) -> Proof {
        let counts = self.counts();
        let ends: Vec<StateIx> = self.ends().collect();
        Proof {
            statement: match self.depth {
                Depth::Likely => {
                    "Every run through the questions ends, where the visitor is content with what is likely."
                }
                Depth::Decided => "Every run through the questions ends, where the visitor wants the verdict proved.",
                Depth::Every => "Every run through all questions ends.",
            },
            covered: ends.iter().map(|&end| counts[end]).sum(),
            how: format!(
                "runs as the wizard asks, by dynamic programming over {} states, {} of them ends",
                grouped(self.nodes.len() as u128),
                grouped(ends.len() as u128)
            ),
            findings: vec![
                self.lengths(&self.probabilities(any), "every answer equally likely, \"not sure\" included"),
                self.lengths(&self.probabilities(chosen), "every option equally likely, nobody is unsure"),
            ],
            counterexample: None,
            took,
        }
    }

    /// How likely a run comes through each state, where each of the answers that `eligible` counts in a variant is as likely
    /// as the others to its question.
    #[must_use]
    pub fn probabilities(&self, eligible: fn(&Variant) -> usize) -> Vec<f64> {
        self.weigh(1.0, |question, variant| {
            ratio(eligible(variant), self.weights.questions[question].variants.iter().map(eligible).sum())
        })
    }

    /// The mean, the median, the 90th percentile and the greatest number of questions asked.
    fn lengths(&self, likely: &[f64], of: &str) -> String {
        let mut by_length = [0.0; u32::BITS as usize + 1];
        let mut mean = 0.0;
        for end in self.ends() {
            by_length[self.asked(end)] += likely[end];
            mean += likely[end] * ratio(self.asked(end), 1);
        }
        // A rounding error may not move the ninetieth percentile from one length to the next.
        let least = |share: f64| {
            let mut below = 0.0;
            by_length.iter().position(|of_length| {
                below += of_length;
                below >= share - 1e-9
            })
        };
        let [median, ninetieth, most] = [0.5, 0.9, 1.0].map(|share| least(share).unwrap_or(0));
        format!(
            "questions that classify asked: mean {mean:.2}, median {median}, 90th percentile {ninetieth}, most {most}; {of}"
        )
    }
}

/// All answers of a variant.
#[must_use]
pub fn any(variant: &Variant) -> usize {
    variant.answers.len()
}

/// The answers of a variant but for "not sure".
fn chosen(variant: &Variant) -> usize {
    variant.answers.iter().filter(|answer| matches!(answer, Answer::Chosen(_))).count()
}

/// The variants of a question, each with its share of all answers.
pub(super) fn shares(weights: &Weights, question: QuestionIx) -> impl Iterator<Item = (usize, f64)> {
    let variants = &weights.questions[question].variants;
    let all = variants.iter().map(any).sum();
    variants.iter().enumerate().map(move |(index, variant)| (index, ratio(any(variant), all)))
}

#[expect(clippy::cast_precision_loss, reason = "a handful of options or questions")]
fn ratio(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

/// The question to be asked, while one that classifies is.
pub(super) fn asked(weights: &Weights, step: Step) -> Option<QuestionIx> {
    match step {
        Step::Ask(question) if weights.model.questions[question].purpose == Purpose::Classify => Some(question),
        Step::Ask(_) | Step::Done => None,
    }
}

fn number(index: usize) -> Result<u32, String> {
    u32::try_from(index).map_err(|_| "there are more states than can be numbered".into())
}
