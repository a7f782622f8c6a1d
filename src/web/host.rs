//! The element around the widget, as the widget needs it.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::Callback;

use crate::{
    content::{Model, Phrase},
    formats::{
        plain::{Plain, count},
        result::result,
        saved::{self, Fault},
    },
    session::{Action, Asking, Change, Form, Screen, Session, Snapshot, Store, host::StorageFault},
    ui::{Host as Page, Pack, Request},
};

#[wasm_bindgen]
extern "C" {
    /// What the element does for the widget; see `hostOf` in `src/element/host.js`. None of it enters the wasm before it returns.
    pub type Host;

    /// The answers as a plain object, the ids of the actions that are ticked off, and the name.
    #[wasm_bindgen(method, catch)]
    fn answers(this: &Host, answers: &JsValue, done: &JsValue, name: &str) -> Result<(), JsValue>;
    /// The ids of the actions that are ticked off now, and the name.
    #[wasm_bindgen(method, catch)]
    fn noted(this: &Host, done: &JsValue, name: &str) -> Result<(), JsValue>;
    /// A move led to a question: `{question, index, remaining}`.
    #[wasm_bindgen(method, catch)]
    fn step(this: &Host, step: &JsValue) -> Result<(), JsValue>;
    /// A move led to the Result.
    #[wasm_bindgen(method, catch)]
    fn result(this: &Host, result: &JsValue) -> Result<(), JsValue>;
    /// The visitor asks for another language, by its code.
    #[wasm_bindgen(method, catch)]
    fn language(this: &Host, code: &str) -> Result<(), JsValue>;
    /// The visitor follows the site's own call to action.
    #[wasm_bindgen(method, catch)]
    fn cta(this: &Host) -> Result<(), JsValue>;
    /// The visitor has erased everything: what is kept elsewhere goes as well.
    #[wasm_bindgen(method, catch)]
    fn erase(this: &Host) -> Result<(), JsValue>;
    /// A text to copy; `done(worked)`.
    #[wasm_bindgen(method, catch)]
    fn copy(this: &Host, text: &str, done: JsValue) -> Result<(), JsValue>;
    /// The result in a form: `txt`, `print` or the ending of a file; `done(worked)`.
    #[wasm_bindgen(method, catch)]
    fn export(this: &Host, form: &str, done: JsValue) -> Result<(), JsValue>;
    /// The gist of the result for the share sheet, with a link to it; `done(worked)` where it was copied instead.
    #[wasm_bindgen(method, catch)]
    fn share(this: &Host, link: Option<&str>, done: JsValue) -> Result<(), JsValue>;
    /// Saved relationships in a file that is chosen in this field; `done(content)` tells what `JSON.parse` made of it,
    /// `done(null)` that it is no JSON, `done()` that it is too large.
    #[wasm_bindgen(method, catch)]
    fn import(this: &Host, field: &Element, done: JsValue) -> Result<(), JsValue>;
    /// `{relasi, relationships, keep, trouble}`: the saved relationships as the page holds them now.
    #[wasm_bindgen(method, catch)]
    fn saved(this: &Host) -> Result<JsValue, JsValue>;
    /// The page is to hold `{relasi, relationships}`, and to keep it in the browser or not. The same as `saved` in return.
    #[wasm_bindgen(method, catch)]
    fn save(this: &Host, saved: &JsValue, keep: bool) -> Result<JsValue, JsValue>;
    /// `{relasi, relationships}` is handed to the visitor as a file.
    #[wasm_bindgen(method, catch, js_name = exportSaved)]
    fn export_saved(this: &Host, saved: &JsValue) -> Result<(), JsValue>;
}

/// The element around a widget that speaks of this model.
pub struct AroundWidget {
    pub host: Host,
    pub model: Rc<Model>,
}

impl AroundWidget {
    /// What the page holds; what does not fit this pack any more is left out.
    fn snapshot(&self, state: &JsValue) -> (Snapshot, Option<StorageFault>) {
        let list = saved::read(&self.model, state).0;
        let in_browser = state.field("keep").is_some_and(|keep| keep.is_truthy());
        let fault = state.field("trouble").map(|trouble| match trouble.as_text().as_deref() {
            Some("full") => StorageFault::Full,
            _ => StorageFault::Damaged,
        });
        (Snapshot { list, in_browser }, fault)
    }
}

impl Store for AroundWidget {
    fn load(&self) -> (Snapshot, Option<StorageFault>) {
        self.snapshot(&self.host.saved().unwrap_or_default())
    }

    fn save(&self, saved: &Snapshot) -> (Snapshot, Option<StorageFault>) {
        match self.host.save(&saved::write(&self.model, &saved.list), saved.in_browser) {
            Ok(state) => self.snapshot(&state),
            Err(_) => (saved.clone(), None),
        }
    }
}

// What the host throws is reported by the host.
impl Page for AroundWidget {
    fn moved(&self, pack: &Pack, session: &Session) {
        let (model, answers) = (&*pack.model, &session.answers);
        self.answered(session);
        let _ = match &session.screen {
            Screen::Asking(Asking { question, .. }) => self.host.step(&JsValue::object(&[
                ("question", JsValue::text(&model.questions[*question].id)),
                ("index", count(session.asked() + 1)),
                ("remaining", count(session.left().saturating_sub(1))),
            ])),
            Screen::Result { .. } => self.host.result(&result(model, &pack.text, answers)),
            Screen::Saved { .. } => Ok(()),
        };
    }

    fn answered(&self, session: &Session) {
        let done = saved::write_actions(&self.model, &session.done);
        let _ = self.host.answers(&saved::write_answers(&self.model, &session.answers), &done, &session.name);
    }

    fn noted(&self, session: &Session) {
        let _ = self.host.noted(&saved::write_actions(&self.model, &session.done), &session.name);
    }

    fn erase(&self) {
        let _ = self.host.erase();
    }

    fn ask(&self, request: Request, session: &Session, act: Callback<Action>) {
        let _ = match request {
            Request::Language(code) => self.host.language(&code),
            Request::Cta => self.host.cta(),
            Request::Copy(text) => {
                let copied = text.clone();
                self.host.copy(&text, when_done(act.reform(move |worked| Action::Copied(copied.clone(), worked))))
            }
            Request::Export(form) => {
                self.host.export(form.id(), when_done(act.reform(move |worked| Action::Exported(form, worked))))
            }
            Request::Share(link) => self
                .host
                .share(link.as_deref(), when_done(act.reform(move |worked| Action::Exported(Form::Share, worked)))),
            Request::ExportSaved => self.host.export_saved(&saved::write(&self.model, &session.saved.now.list)),
            Request::Import(field) => {
                let model = self.model.clone();
                let done = Closure::once_into_js(move |content: JsValue| {
                    let found = match saved::read(&model, &content) {
                        _ if content.is_undefined() => Err((Phrase::TooMuch, "".into())),
                        (list, None) => Ok(list),
                        (_, Some(Fault::Unknown(what))) => Err((Phrase::ImportWrong, what.into())),
                        (_, Some(Fault::TooMuch)) => Err((Phrase::TooMuch, "".into())),
                    };
                    act.emit(Action::Save(Change::Import(found)));
                });
                self.host.import(&field, done)
            }
        };
    }
}

fn when_done(done: Callback<bool>) -> JsValue {
    Closure::once_into_js(move |worked: bool| done.emit(worked))
}
