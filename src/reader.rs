//! Reads a pack as written, in the browser: a wasm of its own, for pages that bring their own `content`.
//!
//! It runs every check that `cargo xtask check-content` runs, so that what is wrong with a pack is said on the page that
//! embeds it. What it makes is the form that ships; see [`compiled`].

use wasm_bindgen::prelude::*;

use crate::content::{
    Model, Text, compiled,
    source::{Node, Problem, files},
};

/// Checks what `JSON.parse` made of `model.json` and a language file, and compiles them. `base` and `name` say where they
/// were found.
///
/// # Errors
/// An `Error` whose message names each problem on a line of its own.
#[wasm_bindgen]
pub fn compile(model: &JsValue, text: &JsValue, base: &str, name: &str) -> Result<Vec<u8>, JsError> {
    let fault = |list: Vec<Problem>| fault(base, &list);
    let model = files::model(&node(model, base, "model.json")?).and_then(|file| Model::check(&file)).map_err(fault)?;
    let text =
        files::text(name, &node(text, base, name)?).and_then(|file| Text::check(&file, &model, name)).map_err(fault)?;
    Ok(compiled::compile(&model, &text))
}

fn node(parsed: &JsValue, base: &str, name: &str) -> Result<Node, JsError> {
    serde_wasm_bindgen::from_value(parsed.clone()).map_err(|error| JsError::new(&format!("{base}{name}: {error}")))
}

fn fault(base: &str, problems: &[Problem]) -> JsError {
    let lines: Vec<String> = problems.iter().map(|problem| format!("{base}{problem}")).collect();
    JsError::new(&lines.join("\n"))
}
