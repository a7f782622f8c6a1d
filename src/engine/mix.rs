//! Several relationships side by side: how much each weighs, and what the pack says of such a mix.

use super::{
    answers::{ActiveAnswers, Answers},
    verdict::{Firmness, Verdict, judge},
};
use crate::content::{MixAdvice, Model, Role, Str, Type};

/// A relationship that the visitor has given a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Relationship {
    /// What the visitor calls it.
    pub name: Str,
    /// Its share of revenue in percent, at most 100; `None` where the visitor has entered none.
    pub share: Option<u8>,
    /// What was answered about it.
    pub answers: Answers,
    /// The actions that are ticked off, as indices in [`Model::actions`].
    pub done: Vec<usize>,
}

/// What is said of this mix: indices in [`Model::mix`]. A mix begins with two.
#[must_use]
pub fn mix(model: &Model, relationships: &[Relationship]) -> Vec<usize> {
    let judged: Vec<(ActiveAnswers, Verdict, i16)> = relationships
        .iter()
        .map(|one| {
            let active = ActiveAnswers::of(model, &one.answers);
            let verdict = judge(model, &active.tally(model));
            (active, verdict, one.share.unwrap_or(0).into())
        })
        .collect();
    let holds = |advice: &MixAdvice| {
        judged.iter().all(|(active, verdict, _)| {
            let meets = |condition| active.meets(std::slice::from_ref(condition));
            (advice.only.is_empty() || is_of(verdict, &advice.only))
                && (advice.every.is_empty() || advice.every.iter().any(meets))
        }) && advice.some.iter().all(|roles| judged.iter().any(|(_, verdict, _)| is_of(verdict, roles)))
            && advice.more_than.iter().all(|more_than| {
                judged.iter().any(|(_, verdict, share)| {
                    *share > more_than.percent && (more_than.of.is_empty() || is_of(verdict, &more_than.of))
                })
            })
    };
    (0..model.mix.len()).filter(|&advice| judged.len() > 1 && holds(&model.mix[advice])).collect()
}

/// The type that a relationship counts as in a mix, the first of two where both are held; `None` where it lies between
/// them, for no tie is broken silently.
#[must_use]
pub fn counts_as(verdict: &Verdict) -> Option<Type> {
    (verdict.firmness != Firmness::Between).then_some(verdict.leading)
}

/// Whether a relationship is of one of these: by its type, by its kind of customer, and where both roles are held by
/// either. One that lies between the types is of none.
pub(super) fn is_of(verdict: &Verdict, roles: &[Role]) -> bool {
    let names_one = verdict.names().any(|of| {
        let kind = verdict.kind.filter(|_| of == Type::Customer).map(Role::from);
        roles.iter().any(|role| *role == Role::from(of) || Some(*role) == kind)
    });
    counts_as(verdict).is_some() && names_one
}

/// How much of the whole each of them is, in units that are the same for all and add up to more than 0. Those without a share
/// divide equally what the others leave of 100 percent.
#[must_use]
pub fn parts(relationships: &[Relationship]) -> Vec<usize> {
    let given: usize = relationships.iter().filter_map(|one| one.share).map(usize::from).sum();
    let open = relationships.iter().filter(|one| one.share.is_none()).count().max(1);
    let left = 100_usize.saturating_sub(given);
    let part = |one: &Relationship| one.share.map_or(left, |share| usize::from(share) * open);
    let nothing = relationships.iter().all(|one| part(one) == 0);
    relationships.iter().map(|one| if nothing { 1 } else { part(one) }).collect()
}
