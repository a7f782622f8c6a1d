//! Why: what each answer contributed, the weightiest first, as bars and in words; and what is not known.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    given::entry,
    sources::sources,
    view::View,
    words::{bar, fold, heading, hue, interpolate, number, say, text_node, who},
};
use crate::{
    content::{Kind, Level, Phrase, Purpose, QuestionIx, Role, Type},
    engine::{Answer, Contribution, Verdict, contributions, sort_by_key, unasked},
};

/// Beyond these, reasons are one press away: nobody reads sixteen.
const SHOWN: usize = 5;

/// The reasons; and, unless something is only previewed, the questions without an answer.
pub fn reasons(view: View, verdict: &Verdict, level: usize) -> Html {
    let text = view.text();
    let customer = verdict.types().any(|of| of == Type::Customer);
    let mut list: Vec<Html> = contributions(view.model(), view.session.shown())
        .into_iter()
        .filter_map(|one| {
            let leans = leans(view, &one, customer);
            (!leans.is_empty()).then(|| reason(view, &one, leans))
        })
        .collect();
    let rest = list.split_off(list.len().min(SHOWN));
    html! {
        <section class="reasons" part="reasons">
            { heading(level, say(text, Phrase::Why)) }
            if list.is_empty() {
                <p>{ say(text, Phrase::WhyNothing) }</p>
            } else {
                <ul>{ for list }</ul>
            }
            if !rest.is_empty() {
                { fold("rest", interpolate(text, Phrase::MoreReasons, &[("n", number(rest.len()))]), html! { <ul>{ for rest }</ul> }) }
            }
            if view.session.what_if().is_none() {
                { unknown(view) }
            }
        </section>
    }
}

/// What would firm the verdict up, one press away: first what could even change it.
fn unknown(view: View) -> Html {
    let (model, text, answers) = (view.model(), view.text(), &view.session.answers);
    let classifies = |question: QuestionIx| model.questions[question].purpose == Purpose::Classify;
    let item = |question: QuestionIx, why: Phrase| {
        entry(view, question, text_node(&text.questions[question].prompt), say(text, why), Phrase::Answer)
    };
    let not_sure = answers
        .iter()
        .filter(|&(question, answer)| answer == Answer::NotSure && classifies(question))
        .map(|(question, _)| item(question, Phrase::UnknownNotSure));
    let unasked = unasked(model, answers).into_iter().map(|question| item(question, Phrase::UnknownUnasked));
    let list: Vec<Html> = not_sure.chain(unasked).collect();
    if list.is_empty() {
        return Html::default();
    }
    let summary = interpolate(text, Phrase::Unknown, &[("n", number(list.len()))]);
    fold("rest given", summary, html! { <ul>{ for list }</ul> })
}

fn reason(view: View, one: &Contribution, leans: Vec<Html>) -> Html {
    let (about, spoken) = (&view.model().questions[one.question], &view.text().questions[one.question]);
    html! {
        <li key={Key::from(about.id.as_str())}>
            <div class="reason">
                <p>
                    { text_node(&spoken.options[one.option].label) }
                    <small>{ text_node(&spoken.prompt) }</small>
                </p>
                <ul class="leans">{ for leans }</ul>
            </div>
            { sources(view.pack, &about.options[one.option].claims) }
        </li>
    }
}

/// What it says about each type, the most first, and, where the verdict names customers, about their kind.
fn leans(view: View, one: &Contribution, customer: bool) -> Vec<Html> {
    let mut types = Type::ALL.map(|of| (Role::from(of), one.evidence.types[of as usize]));
    sort_by_key(&mut types, |(_, weight)| -weight.abs());
    let against = || Kind::ALL.into_iter().map(|kind| (kind, one.evidence.kinds[kind as usize])).find(|of| of.1 < 0);
    let kind = if customer { one.kind.or_else(against) } else { None };
    types
        .into_iter()
        .chain(kind.map(|(kind, weight)| (Role::from(kind), weight)))
        .filter(|(_, weight)| *weight != 0)
        .map(|(role, weight)| lean(view, role, weight))
        .collect()
}

/// A bar from the middle, to the right for a role and to the left against it, as long as the answer tells much; in words
/// beside it.
fn lean(view: View, role: Role, weight: i16) -> Html {
    let (text, levels) = (view.text(), view.model().levels);
    let level = match levels.reached(weight) {
        Level::Decisive => Phrase::LevelDecisive,
        Level::Strong => Phrase::LevelStrong,
        Level::Moderate => Phrase::LevelModerate,
        Level::Slight | Level::None => Phrase::LevelSlight,
    };
    let phrase = if weight > 0 { Phrase::TagFor } else { Phrase::TagAgainst };
    let length = usize::from(weight.unsigned_abs()) * 50 / usize::from(levels.decisive.unsigned_abs());
    let length = length.min(50);
    let bar = if weight > 0 { bar("lean", 50, 50 + length) } else { bar("lean", 50 - length, 50) };
    let words = interpolate(text, phrase, &[("level", say(text, level)), ("who", who(text, role))]);
    html! { <li class={hue(role)}>{ bar }<span>{ words }</span></li> }
}
