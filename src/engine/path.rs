//! The shortest way from what these people are to another role, by what the owner can change.
//!
//! The search is exact: fewest circumstances, of equally many those that are least part of the case; then fewest levers,
//! then the least distance on scales, then the order of the file. It goes through the questions in the order of the file, so
//! that what counts of those behind it is settled, and leaves a branch when even the best answers to the questions ahead would
//! not bring the leads that the role needs.

use super::{
    answers::{ActiveAnswers, Answer, Answers},
    explain::distance,
    mix::is_of,
    order::sort_by_key,
    verdict::{Verdict, judge, shares},
};
use crate::content::{ChoiceIx, Condition, Evidence, Kind, Model, Purpose, Question, QuestionIx, Role, Type};

/// A way to another role.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The circumstances that stand in the way: the fewest that would have to be different, with the answer that would open
    /// the way. Empty where the steps alone lead there.
    pub blocked_by: Vec<Obstacle>,
    /// What the owner can change, in an order in which it can be done; empty where they have the role already, or would
    /// have it if it were not for what stands in the way.
    pub steps: Vec<Stage>,
}

/// A circumstance that stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obstacle {
    /// The question.
    pub question: QuestionIx,
    /// The answer now; `None` where there is none.
    pub from: Option<Answer>,
    /// The answer that would open the way.
    pub to: ChoiceIx,
}

/// A step of the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// The question whose answer is to change.
    pub question: QuestionIx,
    /// The answer now; `None` where there is none.
    pub from: Option<Answer>,
    /// The answer to bring about.
    pub to: ChoiceIx,
    /// The actions that help to bring it about, as indices in [`Model::actions`]: those that say so first, then those that
    /// are advised where it is so; of each, what takes least first.
    pub actions: Vec<usize>,
    /// The verdict after this step.
    pub verdict: Verdict,
    /// How well each type fits after this step, in the order of [`Type::ALL`].
    pub fit: [f64; 3],
}

/// The shortest way to a type or kind of customer; `None` where nothing leads there.
///
/// The role is reached where the verdict names it, alone or as one of two that are both held, and not as one of those that it
/// lies between. Questions that have not been answered may be part of the way.
#[must_use]
pub fn path(model: &Model, answers: &Answers, target: Role) -> Option<Path> {
    let mut search = Search::new(model, answers, target);
    let most = [Class::Frame, Class::Fixed, Class::Near, Class::Lever].map(|class| count(model, class));
    let [frames, fixed, near, levers] = most;
    for circumstances in 0..=frames + fixed + near {
        for frame in 0..=frames.min(circumstances) {
            for fixed in 0..=fixed.min(circumstances - frame) {
                let rest = circumstances - frame - fixed;
                for levers in (0..=levers).filter(|_| rest <= near) {
                    search.descend(0, model.prior, [frame, fixed, rest, levers], 0);
                    if let Some((_, changes)) = search.best {
                        return Some(laid_out(model, answers, target, &changes));
                    }
                }
            }
        }
    }
    None
}

/// A lead without which no verdict says that they are this: of any of the first over the second, by this much.
type Lead = (Vec<Role>, Role, i16);

fn leads_needed(model: &Model, role: Role) -> Vec<Lead> {
    let over = |of: Role, rivals: [Role; 3], least: i16| {
        rivals.into_iter().filter(move |rival| *rival != of).map(move |rival| (vec![of], rival, least))
    };
    let between = model.margins.between;
    let type_needed = |of: Role| match &model.together {
        // Held together, the two are as far ahead of the third type as the stronger of them is.
        Some(pair) if pair.roles().any(|held| Role::from(held.role) == of) => {
            vec![(pair.roles().map(|held| held.role.into()).collect(), pair.rest().into(), between)]
        }
        _ => over(of, Type::ALL.map(Role::from), between).collect(),
    };
    match role {
        Role::Client | Role::Customer | Role::Consumer => type_needed(role),
        kind => {
            let mut leads = type_needed(Role::Customer);
            leads.extend(over(kind, Kind::ALL.map(Role::from), 1));
            leads
        }
    }
}

/// What it would take to change an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A circumstance on which other questions rest: with another answer it would be another case.
    Frame,
    /// Any other circumstance.
    Fixed,
    /// A circumstance that may well be otherwise.
    Near,
    /// Something that the owner can bring about.
    Lever,
}

fn class_of(model: &Model, question: QuestionIx) -> Option<Class> {
    let about = &model.questions[question];
    let rest_on_it = |other: &Question| other.when.iter().any(|condition| condition.question == question);
    match about.purpose {
        Purpose::Advise => None,
        Purpose::Classify if about.lever => Some(Class::Lever),
        Purpose::Classify if about.near => Some(Class::Near),
        Purpose::Classify if model.questions.iter().any(rest_on_it) => Some(Class::Frame),
        Purpose::Classify => Some(Class::Fixed),
    }
}

/// How many questions of a class there are.
fn count(model: &Model, class: Class) -> usize {
    (0..model.questions.len()).filter(|&question| class_of(model, question) == Some(class)).count()
}

/// How many questions of each class may be changed.
type Room = [usize; 4];

/// A change of one answer.
type Move = (QuestionIx, ChoiceIx);

struct Search<'a> {
    model: &'a Model,
    target: Role,
    sheet: ActiveAnswers,
    /// For each lead that is needed, one for each role that may have it.
    bounds: Vec<Vec<Bound>>,
    changes: Vec<Move>,
    /// The distance and the changes of the best way found.
    best: Option<(usize, Vec<Move>)>,
}

/// How far one lead can be brought by the questions from one on, at the index of each.
struct Bound {
    of: Role,
    over: Role,
    least: i16,
    /// What they add at most where none of them is changed.
    unchanged: Vec<i16>,
    /// What a change can add to that, for each of them and its class, the most first.
    gains: Vec<[Vec<i16>; 4]>,
}

impl<'a> Search<'a> {
    fn new(model: &'a Model, answers: &Answers, target: Role) -> Self {
        let sheet = ActiveAnswers::of(model, answers);
        let bounds = leads_needed(model, target)
            .into_iter()
            .map(|(any, over, least)| any.into_iter().map(|of| Bound::of(model, &sheet, of, over, least)).collect())
            .collect();
        Self { model, target, sheet, bounds, changes: Vec::new(), best: None }
    }

    /// Tries every way to change exactly so many questions of each class from a question on. `sum` is the evidence of what
    /// counts before it.
    fn descend(&mut self, question: QuestionIx, sum: Evidence, room: Room, far: usize) {
        let left = room.iter().sum::<usize>();
        let can_be_had = |any: &Vec<Bound>| any.iter().any(|bound| bound.can_be_reached(question, &sum, room));
        // Each change to come is at least one step away.
        if self.best.as_ref().is_some_and(|(least, _)| far + left >= *least) || !self.bounds.iter().all(can_be_had) {
            return;
        }
        if left == 0 {
            if is_of(&judge(self.model, &self.sheet.tally(self.model)), &[self.target]) {
                self.best = Some((far, self.changes.clone()));
            }
            return;
        }
        let Some(about) = self.model.questions.get(question) else { return };
        let (given, from) = (self.sheet.given(question), self.sheet.get(question));
        let worth = |answer| match answer {
            Some(Answer::Chosen(option)) => about.options[option].evidence,
            Some(Answer::NotSure) | None => Evidence::default(),
        };
        if let Some(class) = class_of(self.model, question)
            && room[class as usize] > 0
            && self.sheet.applies(self.model, question)
        {
            let mut room = room;
            room[class as usize] -= 1;
            for to in (0..about.options.len()).filter(|&to| from != Some(Answer::Chosen(to))) {
                let answer = Some(Answer::Chosen(to));
                self.sheet.give(self.model, question, answer);
                self.changes.push((question, to));
                self.descend(question + 1, sum + worth(answer), room, far + distance(about, from, to));
                self.changes.pop();
                self.sheet.give(self.model, question, given);
            }
        }
        self.descend(question + 1, sum + worth(from), room, far);
    }
}

impl Bound {
    fn of(model: &Model, sheet: &ActiveAnswers, of: Role, over: Role, least: i16) -> Self {
        let count = model.questions.len();
        let mut unchanged = vec![0; count + 1];
        let mut gains: Vec<[Vec<i16>; 4]> = vec![Default::default(); count + 1];
        for (question, about) in model.questions.iter().enumerate().rev() {
            let lead = |option: ChoiceIx| about.options[option].evidence.lead(of, over);
            let given = match sheet.given(question) {
                Some(Answer::Chosen(option)) => lead(option),
                Some(Answer::NotSure) | None => 0,
            };
            // An answer that has conditions may come to count, or no longer count, by the changes before it.
            let stays = if about.when.is_empty() { given } else { given.max(0) };
            unchanged[question] = unchanged[question + 1] + stays;
            let mut ahead = gains[question + 1].clone();
            if let Some(class) = class_of(model, question) {
                let most = (0..about.options.len()).map(lead).max().unwrap_or(0);
                let gains = &mut ahead[class as usize];
                gains.push((most - stays).max(0));
                sort_by_key(gains, |gain| -gain);
            }
            gains[question] = ahead;
        }
        Self { of, over, least, unchanged, gains }
    }

    /// Whether the lead can be had by so many changes from a question on. `false` is a proof.
    fn can_be_reached(&self, question: QuestionIx, sum: &Evidence, room: Room) -> bool {
        let gains = self.gains[question].iter().zip(room).flat_map(|(gains, room)| gains.iter().take(room));
        sum.lead(self.of, self.over) + self.unchanged[question] + gains.sum::<i16>() >= self.least
    }
}

/// The changes of a way as obstacles and ordered steps: of those that can be made now, the one whose actions take least
/// first, then the nearest, then the first in the file.
fn laid_out(model: &Model, answers: &Answers, target: Role, changes: &[Move]) -> Path {
    let mut sheet = ActiveAnswers::of(model, answers);
    let (mut blocked_by, mut open) = (Vec::new(), Vec::new());
    for &(question, to) in changes {
        if class_of(model, question) == Some(Class::Lever) {
            open.push((question, to, actions(model, target, question, to)));
        } else {
            blocked_by.push(Obstacle { question, from: sheet.get(question), to });
        }
    }
    for obstacle in &blocked_by {
        sheet.give(model, obstacle.question, Some(Answer::Chosen(obstacle.to)));
    }
    let mut steps = Vec::new();
    while !open.is_empty() {
        let mut next: Vec<usize> = (0..open.len()).filter(|&step| sheet.applies(model, open[step].0)).collect();
        sort_by_key(&mut next, |&step| {
            let (question, to, actions) = &open[step];
            let effort = actions.first().map(|&action| model.actions[action].effort);
            (effort.is_none(), effort, distance(&model.questions[*question], sheet.get(*question), *to))
        });
        // Conditions point backwards only, so the first of those left can always be made.
        let (question, to, actions) = open.remove(next.first().copied().unwrap_or(0));
        let from = sheet.get(question);
        sheet.give(model, question, Some(Answer::Chosen(to)));
        let tally = sheet.tally(model);
        steps.push(Stage {
            question,
            from,
            to,
            actions,
            verdict: judge(model, &tally),
            fit: shares(tally.evidence.types),
        });
    }
    Path { blocked_by, steps }
}

/// The actions that help to bring an answer about.
fn actions(model: &Model, target: Role, question: QuestionIx, to: ChoiceIx) -> Vec<usize> {
    let names =
        |condition: &Condition| condition.question == question && condition.among && condition.options.contains(&to);
    let says_so = |action: usize| model.actions[action].brings.iter().any(names);
    let serves = |action: usize| {
        let roles = &model.actions[action].advised_for;
        let of = if matches!(target, Role::Client | Role::Consumer) { target } else { Role::Customer };
        roles.is_empty() || roles.contains(&target) || roles.contains(&of)
    };
    let mut found: Vec<usize> = (0..model.actions.len())
        .filter(|&action| says_so(action) || (serves(action) && model.actions[action].when.iter().any(names)))
        .collect();
    sort_by_key(&mut found, |&action| (!says_so(action), model.actions[action].effort));
    found
}

/// What the pack says of the way to a role: the note, as an index in [`Model::paths`], and whether it holds. A note whose
/// conditions rest on what has not been answered holds only if; one whose conditions are not met is left out.
#[must_use]
pub fn notes(model: &Model, answers: &Answers, target: Role) -> Vec<(usize, bool)> {
    let sheet = ActiveAnswers::of(model, answers);
    let mut found = Vec::new();
    for (index, note) in model.paths.iter().enumerate().filter(|(_, note)| note.to.contains(&target)) {
        let is_open = |condition: &Condition| !matches!(sheet.get(condition.question), Some(Answer::Chosen(_)));
        let meets = |condition: &Condition| sheet.meets(std::slice::from_ref(condition));
        if note.when.iter().all(|condition| is_open(condition) || meets(condition)) {
            found.push((index, !note.when.iter().any(is_open)));
        }
    }
    found
}
