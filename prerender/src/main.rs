//! Makes of the content pack what the build bundles: the pack compiled, a file a language; the first screen in each
//! language, by the components that draw it in browsers; and what the script says before a pack is there.
//!
//! The screens are a JavaScript module that builds them: HTML of this kind is JSX, once it is said where an `<input>` ends.
//! So they reach the page as nodes, which the strictest policy allows, and no parser has to be shipped or written.

use std::{env, fs, path::Path, rc::Rc};

use anyhow::{Context, Result, anyhow};
use relasi::{
    content::{Phrase, Text, compiled, source::folder},
    session::Settings,
    ui::{Pack, Start, Wizard, WizardProps},
};
use serde_json::{Map, Value};
use tokio::{runtime, task::LocalSet};
use yew::LocalServerRenderer;

/// The level that `prerendered.js` counts from.
const LEVEL: usize = 2;

/// Writes `content/CODE.pack`, `messages.json` and `screens.jsx` into the folder that is named.
fn main() -> Result<()> {
    let out = env::args_os().nth(1).context("name the folder to write into")?;
    let out = Path::new(&out);
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let folder::Pack { model, texts, .. } = folder::read(&content).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(|problem| format!("\n  {problem}")).collect();
        anyhow!("the pack in content has {} problems:{}", problems.len(), lines.concat())
    })?;
    let model = Rc::new(model);
    let mut messages = Map::new();
    let mut screens = Vec::new();
    // A language that is gone leaves no file behind.
    let packs = out.join("content");
    if packs.exists() {
        fs::remove_dir_all(&packs)?;
    }
    fs::create_dir_all(&packs)?;
    for text in texts {
        let language = text.language.to_string();
        fs::write(packs.join(&language).with_extension("pack"), compiled::compile(&model, &text))?;
        messages.insert(language.clone(), said(&text));
        let pack = Pack { model: model.clone(), text: Rc::new(text) };
        screens.push(format!("{language:?}: (h) => {},\n", jsx(&render(pack)?)));
    }
    fs::write(out.join("messages.json"), Value::from(messages).to_string())?;
    fs::write(out.join("screens.jsx"), format!("export default {{\n{}}};\n", screens.concat()))?;
    Ok(())
}

/// What the script says before a pack is there, in one language.
fn said(text: &Text) -> Value {
    let phrases = [Phrase::Loading, Phrase::Timeout, Phrase::Failed];
    phrases.map(|phrase| (phrase.name().to_owned(), Value::from(&*text.say(phrase)))).into_iter().collect()
}

fn render(pack: Pack) -> Result<String> {
    let settings = Settings { level: LEVEL, ..Settings::default() };
    let props = WizardProps { pack, settings, start: Rc::new(Start::default()) };
    let renderer = LocalServerRenderer::<Wizard>::with_props(props).hydratable(false);
    Ok(LocalSet::new().block_on(&runtime::Builder::new_current_thread().build()?, renderer.render()))
}

/// Braces mean something in JSX, and every element has to end.
fn jsx(html: &str) -> String {
    let html = html.replace('{', "&#123;").replace('}', "&#125;");
    let mut pieces = html.split("<input ");
    let mut jsx = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        jsx.push_str("<input ");
        jsx.push_str(&piece.replacen('>', " />", 1));
    }
    jsx
}
