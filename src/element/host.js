/**
 * What the wasm begins with, and what it asks of the page: one method for each thing. None of them enters the wasm before it has returned, which
 * cannot be entered twice.
 */
import { settingsOf } from "./attributes.js";
import { dispatchSoon } from "./events.js";
import { dropCode } from "./link.js";
import { keptAt } from "./saved.js";

/**
 * @typedef {import("./lifecycle.js").Lifecycle} Lifecycle
 * @typedef {import("./storage.js").Answers} Answers
 * @typedef {import("./relasi.js").StepDetail} StepDetail
 * @typedef {import("./relasi.js").Result} Result
 * @typedef {(worked: boolean) => void} Report
 *
 * @typedef {ReturnType<typeof hostOf>} Host
 */

/**
 * What an app is mounted with. The element joins those that show the same saved relationships.
 * @param {Lifecycle} widget
 * @param {import("relasi-bindings").Pack} pack
 * @param {string[]} styles those of the widget
 * @param {(state: unknown) => void} onSaved called when what is saved has changed elsewhere
 * @returns {import("relasi-bindings").Start}
 */
export function startOf(widget, pack, styles, onSaved) {
  const { element, storage } = widget;
  const settings = settingsOf(element, storage.persist);
  widget.saved = keptAt(`${storage.key}/relationships`);
  widget.saved.join(element, onSaved, settings.persist !== "none");
  return [pack, namedHost(widget, styles), settings, storage.answers ?? {}, storage.done, widget.saved.state];
}

/**
 * @param {Lifecycle} widget
 * @param {string[]} styles
 */
export const hostOf = (widget, styles) => {
  const { element, storage } = widget;
  return {
    /**
     * The visitor has moved: their answers, and the ids of the actions that they have ticked off.
     * @param {Answers} answers
     * @param {string[]} done
     */
    answers(answers, done) {
      if (storage.isEmpty && Object.keys(answers).length) dispatchSoon(element, "start");
      storage.set(answers, done);
      widget.clearNotice();
      dropCode(element);
    },

    /**
     * An action was ticked off, or no longer is.
     * @param {string[]} done the ids of all that are
     */
    ticked(done) {
      storage.set(storage.answers ?? {}, done);
    },

    /**
     * The move has led to a question.
     * @param {StepDetail} detail
     */
    step: (detail) => dispatchSoon(element, "step", detail),

    /**
     * The move has led to the result.
     * @param {Result} detail
     */
    result: (detail) => dispatchSoon(element, "result", detail),

    /**
     * The visitor asks for another language.
     * @param {string} code
     */
    language: (code) => widget.speak(code),

    /** The visitor has followed the owner's link. */
    cta: () => dispatchSoon(element, "cta"),

    /** The visitor has erased everything: what is kept elsewhere goes as well. */
    erase: () => widget.erase(),

    /**
     * @param {string} text
     * @param {Report} done
     */
    copy(text, done) {
      widget.opened?.copy(text, element).then(done, () => done(false));
    },

    /**
     * @param {string} form `txt`, `print` or the ending of a file: how to take the result along
     * @param {Report} done
     */
    export(form, done) {
      const opened = widget.opened;
      opened?.take(form, element, opened.pack, storage.answers ?? {}, styles).then(done, () => done(false));
    },

    /**
     * @param {HTMLInputElement} field with a file of saved relationships
     * @param {(content?: unknown) => void} done is told what `JSON.parse` made of it: `null` where it is no JSON, nothing
     *   where it is too large
     */
    import(field, done) {
      widget.saved?.import(field, done);
    },
  };
};

/**
 * The host as the wasm still calls it. To be removed once it calls the methods.
 * @param {Lifecycle} widget
 * @param {string[]} styles
 */
export function namedHost(widget, styles) {
  const host = hostOf(widget, styles);
  /** @type {string[] | undefined} Comes before the answers of the same move; alone, where an action was ticked. */
  let ticked;
  return (/** @type {string} */ name, /** @type {any} */ detail, /** @type {any} */ done) => {
    if (name === "done") {
      ticked = detail;
      queueMicrotask(() => ticked && host.ticked(ticked));
    } else if (name === "answers") {
      host.answers(detail, ticked ?? []);
      ticked = undefined;
    } else if (name === "kept" || name === "export") {
      widget.saved?.[name](detail);
    } else if (name === "take") {
      host.export(detail, done);
    } else {
      /** @type {any} */ (host)[name](detail, done);
    }
  };
}
