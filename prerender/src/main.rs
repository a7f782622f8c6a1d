//! Draws the first screen of the pack that ships, in each of its languages, by the components that draw it in browsers.
//!
//! Prints a JavaScript module that builds them: HTML of this kind is JSX, once it is said where an `<input>` ends. So
//! the screens reach the page as nodes, which the strictest policy allows, and no parser has to be shipped or written.

use std::{path::Path, rc::Rc};

use anyhow::{Result, anyhow};
use relasi::{
    content::authoring,
    session::Settings,
    ui::{Pack, Start, Wizard, WizardProps},
};
use tokio::{runtime, task::LocalSet};
use yew::LocalServerRenderer;

/// The level that `prerendered.js` counts from.
const LEVEL: usize = 2;

fn main() -> Result<()> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let authoring::Pack { model, texts, .. } =
        authoring::read(&content).map_err(|problems| anyhow!("content/ is not sound: {problems:?}"))?;
    let model = Rc::new(model);
    println!("export default {{");
    for text in texts {
        let language = text.language.clone();
        let pack = Pack { model: model.clone(), text: Rc::new(text) };
        println!("{:?}: (h) => {},", &*language, jsx(&render(pack)?));
    }
    println!("}};");
    Ok(())
}

fn render(pack: Pack) -> Result<String> {
    let settings = Settings { level: LEVEL, cta: None, share: None, persist: None };
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
