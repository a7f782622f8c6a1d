//! Values of JavaScript, read and written as every other plain value.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsError, JsValue};

use crate::{
    content::Model,
    engine::Answers,
    formats::{plain::Plain, saved},
};

impl Plain for JsValue {
    fn field(&self, key: &str) -> Option<Self> {
        Reflect::get(self, &key.into()).ok().filter(|value| !value.is_undefined())
    }

    fn keys(&self) -> Vec<String> {
        self.dyn_ref()
            .map_or_else(Vec::new, |of: &Object| Object::keys(of).iter().filter_map(|key| key.as_string()).collect())
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.dyn_ref().map(Array::to_vec)
    }

    fn as_text(&self) -> Option<String> {
        self.as_string()
    }

    fn as_number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn is_null(&self) -> bool {
        JsValue::is_null(self)
    }

    fn object(fields: &[(&str, Self)]) -> Self {
        let object = Object::new();
        for (name, value) in fields {
            // A fresh plain object takes every property.
            let _ = Reflect::set(&object, &(*name).into(), value);
        }
        object.into()
    }

    fn list(items: &mut dyn Iterator<Item = Self>) -> Self {
        let list = Array::new();
        for item in items {
            list.push(&item);
        }
        list.into()
    }

    fn text(text: &str) -> Self {
        text.into()
    }

    fn number(number: f64) -> Self {
        number.into()
    }

    fn flag(flag: bool) -> Self {
        flag.into()
    }

    fn null() -> Self {
        Self::NULL
    }
}

/// The answers in a plain object, all of which must be known.
///
/// # Errors
/// An `Error` that names the unknown ids.
pub fn known(model: &Model, answers: &JsValue) -> Result<Answers, JsError> {
    match saved::read_answers(model, answers) {
        (answers, unknown) if unknown.is_empty() => Ok(answers),
        (_, unknown) => Err(JsError::new(&["unknown in answers: ", &unknown].concat())),
    }
}
