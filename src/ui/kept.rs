//! The relationships that the visitor has saved, and what can happen to them.
//!
//! The page holds them as well, since it outlives a crash of the wasm: it hands them in, is told of every change, and keeps
//! them in the browser where the visitor wants that.

use std::rc::Rc;

use super::{Given, session::Session};
use crate::{
    content::{Phrase, Str},
    engine::{Relationship, saved::MOST},
};

/// A sentence about what has happened, and what it speaks of.
pub type Notice = (Phrase, Str);

/// The saved relationships.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    /// In the order in which they were saved.
    pub list: Vec<Relationship>,
    /// Whether the browser keeps them when the page is left.
    pub in_browser: bool,
    /// Whether they are on the screen.
    pub shown: bool,
    /// Where the visitor wants to go, although the answers that count are not saved.
    pub leaving: Option<Goal>,
    /// What has happened last.
    pub notice: Option<Notice>,
    /// The list before something in it was deleted or replaced.
    pub before: Option<Vec<Relationship>>,
    /// How many changes the visitor has made to them.
    pub changes: u32,
}

/// What the answers give way to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Those of a saved relationship.
    Open(usize),
    /// None: another relationship.
    Another,
}

/// What can happen to them.
#[derive(Debug, Clone)]
pub enum Change {
    /// They are looked at.
    Show,
    /// Back to the answers.
    Leave,
    /// The answers that count are saved under a name; under one that is there already, they take its place.
    Save(Str, Option<u8>),
    /// One is given another name or share.
    Edit(usize, Str, Option<u8>),
    /// Other answers are to take the place of those that count, which are saved, or else it is asked first.
    Go(Goal),
    /// The same, saved or not.
    GoAnyway(Goal),
    /// One is deleted.
    Delete(usize),
    /// All are deleted.
    DeleteAll,
    /// What was deleted or replaced is back.
    Undo,
    /// The browser is to keep them, or not.
    Keep(bool),
    /// They come from a file, or the reason why not.
    Import(Result<Vec<Relationship>, Notice>),
    /// The page has them in this form, since it began or since another tab has changed them.
    Told(Told),
}

/// What the page holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// The relationships.
    pub list: Vec<Relationship>,
    /// Whether the browser keeps them.
    pub in_browser: bool,
    /// What went wrong with that.
    pub trouble: Option<Phrase>,
}

impl Session {
    /// Whether the answers that count would be lost if others took their place.
    fn is_unsaved(&self) -> bool {
        !self.answers.is_empty() && !self.kept.list.iter().any(|one| one.answers.agrees_with(&self.answers))
    }

    /// These actions are ticked off, of the relationship that is saved as well.
    pub(super) fn tick(&mut self, done: Vec<usize>) {
        for one in &mut self.kept.list {
            if one.answers.agrees_with(&self.answers) {
                one.done.clone_from(&done);
                self.kept.changes += 1;
            }
        }
        self.done = done;
    }

    /// Carries out a change; whether it has led to another place, which is then brought before the visitor.
    pub(super) fn change_kept(&mut self, change: Change) -> bool {
        let unsaved = self.is_unsaved();
        let kept = &mut self.kept;
        if let Change::Told(Told { list, in_browser, trouble }) = change {
            if list != kept.list {
                // What was deleted before can no longer be told from what another tab has deleted.
                (kept.list, kept.before) = (list, None);
            }
            kept.in_browser = in_browser;
            kept.notice = trouble.map(|trouble| (trouble, "".into())).or(kept.notice.take());
            return false;
        }
        let (list, was_shown) = (kept.list.clone(), kept.shown);
        let is_settled = matches!(kept.notice, Some((Phrase::NameMissing, _)));
        if is_settled || !matches!(change, Change::Show) {
            kept.notice = None;
        }
        (kept.leaving, kept.shown) = (None, true);
        let mut is_loss = matches!(change, Change::Delete(_) | Change::DeleteAll);
        let mut moved = true;
        match change {
            Change::Leave => kept.shown = false,
            Change::Save(name, _) if name.is_empty() => {
                (kept.shown, moved) = (was_shown, false);
                kept.notice = Some((Phrase::NameMissing, name));
            }
            Change::Save(name, share) => {
                kept.notice = Some((Phrase::Saved, name.clone()));
                let one = Relationship { name, share, answers: self.answers.clone(), done: self.done.clone() };
                match kept.list.iter().position(|other| other.name == one.name) {
                    Some(place) => {
                        is_loss = true;
                        kept.list[place] = one;
                    }
                    None if kept.list.len() < MOST => kept.list.push(one),
                    None => kept.notice = Some((Phrase::TooMuch, "".into())),
                }
            }
            Change::Edit(place, name, share) => {
                moved = false;
                if let Some(one) = kept.list.get_mut(place) {
                    one.share = share;
                    if name.is_empty() {
                        kept.notice = Some((Phrase::NameMissing, name));
                    } else {
                        one.name = name;
                    }
                }
            }
            Change::Go(goal) if unsaved => kept.leaving = Some(goal),
            Change::Go(goal) | Change::GoAnyway(goal) => {
                let (answers, done) = match goal {
                    Goal::Open(place) => kept.list.get(place).map(|one| (one.answers.clone(), one.done.clone())),
                    Goal::Another => None,
                }
                .unwrap_or_default();
                kept.shown = false;
                self.begin(&Given { answers: Rc::new(answers), done });
            }
            Change::Delete(place) if place < kept.list.len() => {
                kept.notice = Some((Phrase::Deleted, kept.list.remove(place).name));
            }
            Change::Show | Change::Delete(_) | Change::Told(_) => {}
            Change::DeleteAll => {
                kept.list.clear();
                kept.notice = Some((Phrase::DeletedAll, "".into()));
            }
            Change::Undo => kept.list = kept.before.take().unwrap_or_default(),
            Change::Keep(in_browser) => {
                moved = false;
                kept.in_browser = in_browser;
                kept.changes += 1;
            }
            Change::Import(found) => {
                kept.notice = Some(found.map_or_else(|notice| notice, |found| kept.add(found)));
            }
        }
        let kept = &mut self.kept;
        if kept.list != list {
            kept.changes += 1;
            kept.before = is_loss.then_some(list);
        }
        moved
    }
}

impl Kept {
    /// Whether there is anything to look at.
    pub fn has_something(&self) -> bool {
        let is_news = |notice: &Notice| !matches!(notice.0, Phrase::NameMissing);
        !self.list.is_empty() || self.before.is_some() || self.notice.as_ref().is_some_and(is_news)
    }

    /// Whether the page tells what is known already.
    pub fn knows(&self, told: &Told) -> bool {
        self.list == told.list && self.in_browser == told.in_browser && told.trouble.is_none()
    }

    /// Adds those that are not there yet, if all of them fit.
    fn add(&mut self, found: Vec<Relationship>) -> Notice {
        let mut list = self.list.clone();
        for one in found {
            if !list.iter().any(|other| other.name == one.name && other.answers.agrees_with(&one.answers)) {
                list.push(one);
            }
        }
        if list.len() > MOST {
            return (Phrase::TooMuch, "".into());
        }
        let added = list.len() - self.list.len();
        self.list = list;
        (Phrase::Added, added.to_string().into())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::path::Path;

    use yew::Reducible;

    use super::*;
    use crate::{
        content::authoring,
        engine::{Answer, Answers},
        ui::{Screen, session::Action},
    };

    fn given(option: usize) -> Given {
        Given { answers: Rc::new(answers(option)), done: Vec::new() }
    }

    fn answers(option: usize) -> Answers {
        Answers::default().with(0, Answer::Chosen(option))
    }

    fn relationship(name: &str, option: usize) -> Relationship {
        Relationship { name: name.into(), share: None, answers: answers(option), done: Vec::new() }
    }

    /// A session with the first option chosen, after these changes.
    fn after(changes: Vec<Change>) -> Rc<Session> {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let model = authoring::read(&content).expect("the pack that ships is sound").model;
        let session = Rc::new(Session::new(Rc::new(model), &given(0)));
        changes.into_iter().fold(session, |session, change| session.reduce(Action::Kept(change)))
    }

    fn saved(name: &str) -> Change {
        Change::Save(name.into(), Some(7))
    }

    #[test]
    fn what_is_ticked_off_belongs_to_the_relationship_and_comes_back_with_it() {
        let ticked = after(vec![saved("mine")]).reduce(Action::Ticked(vec![3, 1]));
        assert_eq!(ticked.kept.list[0].done, [3, 1]);
        let another = ticked.reduce(Action::Kept(Change::Go(Goal::Another)));
        assert!(another.done.is_empty());
        let back = another.reduce(Action::Kept(Change::Go(Goal::Open(0))));
        assert_eq!(back.done, [3, 1]);
        assert_eq!(back.kept.list[0].done, [3, 1], "what was not ticked in between is as it was");
    }

    fn names(session: &Session) -> Vec<&str> {
        session.kept.list.iter().map(|one| &*one.name).collect()
    }

    #[test]
    fn what_is_saved_is_shown_told_to_the_page_and_changes_no_answer() {
        let session = after(vec![saved("A")]);
        assert_eq!((session.screen(), names(&session)), (Screen::Relationships, vec!["A"]));
        assert_eq!((session.kept.changes, session.aside), (1, true));
        assert_eq!(session.answers, answers(0));
    }

    #[test]
    fn saved_answers_may_be_left_at_once_and_others_only_after_a_word() {
        let goal = Goal::Another;
        let left = after(vec![saved("A"), Change::Go(goal)]);
        assert!(left.answers.is_empty() && !left.aside);
        let asked = after(vec![Change::Go(goal)]);
        assert_eq!(
            (asked.kept.leaving, &asked.answers, asked.screen()),
            (Some(goal), &answers(0), Screen::Relationships)
        );
        assert!(after(vec![Change::Go(goal), Change::GoAnyway(goal)]).answers.is_empty());
        assert_eq!(after(vec![Change::Go(goal), Change::Leave]).answers, answers(0));
    }

    #[test]
    fn opening_one_brings_its_answers_and_keeps_the_list() {
        let other = vec![relationship("B", 1)];
        let opened = after(vec![saved("A"), Change::Import(Ok(other)), Change::Go(Goal::Open(1))]);
        assert_eq!((&opened.answers, names(&opened)), (&answers(1), vec!["A", "B"]));
        assert_ne!(opened.screen(), Screen::Relationships);
        assert_eq!(after(vec![saved("A"), Change::Go(Goal::Open(7))]).answers, Answers::default(), "none is there");
    }

    #[test]
    fn what_was_deleted_comes_back_until_something_else_changes() {
        let both = || vec![saved("A"), Change::Import(Ok(vec![relationship("B", 1)]))];
        let then = |more: Vec<Change>| after(both().into_iter().chain(more).collect());
        assert_eq!(names(&then(vec![Change::Delete(0)])), ["B"]);
        assert_eq!(names(&then(vec![Change::Delete(0), Change::Undo])), ["A", "B"]);
        assert_eq!(names(&then(vec![Change::DeleteAll, Change::Show, Change::Undo])), ["A", "B"]);
        let edited = then(vec![Change::Delete(0), Change::Edit(0, "C".into(), None)]);
        assert_eq!((names(&edited), &edited.kept.before), (vec!["C"], &None));
        let told = Told { list: vec![relationship("D", 1)], ..Told::default() };
        assert_eq!(then(vec![Change::Delete(0), Change::Told(told)]).kept.before, None, "another tab has changed them");
    }

    #[test]
    fn a_name_that_is_there_is_the_same_relationship_when_saved_and_another_one_in_a_file() {
        let saved_twice = after(vec![saved("A"), Change::Save("A".into(), None)]);
        assert_eq!((names(&saved_twice), saved_twice.kept.list[0].share), (vec!["A"], None));
        let undone = saved_twice.reduce(Action::Kept(Change::Undo));
        assert_eq!(undone.kept.list[0].share, Some(7), "what was replaced comes back");
        let files = vec![relationship("A", 0), relationship("A", 1), relationship("A", 1)];
        assert_eq!(names(&after(vec![saved("A"), Change::Import(Ok(files))])), ["A", "A"]);
    }

    #[test]
    fn there_is_room_for_so_many_and_a_file_with_more_adds_none() {
        let many = |count: usize| (0..count).map(|one| relationship(&one.to_string(), 1)).collect::<Vec<_>>();
        let full = after(vec![Change::Import(Ok(many(MOST)))]);
        assert_eq!(full.kept.list.len(), MOST);
        let over = full.reduce(Action::Kept(saved("one more")));
        assert_eq!((over.kept.list.len(), over.kept.notice.as_ref().expect("a word").0), (MOST, Phrase::TooMuch));
        let over = after(vec![saved("A"), Change::Import(Ok(many(MOST)))]);
        assert_eq!(names(&over), ["A"]);
    }

    #[test]
    fn a_name_cannot_be_taken_away() {
        let session = after(vec![saved("A"), Change::Edit(0, "".into(), Some(9))]);
        assert_eq!((names(&session), session.kept.list[0].share), (vec!["A"], Some(9)));
        let unnamed = after(vec![saved("")]);
        assert!(unnamed.kept.list.is_empty() && unnamed.screen() != Screen::Relationships);
        let elsewhere = unnamed.reduce(Action::Kept(Change::Show));
        assert_eq!(elsewhere.kept.notice, None, "what was wrong with a field is not said where the field is not");
    }

    #[test]
    fn what_the_page_tells_again_changes_nothing_and_is_not_told_back() {
        let session = after(vec![saved("A")]);
        let told = Told { list: session.kept.list.clone(), ..Told::default() };
        assert!(Rc::ptr_eq(&session, &session.clone().reduce(Action::Kept(Change::Told(told)))));
        let elsewhere = Told { list: Vec::new(), in_browser: true, trouble: Some(Phrase::KeepFailed) };
        let session = session.reduce(Action::Kept(Change::Told(elsewhere)));
        assert_eq!((session.kept.list.len(), session.kept.in_browser, session.kept.changes), (0, true, 1));
    }

    #[test]
    fn starting_again_and_answers_from_the_page_keep_what_is_saved() {
        let session = after(vec![saved("A")]);
        let model = session.model().clone();
        for action in [Action::Restart, Action::Replace(model, given(1))] {
            assert_eq!(names(&session.clone().reduce(action)), ["A"]);
        }
    }
}
