//! The Result: what a page is told of the answers once nothing is left to ask. `src/element/relasi.d.ts` describes it.

use super::{
    plain::{Plain, count, text_or_null},
    saved::answer_id,
};
use crate::{
    content::{ClaimIx, Kind, Model, QuestionIx, Text, Type},
    engine::{
        Answer, Answers, Certainty, Change, Verdict, certainty, contributions, first_steps, near_changes, plan,
        smallest_changes, verdict,
    },
};

/// The Result of these answers.
#[must_use]
pub fn result<P: Plain>(model: &Model, text: &Text, answers: &Answers) -> P {
    let answers = &answers.applicable(model);
    let question = |question: QuestionIx| P::text(&model.questions[question].id);
    let option = |question: QuestionIx, option| P::text(answer_id(model, question, Answer::Chosen(option)));
    let sources =
        |claims: &[ClaimIx]| -> P { P::list(&mut claims.iter().map(|&claim| P::text(&model.claims[claim].id))) };
    let mut because = contributions(model, answers).into_iter().map(|one| {
        P::object(&[
            ("question", question(one.question)),
            ("option", option(one.question, one.option)),
            ("type", P::text(one.about.id())),
            ("weight", P::number(one.weight.into())),
            ("kind", text_or_null(one.kind.map(|(kind, _)| kind.id()))),
            ("sources", sources(&model.questions[one.question].options[one.option].claims)),
        ])
    });
    let would_change = |change: Change, circumstance| {
        let mut changes = change.changes.iter().map(|&(of, from, to)| {
            P::object(&[
                ("question", question(of)),
                ("from", P::text(answer_id(model, of, from))),
                ("to", option(of, to)),
            ])
        });
        P::object(&[
            ("changes", P::list(&mut changes)),
            ("circumstance", P::flag(circumstance)),
            ("verdict", named(&change.verdict)),
        ])
    };
    let levers = smallest_changes(model, answers).into_iter().map(|change| would_change(change, false));
    let circumstances = near_changes(model, answers).into_iter().map(|change| would_change(change, true));
    let mut first = first_steps(model, answers).into_iter().map(|advice| P::text(&model.actions[advice.action].id));
    let mut plan = plan(model, answers).into_iter().map(|advice| {
        let (about, spoken) = (&model.actions[advice.action], &text.actions[advice.action]);
        let mut because = advice
            .because
            .iter()
            .map(|&(of, chosen)| P::object(&[("question", question(of)), ("option", option(of, chosen))]));
        P::object(&[
            ("id", P::text(&about.id)),
            ("title", P::text(&spoken.title)),
            ("text", P::text(&spoken.text)),
            ("because", P::list(&mut because)),
            ("sources", sources(&about.claims)),
        ])
    });
    let shares = verdict::fit(model, answers);
    let (decided, could_change) = match certainty(model, answers) {
        Certainty::Proved => (true, Vec::new()),
        Certainty::Open(could_change) => (false, could_change),
    };
    P::object(&[
        ("verdict", named(&verdict(model, answers))),
        ("fit", P::object(&Type::ALL.map(|of| (of.id(), P::number(shares[of as usize]))))),
        ("because", P::list(&mut because)),
        ("would_change", P::list(&mut levers.chain(circumstances))),
        ("first", P::list(&mut first)),
        ("plan", P::list(&mut plan)),
        ("answered", count(answers.len())),
        ("decided", P::flag(decided)),
        ("could_change", P::list(&mut could_change.into_iter().map(question))),
    ])
}

fn named<P: Plain>(verdict: &Verdict) -> P {
    P::object(&[
        ("type", P::text(verdict.leading.id())),
        ("both", P::flag(verdict.both)),
        ("also", text_or_null(verdict.also.map(Type::id))),
        ("third", text_or_null(verdict.third.map(Type::id))),
        ("kind", text_or_null(verdict.kind.map(Kind::id))),
        ("firmness", P::text(verdict.firmness.id())),
    ])
}
