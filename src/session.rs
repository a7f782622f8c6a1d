//! The one state of the widget and the one place where it changes. It knows neither Yew nor the page: what a change asks of
//! them, it returns.
//!
//! | module | what it is for |
//! | --- | --- |
//! | [`screen`] | what is on the screen |
//! | [`saved`] | the relationships that the visitor has saved |
//! | [`host`] | what passes between the session and the page: effects, settings |

use std::rc::Rc;

use crate::{
    content::{Model, Phrase, Purpose, QuestionIx, Str, Type},
    engine::{Answer, Answers, Beyond, Depth, Step, at_most, step},
};

pub mod host;
pub mod saved;
pub mod screen;

pub use host::{Effect, Focus, Form, Persist, Settings, Snapshot};
pub use saved::{Change, Notice, Saved, Store};
pub use screen::{Asking, Goal, Screen};

/// Where the visitor stands. All that is shown follows from `answers`; the other fields are ticks, what is saved, and where
/// the visitor is looking.
#[derive(Debug, Clone)]
pub struct Session {
    model: Rc<Model>,
    /// The answers that count.
    pub answers: Answers,
    /// What the visitor calls those whom the answers are about; empty where they have no name.
    pub name: Str,
    /// Every answer ever given: offered again after Back, and when a question comes to apply again.
    pub remembered: Answers,
    /// The actions that are ticked off, as indices in [`Model::actions`].
    pub done: Vec<usize>,
    /// The relationships that are saved.
    pub saved: Saved,
    /// What is on the screen.
    pub screen: Screen,
    /// Which advice beyond the plan is open.
    pub other_advice: Option<Beyond>,
    /// The text copied last, and whether that worked.
    pub copied: Option<(Str, bool)>,
    /// The form in which the result was exported last, and whether that worked.
    pub exported: Option<(Form, bool)>,
    /// Whether the visitor has just erased everything.
    pub erased: bool,
    /// The role of which the path is shown.
    pub path: Option<Type>,
    /// Whether the sources of every statement are shown.
    pub shows_sources: bool,
    /// How often the plan was rearranged, since the visitor came to the result.
    pub steered: u32,
    /// How far to ask now.
    depth: Depth,
    /// How far the site wants to ask.
    usual_depth: Depth,
    /// What is next to be asked, and how many questions are to come at most: worked out once a move, for that is most of the
    /// work that a move makes.
    next: Step,
    left: usize,
}

/// What the visitor does.
#[derive(Debug, Clone)]
pub enum Action {
    /// Chooses an option of the question on the screen, without giving it as an answer yet.
    Choose(Answer),
    /// Gives the answer that is chosen.
    Continue,
    /// Goes to the screen before.
    Back,
    /// Goes to a question out of turn: one whose answer is to change, or one that was not asked. The other answers stay.
    Revise(QuestionIx),
    /// Previews the result as it would be with these answers.
    PreviewWhatIf(Answers),
    /// Ends the preview, and nothing has changed.
    DiscardWhatIf,
    /// Makes the answers that are previewed their own.
    AdoptWhatIf,
    /// Ticks an action off, or no longer.
    Toggle(usize),
    /// Looks at advice beyond the plan, or no longer.
    ShowOtherAdvice(Option<Beyond>),
    /// Has copied a text, or not.
    Copied(Str, bool),
    /// Has exported the result, or perhaps not.
    Exported(Form, bool),
    /// Goes on until no answer could change who they are.
    MakeSure,
    /// Gives or changes an answer that rearranges the plan, on the result itself.
    Steer(QuestionIx, Answer),
    /// Says what those are called whom the answers are about.
    Rename(Str),
    /// Looks at the path to a role, or no longer.
    ShowPath(Option<Type>),
    /// Looks at the comparison of the roles.
    ShowComparison,
    /// Looks at the sources of every statement, or no longer.
    ShowSources(bool),
    /// Begins anew.
    Restart,
    /// Begins anew, with nothing of what was given, ticked or saved: not even for Undo.
    Erase,
    /// Looks at what is saved.
    ShowSaved,
    /// Goes from there back to the answers.
    LeaveSaved,
    /// Lets other answers take the place of those that count, which are saved, or else it is asked first.
    Go(Goal),
    /// The same, saved or not.
    GoAnyway(Goal),
    /// Changes what is saved.
    Save(Change),
}

impl Session {
    /// A session that begins from these answers and ticks.
    #[must_use]
    pub fn new(model: Rc<Model>, answers: Answers, done: Vec<usize>) -> Self {
        let mut session = Self {
            answers: answers.applicable(&model),
            model,
            name: Str::default(),
            remembered: answers,
            done,
            saved: Saved::default(),
            screen: Screen::Result { what_if: None },
            other_advice: None,
            copied: None,
            exported: None,
            erased: false,
            path: None,
            shows_sources: false,
            steered: 0,
            depth: Depth::default(),
            usual_depth: Depth::default(),
            next: Step::Done,
            left: 0,
        };
        session.recompute();
        session
    }

    /// The pack that the answers are about.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// At most so many questions are still to be asked, the one on the screen among them.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left
    }

    /// The answers that are previewed.
    #[must_use]
    pub fn what_if(&self) -> Option<&Answers> {
        match &self.screen {
            Screen::Result { what_if } => what_if.as_ref(),
            _ => None,
        }
    }

    /// The answers that the result speaks of: those that are previewed, or else those that count.
    #[must_use]
    pub fn shown(&self) -> &Answers {
        self.what_if().unwrap_or(&self.answers)
    }

    /// How many questions have been answered that tell who they are: those that the visitor is asked on screens of their own.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.answers.iter().filter(|(question, _)| self.model.questions[*question].purpose == Purpose::Classify).count()
    }

    /// Asks as far as the site wants, and gives whether that leads to another screen. What is chosen on the screen and not
    /// given yet stays, where the question stays.
    pub fn set_depth(&mut self, depth: Depth) -> bool {
        if depth == self.usual_depth {
            return false;
        }
        (self.depth, self.usual_depth) = (depth, depth);
        let before = self.screen.clone();
        self.recompute();
        let leads_elsewhere = match (&before, &self.screen) {
            (Screen::Asking(before), Screen::Asking(now)) => !before.revising && before.question != now.question,
            (Screen::Asking(Asking { revising, .. }), _) => !revising,
            (Screen::Result { what_if }, Screen::Asking(_)) => what_if.is_none(),
            _ => false,
        };
        if !leads_elsewhere {
            self.screen = before;
        }
        leads_elsewhere
    }

    /// Takes back the last answer to a question of a screen; what steers the plan stays. Returns whether there was one.
    fn take_back(&mut self) -> bool {
        let classifies =
            |&(question, _): &(QuestionIx, Answer)| self.model.questions[question].purpose == Purpose::Classify;
        let last = self.answers.iter().rev().find(classifies);
        if let Some((question, _)) = last {
            self.answers.remove(question);
            self.answers = self.answers.applicable(&self.model);
        }
        last.is_some()
    }

    /// Other answers take the place of these, perhaps about another pack; what was saved stays.
    pub fn replace(&mut self, other: Self) {
        let depth = self.usual_depth;
        *self = Self { saved: std::mem::take(&mut self.saved), ..other };
        self.set_depth(depth);
    }

    /// Carries out an action. Returns what it asks of the page and of what draws the session, in order.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        self.erased &= matches!(action, Action::Choose(_));
        match action {
            Action::Choose(answer) => {
                if let Screen::Asking(asking) = &mut self.screen {
                    (asking.chosen, asking.missing) = (Some(answer), 0);
                }
                Vec::new()
            }
            Action::Continue => self.continue_on(),
            Action::Back => {
                let is_revising = matches!(self.screen, Screen::Asking(Asking { revising: true, .. }));
                if !is_revising && !self.take_back() {
                    return Vec::new();
                }
                self.moved()
            }
            Action::Revise(question) => {
                self.screen = self.asking(question, true);
                self.announce()
            }
            Action::PreviewWhatIf(answers) => self.previews(Some(answers)),
            Action::DiscardWhatIf => self.previews(None),
            Action::AdoptWhatIf => {
                let Screen::Result { what_if: Some(answers) } = &mut self.screen else { return Vec::new() };
                self.answers = std::mem::take(answers);
                for (question, answer) in self.answers.iter() {
                    self.remembered.give(question, answer);
                }
                self.moved()
            }
            Action::Toggle(action) => self.toggle(action),
            Action::ShowOtherAdvice(advice) => {
                self.other_advice = advice;
                Vec::new()
            }
            Action::Copied(text, worked) => {
                self.copied = Some((text, worked));
                Vec::new()
            }
            Action::Exported(form, worked) => {
                self.exported = Some((form, worked));
                Vec::new()
            }
            Action::MakeSure => {
                self.depth = Depth::Decided;
                self.moved()
            }
            Action::Steer(question, answer) => {
                self.remembered.give(question, answer);
                self.answers = self.answers.with(question, answer).applicable(&self.model);
                self.steered += 1;
                vec![Effect::Answered]
            }
            Action::Rename(name) => {
                self.name = name;
                vec![Effect::Noted]
            }
            Action::ShowPath(path) => {
                self.path = path;
                Vec::new()
            }
            Action::ShowComparison => vec![Effect::Focus(Focus::Comparison)],
            Action::ShowSources(shown) => {
                self.shows_sources = shown;
                Vec::new()
            }
            Action::Restart => self.begin(Answers::default(), Vec::new()),
            Action::Erase => {
                self.saved = Saved::default();
                self.begin(Answers::default(), Vec::new());
                self.erased = true;
                vec![Effect::Moved, Effect::Erase, Effect::Focus(Focus::Erased)]
            }
            Action::ShowSaved => {
                // What is wrong with a field is not said where the field is not.
                self.saved.notice.take_if(|(phrase, _)| *phrase == Phrase::NameMissing);
                self.shows_saved(None)
            }
            Action::LeaveSaved => {
                self.saved.notice = None;
                self.screen = self.own_screen();
                vec![Effect::Focus(Focus::Screen)]
            }
            Action::Go(goal) if !self.answers.is_empty() && !self.saved.holds(&self.answers) => {
                self.saved.notice = None;
                self.shows_saved(Some(goal))
            }
            Action::Go(goal) | Action::GoAnyway(goal) => self.go(goal),
            Action::Save(change) => self.change_saved(change),
        }
    }

    /// Gives what is chosen as the answer to the question on the screen.
    fn continue_on(&mut self) -> Vec<Effect> {
        let Screen::Asking(asking) = &mut self.screen else { return Vec::new() };
        let question = asking.question;
        let Some(answer) = asking.chosen else {
            asking.missing += 1;
            return vec![Effect::Focus(Focus::FirstOption)];
        };
        self.remembered.give(question, answer);
        // Another answer may end the conditions of later ones: those are remembered, and no longer count.
        self.answers = self.answers.with(question, answer).applicable(&self.model);
        self.moved()
    }

    fn toggle(&mut self, action: usize) -> Vec<Effect> {
        let count = self.done.len();
        self.done.retain(|one| *one != action);
        if self.done.len() == count {
            self.done.push(action);
        }
        let base = self.saved.now.clone();
        let is_saved = self.saved.tick(&self.answers, &self.done);
        [Effect::Noted].into_iter().chain(is_saved.then_some(Effect::Save(base))).collect()
    }

    fn go(&mut self, goal: Goal) -> Vec<Effect> {
        self.saved.notice = None;
        let saved = match goal {
            Goal::Open(index) => self.saved.now.list.get(index),
            Goal::Another => None,
        };
        let (name, answers, done) =
            saved.map(|one| (one.name.clone(), one.answers.clone(), one.done.clone())).unwrap_or_default();
        let effects = self.begin(answers, done);
        self.name = name;
        effects
    }

    fn change_saved(&mut self, change: Change) -> Vec<Effect> {
        let base = self.saved.now.clone();
        let mut effects = Vec::new();
        if let Change::Save(name, _) = &change
            && !name.is_empty()
        {
            self.name = name.clone();
            effects.push(Effect::Noted);
        }
        let leads_there = self.saved.apply(change, &self.answers, &self.done);
        if self.saved.now != base {
            effects.push(Effect::Save(base));
        }
        if leads_there {
            effects.extend(self.shows_saved(None));
        } else if let Screen::Saved { leaving } = &mut self.screen {
            *leaving = None;
        }
        effects
    }

    /// Begins anew with these answers and ticks; what was saved stays.
    fn begin(&mut self, answers: Answers, done: Vec<usize>) -> Vec<Effect> {
        self.replace(Self::new(self.model.clone(), answers, done));
        vec![Effect::Moved, Effect::Focus(Focus::Screen)]
    }

    /// After the answers, or how far to ask, have changed: goes to where they lead.
    fn moved(&mut self) -> Vec<Effect> {
        self.recompute();
        self.announce()
    }

    /// After a move: the page is told, and the new screen brought before the visitor.
    fn announce(&mut self) -> Vec<Effect> {
        (self.exported, self.steered) = (None, 0);
        vec![Effect::Moved, Effect::Focus(Focus::Screen)]
    }

    fn previews(&mut self, what_if: Option<Answers>) -> Vec<Effect> {
        self.exported = None;
        self.screen = Screen::Result { what_if };
        // No answer has changed: the page is told nothing.
        vec![Effect::Focus(Focus::Screen)]
    }

    fn shows_saved(&mut self, leaving: Option<Goal>) -> Vec<Effect> {
        self.screen = Screen::Saved { leaving };
        vec![Effect::Focus(Focus::Screen)]
    }

    fn recompute(&mut self) {
        self.next = step(&self.model, &self.answers, self.depth);
        self.left = at_most(&self.model, &self.answers, self.depth);
        self.screen = self.own_screen();
    }

    /// Where the answers lead.
    fn own_screen(&self) -> Screen {
        match self.next {
            Step::Ask(question) => self.asking(question, false),
            Step::Done => Screen::Result { what_if: None },
        }
    }

    fn asking(&self, question: QuestionIx, revising: bool) -> Screen {
        Screen::Asking(Asking { question, revising, chosen: self.remembered.get(question), missing: 0 })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        content::source::folder,
        engine::{Certainty, certainty, first_steps, smallest_changes, steering, unasked, verdict},
    };

    const MOVED: [Effect; 2] = [Effect::Moved, Effect::Focus(Focus::Screen)];

    fn model() -> Rc<Model> {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        Rc::new(folder::read(&content).expect("the pack that ships is sound").model)
    }

    fn first_question() -> Session {
        Session::new(model(), Answers::default(), Vec::new())
    }

    /// A session at the result: the last option of every question.
    fn at_the_result() -> Session {
        let mut session = first_question();
        while let Screen::Asking(Asking { question, .. }) = session.screen {
            let last = session.model.questions[question].options.len() - 1;
            session.apply(Action::Choose(Answer::Chosen(last)));
            session.apply(Action::Continue);
        }
        session
    }

    /// The same with the first change previewed that would flip the verdict.
    fn previewing() -> Session {
        let mut session = at_the_result();
        let change = smallest_changes(session.model(), &session.answers).remove(0);
        let what_if = change.made(session.model(), &session.answers);
        assert_eq!(session.apply(Action::PreviewWhatIf(what_if)), [Effect::Focus(Focus::Screen)], "nobody is told");
        session
    }

    fn save(name: &str) -> Action {
        Action::Save(Change::Save(name.into(), None))
    }

    fn after(mut session: Session, actions: &[Action]) -> Session {
        for action in actions {
            session.apply(action.clone());
        }
        session
    }

    fn names(session: &Session) -> Vec<&str> {
        session.saved.now.list.iter().map(|one| &*one.name).collect()
    }

    fn asks(session: &Session) -> Option<QuestionIx> {
        if let Screen::Asking(asking) = &session.screen { Some(asking.question) } else { None }
    }

    #[test]
    fn continue_with_nothing_chosen_asks_for_a_choice_each_time() {
        let mut session = first_question();
        for count in 1..=2 {
            assert_eq!(session.apply(Action::Continue), [Effect::Focus(Focus::FirstOption)]);
            assert!(matches!(session.screen, Screen::Asking(Asking { missing, .. }) if missing == count));
        }
        session.apply(Action::Choose(Answer::NotSure));
        assert!(matches!(session.screen, Screen::Asking(Asking { missing: 0, .. })));
        assert!(session.answers.is_empty(), "a choice is no answer yet");
        assert_eq!(session.apply(Action::Continue), MOVED);
        assert_eq!(session.answers.len(), 1);
    }

    #[test]
    fn back_offers_the_answer_that_was_given_again() {
        let mut session = first_question();
        let first = asks(&session);
        session.apply(Action::Choose(Answer::Chosen(1)));
        session.apply(Action::Continue);
        assert_eq!(session.apply(Action::Back), MOVED);
        assert_eq!(asks(&session), first);
        assert!(matches!(session.screen, Screen::Asking(Asking { chosen: Some(Answer::Chosen(1)), .. })));
        assert_eq!(session.apply(Action::Back), [], "there is nothing before the first question");
    }

    #[test]
    fn a_preview_shows_another_verdict_and_changes_no_answer() {
        let (own, previewing) = (at_the_result(), previewing());
        assert_eq!(previewing.answers, own.answers);
        let [mine, what_if] = [&own.answers, previewing.shown()].map(|answers| verdict(own.model(), answers));
        assert!(what_if.names_other_than(&mine));
    }

    #[test]
    fn a_preview_ends_with_my_own_answers_whatever_i_do_next() {
        let own = at_the_result().answers;
        let (question, _) = own.iter().next().expect("an answer");
        for action in [Action::DiscardWhatIf, Action::Revise(question), Action::MakeSure] {
            let mut session = previewing();
            let is_told = session.apply(action.clone()).contains(&Effect::Moved);
            assert_eq!((session.what_if(), &session.answers), (None, &own), "{action:?}");
            assert_eq!(is_told, !matches!(action, Action::DiscardWhatIf), "{action:?}");
        }
        let back = after(previewing(), &[Action::ShowSaved, Action::LeaveSaved]);
        assert_eq!((back.what_if(), &back.answers), (None, &own));
    }

    #[test]
    fn an_adopted_preview_becomes_my_answers_and_the_page_is_told() {
        let mut session = previewing();
        let adopted = session.shown().clone();
        assert_eq!(session.apply(Action::AdoptWhatIf), MOVED);
        assert_eq!((&session.answers, session.what_if()), (&adopted, None));
        assert!(adopted.iter().all(|(question, answer)| session.remembered.get(question) == Some(answer)));
        assert_eq!(session.apply(Action::AdoptWhatIf), [], "there is none any more");
    }

    #[test]
    fn copying_a_text_leaves_the_preview_as_it_is() {
        assert!(after(previewing(), &[Action::Copied("text".into(), true)]).what_if().is_some());
    }

    #[test]
    fn an_answer_changed_from_the_result_leads_straight_back_to_it() {
        let mut session = at_the_result();
        let (question, _) = session.answers.iter().last().expect("an answer");
        session.apply(Action::Revise(question));
        assert_eq!(asks(&session), Some(question));
        session.apply(Action::Choose(Answer::NotSure));
        session.apply(Action::Continue);
        assert_eq!((asks(&session), session.answers.get(question)), (None, Some(Answer::NotSure)));
    }

    #[test]
    fn a_question_that_was_not_asked_is_answered_and_leads_back_to_the_result() {
        let mut session = at_the_result();
        let question = unasked(session.model(), &session.answers)[0];
        let count = session.answers.len();
        session.apply(Action::Revise(question));
        // An answer that tells nothing leaves nothing more to ask.
        session.apply(Action::Choose(Answer::NotSure));
        session.apply(Action::Continue);
        assert_eq!((asks(&session), session.answers.len()), (None, count + 1));
    }

    #[test]
    fn a_tick_is_told_and_belongs_to_the_saved_relationship_as_well() {
        let mut session = at_the_result();
        assert_eq!(session.apply(Action::Toggle(3)), [Effect::Noted]);
        session.apply(save("mine"));
        let base = session.saved.now.clone();
        assert_eq!(session.apply(Action::Toggle(1)), [Effect::Noted, Effect::Save(base)]);
        assert_eq!(session.saved.now.list[0].done, [3, 1]);
        session.apply(Action::Go(Goal::Another));
        assert!(session.done.is_empty());
        session.apply(Action::Go(Goal::Open(0)));
        assert_eq!(session.done, [3, 1]);
        session.apply(Action::Toggle(3));
        assert_eq!((&*session.done, &*session.saved.now.list[0].done), (&[1][..], &[1][..]));
    }

    #[test]
    fn saving_shows_the_list_stores_it_and_changes_no_answer() {
        let mut session = at_the_result();
        let own = session.answers.clone();
        let effects = session.apply(save("A"));
        assert_eq!(effects, [Effect::Noted, Effect::Save(Snapshot::default()), Effect::Focus(Focus::Screen)]);
        assert_eq!(&*session.name, "A", "it goes by that name from now on");
        assert_eq!((&session.screen, names(&session)), (&Screen::Saved { leaving: None }, vec!["A"]));
        assert_eq!(session.answers, own);
    }

    #[test]
    fn saving_without_a_name_stays_and_the_message_stays_with_the_field() {
        let mut session = at_the_result();
        assert_eq!(session.apply(save("")), []);
        assert!(matches!(session.screen, Screen::Result { .. }));
        assert!(session.saved.notice.is_some() && !session.saved.has_something());
        session.apply(Action::ShowSaved);
        assert_eq!(session.saved.notice, None);
    }

    #[test]
    fn unsaved_answers_are_left_only_after_a_word() {
        let goal = Goal::Another;
        let own = at_the_result().answers;
        let asked = after(at_the_result(), &[Action::Go(goal)]);
        assert_eq!((&asked.screen, &asked.answers), (&Screen::Saved { leaving: Some(goal) }, &own));
        assert!(after(asked.clone(), &[Action::GoAnyway(goal)]).answers.is_empty());
        assert_eq!(after(asked, &[Action::LeaveSaved]).answers, own);
    }

    #[test]
    fn saved_answers_are_left_at_once_and_come_back_when_opened() {
        let mut session = after(at_the_result(), &[save("A")]);
        let own = session.answers.clone();
        assert_eq!(session.apply(Action::Go(Goal::Another)), MOVED);
        assert!(session.answers.is_empty() && asks(&session).is_some());
        assert_eq!(session.apply(Action::Go(Goal::Open(0))), MOVED);
        assert_eq!((&session.answers, names(&session)), (&own, vec!["A"]));
        assert!(after(session, &[Action::Go(Goal::Open(7))]).answers.is_empty(), "none is there");
    }

    #[test]
    fn nothing_is_left_after_erasing_not_even_for_undo() {
        let delete = Action::Save(Change::Delete(0));
        let mut session = after(at_the_result(), &[save("A"), Action::Toggle(1), save("B"), delete]);
        assert_eq!(session.apply(Action::Erase), [Effect::Moved, Effect::Erase, Effect::Focus(Focus::Erased)]);
        assert!(session.answers.is_empty() && session.remembered.is_empty() && session.done.is_empty());
        assert_eq!(session.saved, Saved::default());
    }

    #[test]
    fn erased_is_said_until_something_else_happens() {
        let erased = after(at_the_result(), &[Action::Erase, Action::Choose(Answer::NotSure)]);
        assert!(erased.erased, "the choice is not drawn");
        assert!(!after(erased, &[Action::Continue]).erased);
    }

    #[test]
    fn restart_and_answers_from_the_page_keep_what_is_saved() {
        let saved = after(at_the_result(), &[save("A")]);
        let mut led = saved.clone();
        led.replace(first_question());
        for session in [led, after(saved, &[Action::Restart])] {
            assert_eq!((names(&session), asks(&session).is_some()), (vec!["A"], true));
        }
    }

    #[test]
    fn an_export_is_reported_until_the_next_move() {
        let done = Action::Exported(Form::Print, true);
        assert!(after(at_the_result(), std::slice::from_ref(&done)).exported.is_some());
        assert_eq!(after(at_the_result(), &[done, Action::Back]).exported, None);
    }

    /// Gives the answer with this option to every question on the screen, at most so many.
    fn answering(mut session: Session, most: usize, option: usize) -> Session {
        for _ in 0..most {
            let Some(question) = asks(&session) else { break };
            let last = session.model.questions[question].options.len() - 1;
            session.apply(Action::Choose(Answer::Chosen(option.min(last))));
            session.apply(Action::Continue);
        }
        session
    }

    /// Of the questions that steer the plan at the result, one with an answer that changes what to start with.
    fn steer(session: &Session) -> Action {
        let (model, answers) = (session.model(), &session.answers);
        let first = first_steps(model, answers);
        steering(model, answers)
            .into_iter()
            .flat_map(|question| (0..model.questions[question].options.len()).map(move |option| (question, option)))
            .map(|(question, option)| (question, Answer::Chosen(option)))
            .find(|(question, answer)| first_steps(model, &answers.with(*question, *answer)) != first)
            .map(|(question, answer)| Action::Steer(question, answer))
            .expect("something steers the plan")
    }

    #[test]
    fn steering_changes_the_plan_and_neither_the_screen_nor_the_verdict() {
        let mut session = at_the_result();
        let (screen, was) = (session.screen.clone(), session.answers.clone());
        let steer = steer(&session);
        assert_eq!(session.apply(steer), [Effect::Answered], "nothing is brought before the visitor");
        assert_eq!((&session.screen, session.steered), (&screen, 1));
        assert_ne!(first_steps(session.model(), &session.answers), first_steps(session.model(), &was));
        assert_eq!(verdict(session.model(), &session.answers), verdict(session.model(), &was));
    }

    #[test]
    fn back_from_the_result_skips_what_steers_and_keeps_it() {
        let own = at_the_result();
        let (last, _) = own.answers.iter().last().expect("an answer");
        let steer = steer(&own);
        let Action::Steer(question, answer) = steer else { unreachable!("it steers") };
        let back = after(own, &[steer, Action::Back]);
        assert_eq!((asks(&back), back.answers.get(last)), (Some(last), None));
        assert_eq!((back.answers.get(question), back.steered), (Some(answer), 0));
        assert_eq!(after(back, &[Action::Continue]).answers.get(question), Some(answer));
    }

    #[test]
    fn making_sure_asks_on_until_it_is_proved_and_no_longer_for_another() {
        let mut session = (0..8)
            .map(|option| answering(first_question(), usize::MAX, option))
            .find(|session| matches!(certainty(session.model(), &session.answers), Certainty::Open(_)))
            .expect("a result that is only likely");
        let count = session.answers.len();
        assert_eq!(session.apply(Action::MakeSure), MOVED);
        assert!(asks(&session).is_some() && session.left() > 0);
        let sure = answering(session, usize::MAX, 0);
        assert!(sure.answers.len() > count);
        assert_eq!(certainty(sure.model(), &sure.answers), Certainty::Proved);
        assert_eq!(after(sure, &[Action::GoAnyway(Goal::Another)]).depth, Depth::Likely);
    }

    #[test]
    fn another_depth_keeps_choice_and_preview_and_asks_on_from_the_result() {
        let choose = Action::Choose(Answer::Chosen(1));
        let mut asking = after(answering(first_question(), 1, 0), &[choose]);
        let screen = asking.screen.clone();
        assert!(!asking.set_depth(Depth::Every));
        assert_eq!(asking.screen, screen);
        let mut previewing = previewing();
        assert!(!previewing.set_depth(Depth::Every));
        assert!(previewing.what_if().is_some());
        let mut own = at_the_result();
        assert!(own.set_depth(Depth::Every));
        assert!(asks(&own).is_some());
        assert!(own.set_depth(Depth::Likely));
        assert!(matches!(own.screen, Screen::Result { what_if: None }));
    }

    #[test]
    fn a_name_is_noted_follows_its_relationship_and_stays_with_it() {
        let mut session = at_the_result();
        assert_eq!(session.apply(Action::Rename("wholesale".into())), [Effect::Noted]);
        let mut session = after(session, &[Action::Back, Action::Continue]);
        assert_eq!(&*session.name, "wholesale", "moving about does not lose it");
        session.apply(save("Wholesale buyers"));
        assert_eq!(&*session.name, "Wholesale buyers", "the name that it is saved under");
        session.apply(Action::Go(Goal::Another));
        assert_eq!(&*session.name, "");
        session.apply(Action::Go(Goal::Open(0)));
        assert_eq!(&*session.name, "Wholesale buyers");
        assert_eq!(&*after(session, &[Action::Restart]).name, "");
    }

    #[test]
    fn saving_without_a_name_leaves_the_name_as_it_was() {
        let named = after(at_the_result(), &[Action::Rename("wholesale".into()), save("")]);
        assert_eq!((&*named.name, names(&named).len()), ("wholesale", 0));
    }
}
