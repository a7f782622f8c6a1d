//! The result: the verdict in a sentence, how firm it is, and everything that rests on it.

use yew::prelude::*;

use super::{
    Deed, Frame, Pack, Session,
    beyond::beyond,
    changes::{changes, what_if},
    compare::compare,
    copy::Copier,
    fit::fit,
    given::given,
    plan::plan,
    reasons::reasons,
    relationships::save,
    session::Action,
    take::take,
    words::{all, button, heading, hue, number, say, weave, who, words},
};
use crate::{
    content::{Kind, Phrase, Role, Text, Type},
    engine::{Depth, Firmness, Verdict, asking, at_most, sort_by_key, verdict},
};

/// The whole result.
pub fn result(
    pack: &Pack,
    session: &Session,
    frame: &Frame,
    focus: &NodeRef,
    act: &Callback<Action>,
    on_deed: &Callback<Deed>,
) -> Html {
    let (model, text) = (&*pack.model, &*pack.text);
    let answers = session.shown();
    let trying = session.trial.is_some();
    let verdict = verdict(model, answers);
    let unasked = at_most(model, answers, Depth::Every);
    let level = frame.level + 1;
    let copier = Copier { session, act, on_deed };
    let press =
        |class: &'static str, label: Html, action: fn() -> Action| button(class, label, act.reform(move |_| action()));
    // At both ends of the page: whoever has read on to the plan need not look for the way out.
    let trial = || {
        html! {
            <div class="row">
                { press("go", say(text, Phrase::TrialBack), || Action::Return) }
                { press("plain", say(text, Phrase::TrialKeep), || Action::Keep) }
            </div>
        }
    };
    html! {
        <section class={if trying { "result trial" } else { "result" }} part="result">
            if !trying {
                <p class="eyebrow">{ weave(text, Phrase::ResultFrom, &[("n", number(answers.len()))]) }</p>
            }
            <div tabindex="-1" ref={focus.clone()} class="verdict" part="verdict">
                { what_if(text, session) }
                { heading(level, sentence(text, &verdict)) }
            </div>
            if trying {
                { trial() }
            }
            <p class="firmness">
                { say(text, match verdict.firmness {
                    Firmness::Clear => Phrase::FirmClear,
                    Firmness::Leaning => Phrase::FirmLeaning,
                    Firmness::Between => Phrase::FirmBetween,
                }) }
                if unasked > 0 && asking::decided(model, answers) {
                    { " " }
                    { say(text, Phrase::Decided) }
                }
                if let Some(also) = verdict.also.filter(|_| verdict.firmness != Firmness::Between) {
                    { " " }
                    { weave(text, also_phrase(also), &[("who", who(text, also))]) }
                }
            </p>
            { meaning(text, &verdict) }
            <div class="grounds">
                { fit(pack, session, level + 1) }
                { reasons(pack, session, &verdict, level + 1, act) }
                { changes(pack, session, level + 1, act) }
            </div>
            { plan(pack, answers, level + 1, copier) }
            { beyond(pack, answers, level + 1, copier) }
            if !trying {
                { take(pack, session, frame, level + 1, copier) }
            }
            if let Some((href, label)) = &frame.call {
                <p class="call">
                    <a class="go" part="button cta" {href} onclick={on_deed.reform(|_| Deed::Followed)}>{ label }</a>
                </p>
            }
            <div class="more">
                { compare(pack, answers, &verdict) }
                if !trying {
                    { given(pack, answers, act) }
                    { save(pack, session, act, on_deed) }
                }
            </div>
            if trying {
                { trial() }
            } else {
                <div class="row">
                    if unasked > 0 {
                        { press("plain", weave(text, Phrase::Thorough, &[("n", number(unasked))]), || Action::Thorough) }
                    }
                    { press("quiet", say(text, Phrase::Back), || Action::Back) }
                    { press("quiet", say(text, Phrase::Restart), || Action::Restart) }
                </div>
            }
        </section>
    }
}

/// The verdict in a sentence.
fn sentence(text: &Text, verdict: &Verdict) -> Html {
    if verdict.firmness == Firmness::Between {
        let named = |of: Type| (of.id(), who(text, of));
        let mut types: Vec<Type> = verdict.types().collect();
        sort_by_key(&mut types, |of| *of);
        let phrase = match types[..] {
            [Type::Client, Type::Customer] => Phrase::BetweenClientCustomer,
            [Type::Client, Type::Consumer] => Phrase::BetweenClientConsumer,
            [Type::Customer, Type::Consumer] => Phrase::BetweenCustomerConsumer,
            _ => Phrase::BetweenAll,
        };
        let values: Vec<(&str, Html)> = types.into_iter().map(named).collect();
        return weave(text, phrase, &values);
    }
    let phrase = match (verdict.leading, verdict.kind) {
        (Type::Client, _) => Phrase::VerdictClient,
        (Type::Consumer, _) => Phrase::VerdictConsumer,
        (Type::Customer, None) => Phrase::VerdictCustomer,
        (Type::Customer, Some(Kind::Internal)) => Phrase::VerdictInternal,
        (Type::Customer, Some(Kind::External)) => Phrase::VerdictExternal,
        (Type::Customer, Some(Kind::Intermediary)) => Phrase::VerdictIntermediary,
    };
    weave(text, phrase, &[("who", who(text, verdict.leading))])
}

fn also_phrase(also: Type) -> Phrase {
    match also {
        Type::Client => Phrase::AlsoClient,
        Type::Customer => Phrase::AlsoCustomer,
        Type::Consumer => Phrase::AlsoConsumer,
    }
}

/// Who that is: each role that the verdict names, the kind of customer in place of "customer" where it is known.
fn meaning(text: &Text, verdict: &Verdict) -> Html {
    let role = |of: Type| match verdict.kind {
        Some(kind) if of == Type::Customer => Role::from(kind),
        _ => Role::from(of),
    };
    let item = |role: Role| {
        let called = text.role(role);
        html! {
            <div class={hue(role)}>
                <dt>{ words(&called.name) }</dt>
                <dd>{ words(&called.meaning) }</dd>
            </div>
        }
    };
    html! { <dl class="meaning">{ all(&mut verdict.types().map(role).map(item)) }</dl> }
}
