//! The saved relationships side by side: a list, their picture, the mix and what to do about it, and where they are kept.

use web_sys::{Element, HtmlInputElement, wasm_bindgen::JsCast};
use yew::{prelude::*, virtual_dom::Key};

use super::{
    host::Request,
    plan::action,
    sources::sources,
    ternary::several,
    view::View,
    words::{all, button, fold, heading, hue, interpolate, length, name, number, say, text_node},
};
use crate::{
    content::{Phrase, Str, Text, Type},
    engine::{
        Relationship,
        explain::percents,
        mix::{counts_as, mix, parts},
        verdict,
    },
    formats::saved::{MOST, MOST_LETTERS},
    session::{Action, Change, Goal, Persist},
};

/// The whole screen.
pub fn relationships(view: View, leaving: Option<Goal>) -> Html {
    let (session, text) = (view.session, view.text());
    let saved = &session.saved;
    let list = &*saved.now.list;
    let level = view.settings.level + 1;
    let remember = view.act.reform(|event: Event| {
        let ticked = event.target_dyn_into::<HtmlInputElement>().is_some_and(|one| one.checked());
        Action::Save(Change::Remember(ticked))
    });
    let is_any = !list.is_empty();
    let values = [
        ("what", saved.notice.as_ref().map(|(_, what)| text_node(what)).unwrap_or_default()),
        ("n", number(MOST)),
        ("letters", number(MOST_LETTERS)),
        ("kilobytes", number(100)),
    ];
    html! {
        <section class="result relationships" part="relationships">
            // Described by what has happened: a status that comes with the screen is not read out by itself.
            <div tabindex="-1" ref={view.nodes.top.clone()} class="top" aria-describedby="happened">
                { heading(level, say(text, Phrase::Relationships)) }
                <div id="happened" role="status" class="row">
                    if let Some((phrase, _)) = &saved.notice {
                        { interpolate(text, *phrase, &values) }
                    }
                    if saved.before.is_some() {
                        { view.button("plain", Phrase::Undo, Action::Save(Change::Undo)) }
                    }
                    if let Some(goal) = leaving {
                        { say(text, Phrase::Unsaved) }
                        { view.button("plain", Phrase::TrialBack, Action::LeaveSaved) }
                        { view.button("plain", Phrase::LeaveUnsaved, Action::GoAnyway(goal)) }
                    }
                </div>
            </div>
            if is_any {
                <div class="sides">
                    { several(view.pack, list) }
                    <ol>{ all(&mut list.iter().enumerate().map(|(index, one)| item(view, index, one))) }</ol>
                </div>
            }
            <div class="row">
                { view.button("go", Phrase::Another, Action::Go(Goal::Another)) }
                if !session.answers.is_empty() {
                    { view.button("quiet", Phrase::TrialBack, Action::LeaveSaved) }
                }
            </div>
            if is_any {
                { balance(view, list, level + 1) }
            }
            if view.settings.persist == Some(Persist::Nowhere) {
                <p class="note keep">{ say(text, Phrase::KeepNever) }</p>
            } else {
                <label class="option keep">
                    <input type="checkbox" checked={saved.now.in_browser} onchange={remember} />
                    <span>{ say(text, Phrase::KeepHere) }<small>{ say(text, Phrase::KeepNote) }</small></span>
                </label>
            }
            <div class="row">
                if is_any {
                    { button("plain", say(text, Phrase::Export), view.asks(Request::ExportSaved)) }
                }
                { import(view) }
                if is_any {
                    { view.button("quiet", Phrase::DeleteAll, Action::Save(Change::DeleteAll)) }
                }
            </div>
        </section>
    }
}

/// Below a result: saves it, or adds from a file.
pub fn save(view: View) -> Html {
    let text = view.text();
    let save = view.act.reform(|event: Event| {
        event.prevent_default();
        let (name, share) = entered(&event);
        if let Some(field) = field(&event, "[name=name]").filter(|_| name.is_empty()) {
            // A field that cannot take the focus is no reason to stop; the message is there.
            let _ = field.focus();
        }
        Action::Save(Change::Save(name, share))
    });
    // Of a form a sandboxed frame without `allow-forms` would make nothing.
    let on_key = {
        let save = save.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() && event.target_dyn_into::<HtmlInputElement>().is_some()
            {
                save.emit(event.into());
            }
        })
    };
    let unnamed = matches!(view.session.saved.notice, Some((Phrase::NameMissing, _)));
    let form = html! {
        <>
            <p class="note">{ say(text, Phrase::SaveNote) }</p>
            <div class="entry" onkeydown={on_key}>
                if unnamed {
                    <p id="unnamed" class="missing" role="alert">{ say(text, Phrase::NameMissing) }</p>
                }
                { fields(text, &view.session.name, None, unnamed, &Callback::noop()) }
                <div class="row">
                    { button("go", say(text, Phrase::Save), save.reform(|event: MouseEvent| event.into())) }
                </div>
            </div>
            <div class="row">{ import(view) }</div>
        </>
    };
    fold("save", say(text, Phrase::Save), form)
}

/// Name and share, of a relationship or of none yet, which may have been saved without a name.
fn fields(text: &Text, called: &Str, of: Option<&Relationship>, unnamed: bool, on_change: &Callback<Event>) -> Html {
    // What does not belong to its type means nothing to a field.
    let field = |label: Phrase, name: &'static str, kind: &'static str, value: Str| {
        let is_wrong = unnamed && kind == "text";
        html! {
            <label>
                { say(text, label) }
                if let Some(one) = of.filter(|_| kind != "text") {
                    { whose(one) }
                }
                <input
                    {name}
                    type={kind}
                    min="0"
                    max="100"
                    maxlength={MOST_LETTERS.to_string()}
                    autocomplete="off"
                    aria-invalid={is_wrong.then_some("true")}
                    aria-describedby={is_wrong.then_some("unnamed")}
                    // Of what is saved, the field shows what counts; of what is not, what the visitor has typed so far, which is
                    // theirs however often all is drawn again.
                    value={of.map(|_| value.clone())}
                    ~defaultValue={&*value}
                    onchange={on_change}
                />
            </label>
        }
    };
    let share = of.and_then(|one| one.share).map_or_else(Str::default, |share| usize::from(share).to_string().into());
    html! {
        <>
            { field(Phrase::Name, "name", "text", called.clone()) }
            { field(Phrase::Revenue, "share", "number", share) }
        </>
    }
}

/// What stands in the fields around the place of an event.
fn entered(event: &Event) -> (Str, Option<u8>) {
    let name = field(event, "[name=name]").map(|name| name.value()).unwrap_or_default();
    // Percent are whole here, and nothing is more than the whole.
    let share = field(event, "[name=share]")
        .map(|share| share.value())
        .and_then(|share| share.split(['.', ',']).next()?.parse::<usize>().ok());
    (name.trim().into(), share.map(|share| u8::try_from(share.min(100)).unwrap_or(100)))
}

/// Said after a button or a field, which look alike beside each name.
fn whose(one: &Relationship) -> Html {
    html! { <span class="unseen">{ ": " }{ text_node(&one.name) }</span> }
}

/// The field that this selector finds around the place of an event.
fn field(event: &Event, selector: &str) -> Option<HtmlInputElement> {
    let entry = event.target_dyn_into::<Element>()?.closest(".entry").ok()??;
    entry.query_selector(selector).ok()??.dyn_into().ok()
}

fn item(view: View, index: usize, one: &Relationship) -> Html {
    let (model, text) = (view.model(), view.text());
    let shares = percents(verdict::fit(model, &one.answers));
    let edit = view.act.reform(move |event: Event| {
        let (name, share) = entered(&event);
        Action::Save(Change::Edit(index, name, share))
    });
    let fits = |of: Type| {
        let percent = interpolate(text, Phrase::Percent, &[("n", number(shares[of as usize].into()))]);
        html! { <span>{ text_node(&text.role(of).name) }{ " " }{ percent }</span> }
    };
    let press = |label: Phrase, action: Action| {
        let label = html! { <>{ say(text, label) }{ whose(one) }</> };
        button("quiet", label, view.acts(action))
    };
    html! {
        <li key={Key::from(index)} class="entry">
            <p><b>{ number(index + 1) }{ ". " }{ text_node(&one.name) }</b></p>
            <p>{ name(text, &verdict(model, &one.answers)) }</p>
            <small>{ all(&mut Type::ALL.into_iter().map(fits)) }</small>
            { fold("edit", html! { <>{ say(text, Phrase::Change) }{ whose(one) }</> }, html! { <div class="entry">{ fields(text, &one.name, Some(one), false, &edit) }</div> }) }
            <div class="row">
                { press(Phrase::Open, Action::Go(Goal::Open(index))) }
                { press(Phrase::Delete, Action::Save(Change::Delete(index))) }
            </div>
        </li>
    }
}

/// How the whole divides among the types, and what the pack says of that.
fn balance(view: View, list: &[Relationship], level: usize) -> Html {
    let (model, text) = (view.model(), view.text());
    // The last is that of those that lie between the types.
    let mut sums = [0; 4];
    for (one, part) in list.iter().zip(parts(list)) {
        sums[counts_as(&verdict(model, &one.answers)).map_or(3, |of| of as usize)] += part;
    }
    let total: usize = sums.iter().sum();
    let mut so_far = 0;
    let mut shown: Vec<(&'static str, Html, usize, usize)> = Vec::new();
    for (place, sum) in sums.into_iter().enumerate().filter(|(_, sum)| *sum > 0) {
        let (class, called) = match Type::ALL.get(place) {
            Some(of) => (hue(*of), text_node(&text.role(*of).name)),
            None => ("between", say(text, Phrase::MixBetween)),
        };
        let from = so_far;
        so_far += sum;
        // Both ends are rounded, so that the parts always add up.
        shown.push((class, called, (200 * from + total) / (2 * total), (200 * so_far + total) / (2 * total)));
    }
    let part = |(class, _, from, to): &(&'static str, Html, usize, usize)| {
        html! { <rect class={*class} x={length(*from)} width={length(to - from)} height="100%" /> }
    };
    let legend = |(class, called, from, to): &(&'static str, Html, usize, usize)| {
        html! { <li class={*class}>{ called.clone() }{ " " }{ interpolate(text, Phrase::Percent, &[("n", number(to - from))]) }</li> }
    };
    let said = mix(model, list);
    let advice = |&advice: &usize| {
        let (about, spoken) = (&model.mix[advice], &text.mix[advice]);
        html! {
            <div class="advice">
                { heading(level + 1, text_node(&spoken.title)) }
                <p>{ text_node(&spoken.text) }</p>
                { sources(view.pack, &about.claims) }
                if !about.actions.is_empty() {
                    <ol>{ all(&mut about.actions.iter().map(|&one| action(view, one, Html::default(), false, level + 2))) }</ol>
                }
            </div>
        }
    };
    html! {
        <>
        <section class="mix">
            { heading(level, say(text, Phrase::Mix)) }
            <svg class="bar" aria-hidden="true">{ all(&mut shown.iter().map(part)) }</svg>
            <ul>{ all(&mut shown.iter().map(legend)) }</ul>
            <p class="note">{ say(text, Phrase::MixNote) }</p>
        </section>
        <section class="mix">
            { heading(level, say(text, Phrase::PartBalance)) }
            if list.len() < 2 {
                <p>{ say(text, Phrase::MixFew) }</p>
            } else if said.is_empty() {
                <p>{ say(text, Phrase::MixNone) }</p>
            }
            { all(&mut said.iter().map(advice)) }
        </section>
        </>
    }
}

/// A field that takes a file. It stays in the page unseen, so that the keyboard reaches it.
fn import(view: View) -> Html {
    let chosen = view.ask.reform(|event: Event| Request::Import(event.target_unchecked_into()));
    html! {
        <label class="file">
            { say(view.text(), Phrase::Import) }
            <input class="unseen" type="file" accept=".json,application/json" onchange={chosen} />
        </label>
    }
}
