//! What has been answered: the only state there is.

use crate::content::{ChoiceIx, Condition, Evidence, Model, Purpose, Question, QuestionIx};

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// One of the options.
    Chosen(ChoiceIx),
    /// "Not sure": an answer to every question, which weighs nothing.
    NotSure,
}

impl Answer {
    /// The id used in files, events and results. `question` is the one that this answers.
    #[must_use]
    pub fn id(self, question: &Question) -> &str {
        match self {
            Self::Chosen(option) => &question.options[option].id,
            Self::NotSure => Question::NOT_SURE,
        }
    }

    /// The answer with this id; `None` where the question has no such option.
    #[must_use]
    pub fn parse(question: &Question, id: &str) -> Option<Self> {
        if id == Question::NOT_SURE { Some(Self::NotSure) } else { question.option(id).map(Self::Chosen) }
    }
}

/// The answers given so far, each question at most once, in the order in which they were given.
///
/// The order serves Back and the list on the page. No verdict, step or plan depends on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers(Vec<(QuestionIx, Answer)>);

impl Answers {
    /// Gives or replaces an answer; a replaced one keeps its position.
    pub fn give(&mut self, question: QuestionIx, answer: Answer) {
        match self.0.iter_mut().find(|(given, _)| *given == question) {
            Some(entry) => entry.1 = answer,
            None => self.0.push((question, answer)),
        }
    }

    /// The same answers with one given or replaced.
    #[must_use]
    pub fn with(&self, question: QuestionIx, answer: Answer) -> Self {
        let mut answers = self.clone();
        answers.give(question, answer);
        answers
    }

    /// Takes back the answer to a question.
    pub fn remove(&mut self, question: QuestionIx) {
        self.0.retain(|(given, _)| *given != question);
    }

    /// Takes back the answer given last.
    pub fn take_back(&mut self) -> Option<(QuestionIx, Answer)> {
        self.0.pop()
    }

    /// Those that count: without the answers to questions whose conditions do not hold.
    #[must_use]
    pub fn applicable(&self, model: &Model) -> Self {
        let active = ActiveAnswers::of(model, self);
        Self(self.iter().filter(|(question, _)| active.get(*question).is_some()).collect())
    }

    /// The answer to a question.
    #[must_use]
    pub fn get(&self, question: QuestionIx) -> Option<Answer> {
        self.0.iter().find(|(given, _)| *given == question).map(|(_, answer)| *answer)
    }

    /// In the order in which they were given.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (QuestionIx, Answer)> + '_ {
        self.0.iter().copied()
    }

    /// Whether the same answers were given, in whatever order.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(question, answer)| other.get(question) == Some(answer))
    }

    /// How many questions have been answered, "not sure" included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing has been answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    /// The prior and the evidence of every answer that counts, added up.
    pub evidence: Evidence,
    /// Whether the answers show that both roles of [`Model::together`] are held.
    pub both: bool,
}

/// The answers that count beside those that were given, at the index of their question.
///
/// An answer to a question whose conditions no longer hold, because an earlier answer was changed, is kept in
/// [`Answers`] but does not count until they hold again.
#[derive(Debug, Clone)]
pub(super) struct ActiveAnswers {
    active: Vec<Option<Answer>>,
    given: Vec<Option<Answer>>,
}

impl ActiveAnswers {
    pub(super) fn of(model: &Model, answers: &Answers) -> Self {
        let given = (0..model.questions.len()).map(|question| answers.get(question)).collect();
        let mut answers = Self { active: vec![None; model.questions.len()], given };
        answers.recompute(model);
        answers
    }

    /// Gives or takes back an answer, and with it what counts because of it or no longer does.
    pub(super) fn give(&mut self, model: &Model, question: QuestionIx, answer: Option<Answer>) {
        self.given[question] = answer;
        self.recompute(model);
    }

    fn recompute(&mut self, model: &Model) {
        // Conditions point backwards only, so one pass in the order of the file settles them all.
        for question in 0..self.given.len() {
            self.active[question] = self.given[question].filter(|_| self.applies(model, question));
        }
    }

    /// Whether a question is to be asked at all, given the answers that count.
    pub(super) fn applies(&self, model: &Model, question: QuestionIx) -> bool {
        self.meets(&model.questions[question].when)
    }

    pub(super) fn meets(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| self.meets_one(condition))
    }

    pub(super) fn meets_one(&self, condition: &Condition) -> bool {
        match self.active[condition.question] {
            Some(Answer::Chosen(option)) => condition.options.contains(&option) == condition.among,
            Some(Answer::NotSure) | None => !condition.among,
        }
    }

    /// Which questions count for the same whatever is answered from here on: those answered whose conditions rest on such
    /// questions only, and those that one such question rules out.
    pub(super) fn settled(&self, model: &Model) -> Vec<bool> {
        let mut settled = Vec::with_capacity(self.given.len());
        for (question, given) in model.questions.iter().zip(&self.given) {
            let ruled_out = |condition: &Condition| settled[condition.question] && !self.meets_one(condition);
            let rests = question.when.iter().all(|condition| settled[condition.question]);
            let is_settled = (given.is_some() && rests) || question.when.iter().any(ruled_out);
            settled.push(is_settled);
        }
        settled
    }

    pub(super) fn get(&self, question: QuestionIx) -> Option<Answer> {
        self.active[question]
    }

    /// The answer given, whether it counts or waits for its conditions.
    pub(super) fn given(&self, question: QuestionIx) -> Option<Answer> {
        self.given[question]
    }

    /// The options that count, with their question.
    pub(super) fn chosen(&self) -> impl Iterator<Item = (QuestionIx, ChoiceIx)> + '_ {
        self.active.iter().enumerate().filter_map(|(question, answer)| match answer {
            Some(Answer::Chosen(option)) => Some((question, *option)),
            Some(Answer::NotSure) | None => None,
        })
    }

    /// The questions with this purpose that are to be asked and have not been answered, in the order of the file.
    pub(super) fn open<'a>(&'a self, model: &'a Model, purpose: Purpose) -> impl Iterator<Item = QuestionIx> + 'a {
        (0..model.questions.len()).filter(move |&question| {
            model.questions[question].purpose == purpose
                && self.active[question].is_none()
                && self.applies(model, question)
        })
    }

    /// How many questions that classify have no answer and may still come to be asked.
    pub(super) fn may_be_asked(&self, model: &Model) -> usize {
        // One that is settled without an answer is ruled out for good.
        let settled = self.settled(model);
        let may_be = |&question: &usize| {
            model.questions[question].purpose == Purpose::Classify
                && self.given[question].is_none()
                && !settled[question]
        };
        (0..self.given.len()).filter(may_be).count()
    }

    /// How many questions that classify have been answered, whether or not the answers count.
    pub(super) fn asked(&self, model: &Model) -> usize {
        let classifies = |question: &usize| model.questions[*question].purpose == Purpose::Classify;
        (0..self.given.len()).filter(classifies).filter(|&question| self.given[question].is_some()).count()
    }

    /// What everything that counts amounts to.
    pub(super) fn tally(&self, model: &Model) -> Tally {
        let evidence = self
            .chosen()
            .fold(model.prior, |sum, (question, option)| sum + model.questions[question].options[option].evidence);
        let both = model.together.as_ref().is_some_and(|pair| pair.roles().all(|role| self.meets(&role.when)));
        Tally { evidence, both }
    }
}
