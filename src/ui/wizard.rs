//! The whole widget: title, progress, what is on the screen, footer. Holds the session, and is where every effect lives.

use std::rc::Rc;

use web_sys::{Element, FocusOptions, HtmlElement};
use yew::{prelude::*, virtual_dom::Key};

use super::{
    Deed, GivenKept, Screen, Session, WizardProps,
    kept::{Change, Told},
    private::private,
    question::{Progress, Question},
    relationships::relationships,
    result::result,
    session::Action,
    words::{all, bar, button, heading, number, say, weave},
};
use crate::content::{Direction, Phrase, QuestionIx, Str};

/// The widget.
#[component]
pub fn Wizard(props: &WizardProps) -> Html {
    let WizardProps { pack, given, kept, frame, on_deed } = props;
    let text = &*pack.text;
    let tell = |kept: &GivenKept| Change::Told(Told::clone(&kept.0));
    let session = use_reducer(|| {
        let mut session = Session::new(pack.model.clone(), given);
        // From the start: an effect would draw once more, and on a slow device at some later time.
        session.change_kept(tell(kept));
        session
    });
    let act = Callback::from(session.dispatcher());
    let (card, focus, said) = (use_node_ref(), use_node_ref(), use_node_ref());
    let screen = session.screen();
    // What the page has been told of: so many moves, and so many changes to what is saved.
    let told = use_mut_ref(|| (0, 0));

    {
        // The reducer has begun from the first set of answers; only later ones are news.
        let (begun, act, model) = (use_mut_ref(|| given.clone()), act.clone(), pack.model.clone());
        use_effect_with(given.clone(), move |given| {
            if begun.replace(given.clone()) != *given {
                act.emit(Action::Replace(model, given.clone()));
            }
        });
    }
    {
        let (card, focus, said, erased) = (card.clone(), focus.clone(), said.clone(), session.erased);
        use_effect_with(session.moves, move |&moves| {
            // Nothing has moved yet, or the page has handed in answers: the focus is not ours to take.
            if moves > 0 {
                if erased {
                    hear(&said);
                } else {
                    show(&card, &focus);
                }
            }
        });
    }
    {
        let act = act.clone();
        use_effect_with(kept.clone(), move |kept| {
            act.emit(Action::Kept(tell(kept)));
        });
    }
    {
        // Here, not in an effect: what goes wrong while all this is drawn then takes nothing along that was entered.
        let (moves, changes) = told.replace((session.moves, session.kept.changes));
        let now = || (pack.clone(), Session::clone(&session));
        if session.moves > 0 && session.moves != moves && !session.aside {
            let (pack, now) = now();
            on_deed.emit(Deed::Moved(pack, now));
        }
        if session.kept.changes > 0 && session.kept.changes != changes {
            let (pack, now) = now();
            on_deed.emit(Deed::Saved("kept", pack, now));
        }
        if session.erased && session.moves != moves {
            on_deed.emit(Deed::Erased);
        }
    }

    if !Rc::ptr_eq(session.model(), &pack.model) {
        // The pack is another one, and the answers to it come with the effect above.
        return Html::default();
    }
    let left = session.left();
    let done = session.answers.len();
    let percent = if screen == Screen::Result { 100 } else { 100 * done / (done + left).max(1) };
    let saved = &session.kept;
    let leads_to_saved = screen != Screen::Relationships && saved.has_something();
    let body = match screen {
        Screen::Question(question) => html! {
            <Question
                key={Key::from(pack.model.questions[question].id.as_str())}
                pack={pack.clone()}
                {question}
                chosen={session.remembered.get(question)}
                progress={progress(&session, question)}
                level={frame.level + 1}
                focus={focus.clone()}
                on_give={act.reform(move |answer| Action::Give(question, answer))}
                on_back={(done > 0).then(|| act.reform(|_| Action::Back))}
            />
        },
        Screen::Result => result(pack, &session, frame, &focus, &act, on_deed),
        Screen::Relationships => relationships(pack, &session, frame, &focus, &act, on_deed),
    };
    let language = |(code, name): &(String, String)| {
        let chosen = Str::from(code.as_str());
        html! {
            <button
                key={Key::from(code.as_str())}
                type="button"
                lang={code.clone()}
                aria-pressed={if *chosen == *text.language { "true" } else { "false" }}
                onclick={on_deed.reform(move |_| Deed::Language(chosen.clone()))}
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
            class={if session.moves > 0 { "card moved" } else { "card" }}
            part="card"
            ref={card}
            lang={text.language.clone()}
            {dir}
        >
            <header>
                { heading(frame.level, say(text, Phrase::Title)) }
                if done == 0 {
                    <p class="lede">{ weave(text, Phrase::Lede, &[("n", number(left))]) }</p>
                }
            </header>
            { bar("bar progress", 0, percent) }
            <div key={session.round.to_string()} class="screen">{ body }</div>
            <footer part="footer">
                if pack.model.languages.len() > 1 {
                    <div class="languages" role="group" aria-label={text.say(Phrase::Language)}>
                        { all(&mut pack.model.languages.iter().map(language)) }
                    </div>
                }
                { private(text, &session, frame, &said, &act) }
                if leads_to_saved {
                    // Last, since the first screen, which knows nothing of it, is compared with this one control by control.
                    { button(
                        "quiet",
                        weave(text, Phrase::RelationshipsCount, &[("n", number(saved.list.len()))]),
                        act.reform(|_| Action::Kept(Change::Show)),
                    ) }
                }
            </footer>
        </section>
    }
}

fn progress(session: &Session, question: QuestionIx) -> Progress {
    Progress {
        place: session.answers.len() + 1,
        left: session.left().saturating_sub(1),
        opened: session.opened,
        revising: session.revising == Some(question) && session.answers.get(question).is_some(),
    }
}

/// Tells the visitor what has been done where they have asked for it; the browser brings that into view.
fn hear(said: &NodeRef) {
    if let Some(said) = said.cast::<HtmlElement>() {
        // What cannot take the focus leaves it where it was: nothing to mend.
        let _ = said.focus();
    }
}

/// Brings what is new before the visitor after a step: the focus to its heading, and the top of the card into view.
fn show(card: &NodeRef, focus: &NodeRef) {
    // First of all, since Firefox gives the focus to nothing that it has not laid out, and this makes it do so.
    let above = card.cast::<Element>().filter(|card| card.get_bounding_client_rect().top() < 0.0);
    if let Some(heading) = focus.cast::<HtmlElement>() {
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
