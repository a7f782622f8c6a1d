//! The relationships that the visitor has saved, and what can happen to them.
//!
//! Their owner is the page, which outlives a crash of the wasm and shares them among tags and tabs. What the session has is
//! a snapshot: a change is made to it, merged with what the page holds by then, and handed back to the page.

use super::host::{Snapshot, StorageFault};
use crate::{
    content::{Phrase, Str},
    engine::{Answers, Relationship},
    formats::saved::MOST,
};

/// A sentence about what has happened, and what it speaks of.
pub type Notice = (Phrase, Str);

/// The saved relationships.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Saved {
    /// As the page has them, but for a change under way.
    pub now: Snapshot,
    /// What has happened last.
    pub notice: Option<Notice>,
    /// The list before something in it was deleted or replaced.
    pub before: Option<Vec<Relationship>>,
}

/// What can happen to them.
#[derive(Debug, Clone)]
pub enum Change {
    /// The answers on the screen are saved under a name; under one that is there already, they take its place.
    Save(Str, Option<u8>),
    /// One is given another name or share.
    Edit(usize, Str, Option<u8>),
    /// One is deleted.
    Delete(usize),
    /// All are deleted.
    DeleteAll,
    /// What was deleted or replaced is back.
    Undo,
    /// The browser is to keep them, or not.
    Remember(bool),
    /// They come from a file, or the reason why not.
    Import(Result<Vec<Relationship>, Notice>),
}

/// Where the saved relationships outlive this session.
pub trait Store {
    /// What it holds, and what has gone wrong with it.
    fn load(&self) -> (Snapshot, Option<StorageFault>);
    /// Holds this from now on: the same in return, or as much of it as could be done.
    fn save(&self, saved: &Snapshot) -> (Snapshot, Option<StorageFault>);
}

impl Saved {
    /// Whether there is anything to look at.
    #[must_use]
    pub fn has_something(&self) -> bool {
        let is_news = |notice: &Notice| notice.0 != Phrase::NameMissing;
        !self.now.list.is_empty() || self.before.is_some() || self.notice.as_ref().is_some_and(is_news)
    }

    /// Whether these answers are among them.
    #[must_use]
    pub fn holds(&self, answers: &Answers) -> bool {
        self.now.list.iter().any(|one| one.answers.agrees_with(answers))
    }

    /// Carries out a change, for a visitor with these answers and ticks. Returns whether it leads to the list, wherever the
    /// visitor was.
    pub fn apply(&mut self, change: Change, answers: &Answers, done: &[usize]) -> bool {
        self.notice = None;
        let list = &mut self.now.list;
        let was = list.clone();
        let mut is_loss = false;
        let mut leads_there = true;
        match change {
            Change::Save(name, _) if name.is_empty() => {
                leads_there = false;
                self.notice = Some((Phrase::NameMissing, name));
            }
            Change::Save(name, share) => {
                self.notice = Some((Phrase::Saved, name.clone()));
                let one = Relationship { name, share, answers: answers.clone(), done: done.to_vec() };
                match list.iter().position(|other| other.name == one.name) {
                    Some(index) => {
                        is_loss = true;
                        list[index] = one;
                    }
                    None if list.len() < MOST => list.push(one),
                    None => self.notice = Some((Phrase::TooMuch, "".into())),
                }
            }
            Change::Edit(index, name, share) => {
                leads_there = false;
                if let Some(one) = list.get_mut(index) {
                    one.share = share;
                    if name.is_empty() {
                        self.notice = Some((Phrase::NameMissing, name));
                    } else {
                        one.name = name;
                    }
                }
            }
            Change::Delete(index) => {
                if index < list.len() {
                    is_loss = true;
                    self.notice = Some((Phrase::Deleted, list.remove(index).name));
                }
            }
            Change::DeleteAll => {
                is_loss = true;
                list.clear();
                self.notice = Some((Phrase::DeletedAll, "".into()));
            }
            Change::Undo => *list = self.before.take().unwrap_or_default(),
            Change::Remember(in_browser) => {
                leads_there = false;
                self.now.in_browser = in_browser;
            }
            Change::Import(found) => {
                self.notice = Some(found.map_or_else(|notice| notice, |found| self.add(found)));
            }
        }
        if self.now.list != was {
            self.before = is_loss.then_some(was);
        }
        leads_there
    }

    /// Adds those that are not there yet, if all of them fit.
    fn add(&mut self, found: Vec<Relationship>) -> Notice {
        let mut list = self.now.list.clone();
        for one in found {
            if !list.iter().any(|other| is_same(other, &one)) {
                list.push(one);
            }
        }
        if list.len() > MOST {
            return (Phrase::TooMuch, "".into());
        }
        let added = list.len() - self.now.list.len();
        self.now.list = list;
        (Phrase::Added, added.to_string().into())
    }

    /// The ticks of these answers are the ticks of the relationship that they are saved as. Returns whether there is one.
    pub fn tick(&mut self, answers: &Answers, done: &[usize]) -> bool {
        let mut is_saved = false;
        for one in self.now.list.iter_mut().filter(|one| one.answers.agrees_with(answers)) {
            one.done = done.to_vec();
            is_saved = true;
        }
        is_saved
    }

    /// Takes over what the store holds now.
    pub fn load(&mut self, store: &dyn Store) {
        let (theirs, fault) = store.load();
        // With what the others know of as the base, this is theirs, and what they do not know of.
        let merged = merge(known(&self.now, &theirs), &theirs, &self.now);
        self.take(if merged == theirs { (theirs, fault) } else { store.save(&merged) });
    }

    /// Hands to the store what has changed since `base`, together with what others have changed there meanwhile.
    pub fn sync(&mut self, base: &Snapshot, store: &dyn Store) {
        let (theirs, _) = store.load();
        self.take(store.save(&merge(known(base, &theirs), &theirs, &self.now)));
    }

    fn take(&mut self, (now, fault): (Snapshot, Option<StorageFault>)) {
        if now.list != self.now.list {
            // What was deleted here can no longer be told from what another tab has deleted.
            self.before = None;
        }
        self.now = now;
        let phrase = |fault| match fault {
            StorageFault::Full => Phrase::KeepFailed,
            StorageFault::Damaged => Phrase::KeepDamaged,
        };
        self.notice = fault.map(|fault| (phrase(fault), "".into())).or(self.notice.take());
    }
}

/// What of `mine` the others know of: nothing where they keep a list of their own that was never this one.
fn known<'a>(mine: &'a Snapshot, theirs: &Snapshot) -> &'a Snapshot {
    const NOTHING: &Snapshot = &Snapshot { list: Vec::new(), in_browser: false };
    if theirs.in_browser && !mine.in_browser { NOTHING } else { mine }
}

fn is_same(one: &Relationship, other: &Relationship) -> bool {
    one.name == other.name && one.answers.agrees_with(&other.answers)
}

/// What two tabs have made of the same list (a three-way merge): what either has added, without what either has deleted; and
/// of each relationship what either has changed, ticks one by one. Where both have changed the same, `mine` counts.
fn merge(base: &Snapshot, theirs: &Snapshot, mine: &Snapshot) -> Snapshot {
    if theirs == base {
        // In my order as well: what comes back by Undo comes back where it was.
        return mine.clone();
    }
    let (there, here) = (counterparts(&base.list, &theirs.list), counterparts(&base.list, &mine.list));
    let mut list = Vec::new();
    for (index, their) in theirs.list.iter().enumerate() {
        match there.iter().position(|at| *at == Some(index)) {
            Some(before) => {
                let mine = here[before].map(|at| &mine.list[at]);
                list.extend(mine.map(|mine| merge_one(&base.list[before], their, mine)));
            }
            None => list.push(their.clone()),
        }
    }
    for (index, mine) in mine.list.iter().enumerate() {
        if !here.contains(&Some(index)) && !list.iter().any(|other| is_same(other, mine)) {
            list.push(mine.clone());
        }
    }
    Snapshot { list, in_browser: changed(&base.in_browser, &theirs.in_browser, &mine.in_browser) }
}

/// For each of `from` the index of what it has become in `to`, if it is still there: the same with other ticks, or else the
/// same answers under another name, or the same name with other answers.
fn counterparts(from: &[Relationship], to: &[Relationship]) -> Vec<Option<usize>> {
    let mut found = vec![None; from.len()];
    let rules: [fn(&Relationship, &Relationship) -> bool; 3] =
        [is_same, |one, other| one.answers.agrees_with(&other.answers), |one, other| one.name == other.name];
    for rule in rules {
        for (index, one) in from.iter().enumerate() {
            if found[index].is_none() {
                found[index] = (0..to.len()).find(|at| !found.contains(&Some(*at)) && rule(one, &to[*at]));
            }
        }
    }
    found
}

fn merge_one(base: &Relationship, theirs: &Relationship, mine: &Relationship) -> Relationship {
    let is_done = |action: &usize| {
        changed(&base.done.contains(action), &theirs.done.contains(action), &mine.done.contains(action))
    };
    let mut done = theirs.done.clone();
    done.extend(mine.done.iter().filter(|action| !theirs.done.contains(action)));
    done.retain(is_done);
    Relationship {
        name: changed(&base.name, &theirs.name, &mine.name),
        share: changed(&base.share, &theirs.share, &mine.share),
        answers: changed(&base.answers, &theirs.answers, &mine.answers),
        done,
    }
}

/// Mine where I have changed it, or else theirs.
fn changed<T: Clone + PartialEq>(base: &T, theirs: &T, mine: &T) -> T {
    if mine == base { theirs.clone() } else { mine.clone() }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::engine::Answer;

    fn answers(option: usize) -> Answers {
        Answers::default().with(0, Answer::Chosen(option))
    }

    fn one(name: &str, option: usize) -> Relationship {
        Relationship { name: name.into(), share: None, answers: answers(option), done: Vec::new() }
    }

    fn ticked(name: &str, option: usize, done: &[usize]) -> Relationship {
        Relationship { done: done.to_vec(), ..one(name, option) }
    }

    fn snapshot(list: &[Relationship]) -> Snapshot {
        Snapshot { list: list.to_vec(), in_browser: true }
    }

    fn merged(base: &[Relationship], theirs: &[Relationship], mine: &[Relationship]) -> Vec<Relationship> {
        merge(&snapshot(base), &snapshot(theirs), &snapshot(mine)).list
    }

    fn names(list: &[Relationship]) -> Vec<&str> {
        list.iter().map(|one| &*one.name).collect()
    }

    /// A list after these changes, made by a visitor with the first option chosen.
    fn after(changes: Vec<Change>) -> Saved {
        let mut saved = Saved::default();
        for change in changes {
            saved.apply(change, &answers(0), &[]);
        }
        saved
    }

    fn save(name: &str) -> Change {
        Change::Save(name.into(), Some(7))
    }

    fn import(list: Vec<Relationship>) -> Change {
        Change::Import(Ok(list))
    }

    /// A storage that two tabs share.
    #[derive(Default)]
    struct Shared {
        held: RefCell<Snapshot>,
        fault: Option<StorageFault>,
    }

    impl Store for Shared {
        fn load(&self) -> (Snapshot, Option<StorageFault>) {
            (self.held.borrow().clone(), self.fault)
        }

        fn save(&self, saved: &Snapshot) -> (Snapshot, Option<StorageFault>) {
            self.held.replace(saved.clone());
            self.load()
        }
    }

    impl Shared {
        /// A change in a tab that has seen this much.
        fn hears(&self, tab: &mut Saved, change: Change) {
            let base = tab.now.clone();
            tab.apply(change, &answers(0), &[]);
            tab.sync(&base, self);
        }
    }

    #[test]
    fn deleted_comes_back_until_something_else_changes() {
        let both = || vec![save("A"), import(vec![one("B", 1)])];
        let then = |more: Vec<Change>| after(both().into_iter().chain(more).collect());
        assert_eq!(names(&then(vec![Change::Delete(0)]).now.list), ["B"]);
        assert_eq!(names(&then(vec![Change::Delete(0), Change::Undo]).now.list), ["A", "B"]);
        assert_eq!(names(&then(vec![Change::DeleteAll, Change::Undo]).now.list), ["A", "B"]);
        let edited = then(vec![Change::Delete(0), Change::Edit(0, "C".into(), None)]);
        assert_eq!((names(&edited.now.list), &edited.before), (vec!["C"], &None));
    }

    #[test]
    fn undo_brings_back_what_was_deleted_to_where_it_was() {
        let (store, mut tab) = (Shared::default(), Saved::default());
        for change in [save("A"), import(vec![one("B", 1), one("C", 2)]), Change::Delete(1)] {
            store.hears(&mut tab, change);
        }
        store.hears(&mut tab, Change::Undo);
        assert_eq!(names(&tab.now.list), ["A", "B", "C"]);
    }

    #[test]
    fn undo_is_gone_once_another_tab_has_changed_the_list() {
        let store = Shared::default();
        let (mut here, mut there) = (Saved::default(), Saved::default());
        store.hears(&mut here, save("A"));
        there.load(&store);
        store.hears(&mut there, import(vec![one("B", 1)]));
        store.hears(&mut here, Change::Delete(0));
        assert_eq!((names(&here.now.list), &here.before), (vec!["B"], &None));
    }

    #[test]
    fn a_list_that_no_browser_keeps_outlives_that_of_a_tab_that_keeps_its_own() {
        for hears_of_it in [true, false] {
            let store = Shared::default();
            let (mut here, mut there) = (after(vec![import(vec![one("A", 0)])]), Saved::default());
            store.hears(&mut there, import(vec![one("B", 1)]));
            store.hears(&mut there, Change::Remember(true));
            if hears_of_it {
                here.load(&store);
            }
            store.hears(&mut here, import(vec![one("C", 2)]));
            assert_eq!(names(&here.now.list), ["B", "A", "C"]);
            assert!(here.now.in_browser && here.now == *store.held.borrow());
        }
    }

    #[test]
    fn saving_under_the_same_name_replaces_and_undo_brings_back() {
        let mut saved = after(vec![save("A"), Change::Save("A".into(), None)]);
        assert_eq!((names(&saved.now.list), saved.now.list[0].share), (vec!["A"], None));
        saved.apply(Change::Undo, &answers(0), &[]);
        assert_eq!(saved.now.list[0].share, Some(7));
    }

    #[test]
    fn import_adds_what_is_not_there_with_the_same_name_and_answers() {
        let file = vec![one("A", 0), one("A", 1), one("A", 1)];
        assert_eq!(names(&after(vec![save("A"), import(file)]).now.list), ["A", "A"]);
    }

    #[test]
    fn a_full_list_takes_no_more_and_says_so() {
        let many = |count: usize| (0..count).map(|index| one(&index.to_string(), 1)).collect::<Vec<_>>();
        let over = after(vec![import(many(MOST)), save("one more")]);
        assert_eq!((over.now.list.len(), over.notice), (MOST, Some((Phrase::TooMuch, "".into()))));
        let over = after(vec![save("A"), import(many(MOST))]);
        assert_eq!((names(&over.now.list), over.notice.map(|notice| notice.0)), (vec!["A"], Some(Phrase::TooMuch)));
    }

    #[test]
    fn a_name_cannot_be_taken_away() {
        let edited = after(vec![save("A"), Change::Edit(0, "".into(), Some(9))]);
        assert_eq!((names(&edited.now.list), edited.now.list[0].share), (vec!["A"], Some(9)));
        assert_eq!(edited.notice.map(|notice| notice.0), Some(Phrase::NameMissing));
    }

    #[test]
    fn a_tick_survives_what_another_tab_has_added() {
        let merged = merged(&[one("X", 0)], &[one("X", 0), one("Y", 1)], &[ticked("X", 0, &[3])]);
        assert_eq!(merged, [ticked("X", 0, &[3]), one("Y", 1)]);
    }

    #[test]
    fn ticks_of_two_tabs_are_merged_one_by_one() {
        let base = [ticked("X", 0, &[1, 2])];
        assert_eq!(
            merged(&base, &[ticked("X", 0, &[2, 3])], &[ticked("X", 0, &[1, 2, 4])]),
            [ticked("X", 0, &[2, 3, 4])]
        );
        assert_eq!(merged(&base, &base, &[ticked("X", 0, &[2])]), [ticked("X", 0, &[2])], "taken back here");
    }

    #[test]
    fn a_tick_survives_another_name_given_in_another_tab() {
        assert_eq!(merged(&[one("X", 0)], &[one("Z", 0)], &[ticked("X", 0, &[3])]), [ticked("Z", 0, &[3])]);
    }

    #[test]
    fn what_either_tab_deleted_is_gone_and_what_either_added_is_there() {
        let base = [one("clinic", 0), one("shop", 1)];
        let merged = merged(&base, &[one("clinic", 0), one("bakery", 0)], &[one("shop", 1), one("museum", 2)]);
        assert_eq!(names(&merged), ["bakery", "museum"]);
    }

    #[test]
    fn deleting_one_of_two_with_the_same_answers_leaves_the_other() {
        let base = [one("clinic", 0), one("museum", 0)];
        assert_eq!(names(&merged(&base, &base, &base[1..])), ["museum"]);
    }

    #[test]
    fn added_in_both_tabs_it_is_there_once() {
        assert_eq!(names(&merged(&[], &[one("X", 0)], &[one("X", 0)])), ["X"]);
    }

    #[test]
    fn whoever_has_changed_it_says_whether_the_browser_keeps_them() {
        let says = |base, theirs, mine| {
            let [base, theirs, mine] =
                [base, theirs, mine].map(|in_browser| Snapshot { in_browser, ..Snapshot::default() });
            merge(&base, &theirs, &mine).in_browser
        };
        assert!(!says(true, false, true), "another tab has said no");
        assert!(says(false, false, true) && !says(true, true, false));
    }

    #[test]
    fn a_storage_that_refuses_or_is_damaged_is_reported() {
        for (fault, phrase) in [(StorageFault::Full, Phrase::KeepFailed), (StorageFault::Damaged, Phrase::KeepDamaged)]
        {
            let store = Shared { fault: Some(fault), ..Shared::default() };
            let mut saved = Saved::default();
            store.hears(&mut saved, Change::Remember(true));
            assert_eq!(saved.notice, Some((phrase, "".into())));
        }
    }
}
