//! Why: what each answer contributed, the weightiest first, in words.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    Pack,
    sources::sources,
    words::{both, fold, heading, hue, number, say, weave, who, words},
};
use crate::{
    content::{Kind, Level, Phrase, Role, Type},
    engine::{Answers, Contribution, Verdict, contributions},
};

/// Beyond these, reasons are one press away: nobody reads sixteen.
const SHOWN: usize = 5;

/// The reasons.
pub fn reasons(pack: &Pack, answers: &Answers, verdict: &Verdict, level: usize) -> Html {
    let text = &*pack.text;
    let customer = verdict.types().any(|of| of == Type::Customer);
    let mut list: Vec<Html> = contributions(&pack.model, answers)
        .into_iter()
        .filter_map(|one| {
            let tags = tags(pack, &one, customer);
            (!tags.is_empty()).then(|| reason(pack, &one, tags))
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
                { fold("rest", weave(text, Phrase::MoreReasons, &[("n", number(rest.len()))]), html! { <ul>{ for rest }</ul> }) }
            }
        </section>
    }
}

fn reason(pack: &Pack, one: &Contribution, tags: Vec<Html>) -> Html {
    let (about, spoken) = (&pack.model.questions[one.question], &pack.text.questions[one.question]);
    html! {
        <li key={Key::from(about.id.as_str())}>
            <div class="reason">
                <p>
                    { words(&spoken.options[one.option].label) }
                    <small>{ words(&spoken.prompt) }</small>
                </p>
                <p class="tags">{ for tags }</p>
            </div>
            { sources(pack, &about.options[one.option].claims) }
        </li>
    }
}

/// What it says about the type, and, where the verdict names customers, about their kind.
fn tags(pack: &Pack, one: &Contribution, customer: bool) -> Vec<Html> {
    let mut tags = Vec::new();
    if one.weight != 0 {
        tags.push(tag(pack, one.about.into(), one.weight));
    }
    if customer {
        let against =
            || Kind::ALL.into_iter().map(|kind| (kind, one.evidence.kinds[kind as usize])).find(|of| of.1 < 0);
        if let Some((kind, weight)) = one.kind.or_else(against) {
            tags.push(tag(pack, kind.into(), weight));
        }
    }
    tags
}

fn tag(pack: &Pack, role: Role, weight: i16) -> Html {
    let text = &*pack.text;
    let level = match pack.model.levels.reached(weight) {
        Level::Decisive => Phrase::LevelDecisive,
        Level::Strong => Phrase::LevelStrong,
        Level::Moderate => Phrase::LevelModerate,
        Level::Slight | Level::None => Phrase::LevelSlight,
    };
    let phrase = if weight > 0 { Phrase::TagFor } else { Phrase::TagAgainst };
    let words = weave(text, phrase, &[("level", say(text, level)), ("who", who(text, role))]);
    html! { <span class={both("tag", hue(role))}>{ words }</span> }
}
