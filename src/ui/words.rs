//! From words to nodes. Words reach the page as text nodes only: whatever a pack holds, it is never markup.

use std::mem;

use yew::{
    prelude::*,
    virtual_dom::{VList, VNode, VTag, VText},
};

use crate::content::{Phrase, Role, Str, Text};

/// A text node.
pub fn words(text: &Str) -> Html {
    VText::new(text.clone()).into()
}

/// A number as a text node.
pub fn number(number: usize) -> Html {
    VText::new(number.to_string()).into()
}

/// A phrase without placeholders.
pub fn say(text: &Text, phrase: Phrase) -> Html {
    words(&text.phrases[phrase as usize])
}

/// A phrase with nodes in its placeholders.
pub fn weave(text: &Text, phrase: Phrase, values: &[(&str, Html)]) -> Html {
    let mut list = VList::new();
    // One text node for all words in a row: the browser sets them as it set those of the first screen.
    let mut words = String::new();
    let mut rest: &str = &text.phrases[phrase as usize];
    while let Some((before, after)) = rest.split_once('{') {
        let (hole, after) = after.split_once('}').unwrap_or((after, ""));
        words.push_str(before);
        for (_, value) in values.iter().filter(|(name, _)| *name == hole) {
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
    html! { <b class={hue(role)}>{ words(&text.role(role).many) }</b> }
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
    html! { <svg {class} aria-hidden="true"><rect x={percent(from)} width={percent(to - from)} height="100%" /></svg> }
}

/// As an attribute of a drawing has it.
pub fn percent(number: usize) -> AttrValue {
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
