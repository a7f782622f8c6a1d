/**
 * Where the visitor is, and where that survives a reload: the answers and the actions ticked off, held on the page since
 * they must outlive an instance of the wasm, and written to the storages that the attribute `persist` allows.
 */
import { baseOf } from "./requests.js";

/** What is stored is shorter than this; anything else under our names is not read. */
const MAX_LENGTH = 100_000;

/** A name is no longer than this, as the field has it. */
const MAX_NAME = 60;

/** @typedef {Record<string, string>} Answers option by question */

export class AnswerStorage {
  /** @type {Answers | null} `null` until they are looked up. */
  answers = null;
  /** @type {string[]} The ids of the actions that the visitor has ticked off. */
  done = [];
  /** What the visitor calls those whom the answers are about. It is in no link. */
  name = "";
  /** Whether the storage has refused the last write. */
  #full = false;
  #element;
  #onRefused;

  /**
   * @param {HTMLElement} element
   * @param {() => void} onRefused called when the storage begins or ceases to refuse
   */
  constructor(element, onRefused) {
    this.#element = element;
    this.#onRefused = onRefused;
  }

  /** Another pack asks other questions, and a page may ask about two relationships in tags with an id each. */
  get key() {
    const content = this.#element.getAttribute("content");
    return `relasi:${content == null ? "" : baseOf(content)}${this.#element.id && `#${this.#element.id}`}`;
  }

  /** Where answers survive in fact: the attribute's value, "none" where no storage is to be had, "full" where it refuses. */
  get persist() {
    return this.#storages()[0] ? (this.#full ? "full" : this.#element.getAttribute("persist")) : "none";
  }

  get isEmpty() {
    return !Object.keys(this.answers ?? {}).length;
  }

  /** Looks up what was stored, unless the answers are known already. */
  recall() {
    if (this.answers) return;
    let stored;
    try {
      const text = this.#storages().reduce(
        (found, storage) => found ?? storage.getItem(this.key),
        /** @type {string | null} */ (null),
      );
      if (text && text.length < MAX_LENGTH) stored = JSON.parse(text);
    } catch {
      // Unreadable is as good as absent.
    }
    this.answers = { ...stored?.answers };
    this.done = [stored?.done ?? []].flat();
    this.name = String(stored?.name ?? "").slice(0, MAX_NAME);
  }

  /**
   * Holds these from now on, and stores them in one write.
   * @param {Answers} answers
   * @param {string[]} done
   * @param {string} [name]
   */
  set(answers, done, name = "") {
    this.answers = answers;
    this.done = done;
    this.name = name;
    const before = this.#full;
    try {
      for (const storage of this.#storages()) {
        if (this.isEmpty && !done.length && !name) storage.removeItem(this.key);
        else storage.setItem(this.key, JSON.stringify({ answers, done, name }));
      }
      this.#full = false;
    } catch {
      // Full or forbidden: the answers live as long as the page, which the visitor can read in the footer.
      this.#full = true;
    }
    if (this.#full !== before) queueMicrotask(this.#onRefused);
  }

  /**
   * Moves what is stored from where the attribute `persist` had it before to where it has it now.
   * @param {string | null} before
   */
  move(before) {
    for (const storage of this.#storages(before)) storage.removeItem(this.key);
    this.set(this.answers ?? {}, this.done, this.name);
  }

  /**
   * The storages to write to, the first one to read from first: what this tab has shown is never lost to another one, which
   * keeps its answers under the same name. In a sandboxed frame even looking at a storage throws.
   */
  #storages(persist = this.#element.getAttribute("persist")) {
    try {
      return persist === "none" ? [] : persist === "local" ? [sessionStorage, localStorage] : [sessionStorage];
    } catch {
      return [];
    }
  }
}
