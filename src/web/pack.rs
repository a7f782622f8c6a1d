//! A pack for JavaScript: what can be asked of it without a user interface.

use std::rc::Rc;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::js::known;
use crate::{
    content::{Phrase, Question, QuestionWords, compiled},
    engine::{Depth, Step, step},
    formats::{ics, link, plain::Plain, result, saved},
    ui,
};

/// A checked pack in one language.
#[wasm_bindgen]
pub struct Pack(pub(super) ui::Pack);

#[wasm_bindgen]
impl Pack {
    /// Reads a compiled pack. `name` says what the file is called in messages.
    ///
    /// # Errors
    /// An `Error` where the bytes are damaged or belong to another release.
    #[wasm_bindgen(constructor)]
    pub fn new(file: &[u8], name: &str) -> Result<Pack, JsError> {
        match compiled::read(file) {
            Some((model, text)) => Ok(Self(ui::Pack { model: Rc::new(model), text: Rc::new(text) })),
            None => Err(JsError::new(&[name, ": is damaged, or belongs to another release"].concat())),
        }
    }

    /// `[{id, prompt, help, options: [{id, label}]}]`
    #[must_use]
    pub fn questions(&self) -> JsValue {
        let ui::Pack { model, text } = &self.0;
        let question = |(about, spoken): (&Question, &QuestionWords)| {
            let options = about.options.iter().zip(&spoken.options);
            let mut options = options.map(|(option, words)| {
                JsValue::object(&[("id", JsValue::text(&option.id)), ("label", JsValue::text(&words.label))])
            });
            JsValue::object(&[
                ("id", JsValue::text(&about.id)),
                ("prompt", JsValue::text(&spoken.prompt)),
                ("help", JsValue::text(&spoken.help)),
                ("options", JsValue::list(&mut options)),
            ])
        };
        JsValue::list(&mut model.questions.iter().zip(&text.questions).map(question))
    }

    /// `{question}`, or `{done: true}`. `depth` is the id of a [`Depth`].
    ///
    /// # Errors
    /// An `Error` that names the unknown ids or the unknown depth.
    #[expect(clippy::needless_pass_by_value, reason = "what JavaScript hands over is owned")]
    pub fn next(&self, answers: &Object, depth: Option<String>) -> Result<JsValue, JsError> {
        let model = &*self.0.model;
        let depth = match depth.as_deref() {
            None => Depth::default(),
            Some(id) => Depth::of_id(id)
                .ok_or_else(|| JsError::new(&["depth: unknown `", id, "`; use likely, decided or every"].concat()))?,
        };
        Ok(match step(model, &known(model, answers)?, depth) {
            Step::Ask(question) => JsValue::object(&[("question", JsValue::text(&model.questions[question].id))]),
            Step::Done => JsValue::object(&[("done", JsValue::flag(true))]),
        })
    }

    /// The Result.
    ///
    /// # Errors
    /// An `Error` that names the unknown ids.
    pub fn classify(&self, answers: &Object) -> Result<JsValue, JsError> {
        let ui::Pack { model, text } = &self.0;
        Ok(result::result(model, text, &known(model, answers)?))
    }

    /// What the page says in this language once a pack is there, by its names in `src/element/notices.js`.
    #[must_use]
    pub fn messages(&self) -> JsValue {
        let said = |name, phrase| (name, JsValue::text(&self.0.text.say(phrase)));
        JsValue::object(&[
            said("link", Phrase::LinkLost),
            said("language", Phrase::LanguageLost),
            said("crashed", Phrase::Crashed),
        ])
    }

    /// The answers that the code in a link carries; `undefined` where it is no code of this pack.
    #[must_use]
    pub fn decode(&self, code: &str) -> JsValue {
        let model = &*self.0.model;
        link::decode(model, code).map_or(JsValue::UNDEFINED, |answers| saved::write_answers(model, &answers))
    }

    /// The actions that are ticked, or those to start with, as a calendar file. `done` holds ids; `today` counts days from
    /// 1 January 1970.
    #[must_use]
    pub fn calendar(&self, answers: &Object, done: &JsValue, name: &str, today: u32) -> String {
        let ui::Pack { model, text } = &self.0;
        let answers = saved::read_answers::<JsValue>(model, answers).0;
        ics::calendar(model, text, &answers, &saved::read_actions(model, done), name, today)
    }

    /// Those of the answers that fit this pack.
    #[must_use]
    pub fn fitting(&self, answers: &Object) -> JsValue {
        let model = &*self.0.model;
        saved::write_answers(model, &saved::read_answers::<JsValue>(model, answers).0)
    }
}
