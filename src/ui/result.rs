//! The result: the verdict in a sentence, how firm it is, and everything that rests on it.

use yew::prelude::*;

use super::{
    changes::{changes, what_if},
    compare::compare,
    export::export,
    fit::fit,
    given::given,
    host::Request,
    other_advice::other_advice,
    plan::plan,
    reasons::reasons,
    relationships::save,
    view::View,
    words::{all, button, heading, hue, interpolate, number, say, text_node, who},
};
use crate::{
    content::{Kind, Phrase, Role, Text, Type},
    engine::{Depth, Firmness, Verdict, asking, remaining, sort_by_key, verdict},
    session::Action,
};

/// The whole result.
pub fn result(view: View) -> Html {
    let (model, session, text) = (view.model(), view.session, view.text());
    let answers = session.shown();
    let is_what_if = session.what_if().is_some();
    let verdict = verdict(model, answers);
    let unasked = remaining(model, answers, Depth::Every);
    let level = view.settings.level + 1;
    // At both ends of the page: whoever has read on to the plan need not look for the way out.
    let ways_out = || {
        html! {
            <div class="row">
                { view.button("go", Phrase::TrialBack, Action::DiscardWhatIf) }
                { view.button("plain", Phrase::TrialKeep, Action::AdoptWhatIf) }
            </div>
        }
    };
    html! {
        <section class={if is_what_if { "result trial" } else { "result" }} part="result">
            if !is_what_if {
                <p class="eyebrow">{ interpolate(text, Phrase::ResultFrom, &[("n", number(answers.len()))]) }</p>
            }
            <div tabindex="-1" ref={view.nodes.top.clone()} class="verdict" part="verdict">
                { what_if(view) }
                { heading(level, sentence(text, &verdict)) }
            </div>
            if is_what_if {
                { ways_out() }
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
                    { interpolate(text, also_phrase(also), &[("who", who(text, also))]) }
                }
            </p>
            { meaning(text, &verdict) }
            <div class="grounds">
                { fit(view, level + 1) }
                { reasons(view, &verdict, level + 1) }
                { changes(view, level + 1) }
            </div>
            { plan(view, level + 1) }
            { other_advice(view, level + 1) }
            if !is_what_if {
                { export(view, level + 1) }
            }
            if let Some((href, label)) = &view.settings.cta {
                <p class="call">
                    <a class="go" part="button cta" href={href.clone()} onclick={view.asks::<MouseEvent>(Request::Cta)}>
                        { text_node(label) }
                    </a>
                </p>
            }
            <div class="more">
                { compare(view, &verdict) }
                if !is_what_if {
                    { given(view) }
                    { save(view) }
                }
            </div>
            if is_what_if {
                { ways_out() }
            } else {
                <div class="row">
                    if unasked > 0 {
                        { button(
                            "plain",
                            interpolate(text, Phrase::Thorough, &[("n", number(unasked))]),
                            view.acts(Action::AskEvery),
                        ) }
                    }
                    { view.button("quiet", Phrase::Back, Action::Back) }
                    { view.button("quiet", Phrase::Restart, Action::Restart) }
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
        return interpolate(text, phrase, &values);
    }
    let (phrase, role) = match (verdict.leading, verdict.kind) {
        (Type::Client, _) => (Phrase::VerdictClient, Role::Client),
        (Type::Consumer, _) => (Phrase::VerdictConsumer, Role::Consumer),
        (Type::Customer, None) => (Phrase::VerdictCustomer, Role::Customer),
        (Type::Customer, Some(Kind::External)) => (Phrase::VerdictExternal, Role::Customer),
        (Type::Customer, Some(Kind::Internal)) => (Phrase::VerdictInternal, Role::Internal),
        (Type::Customer, Some(Kind::Intermediary)) => (Phrase::VerdictIntermediary, Role::Intermediary),
    };
    interpolate(text, phrase, &[("who", who(text, role))])
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
                <dt>{ text_node(&called.name) }</dt>
                <dd>{ text_node(&called.meaning) }</dd>
            </div>
        }
    };
    html! { <dl class="meaning">{ all(&mut verdict.types().map(role).map(item)) }</dl> }
}
