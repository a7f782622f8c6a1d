//! What to do: the actions that fit the verdict and the answers, in order, each with the answers that called for it; and
//! what they leave out.

use super::{
    answers::{ActiveAnswers, Answer, Answers},
    order::sort_by_key,
    verdict::{Verdict, judge},
};
use crate::content::{Action, ChoiceIx, Condition, Effort, Model, Part, Purpose, QuestionIx, Role, Type};

/// An action that is advised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Index in [`Model::actions`].
    pub action: usize,
    /// The type or kind named in the verdict that it serves; `None` for an action that serves every one.
    pub serves: Option<Role>,
    /// The answers that its conditions rest on.
    pub because: Vec<(QuestionIx, ChoiceIx)>,
}

/// The plan for these answers: by part; within a part first what serves the leading type and its kind, then the second
/// role; and of those, what more of the visitor's own answers call for first. Otherwise in the order of the file.
#[must_use]
pub fn plan(model: &Model, answers: &Answers) -> Vec<Advice> {
    let sheet = ActiveAnswers::of(model, answers);
    let named = roles(&judge(model, &sheet.tally(model)));
    let mut plan: Vec<Advice> = model
        .actions
        .iter()
        .enumerate()
        .filter(|(_, action)| sheet.meets(&action.when))
        .filter_map(|(index, action)| {
            let serves = named.iter().copied().find(|role| action.advised_for.contains(role));
            (action.advised_for.is_empty() || serves.is_some()).then(|| Advice {
                action: index,
                serves,
                because: reasons(&sheet, action),
            })
        })
        .collect();
    sort_by_key(&mut plan, |advice: &Advice| {
        let action = &model.actions[advice.action];
        let place = advice.serves.and_then(|role| named.iter().position(|of| *of == role));
        (action.part, place, std::cmp::Reverse(advice.because.len()))
    });
    plan
}

/// What to start with, and the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// At most [`FIRST_STEPS`], the most pressing first.
    pub first: Vec<Advice>,
    /// All others of the plan, in its order.
    pub rest: Vec<Group>,
}

/// Advice that stands together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The part of the plan.
    pub part: Part,
    /// The type that all of it serves, where several lead as equals and the part serves each in its own way: customers when
    /// they buy, consumers when they use. `None` for what serves them all.
    pub serves: Option<Type>,
    /// At least one.
    pub advice: Vec<Advice>,
}

/// With so many actions a plan begins: what is more than that is a list.
pub const FIRST_STEPS: usize = 3;

/// The plan for these answers, with what to start with set apart.
///
/// The first steps are ranked: trouble first, then what brings the goal nearer, then what serves the role; of those, what
/// more of the visitor's own answers call for, then what takes least, then what serves their kind of customer. From there down the list
/// that choice of three is made which leaves least to be desired of these, the weightiest first: no two rest on the same
/// first claim, for then they say the same; each of the types that lead as equals is served; one takes about an hour; and
/// they are not all for the same purpose. The first of the list is always among them.
#[must_use]
pub fn agenda(model: &Model, answers: &Answers) -> Agenda {
    let sheet = ActiveAnswers::of(model, answers);
    let peers = peers(&judge(model, &sheet.tally(model)));
    let mut rest = plan(model, answers);
    let first = first_of(model, &rest, &peers);
    rest.retain(|advice| !first.contains(advice));
    let mut groups: Vec<Group> = Vec::new();
    for advice in rest {
        let part = model.actions[advice.action].part;
        let serves = served(&advice).filter(|of| part == Part::Serve && peers.len() > 1 && peers.contains(of));
        match groups.iter_mut().find(|group| group.part == part && group.serves == serves) {
            Some(group) => group.advice.push(advice),
            None => groups.push(Group { part, serves, advice: vec![advice] }),
        }
    }
    Agenda { first, rest: groups }
}

/// The actions to start with: [`Agenda::first`].
#[must_use]
pub fn first_steps(model: &Model, answers: &Answers) -> Vec<Advice> {
    agenda(model, answers).first
}

fn first_of(model: &Model, plan: &[Advice], peers: &[Type]) -> Vec<Advice> {
    let action = |advice: &Advice| &model.actions[advice.action];
    let purpose = |advice: &Advice| match action(advice).part {
        Part::Repair => 0,
        Part::Grow | Part::Balance => 1,
        Part::Serve => 2,
    };
    let kind_first = |advice: &Advice| advice.serves.is_none_or(|role| served(advice).map(Role::from) == Some(role));
    let mut ranked: Vec<&Advice> = plan.iter().collect();
    sort_by_key(&mut ranked, |advice| {
        let aside = served(advice).is_some_and(|of| !peers.contains(&of));
        let called_for = std::cmp::Reverse(advice.because.len());
        (purpose(advice), aside, called_for, action(advice).effort, kind_first(advice), advice.action)
    });
    if ranked.len() <= FIRST_STEPS {
        return ranked.into_iter().cloned().collect();
    }
    let same = |one: &Advice, other: &Advice| {
        let (one, other) = (&action(one).claims, &action(other).claims);
        !one.is_empty() && one.first() == other.first()
    };
    let wanting = |[one, other, last]: [&Advice; FIRST_STEPS]| {
        let all = [one, other, last];
        let repeated = [(one, other), (one, last), (other, last)].into_iter().filter(|(one, other)| same(one, other));
        let unserved =
            peers.iter().filter(|of| peers.len() > 1 && all.iter().all(|advice| served(advice) != Some(**of)));
        let no_hour = all.iter().all(|advice| action(advice).effort != Effort::Hour);
        let one_purpose = all.iter().all(|advice| purpose(advice) == purpose(one));
        let varied = plan.iter().any(|advice| purpose(advice) != purpose(one));
        (repeated.count(), unserved.count(), no_hour, one_purpose && varied)
    };
    let mut best = [ranked[0], ranked[1], ranked[2]];
    for (place, other) in ranked.iter().enumerate().skip(1) {
        for last in &ranked[place + 1..] {
            let choice = [ranked[0], *other, *last];
            if wanting(choice) < wanting(best) {
                best = choice;
            }
        }
    }
    best.into_iter().cloned().collect()
}

/// The type that advice serves, itself or as one of its kinds.
fn served(advice: &Advice) -> Option<Type> {
    advice.serves.map(|role| match role {
        Role::Client => Type::Client,
        Role::Consumer => Type::Consumer,
        Role::Customer | Role::Internal | Role::External | Role::Intermediary => Type::Customer,
    })
}

/// The types that a verdict names as equals: the one that leads, or all of those that it lies between.
pub(super) fn peers(verdict: &Verdict) -> Vec<Type> {
    verdict.names().collect()
}

/// The questions that steer this plan, in the order of the file: those that apply now and on which an action for these
/// people rests, directly or because it rests on a question that is only asked after them. What such an action asks of the
/// verdict and of the answers that brought it about holds already.
#[must_use]
pub fn steering(model: &Model, answers: &Answers) -> Vec<QuestionIx> {
    let sheet = ActiveAnswers::of(model, answers);
    let named = roles(&judge(model, &sheet.tally(model)));
    let mut read = vec![false; model.questions.len()];
    for action in &model.actions {
        let is_for_them = action.advised_for.is_empty() || action.advised_for.iter().any(|role| named.contains(role));
        if is_for_them && can_hold(model, &sheet, &action.when) {
            mark(model, &sheet, &action.when, &mut read);
        }
    }
    (0..model.questions.len()).filter(|&question| read[question] && sheet.applies(model, question)).collect()
}

/// Whether answers to the questions that steer can make these conditions hold, all others staying as they are.
fn can_hold(model: &Model, sheet: &ActiveAnswers, conditions: &[Condition]) -> bool {
    conditions.iter().all(|condition| {
        let question = &model.questions[condition.question];
        match question.purpose {
            Purpose::Classify => sheet.meets(std::slice::from_ref(condition)),
            Purpose::Advise => !condition.among || can_hold(model, sheet, &question.when),
        }
    })
}

/// Marks the questions that steer on which these conditions rest.
fn mark(model: &Model, sheet: &ActiveAnswers, conditions: &[Condition], read: &mut [bool]) {
    for condition in conditions {
        let question = &model.questions[condition.question];
        if question.purpose == Purpose::Advise && can_hold(model, sheet, &question.when) {
            read[condition.question] = true;
            mark(model, sheet, &question.when, read);
        }
    }
}

/// The types that a verdict names, each after its kind.
fn roles(verdict: &Verdict) -> Vec<Role> {
    let of = |of: Type| [verdict.kind.filter(|_| of == Type::Customer).map(Role::from), Some(Role::from(of))];
    verdict.types().flat_map(of).flatten().collect()
}

/// Something that a plan leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// How to serve a type that the verdict does not name.
    Serving(Type),
    /// A part that the answers do not call for.
    Part(Part),
}

/// What the plan for these answers leaves out, and which actions would be advised there, as indices in
/// [`Model::actions`]: for each type that the verdict does not name, how to serve it; and for those that it names, each
/// part of which no action is in the plan. Conditions are not looked at: they say where an action fits.
#[must_use]
pub fn beyond(model: &Model, answers: &Answers) -> Vec<(Beyond, Vec<usize>)> {
    let verdict = judge(model, &ActiveAnswers::of(model, answers).tally(model));
    let (named, planned) = (roles(&verdict), plan(model, answers));
    let mut found = Vec::new();
    let mut add = |beyond, part, roles: &[Role], also_for_all: bool| {
        let serves = |action: &Action| match &action.advised_for[..] {
            [] => also_for_all,
            some => some.iter().any(|role| roles.contains(role)),
        };
        let actions: Vec<usize> = (0..model.actions.len())
            .filter(|&action| model.actions[action].part == part && serves(&model.actions[action]))
            .collect();
        if !actions.is_empty() {
            found.push((beyond, actions));
        }
    };
    for of in Type::ALL {
        if !named.contains(&of.into()) {
            add(Beyond::Serving(of), Part::Serve, &[of.into()], false);
        }
    }
    for &part in Part::ALL {
        if planned.iter().all(|advice| model.actions[advice.action].part != part) {
            add(Beyond::Part(part), part, &named, true);
        }
    }
    found
}

fn reasons(sheet: &ActiveAnswers, action: &Action) -> Vec<(QuestionIx, ChoiceIx)> {
    action
        .when
        .iter()
        // What must not have been answered is no reason.
        .filter(|condition| condition.among)
        .filter_map(|condition| match sheet.get(condition.question) {
            Some(Answer::Chosen(option)) => Some((condition.question, option)),
            Some(Answer::NotSure) | None => None,
        })
        .collect()
}
