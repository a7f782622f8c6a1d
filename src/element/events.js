/** The events of <relasi-wizard>, which all begin with `relasi-`. What each means and carries is told in contract.js. */
export const EVENTS = /** @type {const} */ (["ready", "start", "step", "result", "cta", "error"]);

/**
 * @typedef {typeof EVENTS[number]} EventName
 */

/**
 * What an event carries.
 * @template {EventName} Name
 * @typedef {import("./relasi.js").RelasiEventMap[`relasi-${Name}`]["detail"]} DetailOf
 */

/**
 * @param {HTMLElement} element
 * @template {EventName} Name
 * @param {Name} name
 * @param {DetailOf<Name> | null} [detail]
 */
export function dispatch(element, name, detail = null) {
  element.dispatchEvent(new CustomEvent(`relasi-${name}`, { detail, bubbles: true, composed: true }));
}

/**
 * Not while the wasm is at work: what listens may set answers, and the wasm cannot be entered twice.
 * @param {HTMLElement} element
 * @template {EventName} Name
 * @param {Name} name
 * @param {DetailOf<Name> | null} [detail]
 */
export function dispatchSoon(element, name, detail) {
  queueMicrotask(() => dispatch(element, name, detail));
}
