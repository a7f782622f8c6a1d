//! The result: the verdict with one sentence of why, what to start with, and below it everything that it rests on.

use yew::prelude::*;

use super::{
    changes::{changes, what_if},
    compare::compare,
    export::export,
    fit::fit,
    given::given,
    host::Request,
    other_advice::other_advice,
    path::path,
    plan::{first_steps, more_ideas},
    reasons::{because, reasons},
    relationships::save,
    steering::steering,
    view::View,
    words::{all, both, button, heading, hue, interpolate, number, say, text_node, who},
};
use crate::{
    content::{Kind, Phrase, Purpose, Role, Text, Type},
    engine::{Certainty, Depth, Firmness, Verdict, asking, sort_by_key, verdict},
    session::Action,
};

/// The whole result.
pub fn result(view: View) -> Html {
    let (model, session, text) = (view.model(), view.session, view.text());
    let answers = session.shown();
    let is_what_if = session.what_if().is_some();
    let verdict = verdict(model, answers);
    let level = view.settings.level + 1;
    let classified = answers.iter().filter(|&(question, _)| model.questions[question].purpose == Purpose::Classify);
    // At both ends of the page: whoever has read on need not look for the way out.
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
            <div class={both("panel", hue(verdict.leading))} part="panel">
                if !is_what_if {
                    <p class="eyebrow">{ interpolate(text, Phrase::ResultFrom, &[("n", number(classified.count()))]) }</p>
                }
                <div tabindex="-1" ref={view.nodes.top.clone()} class="verdict" part="verdict">
                    { what_if(view) }
                    if !session.name.is_empty() {
                        <p class="about">{ text_node(&session.name) }</p>
                    }
                    { heading(level, sentence(text, &verdict)) }
                </div>
                { meaning(text, &verdict) }
                { because(view) }
                { certainty(view, &verdict) }
                if is_what_if {
                    { ways_out() }
                }
            </div>
            { steering(view, level + 1) }
            { first_steps(view, level + 1) }
            if let Some((href, label)) = &view.settings.cta {
                <p class="call">
                    <a class="go" part="button cta" href={href.clone()} onclick={view.asks::<MouseEvent>(Request::Cta)}>
                        { text_node(label) }
                    </a>
                </p>
            }
            { path(view, &verdict, level + 1) }
            <div class="more">
                { more_ideas(view, level + 1) }
                { reasons(view, level + 1) }
                { fit(view, level + 1) }
                { changes(view, level + 1) }
                { compare(view, Some(&verdict)) }
                { other_advice(view, level + 1) }
                if !is_what_if {
                    { export(view, level + 1) }
                    { given(view) }
                    { save(view) }
                }
            </div>
            if is_what_if {
                { ways_out() }
            } else {
                <div class="row">
                    { view.button("quiet", Phrase::Back, Action::Back) }
                    { view.button("quiet", Phrase::Restart, Action::Restart) }
                </div>
            }
        </section>
    }
}

/// How firm and how certain the verdict is, in one statement, with the way to make sure and to the comparison.
fn certainty(view: View, verdict: &Verdict) -> Html {
    let (model, text, answers) = (view.model(), view.text(), view.session.shown());
    let firmness = match (verdict.firmness, if verdict.both { verdict.third } else { verdict.also }) {
        (Firmness::Between, _) => say(text, Phrase::FirmBetween),
        (Firmness::Leaning, Some(near)) => interpolate(text, Phrase::FirmLeaning, &[("who", who(text, near))]),
        (Firmness::Leaning, None) => Html::default(),
        (Firmness::Clear, _) => say(text, Phrase::FirmClear),
    };
    let certainty = asking::certainty(model, answers);
    let certain = match &certainty {
        Certainty::Proved => say(text, Phrase::Decided),
        Certainty::Open(alone) if alone.is_empty() => say(text, Phrase::LikelyTogether),
        Certainty::Open(alone) => interpolate(text, Phrase::Likely, &[("n", number(alone.len()))]),
    };
    let more = asking::at_most(model, answers, Depth::Decided);
    html! {
        <>
            <p class="firmness">{ firmness }{ " " }{ certain }</p>
            <div class="row">
                if view.session.what_if().is_none() && certainty != Certainty::Proved && more > 0 {
                    { button(
                        "chip",
                        interpolate(text, Phrase::MakeSure, &[("n", number(more))]),
                        view.acts(Action::MakeSure),
                    ) }
                }
                if !model.table.is_empty() {
                    { view.button("chip", Phrase::CompareLink, Action::ShowComparison) }
                }
            </div>
        </>
    }
}

/// The verdict in a sentence.
fn sentence(text: &Text, verdict: &Verdict) -> Html {
    if verdict.both {
        let [one, other] =
            [Some(verdict.leading), verdict.also].map(|of| of.map_or_else(Html::default, |of| who(text, of)));
        return interpolate(text, Phrase::VerdictBoth, &[("one", one), ("other", other)]);
    }
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
        (Type::Customer, None | Some(Kind::External)) => (Phrase::VerdictCustomer, Role::Customer),
        (Type::Customer, Some(Kind::Internal)) => (Phrase::VerdictInternal, Role::Internal),
        (Type::Customer, Some(Kind::Intermediary)) => (Phrase::VerdictIntermediary, Role::Intermediary),
    };
    interpolate(text, phrase, &[("who", who(text, role))])
}

/// What that means: for roles that are held together, when they are which; otherwise each role that the verdict names.
fn meaning(text: &Text, verdict: &Verdict) -> Html {
    if verdict.both {
        return html! { <p class="meaning">{ say(text, Phrase::BothMeaning) }</p> };
    }
    let role = |of: Type| match verdict.kind {
        Some(kind) if of == Type::Customer => Role::from(kind),
        _ => Role::from(of),
    };
    let is_between = verdict.firmness == Firmness::Between;
    let line = |of: Type| {
        let meaning = &text.role(role(of)).meaning;
        // Of several the first sentence each: with more, the first action is out of sight.
        let end = meaning.find(". ").filter(|_| is_between).map_or(meaning.len(), |end| end + 1);
        html! { <p class="meaning">{ text_node(&meaning[..end].into()) }</p> }
    };
    all(&mut verdict.names().map(line))
}
