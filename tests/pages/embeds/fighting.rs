//! Pages that change what everyone relies on, before our script runs.

use serde_json::json;

use super::{Embed, SCRIPT, TAG};
use crate::fixtures::outcome_of_first_options;

/// On a page that has run this first. The driver's own scripts rely on what the page has changed, so that the page itself
/// walks to the result and says which in its title.
async fn reaches_a_result_after(sabotage: &str) {
    let body = format!(
        "<script>
            const Timeout = setTimeout, log = console.error, faults = [];
            addEventListener('error', event => faults.push(event.message));
            addEventListener('unhandledrejection', event => faults.push(String(event.reason)));
            addEventListener('relasi-error', event => faults.push(event.detail.message));
            addEventListener('relasi-result', event => document.title = event.detail.verdict.type + ' ' + faults);
            addEventListener('relasi-ready', ({{ target }}) => {{
                const root = target.shadowRoot;
                (function on() {{
                    if (root.querySelector('.verdict')) return;
                    if (root.querySelector('.option :checked')) root.querySelector('.go').click();
                    else root.querySelector('.option input')?.click();
                    Timeout(on, 2);
                }})();
            }});
            {sabotage}
        </script>{SCRIPT}{TAG}"
    );
    let embed = Embed::opens(&body).await;
    let expected = outcome_of_first_options();
    assert_eq!(embed.title_other_than("A page").await.trim(), expected, "after {sabotage}");
}

macro_rules! sabotages {
    ($($name:ident: $sabotage:expr;)*) => {
        $(#[apply(browser_test)] async fn $name() { reaches_a_result_after($sabotage).await; })*
    };
}

sabotages! {
    array_prototype_to_json_is_that_of_an_old_library: "Array.prototype.toJSON = function () { return this.join() }; Object.prototype.toJSON = function () { return 'spoilt' };";
    response_is_replaced: "window.Response = class { constructor() { throw new Error('no Response here') } };";
    promise_then_is_wrapped: "const then = Promise.prototype.then; Promise.prototype.then = function (...given) { return then.apply(this, given.map(one => one && (value => one(value)))) };";
    promise_is_replaced: "window.Promise = class extends Promise {};";
    define_is_wrapped: "const define = customElements.define; customElements.define = function (name, made, ...rest) { return define.call(this, name, class extends made {}, ...rest) };";
    fetch_is_wrapped: "const asked = fetch; window.fetch = async (input, init) => { const answer = await asked(new Request(input, init)); return new Response(answer.body, answer) };";
    objects_have_an_enumerable_extra: "Object.prototype.extra = function () {}; Object.prototype.lang = 'tlh';";
    arrays_have_an_enumerable_extra: "Array.prototype.extra = function () {}; Array.prototype.last = 7;";
    array_from_and_bind_are_those_of_an_old_library: "Array.from = list => { const made = []; for (let i = 0; i < list.length; i++) made[i] = list[i]; return made }; Function.prototype.bind = function (self, ...early) { const called = this; return function (...late) { return called.apply(self, [...early, ...late]) } };";
    elements_have_the_methods_of_an_old_library: "Object.assign(HTMLElement.prototype, { remove() { this.parentNode.removeChild(this); return this }, select: () => [], replace() {}, update() {}, show() {}, hide() {}, focus() { return this } });";
    there_is_no_console: "window.console = {};";
    frames_never_come: "window.requestAnimationFrame = () => 0;";
    micro_tasks_are_wrapped: "const soon = queueMicrotask; window.queueMicrotask = task => soon(() => { task() });";
    there_is_no_intersection_observer: "delete window.IntersectionObserver;";
    there_is_no_finalization_registry: "window.FinalizationRegistry = undefined;";
    the_page_is_a_module_loader_of_another_age: "window.define = Object.assign(() => { throw new Error('anonymous define') }, { amd: {} }); window.module = { exports: {} }; window.exports = module.exports; window.require = () => { throw new Error('no module') };";
    forms_are_named_like_what_a_document_has: "document.write('<form name=URL></form><form name=baseURI></form><form name=body></form><form name=head></form>');";
    the_page_uses_our_names: "window.Pack = window.init = window.mount = window.relasi = window.wasm_bindgen = 'mine';";
    shadow_roots_are_wrapped: "const attach = Element.prototype.attachShadow; Element.prototype.attachShadow = function (init) { return attach.call(this, { ...init }) };";
    listeners_are_wrapped: "const listen = EventTarget.prototype.addEventListener; EventTarget.prototype.addEventListener = function (name, heard, options) { return listen.call(this, name, typeof heard === 'function' ? function (event) { return heard.call(this, event) } : heard, options) };";
    the_storage_throws: "for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });";
    the_storage_is_full: "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };";
    the_storage_is_none: "for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, { value: null });";
}

/// Listeners on the window that let no event of this kind through to anybody.
async fn with_a_listener_that_stops(kinds: &str) -> Embed {
    let body = format!(
        "<script>for (const kind of '{kinds}'.split(' ')) addEventListener(kind, event => event.stopImmediatePropagation(), true)</script>"
    );
    Embed::ready(&[&body, SCRIPT, TAG].concat()).await
}

#[apply(browser_test)]
async fn stopping_pointer_mouse_and_focus_events_does_not_stop_it() {
    let kinds = "pointerdown pointerup mousedown mouseup touchstart touchend focus focusin blur focusout input submit mousemove";
    with_a_listener_that_stops(kinds).await.works().await;
}

#[apply(browser_test)]
async fn stopping_events_while_they_bubble_does_not_stop_it() {
    let stops = "<script>for (const kind of ['click', 'change', 'keydown', 'keyup', 'keypress', 'input'])
        for (const at of [window, document, document.documentElement, document.body])
            at.addEventListener(kind, event => event.stopImmediatePropagation());</script>";
    let embed = Embed::ready(&["<main>", SCRIPT, TAG, "</main>", stops].concat()).await;
    embed.works().await;
}

#[apply(browser_test)]
async fn stopping_change_while_capturing_does_not_stop_it() {
    with_a_listener_that_stops("change").await.works().await;
}

#[apply(browser_test)]
async fn stopping_click_while_capturing_does_not_stop_it() {
    with_a_listener_that_stops("click").await.works().await;
}

#[apply(browser_test)]
async fn stopping_every_key_leaves_the_mouse() {
    let embed = with_a_listener_that_stops("keydown keyup keypress").await;
    embed.works().await;
}

#[apply(browser_test)]
async fn swallowing_the_events_of_the_widget_does_not_stop_it() {
    let stops = "<script>for (const name of ['start', 'step', 'result']) addEventListener('relasi-' + name, event => { event.stopImmediatePropagation(); event.preventDefault(); throw new Error('the page fails') }, true)</script>";
    let embed = Embed::ready(&[stops, SCRIPT, TAG].concat()).await;
    embed.takes_a_step().await;
    embed.hurries_to_the_result().await;
    assert_eq!(embed.element("element.result.verdict.type").await, json!(outcome_of_first_options()));
}

#[apply(browser_test)]
async fn a_page_that_observes_and_rewrites_its_tree_meets_no_loop() {
    let watch = "<script>
        window.changes = 0;
        new MutationObserver(seen => {
            changes += seen.length;
            for (const one of document.querySelectorAll('relasi-wizard')) one.setAttribute('data-seen', changes);
        }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'style', 'lang', 'hidden', 'aria-busy', 'role'] });
    </script>";
    let embed = Embed::ready(&[watch, SCRIPT, TAG].concat()).await;
    let before = embed.script("return changes", vec![]).await;
    embed.works().await;
    assert_eq!(embed.script("return changes", vec![]).await, before, "the widget changes nothing outside of itself");
}
