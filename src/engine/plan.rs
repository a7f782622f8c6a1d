//! What to do: the actions that fit the verdict and the answers, in order, each with the answers that called for it.

use super::{
    answers::{Answer, Answers, Sheet},
    order::sort_by_key,
    verdict::judge,
};
use crate::content::{Action, ChoiceIx, Model, QuestionIx, Role};

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
    let sheet = Sheet::of(model, answers);
    let verdict = judge(model, &sheet.tally(model));
    let named: Vec<Role> = verdict
        .types()
        .flat_map(|of| {
            let kind = verdict.kind.filter(|_| of == crate::content::Type::Customer);
            [kind.map(Role::from), Some(Role::from(of))]
        })
        .flatten()
        .collect();
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

fn reasons(sheet: &Sheet, action: &Action) -> Vec<(QuestionIx, ChoiceIx)> {
    action
        .when
        .iter()
        .filter_map(|condition| match sheet.get(condition.question) {
            Some(Answer::Chosen(option)) => Some((condition.question, option)),
            Some(Answer::NotSure) | None => None,
        })
        .collect()
}
