/**
 * The relationships that a visitor has saved. This is their one owner: it outlives the wasm and the tag, is shared by all tags
 * of a key, and watches the browser's storage, where another tab may write. The storage is used only once the visitor says
 * so. What two tabs have changed is merged by src/session/saved.rs, which calls `load` and then `save`.
 */

import { save } from "./export.js";

/**
 * @typedef {object[]} List as it was written: in whatever shape, where anybody else has written it
 * @typedef {{ relationships: List }} Written
 * @typedef {{ relasi: 1, relationships: List, keep: boolean, trouble?: "full" | "damaged" }} State read by `snapshot` in
 *   src/web/host.rs
 */

/** Of a file to add from, or of what is stored; what there is room for weighs less. */
const MOST_BYTES = 100_000;

/** @type {Map<string, Saved>} One for each key, however many tags show it. */
const known = new Map();

/** @param {string} key */
export function savedAt(key) {
  const saved = known.get(key) ?? new Saved(key);
  known.set(key, saved);
  return saved;
}

/** Lets go of what was saved under any key, and of whatever else of ours the storages hold. */
export function erase() {
  for (const saved of known.values()) saved.save({ relationships: [] }, false);
  for (const storage of /** @type {const} */ (["sessionStorage", "localStorage"])) {
    try {
      for (const key of Object.keys(window[storage])) key.startsWith("relasi:") && window[storage].removeItem(key);
    } catch {
      // What cannot be reached holds nothing of ours.
    }
  }
}

class Saved {
  /** @type {Map<Element, () => void>} Those who want to hear of what has changed elsewhere, by their element. */
  #listeners = new Map();
  /** @type {Set<Element>} The elements whose page allows to look at the storage. */
  #allowing = new Set();
  #key;
  /** @type {List} */
  #list = [];
  /** @type {string | null} What the storage held when it was last looked at; null where it is not to hold anything. */
  #text = null;
  /** @type {State["trouble"]} */
  #trouble;

  /** @param {string} key */
  constructor(key) {
    this.#key = key;
    addEventListener("storage", (event) => (event.key ?? key) === key && this.#look() && this.#notify());
  }

  /**
   * This element shows them from now on: `listener` hears of every change that is not its own.
   * @param {Element} element
   * @param {() => void} listener
   * @param {boolean} isAllowed
   */
  join(element, listener, isAllowed) {
    this.#listeners.set(element, listener);
    this.allow(element, isAllowed);
  }

  /** @param {Element} element */
  leave(element) {
    this.#listeners.delete(element);
    this.#allowing.delete(element);
  }

  /**
   * Looks at the storage from now on. Where no element may any more, forgets what it holds.
   * @param {Element} element
   * @param {boolean} isAllowed
   */
  allow(element, isAllowed) {
    if (isAllowed) this.#allowing.add(element);
    else if (this.#allowing.delete(element) && !this.#allowing.size) this.#forget();
    this.#look();
  }

  /** What is saved by now. */
  load() {
    this.#look();
    return this.#state;
  }

  /**
   * Holds this list from now on, and has it kept by the browser or not. All but `by` hear of it.
   * @param {Written} saved
   * @param {boolean} keep
   * @param {Element} [by]
   */
  save({ relationships }, keep, by) {
    this.#trouble = undefined;
    this.#list = relationships;
    if (keep) this.#write();
    else this.#forget();
    this.#notify(by);
    return this.#state;
  }

  /**
   * Hands a list to the visitor as a file.
   * @param {Written} saved
   */
  export({ relationships }) {
    save(new Blob([written(relationships, 2)], { type: "application/json" }), "relasi-relationships.json");
  }

  /**
   * Reads the file that is chosen in a field.
   * @param {HTMLInputElement} field
   * @param {(content?: unknown) => void} done is told what `JSON.parse` made of it: `null` where it is no JSON, nothing
   *   where it is too large
   */
  async import(field, done) {
    const file = field.files?.[0];
    if (!file) return;
    const content = file.size <= MOST_BYTES ? parsed(await file.text()) : undefined;
    // Or the same file could not be chosen once more.
    field.value = "";
    done(content);
  }

  /** @returns {State} */
  get #state() {
    return { relasi: 1, relationships: this.#list, keep: this.#text !== null, trouble: this.#trouble };
  }

  // --- the storage

  #stored() {
    try {
      return this.#allowing.size ? localStorage.getItem(this.#key) : null;
    } catch {
      return null;
    }
  }

  /** Whether there is something new in the storage. */
  #look() {
    const text = this.#stored();
    if (text === this.#text) return false;
    const list = listIn(text);
    this.#text = list && text;
    if (list) this.#list = list;
    else if (text !== null) this.#trouble = "damaged";
    return true;
  }

  #write() {
    const text = written(this.#list);
    try {
      localStorage.setItem(this.#key, text);
      this.#text = text;
    } catch {
      this.#trouble = "full";
    }
  }

  #forget() {
    // Where nothing is kept, the storage is none of our business.
    if (this.#text === null) return;
    this.#text = null;
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // It can no longer be reached.
    }
  }

  /**
   * Not while the wasm is at work: it cannot be entered twice.
   * @param {Element} [by]
   */
  #notify(by) {
    queueMicrotask(() => {
      for (const [element, listener] of this.#listeners) if (element !== by) listener();
    });
  }
}

/**
 * What is parsed of a text; null where it is no JSON, or more than there is room for.
 * @param {string | null} text
 */
function parsed(text) {
  try {
    return text === null || text.length > MOST_BYTES ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The list in what was stored; null where there is none.
 * @param {string | null} text
 * @returns {List | null}
 */
function listIn(text) {
  const list = parsed(text)?.relationships;
  return Array.isArray(list) ? list : null;
}

/**
 * As text. Old libraries give lists a `toJSON` that writes them as one string.
 * @param {List} list
 * @param {number} [indent]
 */
function written(list, indent) {
  return JSON.stringify({ relasi: 1, relationships: Object.assign([...list], { toJSON: undefined }) }, null, indent);
}
