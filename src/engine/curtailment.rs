//! Whether anything that could still be answered would change who they are: an exact search, so that `true` is a proof
//! (deterministic curtailment).
//!
//! "Not sure" is one of the possible answers, so the verdict so far is always one of those still possible, and it is enough
//! to look for another one.

use super::{
    answers::{ActiveAnswers, Answer, Tally},
    order::sort_by_key,
    verdict::{Firmness, Verdict, judge, stronger},
};
use crate::content::{Evidence, Kind, Model, Purpose, QuestionIx, Role, Together, Type};

/// The verdict so far, and whether and how the open questions could still bring another one.
pub(super) struct Outlook<'a> {
    pub model: &'a Model,
    pub tally: Tally,
    pub verdict: Verdict,
}

impl<'a> Outlook<'a> {
    pub(super) fn new(model: &'a Model, active: &ActiveAnswers) -> Self {
        let tally = active.tally(model);
        Self { model, tally, verdict: judge(model, &tally) }
    }

    /// Whether who they are would survive every possible answer to the questions that remain.
    pub(super) fn is_decided(&self, active: &ActiveAnswers) -> bool {
        !self.finds_another(&mut active.clone())
    }

    /// The open questions of which one answer, with nothing else answered, would change who they are.
    pub(super) fn could_change<'b>(&'b self, active: &'b ActiveAnswers) -> impl Iterator<Item = QuestionIx> + 'b {
        active.open(self.model, Purpose::Classify).filter(|&question| {
            let mut then = active.clone();
            (0..self.model.questions[question].options.len()).any(|option| {
                then.give(self.model, question, Some(Answer::Chosen(option)));
                !self.is_who(&then.tally(self.model))
            })
        })
    }

    fn is_who(&self, tally: &Tally) -> bool {
        judge(self.model, tally).is_who(&self.verdict)
    }

    /// Whether some completion of the answers says otherwise who they are: branch and bound over the open questions in the
    /// order of the file, so that the conditions of each are settled when it is reached.
    ///
    /// What counts is worked out anew at every step: an answer can make another one, given before it, stop counting.
    fn finds_another(&self, active: &mut ActiveAnswers) -> bool {
        let tally = active.tally(self.model);
        if !self.is_who(&tally) {
            return true;
        }
        let Some(question) = active.open(self.model, Purpose::Classify).next() else {
            return false;
        };
        if self.holds_whatever_comes(active, tally.evidence) {
            return false;
        }
        let leader = self.leader();
        let mut possible: Vec<Answer> = self.possible(question).collect();
        // The answer worst for the leading type first: where another verdict exists, that way leads to it soonest.
        sort_by_key(&mut possible, |&answer| {
            self.rivals().map(|rival| self.evidence(question, answer).lead(leader, rival)).min()
        });
        let found = possible.into_iter().any(|answer| {
            active.give(self.model, question, Some(answer));
            self.finds_another(active)
        });
        active.give(self.model, question, None);
        found
    }

    fn possible(&self, question: QuestionIx) -> impl Iterator<Item = Answer> + use<> {
        (0..self.model.questions[question].options.len()).map(Answer::Chosen).chain([Answer::NotSure])
    }

    fn evidence(&self, question: QuestionIx, answer: Answer) -> Evidence {
        match answer {
            Answer::Chosen(option) => self.model.questions[question].options[option].evidence,
            Answer::NotSure => Evidence::default(),
        }
    }

    /// The pair, where both of its roles are held and the case is between it and the third type, or not even that.
    pub(super) fn pair(&self) -> Option<&'a Together> {
        self.model.together.as_ref().filter(|_| self.tally.both)
    }

    /// The type whose evidence the lead is measured by: the leading one, or the stronger one of a pair that leads.
    pub(super) fn leader(&self) -> Role {
        match self.pair().filter(|pair| self.verdict.leading != pair.rest()) {
            Some(pair) => stronger(&self.tally.evidence, pair).into(),
            None => self.verdict.leading.into(),
        }
    }

    /// The types that the leading one has to stay ahead of.
    pub(super) fn rivals(&self) -> impl Iterator<Item = Role> {
        let leading_pair = self.pair().filter(|pair| self.verdict.leading != pair.rest());
        let is_rival = move |of: &Type| match leading_pair {
            Some(pair) => *of == pair.rest(),
            None => *of != self.verdict.leading,
        };
        Type::ALL.into_iter().filter(is_rival).map(Role::from)
    }

    /// Whether every difference that the verdict rests on stays on one side of all thresholds. `true` is a proof; `false`
    /// means: look closer.
    fn holds_whatever_comes(&self, active: &ActiveAnswers, evidence: Evidence) -> bool {
        let settled = active.settled(self.model);
        let range = |of: Role, over: Role| self.range(active, &settled, evidence, of, over);
        let between = self.model.margins.between;
        let leading: Role = self.verdict.leading.into();
        let pair = self.model.together.as_ref().map(|pair| (pair, both_in_the_end(pair, active, &settled)));
        let types_hold = match pair {
            Some((pair, Some(true))) => {
                let rest = pair.rest().into();
                let [first, second] = [range(pair.first.role.into(), rest), range(pair.second.role.into(), rest)];
                self.on_one_side((first.0.max(second.0), first.1.max(second.1)))
            }
            // Behind a winner of its own it does not matter whether both are held.
            Some((pair, None)) => {
                self.verdict.leading == pair.rest()
                    && self.verdict.firmness != Firmness::Between
                    && pair.roles().all(|held| range(leading, held.role.into()).0 >= between)
            }
            Some((_, Some(false))) | None => {
                let rivals = Type::ALL.into_iter().filter(|of| *of != self.verdict.leading).map(Role::from);
                let mut ranges = rivals.map(|rival| range(leading, rival));
                if self.verdict.firmness == Firmness::Between {
                    ranges.all(|range| self.on_one_side(range))
                } else {
                    ranges.all(|(low, _)| low >= between)
                }
            }
        };
        types_hold
            && (self.verdict.names().all(|of| of != Type::Customer)
                || KIND_PAIRS.into_iter().all(|(of, over)| {
                    let (low, high) = range(of.into(), over.into());
                    low.signum() == high.signum()
                }))
    }

    /// The least and the most that `of` can lead `over` in the end. Each question that is not settled counts with what it
    /// can add at most, taken alone; one that turns out not to apply can only make the range narrower.
    pub(super) fn range(
        &self,
        active: &ActiveAnswers,
        settled: &[bool],
        evidence: Evidence,
        of: Role,
        over: Role,
    ) -> (i16, i16) {
        let now = evidence.lead(of, over);
        (0..self.model.questions.len())
            .filter(|&question| !settled[question])
            .map(|question| self.swing(active, question, of, over))
            .fold((now, now), |(low, high), (down, up)| (low + down, high + up))
    }

    /// The least and the most by which a question may yet change the lead: by any answer while it has none, by its answer
    /// coming to count, or by its answer no longer counting.
    pub(super) fn swing(&self, active: &ActiveAnswers, question: QuestionIx, of: Role, over: Role) -> (i16, i16) {
        let lead = |answer| self.evidence(question, answer).lead(of, over);
        // Not to answer, or not to be sure, changes nothing.
        let wider = |(low, high): (i16, i16), change: i16| (low.min(change), high.max(change));
        match (active.given(question), active.get(question)) {
            (None, _) => {
                let options = &self.model.questions[question].options;
                options.iter().map(|option| option.evidence.lead(of, over)).fold((0, 0), wider)
            }
            (Some(given), None) => wider((0, 0), lead(given)),
            (Some(_), Some(lapsing)) => wider((0, 0), -lead(lapsing)),
        }
    }

    /// Whether both ends of the range of a lead fall between the same thresholds, so that all of it means the same.
    fn on_one_side(&self, (low, high): (i16, i16)) -> bool {
        let between = self.model.margins.between;
        [1 - between, 0, 1, between].iter().all(|&cut| (low >= cut) == (high >= cut))
    }
}

const KIND_PAIRS: [(Kind, Kind); 3] =
    [(Kind::Internal, Kind::External), (Kind::Internal, Kind::Intermediary), (Kind::External, Kind::Intermediary)];

/// Whether both roles of the pair will be held; `None` where that is open.
fn both_in_the_end(pair: &Together, active: &ActiveAnswers, settled: &[bool]) -> Option<bool> {
    let mut open = false;
    for condition in pair.roles().flat_map(|held| &held.when) {
        match (settled[condition.question], active.meets_one(condition)) {
            (true, false) => return Some(false),
            (true, true) => {}
            (false, _) => open = true,
        }
    }
    (!open).then_some(true)
}
