/**
 * <relasi-wizard>: the tag as the page knows it, its properties, methods and attributes, and `load` for use without a user
 * interface. This is the one script that a page names. All that the tag does is in lifecycle.js; what is asked and
 * concluded is the business of the wasm.
 */
import { depthOf, NAMES } from "./attributes.js";
import { match } from "./languages.js";
import { Lifecycle } from "./lifecycle.js";
import { open } from "./packs.js";
import { adoptStyles } from "./sheets.js";

/**
 * Relasi without a user interface; also in Node, given `wasm`, `model` and `text`.
 * @param {import("./relasi.js").LoadOptions} [options]
 */
export async function load({ lang, depth, ...from } = {}) {
  const { pack } = await open(from, (languages) => match([lang], languages));
  return {
    questions: () => pack.questions(),
    /**
     * @param {import("./relasi.js").Answers} answers
     * @param {{ depth?: import("./relasi.js").Depth }} [options]
     */
    next: (answers, options) => pack.next(answers, options?.depth ?? depth),
    /** @param {import("./relasi.js").Answers} answers */
    classify: (answers) => pack.classify(answers),
  };
}

// In Node there is no page; `load` works all the same.
class RelasiWizard extends /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object) {
  static observedAttributes = NAMES;

  #life = new Lifecycle(this);

  connectedCallback() {
    // Set before this class was known, it hides the accessor.
    if (Object.hasOwn(this, "answers")) {
      const { answers } = this;
      // @ts-expect-error the accessor is what remains
      delete this.answers;
      this.answers = answers;
    }
    this.#life.connect();
  }

  /** With this, `moveBefore` is not a disconnection. */
  connectedMoveCallback() {}

  /** In another document, such as that of a frame, the sheets are left behind. */
  adoptedCallback() {
    adoptStyles(this.#life.element);
  }

  disconnectedCallback() {
    // An element that is moved comes back at once, and keeps everything.
    queueMicrotask(() => this.isConnected || this.#life.disconnect());
  }

  /**
   * @param {import("./attributes.js").AttributeName} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    const life = this.#life;
    if (before === now || !life.isConnected) return;
    if (name === "lang") life.speak();
    else if (name === "content") life.restart();
    else if (name === "persist") life.persistElsewhere(before, now);
    else if (name !== "loading") life.refresh();
    else if (now === "eager") life.hasten();
  }

  /** The Result, or null before there is one. */
  get result() {
    const { answers } = this;
    const pack = this.#life.opened?.pack;
    return pack?.next(answers, depthOf(this)).done ? pack.classify(answers) : null;
  }

  /**
   * The answers so far, as `{question: option}`.
   * @type {import("./relasi.js").Answers}
   */
  get answers() {
    return { ...this.#life.storage.answers };
  }

  set answers(answers) {
    if (typeof (answers ?? {}) !== "object") throw new TypeError("answers: expected an object {question: option}");
    this.#life.give({ ...answers });
  }

  /** Forgets the answers and begins again. */
  reset() {
    this.answers = {};
  }
}

// Where a browser is too old for the styles, what stands inside the tag stays. Node has no `CSS`.
if (globalThis.CSS?.supports("color:light-dark(red,red)") && !customElements.get("relasi-wizard")) {
  customElements.define("relasi-wizard", RelasiWizard);
}
