//! What to ask next, when to stop, and how many questions are left at most.
//!
//! Asking stops, by [`Depth`]:
//!
//! - *likely*: by [`Model::stop`], that is once no single further answer could change who they are, though not before the
//!   first few questions; and in any case after so many. Several answers together might still change it.
//! - *decided*: once no possible answers to all of the remaining questions together could (deterministic curtailment).
//! - *every*: when none is left.
//!
//! All three are exact and rest on whole decibans. They ask the same questions in the same order, and differ in where they
//! end. Questions that steer the plan are asked by none: they are offered beside it.

use super::{
    answers::{ActiveAnswers, Answer, Answers},
    curtailment::Outlook,
};
use crate::content::{Model, Purpose, QuestionIx};

/// How far to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// Until the verdict is likely enough, by [`Model::stop`].
    #[default]
    Likely,
    /// Until the verdict is proved: no remaining question could change who they are.
    Decided,
    /// Every question that applies, to firm up how well each type fits.
    Every,
}

impl Depth {
    /// From the least asked to the most.
    pub const ALL: [Self; 3] = [Self::Likely, Self::Decided, Self::Every];

    /// The word used in attributes and options.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Decided => "decided",
            Self::Every => "every",
        }
    }

    /// The depth of that word.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|depth| depth.id() == id)
    }
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// This question.
    Ask(QuestionIx),
    /// Nothing: the verdict and the plan stand.
    Done,
}

/// What comes next after these answers: of the questions that classify, the most telling one.
#[must_use]
pub fn step(model: &Model, answers: &Answers, depth: Depth) -> Step {
    step_from(model, &ActiveAnswers::of(model, answers), depth)
}

fn step_from(model: &Model, active: &ActiveAnswers, depth: Depth) -> Step {
    let outlook = Outlook::new(model, active);
    let is_enough = match depth {
        Depth::Likely => is_likely(&outlook, active),
        Depth::Decided => outlook.is_decided(active),
        Depth::Every => false,
    };
    let next = if is_enough { None } else { outlook.next(active) };
    next.map_or(Step::Done, Step::Ask)
}

fn is_likely(outlook: &Outlook, active: &ActiveAnswers) -> bool {
    let stop = outlook.model.stop;
    match active.asked(outlook.model) {
        asked if asked >= stop.most => true,
        asked if asked >= stop.after => outlook.could_change(active).next().is_none(),
        _ => outlook.is_decided(active),
    }
}

/// How certain it is who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Certainty {
    /// No answers to the remaining questions could change it: proved.
    Proved,
    /// One answer to any of these questions could change it, even with nothing else answered; where there are none, only
    /// several answers together could.
    Open(Vec<QuestionIx>),
}

/// How certain it is who they are, and which of the questions of [`unasked`] could still change that by a single answer.
///
/// What they would change is the type, whether both roles are held, the types that the case lies between, or the kind of
/// customer; not how firmly, and not which other role is in view.
#[must_use]
pub fn certainty(model: &Model, answers: &Answers) -> Certainty {
    let active = ActiveAnswers::of(model, answers);
    let outlook = Outlook::new(model, &active);
    if outlook.is_decided(&active) {
        Certainty::Proved
    } else {
        Certainty::Open(outlook.could_change(&active).collect())
    }
}

/// Whether who they are would survive every possible answer to the questions that remain.
#[must_use]
pub fn decided(model: &Model, answers: &Answers) -> bool {
    let active = ActiveAnswers::of(model, answers);
    Outlook::new(model, &active).is_decided(&active)
}

/// The questions that classify, apply and have not been answered, in the order of the file.
#[must_use]
pub fn unasked(model: &Model, answers: &Answers) -> Vec<QuestionIx> {
    ActiveAnswers::of(model, answers).open(model, Purpose::Classify).collect()
}

/// At most so many questions are still to be asked, the next one included; 0 exactly when there is none.
///
/// With the questions asked so far it adds up to a total that never rises while answers are added: a question that has been
/// ruled out stays so, and the limit of [`Model::stop`] is fixed. The last [`LOOKAHEAD`] questions are counted exactly.
#[must_use]
pub fn at_most(model: &Model, answers: &Answers, depth: Depth) -> usize {
    let mut active = ActiveAnswers::of(model, answers);
    if let Some(exact) = (0..=LOOKAHEAD).find(|&count| ends_within(model, &mut active, depth, count)) {
        return exact;
    }
    let open = active.may_be_asked(model);
    match depth {
        Depth::Likely => open.min(model.stop.most - active.asked(model)),
        Depth::Decided | Depth::Every => open,
    }
}

/// Runs no longer than this are walked, whatever is answered: a few dozen steps, most of which end at once.
const LOOKAHEAD: usize = 2;

/// Whether asking ends after so many questions or fewer, whatever is answered.
fn ends_within(model: &Model, active: &mut ActiveAnswers, depth: Depth, count: usize) -> bool {
    let Step::Ask(question) = step_from(model, active, depth) else { return true };
    if count == 0 {
        return false;
    }
    let options = (0..model.questions[question].options.len()).map(Answer::Chosen);
    let all_end = [Answer::NotSure].into_iter().chain(options).all(|answer| {
        active.give(model, question, Some(answer));
        ends_within(model, active, depth, count - 1)
    });
    active.give(model, question, None);
    all_end
}

/// So many answers of "not sure" in a row are a sign that the questions do not help.
const UNSURE_IN_A_ROW: usize = 3;

/// Whether the answers given last are all "not sure": time to offer the comparison of the types instead.
#[must_use]
pub fn is_at_a_loss(answers: &Answers) -> bool {
    let mut last = answers.iter().rev().take(UNSURE_IN_A_ROW);
    answers.len() >= UNSURE_IN_A_ROW && last.all(|(_, answer)| answer == Answer::NotSure)
}
