// @ts-nocheck: not typed yet.
/**
 * The relationships that a visitor has saved: here, since they must outlive the wasm, and by key, since they outlive the
 * tag as well. The browser keeps them only once the visitor says so; another tab may do so at the same time.
 */

import { save } from "./export.js";

/** Of a file to add from, or of what is stored; what there is room for weighs less. */
const MOST_BYTES = 100_000;

/** One for each key, however many tags show it. */
const known = new Map();

export function keptAt(key) {
  if (!known.has(key)) known.set(key, new Kept(key));
  return known.get(key);
}

/** Lets go of what was saved under any key, and of whatever else of ours the storages hold. */
export function erase() {
  for (const kept of known.values()) kept.kept({ relationships: [], keep: false });
  for (const storage of ["sessionStorage", "localStorage"]) {
    try {
      for (const key of Object.keys(window[storage])) key.startsWith("relasi:") && window[storage].removeItem(key);
    } catch {
      // What cannot be reached holds nothing of ours.
    }
  }
}

class Kept {
  /** Those who want to hear of what has changed elsewhere, by their element. */
  #listeners = new Map();
  /** The elements whose page allows to look at the storage. */
  #allowing = new Set();
  #key;
  #list = [];
  /** What the storage held when it was last looked at; null where it is not to hold anything. */
  #text = null;
  #trouble;

  constructor(key) {
    this.#key = key;
    addEventListener("storage", (event) => (event.key ?? key) === key && this.#look() && this.#tell());
  }

  /** This element shows them from now on: `listener` hears of every change. */
  join(element, listener, allowed) {
    this.#listeners.set(element, listener);
    this.allow(element, allowed);
  }

  leave(element) {
    this.#listeners.delete(element);
    this.#allowing.delete(element);
  }

  /** Looks at the storage from now on. Where no element may any more, forgets what it holds. */
  allow(element, allowed) {
    if (allowed) this.#allowing.add(element);
    else if (this.#allowing.delete(element) && !this.#allowing.size) this.#forget();
    this.#look();
  }

  /** In the form that the wasm takes; see `told` in embed.rs. */
  get state() {
    return { relasi: 1, relationships: this.#list, keep: this.#text !== null, trouble: this.#trouble };
  }

  // --- what the wasm tells, by the names of embed.rs

  kept({ relationships, keep }) {
    const text = this.#stored();
    this.#trouble = undefined;
    this.#list = relationships;
    if (!keep) this.#forget();
    // Another tab has said meanwhile that it is not to be kept.
    else if (this.#text !== null && text === null) this.#text = null;
    else this.#write(text === this.#text ? relationships : merged(listIn(this.#text), listIn(text), relationships));
    this.#tell();
  }

  export({ relationships }) {
    save(new Blob([written(relationships, 2)], { type: "application/json" }), "relasi-relationships.json");
  }

  async import(field, done) {
    const [file] = field.files;
    if (!file) return;
    let content;
    if (file.size <= MOST_BYTES) content = parsed(await file.text());
    // Or the same file could not be chosen once more.
    field.value = "";
    done(content);
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

  #write(list) {
    this.#list = list;
    const text = written(list);
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

  /** Not while the wasm is at work: it cannot be entered twice. */
  #tell() {
    queueMicrotask(() => {
      for (const listener of this.#listeners.values()) listener(this.state);
    });
  }
}

/** What is parsed of a text; null where it is no JSON, or more than there is room for. */
function parsed(text) {
  try {
    return text?.length > MOST_BYTES ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** The list in what was stored; null where there is none. */
function listIn(text) {
  const list = parsed(text)?.relationships;
  return Array.isArray(list) ? list : null;
}

/** As text. Old libraries give lists a `toJSON` that writes them as one string. */
function written(list, indent) {
  return JSON.stringify({ relasi: 1, relationships: Object.assign([...list], { toJSON: undefined }) }, null, indent);
}

/** What two tabs have made of the same list: what either has added, without what either has taken away. */
function merged(before, theirs, mine) {
  // In whatever order things stand in it.
  const told = (one) => JSON.stringify([one?.name, one?.share, Object.entries(one?.answers ?? {}).sort()]);
  const has = (list) => (one) => (list ?? []).some((other) => told(other) === told(one));
  const [was, is, remains] = [before, theirs, mine].map(has);
  return [...(theirs ?? []).filter((one) => remains(one) || !was(one)), ...mine.filter((one) => !was(one) && !is(one))];
}
