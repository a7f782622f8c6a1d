//! The widget inside the wasm, mounted into a page of the test runner: `wasm-pack test --headless --chrome -- --test web`.
#![cfg(target_arch = "wasm32")]

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, JSON, Object, Reflect};
use relasi::{
    reader::compile,
    web::{Mounted, Pack, mount},
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};
use yew::scheduler;

wasm_bindgen_test_configure!(run_in_browser);

const MODEL: &str = include_str!("../content/model.json");
const ENGLISH: &str = include_str!("../content/en.json");
const INDONESIAN: &str = include_str!("../content/id.json");

/// A shop that sells on what it buys.
const RESELLER: &str = r#"{ "place": "outside", "onward": "sell_on", "payer": "pays_for_others", "service": "goods",
    "side": "fair_sale", "tailoring": "same", "chain": "from_us", "decision": "compares", "trouble": "none",
    "goal": "keep" }"#;

/// Somebody who buys for their own use, and would be a client if the owner acted in their name.
const BUYER: &str =
    r#"{ "place": "outside", "onward": "use_up", "payer": "same", "chain": "from_us", "side": "not_sure" }"#;

fn json(source: &str) -> JsValue {
    JSON::parse(source).expect("the source is JSON")
}

fn shipped(text: &str, name: &str) -> Pack {
    let file = compile(&json(MODEL), &json(text), "content/", name).expect("the pack that ships is sound");
    Pack::new(&file, name).expect("the file is whole")
}

/// What is said of a pack: nothing where it is sound.
fn said_of(model: &str, text: &str) -> String {
    match compile(&json(model), &json(text), "content/", "en.json") {
        Ok(_) => String::new(),
        Err(error) => message(&JsValue::from(error)),
    }
}

fn message(error: &JsValue) -> String {
    error.unchecked_ref::<js_sys::Error>().message().into()
}

fn answers(source: &str) -> Object {
    json(source).unchecked_into()
}

/// The widget on a page, and what it has told its host, in order.
struct Widget {
    root: Element,
    told: Rc<RefCell<Vec<(String, JsValue)>>>,
    mounted: Mounted,
}

/// What a host has to do, as `Host` in `src/web/host.rs` has it.
const METHODS: [&str; 14] = [
    "answers",
    "noted",
    "step",
    "result",
    "language",
    "cta",
    "erase",
    "copy",
    "export",
    "import",
    "saved",
    "save",
    "exportSaved",
    "share",
];

/// A host that holds what is saved, and calls this with each name and detail.
fn host(hears: &JsValue) -> JsValue {
    let script = "const host = { held: { relasi: 1, relationships: [], keep: false } };
        for (const name of methods) host[name] = (...details) => {
            hears(name, details[0]);
            if (name === 'save') host.held = { ...details[0], keep: details[1] };
            return host.held;
        };
        return host;";
    let methods: Array = METHODS.into_iter().map(JsValue::from).collect();
    Function::new_with_args("methods, hears", script).call2(&JsValue::NULL, &methods, hears).expect("a host")
}

impl Widget {
    async fn with(given: &str) -> Self {
        let document = web_sys::window().and_then(|window| window.document()).expect("a page");
        let root = document.create_element("div").expect("an element");
        document.body().expect("a body").append_child(&root).expect("room for it");
        let told = Rc::new(RefCell::new(Vec::new()));
        let hears = {
            let told = Rc::clone(&told);
            Closure::<dyn Fn(String, JsValue)>::new(move |name, detail| told.borrow_mut().push((name, detail)))
        };
        let start = Object::new();
        for (name, value) in [
            ("host", host(&hears.into_js_value())),
            ("settings", json(r#"{ "level": 2, "persist": "session" }"#)),
            ("answers", answers(given).into()),
            ("done", Array::new().into()),
            ("name", "".into()),
        ] {
            Reflect::set(&start, &name.into(), &value).expect("a fresh object takes it");
        }
        let pack = shipped(ENGLISH, "en.json");
        let mounted = mount(root.clone(), &pack, start.unchecked_ref()).expect("answers that fit");
        scheduler::flush().await;
        // It has asked for what is saved.
        told.borrow_mut().clear();
        Self { root, told, mounted }
    }

    fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).expect("a sound selector");
        (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
    }

    fn question(&self) -> String {
        self.all("legend").iter().map(HtmlElement::inner_text).collect()
    }

    async fn presses(&self, selector: &str) {
        self.all(selector).first().unwrap_or_else(|| panic!("nothing to press: {selector}")).click();
        scheduler::flush().await;
    }

    fn told(&self, name: &str) -> Vec<JsValue> {
        self.told.borrow().iter().filter(|(told, _)| told == name).map(|(_, detail)| detail.clone()).collect()
    }
}

fn written(value: &JsValue) -> String {
    JSON::stringify(value).expect("a plain value").into()
}

#[wasm_bindgen_test]
async fn the_first_question_is_there_at_once_and_nothing_has_been_told() {
    let widget = Widget::with("{}").await;
    assert_eq!(widget.question(), "Are they inside your organisation or outside it?");
    assert_eq!(widget.all("input[type=radio]").len(), 4);
    assert!(widget.told.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn continue_without_a_choice_says_so_and_with_one_moves_on() {
    let widget = Widget::with("{}").await;
    widget.presses(".go").await;
    assert_eq!(widget.all(".question [role=alert]").len(), 1);
    widget.presses(".options input").await;
    assert!(widget.all(".question [role=alert]").is_empty(), "the message goes with the choice");
    widget.presses(".go").await;
    assert_ne!(widget.question(), "Are they inside your organisation or outside it?");
    assert_eq!(written(&widget.told("answers")[0]), r#"{"place":"inside"}"#);
    let step = &widget.told("step")[0];
    assert_eq!(Reflect::get(step, &"index".into()).expect("a field"), 2);
    assert!(!written(step).contains("inside"), "a step never tells the answer");
}

#[wasm_bindgen_test]
async fn another_language_keeps_the_question_and_the_choice() {
    let mut widget = Widget::with(r#"{ "place": "outside" }"#).await;
    widget.presses(".options input").await;
    widget
        .mounted
        .set(&shipped(INDONESIAN, "id.json"), &json(r#"{ "level": 2, "persist": "session" }"#).unchecked_into());
    scheduler::flush().await;
    assert!(widget.question().contains("mereka"), "{}", widget.question());
    assert_eq!(widget.all("input:checked").len(), 1);
    widget.presses(".go").await;
    assert_eq!(written(&widget.told("answers")[0]), r#"{"place":"outside","onward":"rely_on"}"#);
}

#[wasm_bindgen_test]
async fn options_of_the_next_question_are_not_chosen_because_of_the_last_one() {
    let widget = Widget::with("{}").await;
    widget.presses(".options input").await;
    widget.presses(".go").await;
    assert!(widget.all("input:checked").is_empty());
}

#[wasm_bindgen_test]
async fn answers_from_outside_lead_to_the_result() {
    let widget = Widget::with("{}").await;
    let given = answers(RESELLER);
    widget.mounted.give(&given).expect("answers that fit");
    scheduler::flush().await;
    let result = widget.told("result").pop().expect("the result is told");
    let verdict = written(&Reflect::get(&result, &"verdict".into()).expect("a field"));
    assert!(verdict.contains(r#""type":"customer""#) && verdict.contains(r#""kind":"intermediary""#), "{verdict}");
    assert_eq!(widget.all(".verdict").len(), 1);
}

#[wasm_bindgen_test]
async fn a_what_if_is_shown_and_nobody_is_told_until_it_is_adopted() {
    let widget = Widget::with(BUYER).await;
    widget.presses(".changes button").await;
    assert_eq!(widget.all(".what-if").len(), 1);
    assert_eq!(widget.all(".given").len(), 0, "answers are changed when the preview is over");
    widget.presses(".trial .go").await;
    assert!(widget.all(".what-if").is_empty());
    assert!(widget.told.borrow().is_empty(), "neither the preview nor its end is anybody else's business");
    widget.presses(".changes button").await;
    widget.presses(".trial .plain").await;
    assert!(widget.all(".what-if").is_empty());
    let told = widget.told("answers");
    assert_eq!(told.len(), 1);
    assert_ne!(written(&told[0]), written(&answers(BUYER)));
}

#[wasm_bindgen_test]
async fn one_move_is_told_once_with_answers_and_ticks_before_what_it_led_to() {
    let widget = Widget::with("{}").await;
    widget.presses(".options input").await;
    widget.presses(".go").await;
    let told: Vec<String> = widget.told.borrow().iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(told, ["answers", "step"]);
}

#[wasm_bindgen_test]
async fn a_tick_is_told_and_drawn() {
    let widget = Widget::with(RESELLER).await;
    widget.presses(".plan .tick input").await;
    assert_eq!(widget.all(".plan .done").len(), 1);
    let told: Vec<String> = widget.told.borrow().iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(told, ["noted"]);
    assert!(written(&widget.told("noted")[0]).starts_with("[\""), "by its id");
}

#[wasm_bindgen_test]
fn a_broken_pack_is_named_with_file_and_place_by_the_browser_too() {
    let table = [
        (
            MODEL.replacen("qontak.20", "qontak.99", 1),
            ENGLISH.to_owned(),
            "content/model.json: questions.place.options.inside: cites the unknown claim `qontak.99`",
        ),
        (
            MODEL.replacen("\"slight\": 1", "\"slight\": \"1\"", 1),
            ENGLISH.to_owned(),
            "content/model.json: levels.slight: is text; write a whole number",
        ),
        (
            MODEL.to_owned(),
            ENGLISH.replacen("\"prompt\"", "\"promt\"", 1),
            "content/en.json: questions.place.promt: is no field here",
        ),
        (MODEL.to_owned(), "[]".to_owned(), "content/en.json: is a list; write an object"),
    ];
    for (model, text, expected) in table {
        let said = said_of(&model, &text);
        assert!(said.starts_with(expected), "expected {expected}\nfound {said}");
    }
    assert_eq!(said_of(MODEL, ENGLISH), "");
}

#[wasm_bindgen_test]
fn a_damaged_file_is_refused_by_name() {
    let file = compile(&json(MODEL), &json(ENGLISH), "content/", "en.json").expect("the pack that ships is sound");
    let mut flipped = file.clone();
    flipped[1000] ^= 1;
    for damaged in [&file[..file.len() - 1], &flipped, b"<!doctype html>", b""] {
        let error = Pack::new(damaged, "content/en.pack").err().map(JsValue::from);
        let said = error.map(|error| message(&error)).unwrap_or_default();
        assert_eq!(said, "content/en.pack: is damaged, or belongs to another release");
    }
}

#[wasm_bindgen_test]
fn without_a_user_interface_unknown_ids_are_named() {
    let pack = shipped(ENGLISH, "en.json");
    let error = pack.classify(&answers(r#"{ "place": "upstairs", "nobody": "x" }"#)).err().map(JsValue::from);
    let said = error.map(|error| message(&error)).unwrap_or_default();
    assert!(said.contains("upstairs") && said.contains("nobody"), "{said}");
    assert_eq!(written(&pack.next(&answers("{}"), None).expect("no unknown id")), r#"{"question":"place"}"#);
}

#[wasm_bindgen_test]
fn without_a_user_interface_it_can_be_asked_on_until_it_is_proved() {
    let pack = shipped(ENGLISH, "en.json");
    let given = r#"{ "place": "outside", "onward": "sell_on", "payer": "pays_for_others", "service": "goods" }"#;
    let next = |depth: &str| pack.next(&answers(given), Some(depth.into()));
    let is_done = |depth| next(depth).is_ok_and(|next| written(&next) == r#"{"done":true}"#);
    assert_eq!(["likely", "decided", "every"].map(is_done), [true, false, false]);
    let said = next("deep").err().map(|error| message(&JsValue::from(error))).unwrap_or_default();
    assert_eq!(said, "depth: unknown `deep`; use likely, decided or every");
}
