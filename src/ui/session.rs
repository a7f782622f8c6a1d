//! The one state of the widget and the one place where it changes.

use std::rc::Rc;

use yew::Reducible;

use crate::{
    content::{Model, QuestionIx, Str},
    engine::{Answer, Answers, Depth, Step, step},
};

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// A question.
    Question(QuestionIx),
    /// The verdict and the plan.
    Result,
}

/// Where the visitor stands. The answers decide everything else; the rest is a courtesy to the visitor.
#[derive(Debug, Clone)]
pub struct Session {
    model: Rc<Model>,
    /// The answers that count.
    pub answers: Answers,
    /// Every answer ever given: offered again after Back, and when a question comes to apply again.
    pub remembered: Answers,
    /// Whether the visitor wants to answer every question.
    pub thorough: bool,
    /// An answer that the visitor has come back to, from the result.
    pub revising: Option<QuestionIx>,
    /// The text copied last, and whether that worked.
    pub copied: Option<(Str, bool)>,
    /// How many moves the visitor has made since the answers were last handed in.
    pub moves: u32,
    /// How often answers were handed in from outside.
    pub round: u32,
}

/// What can happen to a [`Session`].
#[derive(Debug)]
pub enum Action {
    /// The question on the screen is answered.
    Give(QuestionIx, Answer),
    /// To the screen before.
    Back,
    /// To the question of an answer already given; the others stay.
    Revise(QuestionIx),
    /// A text has been copied, or not.
    Copied(Str, bool),
    /// To the questions that the verdict did not need.
    Thorough,
    /// From the beginning.
    Restart,
    /// Answers from outside take the place of these, perhaps to another pack.
    Replace(Rc<Model>, Rc<Answers>),
}

impl Session {
    /// A session that begins from these answers.
    #[must_use]
    pub fn new(model: Rc<Model>, answers: &Answers) -> Self {
        Self {
            answers: answers.counting(&model),
            model,
            remembered: answers.clone(),
            thorough: false,
            revising: None,
            copied: None,
            moves: 0,
            round: 0,
        }
    }

    /// The pack that the answers are about.
    #[must_use]
    pub fn model(&self) -> &Rc<Model> {
        &self.model
    }

    /// How far to ask.
    #[must_use]
    pub fn depth(&self) -> Depth {
        if self.thorough { Depth::Every } else { Depth::Decided }
    }

    /// What is on the screen.
    #[must_use]
    pub fn screen(&self) -> Screen {
        if let Some(question) = self.revising {
            return Screen::Question(question);
        }
        match step(&self.model, &self.answers, self.depth()) {
            Step::Ask(question) => Screen::Question(question),
            Step::Done => Screen::Result,
        }
    }
}

impl Reducible for Session {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Self::clone(&self);
        if let Action::Copied(text, worked) = action {
            next.copied = Some((text, worked));
            return Rc::new(next);
        }
        next.moves += 1;
        match action {
            Action::Give(question, answer) => {
                next.revising = None;
                next.remembered.give(question, answer);
                // Another answer may end the conditions of later ones: those are remembered, and no longer count.
                next.answers = next.answers.with(question, answer).counting(&next.model);
            }
            Action::Back if next.revising.is_some() => next.revising = None,
            Action::Back => {
                if next.answers.take_back().is_none() {
                    return self;
                }
            }
            Action::Revise(question) => next.revising = Some(question),
            Action::Copied(..) => {}
            Action::Thorough => next.thorough = true,
            Action::Restart => {
                next = Self { moves: next.moves, round: next.round, ..Self::new(next.model, &Answers::default()) };
            }
            Action::Replace(model, answers) => {
                next = Self { round: next.round + 1, ..Self::new(model, &answers) };
            }
        }
        Rc::new(next)
    }
}
