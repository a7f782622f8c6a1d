//! From words to nodes: what answers, verdicts and shares are called, and the elements that every view uses. Words reach the
//! page as text nodes only: whatever a pack holds, it is never markup.

use std::mem;

use yew::{
    prelude::*,
    virtual_dom::{VList, VNode, VTag, VText},
};

use crate::{
    content::{ChoiceIx, Part, Phrase, QuestionIx, Role, Str, Text, Type},
    engine::{Answer, Firmness, Verdict},
};

/// A text node.
pub fn text_node(text: &Str) -> Html {
    VText::new(text.clone()).into()
}

/// A number as a text node.
pub fn number(number: usize) -> Html {
    VText::new(number.to_string()).into()
}

/// A phrase without placeholders.
pub fn say(text: &Text, phrase: Phrase) -> Html {
    text_node(&text.phrases[phrase as usize])
}

/// A phrase with nodes in its placeholders.
pub fn interpolate(text: &Text, phrase: Phrase, values: &[(&str, Html)]) -> Html {
    let mut list = VList::new();
    // One text node for all words in a row: the browser sets them as it set those of the first screen.
    let mut words = String::new();
    let mut rest: &str = &text.phrases[phrase as usize];
    while let Some((before, after)) = rest.split_once('{') {
        let (placeholder, after) = after.split_once('}').unwrap_or((after, ""));
        words.push_str(before);
        for (_, value) in values.iter().filter(|(name, _)| *name == placeholder) {
            if let VNode::VText(text) = value {
                words.push_str(&text.text);
            } else {
                list.add_child(VText::new(mem::take(&mut words)).into());
                list.add_child(value.clone());
            }
        }
        rest = after;
    }
    words.push_str(rest);
    list.add_child(VText::new(words).into());
    VNode::from(list)
}

/// What a type or kind is called in a sentence, in the colour of its type.
pub fn who(text: &Text, role: impl Into<Role>) -> Html {
    let role = role.into();
    html! { <b class={hue(role)}>{ text_node(&text.role(role).many) }</b> }
}

/// What a verdict calls people, in a few words.
pub fn name(text: &Text, verdict: &Verdict) -> Html {
    let one = |of: Type| match verdict.kind {
        Some(kind) if of == Type::Customer => who(text, Role::from(kind)),
        None if of == Type::Customer => interpolate(text, Phrase::NameCustomer, &[("who", who(text, of))]),
        _ => who(text, of),
    };
    let is_between = verdict.firmness == Firmness::Between;
    match verdict.also.filter(|_| verdict.both || is_between) {
        Some(_) if is_between && verdict.third.is_some() => say(text, Phrase::NameBetweenAll),
        Some(also) => {
            let phrase = if verdict.both { Phrase::NameBoth } else { Phrase::NameBetween };
            interpolate(text, phrase, &[("one", one(verdict.leading)), ("other", one(also))])
        }
        None => one(verdict.leading),
    }
}

/// An answer as it is offered.
pub fn label(text: &Text, question: QuestionIx, answer: Answer) -> Html {
    match answer {
        Answer::Chosen(option) => text_node(&text.questions[question].options[option].label),
        Answer::NotSure => say(text, Phrase::NotSure),
    }
}

/// Up to three answers as one clause, to follow "because".
pub fn all_of(text: &Text, reasons: impl Iterator<Item = (QuestionIx, ChoiceIx)>) -> Html {
    let reasons: Vec<&str> =
        reasons.take(3).map(|(question, option)| &*text.questions[question].options[option].reason).collect();
    text_node(&text.in_a_row(&reasons))
}

/// One or more, joined two by two.
pub fn joined(text: &Text, by: Phrase, parts: &mut dyn Iterator<Item = Html>) -> Html {
    parts.reduce(|one, other| interpolate(text, by, &[("one", one), ("other", other)])).unwrap_or_default()
}

/// What a part of the plan is called.
pub fn called(part: Part) -> Phrase {
    match part {
        Part::Repair => Phrase::PartRepair,
        Part::Serve => Phrase::PartServe,
        Part::Grow => Phrase::PartGrow,
        Part::Balance => Phrase::PartBalance,
    }
}

/// How well a type fits, in whole percent.
pub fn share(text: &Text, percent: u8) -> Html {
    interpolate(text, Phrase::Percent, &[("n", number(percent.into()))])
}

/// The class that gives the colour of a type; the kinds of customer share one.
pub fn hue(role: impl Into<Role>) -> &'static str {
    match role.into() {
        Role::Client => "client",
        Role::Consumer => "consumer",
        _ => "customer",
    }
}

/// A heading, at most of level 6.
pub fn heading(level: usize, content: Html) -> Html {
    const TAGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
    let mut heading = VTag::new(TAGS[level.clamp(1, 6) - 1]);
    heading.add_child(content);
    heading.into()
}

/// A button.
pub fn button(class: &'static str, label: Html, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} part="button" {onclick}>{ label }</button> }
}

/// Something one press away.
pub fn fold(class: &'static str, summary: Html, content: Html) -> Html {
    html! { <details {class}><summary>{ summary }</summary>{ content }</details> }
}

/// A bar from one place to another, in percent. SVG, since a strict policy forbids `style` attributes; said in words
/// beside it.
pub fn bar(class: &'static str, from: usize, to: usize) -> Html {
    html! { <svg {class} aria-hidden="true"><rect x={length(from)} width={length(to - from)} height="100%" /></svg> }
}

/// Percent as an attribute of a drawing has them.
pub fn length(number: usize) -> AttrValue {
    [&number.to_string(), "%"].concat().into()
}

/// Two classes. Yew's `classes!` keeps a set of them, which costs more bytes than all places that use it.
pub fn both(one: &str, other: &str) -> AttrValue {
    [one, " ", other].concat().into()
}

/// Nodes one after the other. Behind `dyn`, since a copy of the loop for each list would be paid for by every visitor.
pub fn all(nodes: &mut dyn Iterator<Item = Html>) -> Html {
    let mut list = VList::new();
    for node in nodes {
        list.add_child(node);
    }
    VNode::from(list)
}
