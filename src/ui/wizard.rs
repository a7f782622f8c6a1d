//! The whole widget: title, progress, what is on the screen, footer. The one component: it holds the session, and carries
//! out what a change of it asks for.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, HtmlInputElement};
use yew::{prelude::*, virtual_dom::Key};

use super::{
    host::{Host, Request},
    pack::Pack,
    private::private,
    question::question,
    relationships::relationships,
    result::result,
    view::{Nodes, View},
    words::{all, bar, button, heading, interpolate, number, say},
};
use crate::{
    content::{Direction, Phrase, Str},
    engine::Answers,
    formats::saved::MOST_LETTERS,
    session::{Action, Effect, Focus, Screen, Session, Settings},
};

/// Properties of [`Wizard`].
#[derive(Clone, Properties)]
pub struct WizardProps {
    /// The pack, in the language to speak.
    pub pack: Pack,
    /// What the site has settled.
    pub settings: Settings,
    /// What to begin from. Another one begins anew, even with equal answers.
    pub start: Rc<Start>,
}

impl PartialEq for WizardProps {
    fn eq(&self, _: &Self) -> bool {
        // Nobody hands in the same twice.
        false
    }
}

/// What a session begins from.
#[derive(Default)]
pub struct Start {
    /// The answers.
    pub answers: Answers,
    /// The actions that are ticked off, as indices in [`Model::actions`](crate::content::Model::actions).
    pub done: Vec<usize>,
    /// What the visitor calls those whom the answers are about.
    pub name: Str,
    /// The page; `None` where there is none yet.
    pub host: Option<Box<dyn Host>>,
}

/// What the widget hears.
pub enum Message {
    /// The visitor does something.
    Act(Action),
    /// The visitor asks something of the page.
    Ask(Request),
    /// The page has led the visitor elsewhere, and knows it.
    Replace(Box<Session>),
    /// Another tag or tab has changed what is saved.
    LoadSaved,
}

/// The widget.
pub struct Wizard {
    session: Session,
    /// Whether the visitor has moved since the page led them somewhere.
    moved: bool,
    /// Names the screen, so that what is chosen there and not given does not stay when the page leads elsewhere.
    round: u32,
    /// What is to be brought before the visitor once it is drawn.
    focus: Option<Focus>,
    nodes: Nodes,
}

impl Component for Wizard {
    type Message = Message;
    type Properties = WizardProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self { session: begin(ctx.props()), moved: false, round: 0, focus: None, nodes: Nodes::default() }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &WizardProps) -> bool {
        if !Rc::ptr_eq(&ctx.props().start, &old.start) {
            self.session = begin(ctx.props());
            self.led_elsewhere();
        }
        let WizardProps { pack, settings, start } = ctx.props();
        if self.session.set_depth(settings.depth)
            && let Some(host) = &start.host
        {
            host.moved(pack, &self.session);
        }
        true
    }

    /// Here the page is told, before anything is drawn: what goes wrong in drawing takes nothing along that was entered.
    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let WizardProps { pack, start, .. } = ctx.props();
        let Some(host) = start.host.as_deref() else { return false };
        match message {
            Message::Act(action) => {
                let is_drawn = match &action {
                    // The radios show themselves what is chosen: to draw all of them again would take longer than the rest.
                    Action::Choose(_) => self.misses_a_choice(),
                    // So does the field, where drawing would take the space away between two words; but whether a name is kept
                    // is told in the footer.
                    Action::Rename(name) => name.is_empty() != self.session.name.is_empty(),
                    _ => true,
                };
                for effect in self.session.apply(action) {
                    match effect {
                        Effect::Moved => host.moved(pack, &self.session),
                        Effect::Answered => host.answered(&self.session),
                        Effect::Noted => host.noted(&self.session),
                        Effect::Save(base) => self.session.saved.sync(&base, host),
                        Effect::Erase => host.erase(),
                        Effect::Focus(focus) => {
                            self.focus = Some(focus);
                            self.moved |= matches!(focus, Focus::Screen | Focus::Erased);
                            self.round += u32::from(focus == Focus::Erased);
                        }
                    }
                }
                return is_drawn;
            }
            Message::Ask(request) => {
                host.ask(request, &self.session, ctx.link().callback(Message::Act));
                return false;
            }
            Message::Replace(session) => {
                self.session.replace(*session);
                self.led_elsewhere();
            }
            Message::LoadSaved => self.session.saved.load(host),
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let Nodes { card, top, first_option, erased, comparison } = &self.nodes;
        match self.focus.take() {
            Some(Focus::Screen) => show(card, top),
            Some(Focus::FirstOption) => focus(first_option),
            Some(Focus::Erased) => focus(erased),
            Some(Focus::Comparison) => open(comparison),
            // Nothing has moved, or the page has led elsewhere: the focus is not ours to take.
            None => {}
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let WizardProps { pack, settings, .. } = ctx.props();
        let (session, text) = (&self.session, &*pack.text);
        let (act, ask) = (ctx.link().callback(Message::Act), ctx.link().callback(Message::Ask));
        let view = View { pack, session, settings, act: &act, ask: &ask, nodes: &self.nodes };
        let left = session.left();
        let done = session.asked();
        let is_asking = matches!(session.screen, Screen::Asking(_));
        let leads_to_saved = !matches!(session.screen, Screen::Saved { .. }) && session.saved.has_something();
        let body = match &session.screen {
            Screen::Asking(asking) => question(view, asking),
            Screen::Result { .. } => result(view),
            Screen::Saved { leaving } => relationships(view, *leaving),
        };
        let language = |(code, name): &(String, String)| {
            let chosen = Str::from(code.as_str());
            html! {
                <button
                    key={Key::from(code.as_str())}
                    type="button"
                    lang={code.clone()}
                    aria-pressed={if *chosen == *text.language { "true" } else { "false" }}
                    onclick={view.asks(Request::Language(chosen))}
                >
                    { name.clone() }
                </button>
            }
        };
        // Left to right is in the style sheet, for what the page says as well.
        let dir = (text.direction == Direction::RightToLeft).then(|| text.direction.id());
        html! {
            // A section, or its header and footer would be those of a page that has no main part.
            <section
                class={if self.moved { "card moved" } else { "card" }}
                part="card"
                ref={self.nodes.card.clone()}
                lang={text.language.clone()}
                {dir}
            >
                <header>
                    { heading(settings.level, say(text, Phrase::Title)) }
                    if done == 0 && is_asking {
                        { who_is_meant(view) }
                    }
                </header>
                if is_asking {
                    { bar("bar progress", 0, 100 * done / (done + left).max(1)) }
                }
                <div key={self.round.to_string()} class="screen">{ body }</div>
                <footer part="footer">
                    if pack.model.languages.len() > 1 {
                        <div class="languages" role="group" aria-label={text.say(Phrase::Language)}>
                            { all(&mut pack.model.languages.iter().map(language)) }
                        </div>
                    }
                    { private(view) }
                    if leads_to_saved {
                        // Last, since the first screen, which knows nothing of it, is compared with this one control by control.
                        { button(
                            "quiet",
                            interpolate(text, Phrase::RelationshipsCount, &[("n", number(session.saved.now.list.len()))]),
                            view.acts(Action::ShowSaved),
                        ) }
                    }
                </footer>
            </section>
        }
    }
}

impl Wizard {
    /// Whether it is said that nothing is chosen.
    fn misses_a_choice(&self) -> bool {
        matches!(&self.session.screen, Screen::Asking(asking) if asking.missing > 0)
    }

    /// The page has led the visitor elsewhere.
    fn led_elsewhere(&mut self) {
        (self.moved, self.focus) = (false, None);
        self.round += 1;
    }
}

fn begin(props: &WizardProps) -> Session {
    let Start { answers, done, name, host } = &*props.start;
    let mut session = Session::new(props.pack.model.clone(), answers.clone(), done.clone());
    session.name = name.clone();
    session.set_depth(props.settings.depth);
    if let Some(host) = host {
        session.saved.load(&**host);
    }
    session
}

/// Whom the visitor has in mind: what to think of, and a name for them if the visitor likes.
fn who_is_meant(view: View) -> Html {
    let text = view.text();
    let rename = view.act.reform(|event: InputEvent| {
        let name = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
        Action::Rename(name.trim().into())
    });
    html! {
        <>
            <label class="who">
                <span>{ say(text, Phrase::WhoLabel) }</span>
                <input
                    name="who"
                    type="text"
                    maxlength={MOST_LETTERS.to_string()}
                    autocomplete="off"
                    aria-describedby="who"
                    value={view.session.name.clone()}
                    oninput={rename}
                />
            </label>
            <small id="who">{ say(text, Phrase::WhoHint) }</small>
        </>
    }
}

/// Brings what is new before the visitor after a step: the focus to its heading, and the top of the card into view.
fn show(card: &NodeRef, top: &NodeRef) {
    // First of all, since Firefox gives the focus to nothing that it has not laid out, and this makes it do so.
    let above = card.cast::<Element>().filter(|card| card.get_bounding_client_rect().top() < 0.0);
    if let Some(heading) = top.cast::<HtmlElement>() {
        // On its own a browser would bring the heading to the middle of the screen.
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // What cannot take the focus leaves it where it was: nothing to mend.
        let _ = heading.focus_with_options(&options);
    }
    if let Some(card) = above {
        card.scroll_into_view();
    }
}

/// Opens what is folded, and brings it before the visitor.
fn open(node: &NodeRef) {
    if let Some(fold) = node.cast::<Element>() {
        // An attribute of a plain element can always be set.
        let _ = fold.set_attribute("open", "");
        if let Some(summary) = fold.first_element_child().and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
            let _ = summary.focus();
        }
        fold.scroll_into_view();
    }
}

/// Gives the focus to what has to be seen; the browser brings it into view.
fn focus(node: &NodeRef) {
    if let Some(node) = node.cast::<HtmlElement>() {
        // What cannot take the focus leaves it where it was: nothing to mend.
        let _ = node.focus();
    }
}
