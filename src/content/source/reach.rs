//! Checks that every question can be asked, and every action and piece of advice given.

use super::report::Report;
use crate::content::{
    model::{ChoiceIx, Condition, Evidence, Model, Together, Type},
    terms::Role,
};

impl Report<'_> {
    /// Reports conditions that can never hold, and actions that no verdict can lead to. The references of the model hold.
    pub(super) fn reachability(&mut self, model: &Model) {
        let never = |what: &str| format!("can never hold, so this is never {what}; loosen or remove a condition");
        for advice in &model.mix {
            let is_open = |condition| Scope::of(model, std::slice::from_ref(condition)).is_some();
            if !advice.every.is_empty() && !advice.every.iter().any(is_open) {
                self.add(&["mix", &advice.id, "when"], never("said"));
            }
        }
        for note in &model.paths {
            if Scope::of(model, &note.when).is_none() {
                self.add(&["paths", &note.id, "when"], never("said"));
            }
        }
        for question in &model.questions {
            if Scope::of(model, &question.when).is_none() {
                self.add(&["questions", &question.id, "when"], never("asked"));
            }
        }
        let shown: Vec<Condition> =
            model.together.iter().flat_map(Together::roles).flat_map(|held| held.when.clone()).collect();
        if model.together.is_some() && Scope::of(model, &shown).is_none() {
            self.add(&["together"], never("said of anybody"));
        }
        for action in &model.actions {
            let Some(scope) = Scope::of(model, &action.when) else {
                self.add(&["actions", &action.id, "when"], never("advised"));
                continue;
            };
            let roles = &action.advised_for;
            let both = Scope::of(model, &[&action.when[..], &shown].concat()).is_some();
            let pair = model.together.as_ref().filter(|_| both);
            if !roles.is_empty() && !roles.iter().any(|role| scope.can_name(model, *role, pair)) {
                self.add(
                    &["actions", &action.id, "for"],
                    "names nobody that a verdict can name under these conditions, so this is never advised; change `for` \
                     or `when`",
                );
            }
        }
    }
}

/// The answers that a list of conditions leaves open, at the index of each question.
struct Scope(Vec<Open>);

#[derive(Clone)]
struct Open {
    options: Vec<ChoiceIx>,
    /// Whether the question may also stay unanswered.
    unanswered: bool,
}

impl Scope {
    /// `None` where the conditions contradict each other. Exact: an answer that need not be given may always be left out,
    /// so only the required ones bring their own conditions with them.
    fn of(model: &Model, conditions: &[Condition]) -> Option<Self> {
        let mut scope = Self(
            model
                .questions
                .iter()
                .map(|question| Open { options: (0..question.options.len()).collect(), unanswered: true })
                .collect(),
        );
        let mut pending: Vec<&Condition> = conditions.iter().collect();
        while let Some(condition) = pending.pop() {
            let open = &mut scope.0[condition.question];
            open.options.retain(|option| condition.options.contains(option) == condition.among);
            if condition.among {
                if open.unanswered {
                    pending.extend(&model.questions[condition.question].when);
                }
                open.unanswered = false;
            }
            if open.options.is_empty() && !open.unanswered {
                return None;
            }
        }
        Some(scope)
    }

    /// Whether a verdict within the scope may name the role. Each rival is bounded on its own, so `false` is certain. Both
    /// roles of a pair that may be held within the scope may be named, however far they are from each other.
    fn can_name(&self, model: &Model, role: Role, pair: Option<&Together>) -> bool {
        if pair.is_some_and(|pair| pair.roles().any(|held| Role::from(held.role) == role)) {
            return true;
        }
        let largest_lead = |rival: Role| {
            let lead = |evidence: &Evidence| evidence.lead(role, rival);
            self.0.iter().zip(&model.questions).fold(lead(&model.prior), |sum, (open, question)| {
                let best =
                    open.options.iter().map(|&option| lead(&question.options[option].evidence)).max().unwrap_or(0);
                sum + if open.unanswered { best.max(0) } else { best }
            })
        };
        let (types, kinds) = Role::ALL.split_at(Type::ALL.len());
        let leads_by_more_than =
            |least: i16, rivals: &[Role]| rivals.iter().all(|&rival| rival == role || largest_lead(rival) > least);
        if types.contains(&role) {
            leads_by_more_than(-model.margins.also, types)
        } else {
            self.can_name(model, Role::Customer, pair) && leads_by_more_than(0, kinds)
        }
    }
}

/// Whether a relationship of one of these types or kinds may also be of one of those; of any where there are none of those.
/// Every kind is one of customer.
pub(super) fn is_met_by_some(roles: &[Role], only: &[Role]) -> bool {
    let is_customer = |role| matches!(role, Role::Customer | Role::Internal | Role::External | Role::Intermediary);
    let agree = |one: Role, other: Role| {
        one == other || (is_customer(one) && is_customer(other) && (one == Role::Customer || other == Role::Customer))
    };
    roles.iter().any(|&one| only.is_empty() || only.iter().any(|&other| agree(one, other)))
}
