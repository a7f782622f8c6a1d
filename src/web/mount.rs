//! The widget on a page.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::{
    host::{AroundWidget, Host},
    js::known,
    pack::Pack,
};
use crate::{
    engine::Depth,
    formats::saved::read_actions,
    session::{self, Persist, Session},
    ui::{self, Message, Wizard, WizardProps},
};

#[wasm_bindgen]
extern "C" {
    /// What the attributes of the element say; see `settingsOf` in `src/element/attributes.js`.
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
    #[wasm_bindgen(method, getter)]
    fn depth(this: &Settings) -> Option<String>;

    /// What the widget begins from; see `startOf` in `src/element/host.js`.
    pub type Start;
    #[wasm_bindgen(method, getter)]
    fn host(this: &Start) -> Host;
    #[wasm_bindgen(method, getter)]
    fn settings(this: &Start) -> Settings;
    #[wasm_bindgen(method, getter)]
    fn answers(this: &Start) -> Object;
    #[wasm_bindgen(method, getter)]
    fn done(this: &Start) -> Array;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Start) -> String;
}

/// The widget on a page.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<Wizard>,
    props: WizardProps,
}

/// Puts the widget into `root`.
///
/// # Errors
/// An `Error` that names the unknown ids in the answers.
#[wasm_bindgen]
pub fn mount(root: Element, pack: &Pack, start: &Start) -> Result<Mounted, JsError> {
    let props = props(pack, start)?;
    let app = Renderer::<Wizard>::with_root_and_props(root, props.clone()).render();
    Ok(Mounted { app, props })
}

#[wasm_bindgen]
impl Mounted {
    /// Speaks another language of the same pack, or with another level of headings, call to action, ...; the visitor stays
    /// where they are.
    pub fn set(&mut self, pack: &Pack, settings: &Settings) {
        // The model is the same in every language.
        self.props.pack.text = pack.0.text.clone();
        self.props.settings = read(settings);
        self.app.update(self.props.clone());
    }

    /// Goes to where these answers lead, as if the visitor had given them.
    ///
    /// # Errors
    /// An `Error` that names the unknown ids.
    pub fn give(&self, answers: &Object) -> Result<(), JsError> {
        let WizardProps { pack, start, settings } = &self.props;
        let mut session = Session::new(pack.model.clone(), known(&pack.model, answers)?, Vec::new());
        session.set_depth(settings.depth);
        if let Some(host) = &start.host {
            host.moved(pack, &session);
        }
        self.app.send_message(Message::Replace(Box::new(session)));
        Ok(())
    }

    /// Asks the page anew for the saved relationships, which another tag or tab has changed.
    #[wasm_bindgen(js_name = loadSaved)]
    pub fn load_saved(&self) {
        self.app.send_message(Message::LoadSaved);
    }

    /// Serves another element, or another pack. Yew never drops the listeners of a root, so a root that is no longer
    /// needed is kept for the next one instead of being destroyed.
    ///
    /// # Errors
    /// An `Error` that names the unknown ids in the answers.
    pub fn reuse(&mut self, pack: &Pack, start: &Start) -> Result<(), JsError> {
        self.props = props(pack, start)?;
        self.app.update(self.props.clone());
        Ok(())
    }
}

fn props(pack: &Pack, start: &Start) -> Result<WizardProps, JsError> {
    let model = &pack.0.model;
    let begun = ui::Start {
        answers: known(model, &start.answers())?,
        done: read_actions::<JsValue>(model, &start.done()),
        name: start.name().into(),
        host: Some(Box::new(AroundWidget { host: start.host(), model: model.clone() })),
    };
    Ok(WizardProps { pack: pack.0.clone(), settings: read(&start.settings()), start: Rc::new(begun) })
}

fn read(settings: &Settings) -> session::Settings {
    session::Settings {
        level: settings.level(),
        cta: settings.href().zip(settings.label()).map(|(href, label)| (href.into(), label.into())),
        share: settings.share().map(Into::into),
        persist: Some(match settings.persist().as_deref() {
            Some("none") => Persist::Nowhere,
            Some("full") => Persist::Full,
            Some("local") => Persist::Browser,
            _ => Persist::Tab,
        }),
        depth: settings.depth().and_then(|id| Depth::of_id(&id)).unwrap_or_default(),
    }
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
