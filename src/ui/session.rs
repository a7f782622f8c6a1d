//! The one state of the widget and the one place where it changes.

use std::rc::Rc;

use yew::Reducible;

use super::{
    Given,
    kept::{self, Kept},
    take::Form,
};
use crate::{
    content::{Model, QuestionIx, Str},
    engine::{Answer, Answers, Beyond, Depth, Step, remaining, step},
};

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// A question.
    Question(QuestionIx),
    /// The verdict and the plan.
    Result,
    /// The saved relationships.
    Relationships,
}

/// Where the visitor stands. The answers decide everything else; the rest is a courtesy to the visitor.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
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
    /// Answers that are only tried out: what would be, if they took the place of those that count.
    pub trial: Option<Answers>,
    /// The actions that are ticked off, as indices in [`Model::actions`].
    pub done: Vec<usize>,
    /// What the visitor looks at beyond the plan.
    pub beyond: Option<Beyond>,
    /// Whether the last move only began or ended a trial, or led to what is saved or back. Then no answer has changed, and
    /// nobody else is told.
    pub aside: bool,
    /// The text copied last, and whether that worked.
    pub copied: Option<(Str, bool)>,
    /// The relationships that are saved.
    pub kept: Kept,
    /// The form in which the result was taken along last, and whether that worked.
    pub taken: Option<(Form, bool)>,
    /// Whether the visitor has just erased everything.
    pub erased: bool,
    /// How many moves the visitor has made since the answers were last handed in.
    pub moves: u32,
    /// How often answers were handed in from outside.
    pub round: u32,
    /// What is next to be asked, and about how many questions are to come: worked out once a move, for that is most of the
    /// work that a move makes.
    next: Step,
    left: usize,
    /// Whether there is more to ask than before the last answer.
    pub opened: bool,
}

/// What can happen to a [`Session`].
#[derive(Debug)]
pub enum Action {
    /// The question on the screen is answered.
    Give(QuestionIx, Answer),
    /// To the screen before.
    Back,
    /// To a question out of turn: one whose answer is to change, or one that was not asked. The other answers stay.
    Revise(QuestionIx),
    /// The result as it would be with these answers.
    Try(Answers),
    /// The trial is over, and nothing has changed.
    Return,
    /// The answers that are tried out are the visitor's own now.
    Keep,
    /// These actions are ticked off.
    Ticked(Vec<usize>),
    /// Look at what there is beyond the plan, or no longer.
    Look(Option<Beyond>),
    /// A text has been copied, or not.
    Copied(Str, bool),
    /// The result has been taken along, or perhaps not.
    Taken(Form, bool),
    /// To the questions that the verdict did not need.
    Thorough,
    /// From the beginning.
    Restart,
    /// From the beginning, with nothing of what was given, ticked or saved: not even for Undo.
    Erase,
    /// Something happens to what is saved.
    Kept(kept::Change),
    /// What is handed in from outside takes the place of what was there, perhaps about another pack.
    Replace(Rc<Model>, Given),
}

impl Session {
    /// A session that begins from what is given.
    #[must_use]
    pub fn new(model: Rc<Model>, given: &Given) -> Self {
        let answers = &*given.answers;
        let counting = answers.counting(&model);
        let mut session = Self {
            answers: counting,
            model,
            remembered: answers.clone(),
            thorough: false,
            revising: None,
            trial: None,
            aside: false,
            done: given.done.clone(),
            beyond: None,
            copied: None,
            kept: Kept::default(),
            taken: None,
            erased: false,
            moves: 0,
            round: 0,
            next: Step::Done,
            left: 0,
            opened: false,
        };
        session.settle();
        session
    }

    /// Works out what the answers lead to, where they or how far to ask have changed.
    fn settle(&mut self) {
        let depth = self.depth();
        self.next = step(&self.model, &self.answers, depth);
        self.left = remaining(&self.model, &self.answers, depth);
    }

    /// The pack that the answers are about.
    #[must_use]
    pub fn model(&self) -> &Rc<Model> {
        &self.model
    }

    /// How far to ask.
    fn depth(&self) -> Depth {
        if self.thorough { Depth::Every } else { Depth::Decided }
    }

    /// About how many questions are still to be asked, the one on the screen among them.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left
    }

    /// The answers that the result speaks of: those that are tried out, or else those that count.
    #[must_use]
    pub fn shown(&self) -> &Answers {
        self.trial.as_ref().unwrap_or(&self.answers)
    }

    /// What is on the screen.
    #[must_use]
    pub fn screen(&self) -> Screen {
        if self.kept.shown {
            return Screen::Relationships;
        }
        if self.trial.is_some() {
            return Screen::Result;
        }
        if let Some(question) = self.revising {
            return Screen::Question(question);
        }
        match self.next {
            Step::Ask(question) => Screen::Question(question),
            Step::Done => Screen::Result,
        }
    }

    /// Other answers take the place of those that count; what was saved stays.
    pub(super) fn begin(&mut self, given: &Given) {
        let (kept, moves, round) = (std::mem::take(&mut self.kept), self.moves, self.round);
        *self = Self { kept, moves, round, ..Self::new(self.model.clone(), given) };
    }
}

impl Reducible for Session {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        if let Action::Kept(kept::Change::Told(told)) = &action
            && self.kept.knows(told)
        {
            return self;
        }
        let mut next = Self { erased: false, ..Self::clone(&self) };
        match action {
            Action::Copied(text, worked) => next.copied = Some((text, worked)),
            Action::Taken(form, worked) => next.taken = Some((form, worked)),
            Action::Ticked(done) => next.tick(done),
            Action::Look(beyond) => next.beyond = beyond,
            Action::Kept(change) => {
                let before = next.answers.clone();
                next.moves += u32::from(next.change_kept(change));
                next.aside = next.answers == before;
            }
            action => return self.moved(next, action),
        }
        Rc::new(next)
    }
}

impl Session {
    /// The session after an action that leads to another screen.
    fn moved(self: Rc<Self>, mut next: Self, action: Action) -> Rc<Self> {
        next.moves += 1;
        next.taken = None;
        next.aside = matches!(action, Action::Try(_) | Action::Return);
        let tried = next.trial.take();
        let gave = matches!(action, Action::Give(..)) && next.revising.is_none();
        match action {
            Action::Give(question, answer) => {
                next.revising = None;
                next.remembered.give(question, answer);
                // Another answer may end the conditions of later ones: those are remembered, and no longer count.
                next.answers = next.answers.with(question, answer).counting(&next.model);
                next.settle();
            }
            Action::Back if next.revising.is_some() => next.revising = None,
            Action::Back => {
                if next.answers.take_back().is_none() {
                    return self;
                }
                next.settle();
            }
            Action::Revise(question) => next.revising = Some(question),
            Action::Try(answers) => next.trial = Some(answers),
            Action::Keep => {
                let Some(kept) = tried else { return self };
                for (question, answer) in kept.iter() {
                    next.remembered.give(question, answer);
                }
                next.answers = kept;
                next.settle();
            }
            Action::Return
            | Action::Copied(..)
            | Action::Taken(..)
            | Action::Ticked(_)
            | Action::Look(_)
            | Action::Kept(_) => {}
            Action::Thorough => {
                next.thorough = true;
                next.settle();
            }
            Action::Restart => next.begin(&Given::default()),
            Action::Erase => {
                next.kept = Kept { changes: next.kept.changes + 1, ..Kept::default() };
                next.begin(&Given::default());
                // What is chosen and not yet given goes as well.
                next.round += 1;
                next.erased = true;
            }
            Action::Replace(model, given) => {
                let kept = Kept { shown: false, ..next.kept };
                next = Self { kept, round: next.round + 1, ..Self::new(model, &given) };
            }
        }
        next.opened = gave && next.left > self.left;
        Rc::new(next)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        content::authoring,
        engine::{unasked, verdict},
    };

    /// A session at the result, with the answers of a shop that sells what it buys.
    fn at_the_result() -> Rc<Session> {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let model = authoring::read(&content).expect("the pack that ships is sound").model;
        let mut answers = Answers::default();
        for (question, option) in [
            ("place", "outside"),
            ("onward", "sell_on"),
            ("payer", "pays_for_others"),
            ("service", "goods"),
            ("side", "fair_sale"),
            ("tailoring", "same"),
            ("chain", "from_us"),
            ("decision", "compares"),
            ("trouble", "none"),
            ("goal", "keep"),
        ] {
            let question = model.question(question).expect("a question of the pack");
            let option = model.questions[question].option(option).expect("an option of it");
            answers.give(question, Answer::Chosen(option));
        }
        let session = Session::new(Rc::new(model), &Given { answers: Rc::new(answers), done: Vec::new() });
        assert_eq!(session.screen(), Screen::Result);
        Rc::new(session)
    }

    /// The same, with a change tried out that flips the verdict: they belong to the own organisation.
    fn trying() -> Rc<Session> {
        let session = at_the_result();
        let tried = session.answers.with(0, Answer::Chosen(0)).counting(session.model());
        session.reduce(Action::Try(tried))
    }

    #[test]
    fn what_is_tried_out_is_shown_and_no_answer_has_changed() {
        let (before, after) = (at_the_result(), trying());
        assert_eq!(after.answers, before.answers);
        assert_eq!(after.screen(), Screen::Result);
        let (mine, tried) = (verdict(after.model(), &after.answers), verdict(after.model(), after.shown()));
        assert!(tried.names_other_than(&mine));
        assert!(after.aside && after.moves > before.moves);
    }

    #[test]
    fn a_trial_ends_with_my_own_answers_whatever_i_do_next() {
        let own = at_the_result().answers.clone();
        let (question, answer) = own.iter().next().expect("an answer");
        for action in [Action::Return, Action::Revise(question), Action::Give(question, answer), Action::Thorough] {
            let said = format!("{action:?}");
            let after = trying().reduce(action);
            assert_eq!((&after.trial, &after.answers), (&None, &own), "{said}");
            assert_eq!(after.aside, said == "Return", "only the end of a trial is nobody else's business: {said}");
        }
    }

    #[test]
    fn what_is_kept_counts_from_then_on() {
        let trying = trying();
        let tried = trying.shown().clone();
        let kept = trying.reduce(Action::Keep);
        assert_eq!((&kept.answers, &kept.trial, kept.aside), (&tried, &None, false));
        assert!(tried.iter().all(|(question, answer)| kept.remembered.get(question) == Some(answer)));
    }

    #[test]
    fn copying_a_text_does_not_end_a_trial() {
        assert!(trying().reduce(Action::Copied("text".into(), true)).trial.is_some());
    }

    #[test]
    fn nothing_is_left_after_erasing_not_even_for_undo() {
        let save = |name: &str| Action::Kept(kept::Change::Save(name.into(), None));
        let session = at_the_result().reduce(save("A")).reduce(Action::Ticked(vec![1]));
        let deleted = session.reduce(save("B")).reduce(Action::Kept(kept::Change::Delete(0)));
        let (moves, round, changes) = (deleted.moves, deleted.round, deleted.kept.changes);
        let erased = deleted.reduce(Action::Erase);
        assert!(erased.erased && !erased.aside);
        assert!(erased.answers.is_empty() && erased.remembered.is_empty() && erased.done.is_empty());
        assert_eq!(erased.kept, Kept { changes: changes + 1, ..Kept::default() });
        assert_eq!((erased.moves, erased.round), (moves + 1, round + 1));
        let Screen::Question(first) = erased.screen() else { panic!("it begins anew") };
        let answered = erased.reduce(Action::Give(first, Answer::NotSure));
        assert!(!answered.erased, "it is said until something else happens");
    }

    #[test]
    fn another_answer_from_the_list_leads_straight_back_to_the_result() {
        let session = at_the_result();
        let question = session.model().question("decision").expect("a question of the pack");
        let revising = session.reduce(Action::Revise(question));
        assert_eq!(revising.screen(), Screen::Question(question));
        let after = revising.reduce(Action::Give(question, Answer::NotSure));
        assert_eq!((after.screen(), after.answers.get(question)), (Screen::Result, Some(Answer::NotSure)));
    }

    #[test]
    fn a_question_that_was_not_asked_can_be_answered_and_leads_back_to_the_result() {
        let session = at_the_result();
        let question = unasked(session.model(), &session.answers)[0];
        let count = session.answers.len();
        let asking = session.reduce(Action::Revise(question));
        assert_eq!(asking.screen(), Screen::Question(question));
        let after = asking.reduce(Action::Give(question, Answer::Chosen(0)));
        assert_eq!((after.screen(), after.answers.len()), (Screen::Result, count + 1));
    }
}
