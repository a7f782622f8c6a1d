//! The page that embeds Relasi: the only place that knows JavaScript and the element around the components.
//!
//! ```text
//! element.js   the custom element: attributes, loading, storage, events, failures
//!     |  Pack, mount                      ^  host(name, detail)
//!     v                                   |
//! embed.rs     bytes -> Pack, answers <-> plain objects, the Result
//! ```
//!
//! A panic ends a wasm instance for good. So the element, not this module, is where the answers live: after each change
//! they are handed over as a plain object.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, AttrValue, Callback, Renderer};

use crate::{
    content::{ClaimIx, Kind, Model, Phrase, Question, QuestionIx, QuestionWords, Type, compiled},
    engine::{
        Answer, Answers, Depth, Step, Verdict, asking, contributions, link, plan,
        saved::{self, Fault, Plain},
        smallest_changes, step, verdict,
    },
    ui::{
        Deed, Form, Frame, Given, GivenKept, Pack as Checked, Persist, Screen, Session, Told, Wizard, WizardProps,
        calendar,
    },
};

#[wasm_bindgen]
extern "C" {
    /// What the attributes of the element say; see `#settings` in `element.js`.
    pub type Settings;
    #[wasm_bindgen(method, getter)]
    fn level(this: &Settings) -> usize;
    #[wasm_bindgen(method, getter)]
    fn href(this: &Settings) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn label(this: &Settings) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn share(this: &Settings) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn persist(this: &Settings) -> Option<String>;
}

/// A checked pack in one language, with all that can be asked of it without a user interface.
#[wasm_bindgen]
pub struct Pack(Checked);

#[wasm_bindgen]
impl Pack {
    /// Reads a compiled pack. `name` says what the file is called in messages.
    ///
    /// # Errors
    /// An `Error` where the bytes are damaged or belong to another release.
    #[wasm_bindgen(constructor)]
    pub fn new(file: &[u8], name: &str) -> Result<Pack, JsError> {
        match compiled::read(file) {
            Some((model, text)) => Ok(Self(Checked { model: Rc::new(model), text: Rc::new(text) })),
            None => Err(JsError::new(&[name, ": is damaged, or belongs to another release"].concat())),
        }
    }

    /// `[{id, prompt, help, options: [{id, label}]}]`
    #[must_use]
    pub fn questions(&self) -> JsValue {
        let Checked { model, text } = &self.0;
        let question = |(about, spoken): (&Question, &QuestionWords)| {
            let options = about.options.iter().zip(&spoken.options);
            let mut options = options
                .map(|(option, words)| object(&[("id", (&*option.id).into()), ("label", (&*words.label).into())]));
            object(&[
                ("id", (&*about.id).into()),
                ("prompt", (&*spoken.prompt).into()),
                ("help", (&*spoken.help).into()),
                ("options", list(&mut options)),
            ])
        };
        list(&mut model.questions.iter().zip(&text.questions).map(question))
    }

    /// `{question}`, or `{done: true}`. `depth` is the word for a [`Depth`].
    ///
    /// # Errors
    /// An `Error` that names the unknown ids or the unknown depth.
    pub fn next(&self, answers: &Object, depth: Option<String>) -> Result<JsValue, JsError> {
        let model = &*self.0.model;
        let depth = match depth.as_deref() {
            None => Depth::default(),
            Some(id) => Depth::of_id(id)
                .ok_or_else(|| JsError::new(&["depth: unknown `", id, "`; use likely, decided or every"].concat()))?,
        };
        Ok(match step(model, &known(model, answers)?, depth) {
            Step::Ask(question) => object(&[("question", (&*model.questions[question].id).into())]),
            Step::Done => object(&[("done", true.into())]),
        })
    }

    /// The Result.
    ///
    /// # Errors
    /// An `Error` that names the unknown ids.
    pub fn classify(&self, answers: &Object) -> Result<JsValue, JsError> {
        Ok(result(&self.0, &known(&self.0.model, answers)?))
    }

    /// What the page says in this language once a pack is there, by its names in `element.js`.
    #[must_use]
    pub fn messages(&self) -> JsValue {
        let said = |name, phrase| (name, JsValue::from(&*self.0.text.say(phrase)));
        object(&[
            said("link", Phrase::LinkLost),
            said("language", Phrase::LanguageLost),
            said("crashed", Phrase::Crashed),
        ])
    }

    /// The answers that the code in a link carries; `undefined` where it is no code of this pack.
    #[must_use]
    pub fn decode(&self, code: &str) -> JsValue {
        link::decode(&self.0.model, code).map_or(JsValue::UNDEFINED, |answers| plain(&self.0.model, &answers))
    }

    /// The first steps of the plan as a calendar file. `today` counts days from 1 January 1970.
    #[must_use]
    pub fn calendar(&self, answers: &Object, today: u32) -> String {
        calendar(&self.0, &saved::answers::<JsValue>(&self.0.model, answers.as_ref()).0, today)
    }

    /// Those of the answers that fit this pack.
    #[must_use]
    pub fn fitting(&self, answers: &Object) -> JsValue {
        plain(&self.0.model, &saved::answers::<JsValue>(&self.0.model, answers.as_ref()).0)
    }
}

/// The widget on a page.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<Wizard>,
    props: WizardProps,
    host: Function,
}

/// Puts the widget into `root`. `host(name, detail, done)` is called with
///
/// | name | detail |
/// | --- | --- |
/// | `answers` | the answers after a move, as a plain object |
/// | `done` | the ids of the actions that are ticked off, after a move or a tick |
/// | `step`, `result` | what that move led to, as in the events of the element |
/// | `language` | the code of the language that the visitor asks for |
/// | `cta` | |
/// | `erase` | the visitor has erased everything: what is kept elsewhere goes as well |
/// | `copy` | a text to copy; `done(true)` says that it worked |
/// | `kept` | the saved relationships after a change, in the form of [`written`] |
/// | `export` | the same, to be handed to the visitor as a file |
/// | `import` | a field with a file; `done(content)` tells what `JSON.parse` made of it, `done(null)` that it is no JSON, `done()` that it is too large |
/// | `take` | `txt`, `print` or the ending of a file: how to take the result along; `done` the same |
///
/// # Errors
/// An `Error` that names the unknown ids in `answers`.
#[wasm_bindgen]
pub fn mount(
    root: Element,
    pack: &Pack,
    host: Function,
    settings: &Settings,
    answers: &Object,
    done: &Array,
    kept: &JsValue,
) -> Result<Mounted, JsError> {
    let props = props(pack, &host, settings, answers, done, kept)?;
    let app = Renderer::<Wizard>::with_root_and_props(root, props.clone()).render();
    Ok(Mounted { app, props, host })
}

#[wasm_bindgen]
impl Mounted {
    /// Speaks another language of the same pack, or with another level of headings, call to action, ...; the visitor stays
    /// where they are.
    pub fn set(&mut self, pack: &Pack, settings: &Settings) {
        // The model is the same in every language, and the session knows it by its address.
        self.props.pack.text = pack.0.text.clone();
        self.props.frame = frame(settings);
        self.app.update(self.props.clone());
    }

    /// Goes to where these answers lead, as if the visitor had given them.
    ///
    /// # Errors
    /// An `Error` that names the unknown ids.
    pub fn give(&mut self, answers: &Object) -> Result<(), JsError> {
        let model = self.props.pack.model.clone();
        let given = Given { answers: Rc::new(known(&model, answers)?), done: Vec::new() };
        let session = Session::new(model, &given);
        self.props.given = given;
        self.app.update(self.props.clone());
        moved(&self.host, &self.props.pack, &session);
        Ok(())
    }

    /// Takes over what the page holds of saved relationships, which another tab has changed.
    pub fn keep(&mut self, kept: &JsValue) {
        self.props.kept = told(&self.props.pack.model, kept);
        self.app.update(self.props.clone());
    }

    /// Serves another element, or another pack. Yew never drops the listeners of a root, so a root that is no longer
    /// needed is kept for the next one instead of being destroyed.
    ///
    /// # Errors
    /// An `Error` that names the unknown ids in `answers`.
    pub fn reuse(
        &mut self,
        pack: &Pack,
        host: Function,
        settings: &Settings,
        answers: &Object,
        done: &Array,
        kept: &JsValue,
    ) -> Result<(), JsError> {
        self.props = props(pack, &host, settings, answers, done, kept)?;
        self.host = host;
        self.app.update(self.props.clone());
        Ok(())
    }
}

fn props(
    pack: &Pack,
    host: &Function,
    settings: &Settings,
    answers: &Object,
    done: &Array,
    kept: &JsValue,
) -> Result<WizardProps, JsError> {
    let model = &*pack.0.model;
    let given =
        Given { answers: Rc::new(known(model, answers)?), done: saved::actions::<JsValue>(model, done.as_ref()) };
    let host = host.clone();
    let on_deed = Callback::from(move |deed| tell(&host, deed));
    let kept = told(model, kept);
    Ok(WizardProps { pack: pack.0.clone(), given, kept, frame: frame(settings), on_deed })
}

thread_local! {
    static ON_CRASH: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls `on_crash(message)` when this instance panics; after that it is of no more use.
#[wasm_bindgen(js_name = onCrash)]
pub fn on_crash(on_crash: Function) {
    ON_CRASH.set(Some(on_crash));
    yew::set_custom_panic_hook(Box::new(|panic| {
        let message = JsValue::from(panic.to_string());
        ON_CRASH.with_borrow(|on_crash| on_crash.as_ref().map(|on_crash| on_crash.call1(&JsValue::NULL, &message)));
    }));
}

fn tell(host: &Function, deed: Deed) {
    match deed {
        Deed::Moved(pack, session) => moved(host, &pack, &session),
        Deed::Ticked(pack, done) => ticked(host, &pack, &done),
        Deed::Language(code) => call(host, "language", &JsValue::from(&*code)),
        Deed::Erased => call(host, "erase", &JsValue::UNDEFINED),
        Deed::Followed => call(host, "cta", &JsValue::UNDEFINED),
        Deed::Copy(text, done) => ask(host, "copy", &text, done),
        Deed::Take(Form::Text, done) => ask(host, "take", "txt", done),
        Deed::Take(Form::Print, done) => ask(host, "take", "print", done),
        Deed::Take(Form::File(ending), done) => ask(host, "take", ending, done),
        Deed::Saved(name, pack, session) => call(host, name, &written(&pack.model, &session)),
        Deed::Import(pack, field, done) => {
            let done = Closure::once_into_js(move |content: JsValue| {
                done.emit(match saved::relationships(&pack.model, &content) {
                    _ if content.is_undefined() => Err((Phrase::TooMuch, "".into())),
                    (list, None) => Ok(list),
                    (_, Some(Fault::Unknown(what))) => Err((Phrase::ImportWrong, what.into())),
                    (_, Some(Fault::TooMuch)) => Err((Phrase::TooMuch, "".into())),
                });
            });
            // What the host throws is reported by the host.
            let _ = host.call3(&JsValue::NULL, &"import".into(), &field, &done);
        }
    }
}

fn ask(host: &Function, name: &str, detail: &str, done: Callback<bool>) {
    let done = Closure::once_into_js(move |worked: bool| done.emit(worked));
    // What the host throws is reported by the host.
    let _ = host.call3(&JsValue::NULL, &name.into(), &detail.into(), &done);
}

fn moved(host: &Function, pack: &Checked, session: &Session) {
    let model = &*pack.model;
    let answers = &session.answers;
    ticked(host, pack, &session.done);
    call(host, "answers", &plain(model, answers));
    match session.screen() {
        Screen::Question(question) => {
            let detail = object(&[
                ("question", (&*model.questions[question].id).into()),
                ("index", count(answers.len() + 1)),
                ("remaining", count(session.left().saturating_sub(1))),
            ]);
            call(host, "step", &detail);
        }
        Screen::Result => call(host, "result", &result(pack, answers)),
        Screen::Relationships => {}
    }
}

fn ticked(host: &Function, pack: &Checked, done: &[usize]) {
    call(host, "done", &action_ids(&pack.model, done));
}

fn action_ids(model: &Model, actions: &[usize]) -> JsValue {
    list(&mut actions.iter().map(|&action| JsValue::from(&*model.actions[action].id)))
}

fn call(host: &Function, name: &str, detail: &JsValue) {
    // What the host throws is reported by the host.
    let _ = host.call2(&JsValue::NULL, &name.into(), detail);
}

fn frame(settings: &Settings) -> Frame {
    Frame {
        level: settings.level(),
        call: settings
            .href()
            .zip(settings.label())
            .map(|(href, label)| (AttrValue::from(href), AttrValue::from(label))),
        share: settings.share().map(AttrValue::from),
        persist: Some(match settings.persist().as_deref() {
            Some("none") => Persist::Nowhere,
            Some("full") => Persist::Full,
            Some("local") => Persist::Browser,
            _ => Persist::Tab,
        }),
    }
}

/// The answers, all of which must be known.
fn known(model: &Model, answers: &Object) -> Result<Answers, JsError> {
    match saved::answers::<JsValue>(model, answers.as_ref()) {
        (answers, unknown) if unknown.is_empty() => Ok(answers),
        (_, unknown) => Err(JsError::new(&["unknown in answers: ", &unknown].concat())),
    }
}

/// `{relasi: 1, relationships: [{name, share, answers, done}], keep}`: what is handed over, and but for `keep` what a file holds.
fn written(model: &Model, session: &Session) -> JsValue {
    let mut relationships = session.kept.list.iter().map(|one| {
        object(&[
            ("name", (&*one.name).into()),
            ("share", one.share.map_or(JsValue::NULL, JsValue::from)),
            ("answers", plain(model, &one.answers)),
            ("done", action_ids(model, &one.done)),
        ])
    });
    object(&[
        ("relasi", 1.into()),
        ("relationships", list(&mut relationships)),
        ("keep", session.kept.in_browser.into()),
    ])
}

/// What the page holds; what does not fit this pack any more is left out.
fn told(model: &Model, kept: &JsValue) -> GivenKept {
    let trouble = match field(kept, "trouble").as_string().as_deref() {
        Some("full") => Some(Phrase::KeepFailed),
        Some(_) => Some(Phrase::KeepDamaged),
        None => None,
    };
    GivenKept(Rc::new(Told {
        list: saved::relationships(model, kept).0,
        in_browser: field(kept, "keep").is_truthy(),
        trouble,
    }))
}

/// A field of what may be anything; undefined where there is none.
fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

impl Plain for JsValue {
    fn field(&self, key: &str) -> Option<Self> {
        Some(field(self, key)).filter(|value| !value.is_undefined())
    }

    fn keys(&self) -> Vec<String> {
        self.dyn_ref()
            .map_or_else(Vec::new, |of: &Object| Object::keys(of).iter().filter_map(|key| key.as_string()).collect())
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.dyn_ref().map(Array::to_vec)
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn is_null(&self) -> bool {
        JsValue::is_null(self)
    }
}

fn plain(model: &Model, answers: &Answers) -> JsValue {
    let plain: Vec<(&str, JsValue)> = answers
        .iter()
        .map(|(question, answer)| (&*model.questions[question].id, answer_id(model, question, answer)))
        .collect();
    object(&plain)
}

fn answer_id(model: &Model, question: QuestionIx, answer: Answer) -> JsValue {
    answer.id(&model.questions[question]).into()
}

/// The Result, as design and README describe it.
fn result(pack: &Checked, answers: &Answers) -> JsValue {
    let (model, text) = (&*pack.model, &*pack.text);
    let answers = &answers.applicable(model);
    let question = |question: QuestionIx| JsValue::from(&*model.questions[question].id);
    let option = |question: QuestionIx, option| answer_id(model, question, Answer::Chosen(option));
    let sources = |claims: &[ClaimIx]| -> JsValue {
        list(&mut claims.iter().map(|&claim| JsValue::from(&*model.claims[claim].id)))
    };
    let mut because = contributions(model, answers).into_iter().map(|one| {
        object(&[
            ("question", question(one.question)),
            ("option", option(one.question, one.option)),
            ("type", one.about.id().into()),
            ("weight", one.weight.into()),
            ("kind", id_or_null(one.kind.map(|(kind, _)| kind.id()))),
            ("sources", sources(&model.questions[one.question].options[one.option].claims)),
        ])
    });
    let mut would_change = smallest_changes(model, answers).into_iter().map(|change| {
        let mut changes = change.changes.iter().map(|&(of, from, to)| {
            object(&[("question", question(of)), ("from", answer_id(model, of, from)), ("to", option(of, to))])
        });
        object(&[("changes", list(&mut changes)), ("verdict", named(&change.verdict))])
    });
    let mut plan = plan(model, answers).into_iter().map(|advice| {
        let (about, spoken) = (&model.actions[advice.action], &text.actions[advice.action]);
        let mut because = advice
            .because
            .iter()
            .map(|&(of, chosen)| object(&[("question", question(of)), ("option", option(of, chosen))]));
        object(&[
            ("id", (&*about.id).into()),
            ("title", (&*spoken.title).into()),
            ("text", (&*spoken.text).into()),
            ("because", list(&mut because)),
            ("sources", sources(&about.claims)),
        ])
    });
    let shares = verdict::fit(model, answers);
    object(&[
        ("verdict", named(&verdict(model, answers))),
        ("fit", object(&Type::ALL.map(|of| (of.id(), shares[of as usize].into())))),
        ("because", list(&mut because)),
        ("would_change", list(&mut would_change)),
        ("plan", list(&mut plan)),
        ("answered", count(answers.len())),
        ("decided", asking::decided(model, answers).into()),
    ])
}

fn named(verdict: &Verdict) -> JsValue {
    object(&[
        ("type", verdict.leading.id().into()),
        ("both", verdict.both.into()),
        ("also", id_or_null(verdict.also.map(Type::id))),
        ("third", id_or_null(verdict.third.map(Type::id))),
        ("kind", id_or_null(verdict.kind.map(Kind::id))),
        ("firmness", verdict.firmness.id().into()),
    ])
}

/// Behind `dyn`, since a copy of the loop for each list would be paid for by every visitor.
fn list(items: &mut dyn Iterator<Item = JsValue>) -> JsValue {
    let list = Array::new();
    for item in items {
        list.push(&item);
    }
    list.into()
}

fn id_or_null(id: Option<&'static str>) -> JsValue {
    id.map_or(JsValue::NULL, JsValue::from)
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // A fresh plain object takes every property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn count(number: usize) -> JsValue {
    // At most 64 questions.
    JsValue::from(u32::try_from(number).unwrap_or(u32::MAX))
}
