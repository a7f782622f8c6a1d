/**
 * The first screen as it was drawn when Relasi was built: there before the wasm, which then takes over. Whatever the
 * visitor does on it is written in its nodes, so that taking over is comparing two screens.
 */
import screens from "relasi-first-screens";

/** What takes a choice, a press or the focus, in the order of the page. */
const CONTROLS = "input, button, summary, legend, a";

/**
 * Makes the nodes of the first screen, whose headings were drawn for a widget of level 2.
 * @param {number} level
 * @returns {import("relasi-first-screens").Make}
 */
const at = (level) =>
  function draw(tag, attributes, ...children) {
    const name = tag.replace(/^h\d/, (drawn) => `h${Math.min(Number(drawn[1]) + level - 2, 6)}`);
    const made = /^(svg|rect)$/.test(tag)
      ? document.createElementNS("http://www.w3.org/2000/svg", tag)
      : document.createElement(name);
    for (const [name, value] of Object.entries(attributes ?? {})) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

const targetOf = (/** @type {Event} */ event) => /** @type {Element} */ (event.target);

/**
 * The first screen in this language.
 * @param {string} language
 * @param {number} level of its top heading
 * @param {string} name of those whom the visitor has in mind
 * @param {{ press(): void, speak(code: string): void, rename(name: string): void }} widget told what the visitor has
 *   pressed, Continue or a language, and what name they have typed
 */
export function firstScreen(language, level, name, widget) {
  const root = document.createElement("div");
  root.append(screens[language](at(level)));
  const who = /** @type {HTMLInputElement} */ (root.querySelector("[name=who]"));
  who.value = name;
  who.addEventListener("input", () => widget.rename(who.value.trim()));
  const go = /** @type {HTMLElement} */ (root.querySelector(".go"));
  const chosen = () => root.querySelector(":checked");
  // Carried out by the wasm: "true" is Continue with an answer, "false" without one, which asks for one.
  const press = () => {
    go.setAttribute("aria-disabled", String(!!chosen()));
    widget.press();
  };
  root.addEventListener("change", () => go.ariaDisabled === "false" && go.removeAttribute("aria-disabled"));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !targetOf(event).closest(".options")) return;
    event.preventDefault();
    press();
  });
  root.addEventListener("click", (event) => {
    const button = targetOf(event).closest("button");
    if (button !== go) return button && widget.speak(button.lang);
    event.preventDefault();
    press();
  });
  // Of a click that the page has stopped.
  root.addEventListener("submit", press);
  return root;
}

/** What a summary folds. */
const foldOf = (/** @type {Element} */ summary) => /** @type {HTMLDetailsElement} */ (summary.parentElement);

/**
 * Puts one screen in the place of another of the same question, with its choice, its focus and what was folded open.
 * Returns whether Continue was pressed on the former.
 * @param {HTMLElement} before
 * @param {HTMLElement} now
 */
export function takeOver(before, now) {
  const [old, fresh] = [before, now].map((root) => [
    .../** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll(CONTROLS)),
  ]);
  // Radios have the name of their question. The app may have one control more at its end: what leads to what is saved.
  const same = old.length <= fresh.length && old.every((control, place) => control.name === fresh[place].name);
  for (const [place, control] of same ? old.entries() : []) {
    if (control.checked && !fresh[place].checked) {
      fresh[place].checked = true;
      fresh[place].dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (control.maxLength > 0 && control.value !== fresh[place].value) {
      fresh[place].value = control.value;
      // Of the other fields, what is entered counts only once a button is pressed.
      if (control.name === "who") fresh[place].dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (foldOf(control).open) foldOf(fresh[place]).open = true;
  }
  const { activeElement } = /** @type {ShadowRoot} */ (before.getRootNode());
  const focused = old.indexOf(/** @type {HTMLInputElement} */ (activeElement));
  // Before the other is gone, so that the focus goes from one to the other, and is shown or not as it was; but never both
  // at once on the screen, or the browser would scroll to make up for what it takes for a longer page.
  before.hidden = true;
  before.after(now);
  if (focused >= 0)
    (same ? fresh[focused] : /** @type {HTMLElement | null} */ (now.querySelector("legend, .verdict")))?.focus({
      preventScroll: true,
    });
  before.remove();
  return same && old.some((control) => control.hasAttribute("aria-disabled"));
}

/**
 * Resolves once the wasm has put a new screen into `root`; Yew renders after the call that asks for it.
 * @param {Element} root
 * @returns {Promise<void>}
 */
export function nextScreen(root) {
  const screen = () => root.querySelector(".screen");
  const last = screen();
  return new Promise((resolve) => {
    new MutationObserver((_, watch) => {
      if (!screen() || screen() === last) return;
      watch.disconnect();
      resolve();
    }).observe(root, { childList: true, subtree: true });
  });
}
