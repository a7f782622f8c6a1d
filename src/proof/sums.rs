//! The rules read a second time: what counts, what it adds up to, and the verdict on a sum.
//!
//! Answers to a question that have the same evidence and meet the same conditions are one *variant*: no sum and no
//! condition of a question can tell them apart. "Not sure" is always in the first.

use crate::{
    content::{Condition, Evidence, Kind, Margins, Model, Purpose, QuestionIx, Type},
    engine::{Answer, Answers, Firmness, Verdict},
};

/// What a verdict can rest on: how far the client and the consumer lead the customer, the weight of each kind, and how many
/// of the conditions hold that show two roles to be held together.
///
/// The kinds stand for themselves, because the choice of the next question adds them to the customer's weight. Conditions
/// can be added up as evidence is: what is not answered meets those that rule answers out, an answer takes that back or
/// meets another.
pub type Sum = [i16; 6];

fn sum_of(evidence: &Evidence, met: i16) -> Sum {
    let [client, customer, consumer] = evidence.types;
    let [internal, external, intermediary] = evidence.kinds;
    [client - customer, consumer - customer, internal, external, intermediary, met]
}

/// The conditions that show two roles to be held together.
fn held_conditions(model: &Model) -> impl Iterator<Item = &Condition> {
    model.together.iter().flat_map(|pair| pair.first.when.iter().chain(&pair.second.when))
}

/// By how many more an answer makes the conditions on this question hold.
fn met_by(model: &Model, question: QuestionIx, answer: Answer) -> i16 {
    let by = |condition: &Condition| match answer {
        Answer::Chosen(option) if condition.options.contains(&option) => {
            if condition.among {
                1
            } else {
                -1
            }
        }
        Answer::Chosen(_) | Answer::NotSure => 0,
    };
    held_conditions(model).filter(|condition| condition.question == question).map(by).sum()
}

/// Two sums added up.
#[must_use]
pub fn plus(one: Sum, other: Sum) -> Sum {
    std::array::from_fn(|index| one[index] + other[index])
}

/// At most one variant for each question, as many as fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Picks(u128);

impl Picks {
    const QUESTIONS: usize = 32;
    const VARIANTS: usize = 15;

    /// The variant picked.
    #[must_use]
    pub fn get(self, question: QuestionIx) -> Option<usize> {
        (((self.0 >> (4 * question)) & 15) as usize).checked_sub(1)
    }

    /// Without a variant for a question.
    #[must_use]
    pub fn without(self, question: QuestionIx) -> Self {
        Self(self.0 & !(15 << (4 * question)))
    }

    /// With another variant for a question, or its first.
    #[must_use]
    pub fn with(self, question: QuestionIx, variant: usize) -> Self {
        Self(self.without(question).0 | ((variant as u128 + 1) << (4 * question)))
    }
}

/// Answers that are alike.
#[derive(Debug)]
pub struct Variant {
    /// What they add.
    pub sum: Sum,
    /// At least one.
    pub answers: Vec<Answer>,
    /// Whether they meet each condition that questions have on this one, in the order of the file.
    pub meets: Vec<bool>,
}

/// A condition: the question it is on, its index in [`Variant::meets`], and whether it holds without an answer.
#[derive(Debug)]
struct Gate {
    question: QuestionIx,
    index: usize,
    unanswered: bool,
}

/// A question that classifies; one that steers the plan has no variants.
#[derive(Debug)]
pub struct Weighed {
    /// At least one for a question that classifies.
    pub variants: Vec<Variant>,
    /// The questions with a condition on this one.
    pub dependents: Vec<QuestionIx>,
    when: Vec<Gate>,
}

/// The questions as sums see them.
#[derive(Debug)]
pub struct Weights<'a> {
    /// Where they were read.
    pub model: &'a Model,
    /// At the index of each question.
    pub questions: Vec<Weighed>,
    /// What holds before any answer.
    pub prior: Sum,
    /// How many conditions must hold for two roles to be held together; `None` where the pack names no such roles.
    both_at: Option<i16>,
}

/// Who a verdict says they are: which type leads, whether both roles are held, the types by which they are called, and the
/// kind of customer where they are called that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Who {
    /// The leading type.
    pub leading: Type,
    /// Whether both roles are held.
    pub both: bool,
    called: [bool; 3],
    kind: Option<Kind>,
}

impl<'a> Weights<'a> {
    /// Reads a model.
    ///
    /// # Errors
    /// Why the proofs cannot take it in.
    pub fn of(model: &'a Model) -> Result<Self, String> {
        let classifies = |question: QuestionIx| model.questions[question].purpose == Purpose::Classify;
        let mut questions: Vec<Weighed> = Vec::new();
        let mut counts = vec![0; model.questions.len()];
        for (index, question) in model.questions.iter().enumerate() {
            let mut when = Vec::new();
            for condition in question.when.iter().filter(|_| classifies(index)) {
                if !classifies(condition.question) {
                    return Err(format!("{} classifies, but rests on a question that does not", question.id));
                }
                let count = &mut counts[condition.question];
                when.push(Gate { question: condition.question, index: *count, unanswered: !condition.among });
                *count += 1;
                questions[condition.question].dependents.push(index);
            }
            let variants = if classifies(index) { variants(model, index) } else { Vec::new() };
            if index >= Picks::QUESTIONS || variants.len() >= Picks::VARIANTS {
                return Err(format!("{} is one question or option more than these proofs have room for", question.id));
            }
            questions.push(Weighed { variants, dependents: Vec::new(), when });
        }
        let unanswered = held_conditions(model).filter(|condition| !condition.among).count();
        let count = |number: usize| i16::try_from(number).map_err(|_| "there are too many conditions".to_owned());
        let both_at = model.together.is_some().then(|| count(held_conditions(model).count())).transpose()?;
        Ok(Self { model, questions, prior: sum_of(&model.prior, count(unanswered)?), both_at })
    }

    /// The questions that classify.
    pub fn classifying(&self) -> impl Iterator<Item = QuestionIx> + '_ {
        (0..self.questions.len()).filter(|&question| !self.questions[question].variants.is_empty())
    }

    /// Whether a question is asked where these variants count.
    #[must_use]
    pub fn applies(&self, active: Picks, question: QuestionIx) -> bool {
        self.questions[question].when.iter().all(|gate| match active.get(gate.question) {
            Some(variant) => self.questions[gate.question].variants[variant].meets[gate.index],
            None => gate.unanswered,
        })
    }

    /// The questions that a question rests on.
    pub fn gates(&self, question: QuestionIx) -> impl Iterator<Item = QuestionIx> + '_ {
        self.questions[question].when.iter().map(|gate| gate.question)
    }

    /// Those of the given variants that count.
    #[must_use]
    pub fn active(&self, given: Picks) -> Picks {
        self.classifying().fold(Picks::default(), |active, question| match given.get(question) {
            Some(variant) if self.applies(active, question) => active.with(question, variant),
            _ => active,
        })
    }

    /// What a variant adds.
    #[must_use]
    pub fn worth(&self, question: QuestionIx, variant: usize) -> Sum {
        self.questions[question].variants[variant].sum
    }

    /// The sum of what counts.
    #[must_use]
    pub fn sum(&self, active: Picks) -> Sum {
        self.classifying()
            .filter_map(|question| active.get(question).map(|variant| self.worth(question, variant)))
            .fold(self.prior, plus)
    }

    /// Answers with these variants, in the order of the file.
    #[must_use]
    pub fn answers(&self, given: Picks) -> Answers {
        let mut answers = Answers::default();
        for question in self.classifying() {
            if let Some(variant) = given.get(question) {
                answers.give(question, self.questions[question].variants[variant].answers[0]);
            }
        }
        answers
    }

    /// The variant that holds an answer.
    #[must_use]
    pub fn variant(&self, question: QuestionIx, answer: Answer) -> Option<usize> {
        self.questions[question].variants.iter().position(|variant| variant.answers.contains(&answer))
    }

    /// The first variant that meets the same conditions: what is left to know of one whose evidence is counted.
    #[must_use]
    pub fn standing(&self, question: QuestionIx, variant: usize) -> usize {
        let variants = &self.questions[question].variants;
        variants.iter().position(|other| other.meets == variants[variant].meets).unwrap_or(variant)
    }

    /// Of the answers that count up to a question, those on which a question after it rests, by their standing.
    #[must_use]
    pub fn still_needed(&self, active: Picks, question: QuestionIx) -> Picks {
        (0..=question).fold(Picks::default(), |needed, gate| match active.get(gate) {
            Some(variant) if self.questions[gate].dependents.iter().any(|dependent| *dependent > question) => {
                needed.with(gate, self.standing(gate, variant))
            }
            _ => needed,
        })
    }

    /// The verdict on a sum, by the definitions in [`Verdict`] and [`Margins`].
    #[must_use]
    pub fn verdict(&self, sum: Sum) -> Verdict {
        let [client, consumer, kinds @ .., met] = sum;
        let scores = [client, 0, consumer];
        let pair = self.model.together.as_ref().filter(|_| self.both_at == Some(met));
        let mut verdict = match pair {
            Some(pair) => self.pair_verdict(scores, [pair.first.role, pair.second.role]),
            None => self.single_verdict(scores),
        };
        let names_customer = [Some(verdict.leading), verdict.also, verdict.third].contains(&Some(Type::Customer));
        verdict.kind = (0..3)
            .find(|&kind| (0..3).all(|other| other == kind || kinds[kind] > kinds[other]))
            .filter(|_| names_customer)
            .map(|kind| Kind::ALL[kind]);
        verdict
    }

    fn single_verdict(&self, scores: [i16; 3]) -> Verdict {
        let Margins { between, also, .. } = self.model.margins;
        // The index in the ranking is the number of types that stand before: by score, and of equals by `Type::ALL`.
        let mut ranking = [0; 3];
        for of in 0..3 {
            let before =
                (0..3).filter(|&other| scores[other] > scores[of] || (scores[other] == scores[of] && other < of));
            ranking[before.count()] = of;
        }
        let [leading, next, last] = ranking;
        let lead = scores[leading] - scores[next];
        Verdict {
            leading: Type::ALL[leading],
            both: false,
            also: (lead < also).then_some(Type::ALL[next]),
            third: (scores[leading] - scores[last] < between).then_some(Type::ALL[last]),
            kind: None,
            firmness: self.firmness(lead),
        }
    }

    /// Where both are held, the pair has the score of its stronger role; what it is called is its first.
    fn pair_verdict(&self, scores: [i16; 3], [first, second]: [Type; 2]) -> Verdict {
        let Margins { between, also, .. } = self.model.margins;
        let score = |of: Type| scores[of as usize];
        let alone = if first != Type::Client && second != Type::Client {
            Type::Client
        } else if first != Type::Customer && second != Type::Customer {
            Type::Customer
        } else {
            Type::Consumer
        };
        let of_pair = score(first).max(score(second));
        let (low, high) = (of_pair.min(score(alone)), of_pair.max(score(alone)));
        let lead = high - low;
        let pair_leads = if lead == 0 { (first as usize) < alone as usize } else { of_pair == high };
        let (both, leading, others) = match (pair_leads, lead >= between) {
            (true, true) => (true, first, [Some(second), Some(alone).filter(|_| lead < also)]),
            (true, false) => (false, first, [Some(alone), None]),
            (false, _) => (false, alone, [Some(first).filter(|_| lead < also), None]),
        };
        let [also, third] = others;
        Verdict { leading, both, also, third, kind: None, firmness: self.firmness(lead) }
    }

    fn firmness(&self, lead: i16) -> Firmness {
        if lead >= self.model.margins.clear {
            Firmness::Clear
        } else if lead >= self.model.margins.between {
            Firmness::Leaning
        } else {
            Firmness::Between
        }
    }

    /// Who they are by the verdict on a sum.
    #[must_use]
    pub fn who(&self, sum: Sum) -> Who {
        let Verdict { leading, both, also, third, kind, firmness } = self.verdict(sum);
        let named: &[Option<Type>] = match (firmness, both) {
            (Firmness::Between, _) => &[Some(leading), also, third],
            (_, true) => &[Some(leading), also],
            (_, false) => &[Some(leading)],
        };
        let called = Type::ALL.map(|of| named.contains(&Some(of)));
        Who { leading, both, called, kind: kind.filter(|_| called[Type::Customer as usize]) }
    }
}

fn variants(model: &Model, question: QuestionIx) -> Vec<Variant> {
    let classifying = model.questions.iter().filter(|other| other.purpose == Purpose::Classify);
    let conditions: Vec<_> =
        classifying.flat_map(|other| &other.when).filter(|condition| condition.question == question).collect();
    let options = &model.questions[question].options;
    let mut variants: Vec<Variant> = Vec::new();
    for answer in std::iter::once(Answer::NotSure).chain((0..options.len()).map(Answer::Chosen)) {
        let (sum, meets): (Sum, Vec<bool>) = match answer {
            Answer::NotSure => {
                (sum_of(&Evidence::default(), 0), conditions.iter().map(|condition| !condition.among).collect())
            }
            Answer::Chosen(option) => (
                sum_of(&options[option].evidence, met_by(model, question, answer)),
                conditions.iter().map(|condition| condition.options.contains(&option) == condition.among).collect(),
            ),
        };
        match variants.iter_mut().find(|variant| variant.sum == sum && variant.meets == meets) {
            Some(variant) => variant.answers.push(answer),
            None => variants.push(Variant { sum, answers: vec![answer], meets }),
        }
    }
    variants
}
