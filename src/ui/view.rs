//! What every view is drawn from.

use yew::prelude::*;

use super::{
    host::Request,
    pack::Pack,
    words::{button, say},
};
use crate::{
    content::{Model, Phrase, Text},
    session::{Action, Session, Settings},
};

/// What every view is drawn from, and how it is heard.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The pack, in the language to speak.
    pub pack: &'a Pack,
    /// Where the visitor stands.
    pub session: &'a Session,
    /// What the site has settled.
    pub settings: &'a Settings,
    /// Takes what the visitor does.
    pub act: &'a Callback<Action>,
    /// Takes what the visitor asks of the page.
    pub ask: &'a Callback<Request>,
    /// Places to mark for what is brought before the visitor.
    pub nodes: &'a Nodes,
}

/// Places that are brought before the visitor.
#[derive(Default)]
pub struct Nodes {
    /// The widget.
    pub card: NodeRef,
    /// The heading of the screen.
    pub top: NodeRef,
    /// The first option of a question.
    pub first_option: NodeRef,
    /// Where it is said that everything is erased.
    pub erased: NodeRef,
    /// The comparison, folded or open.
    pub comparison: NodeRef,
}

impl<'a> View<'a> {
    /// What the pack knows.
    pub fn model(&self) -> &'a Model {
        &self.pack.model
    }

    /// Its sentences.
    pub fn text(&self) -> &'a Text {
        &self.pack.text
    }

    /// What does this when something happens.
    pub fn acts<E>(&self, action: Action) -> Callback<E> {
        self.act.reform(move |_| action.clone())
    }

    /// What asks this when something happens.
    pub fn asks<E>(&self, request: Request) -> Callback<E> {
        self.ask.reform(move |_| request.clone())
    }

    /// A button that does this.
    pub fn button(&self, class: &'static str, label: Phrase, action: Action) -> Html {
        button(class, say(self.text(), label), self.acts(action))
    }
}
