//! What to do: the actions that fit the verdict and the answers, in order, each with the answers that called for it; and
//! what they leave out.

use super::{
    answers::{ActiveAnswers, Answer, Answers},
    order::sort_by_key,
    verdict::{Verdict, judge},
};
use crate::content::{Action, ChoiceIx, Model, Part, QuestionIx, Role, Type};

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
