/**
 * What an app starts with, and what it asks of the page: one method for each thing, as `Host` in src/web/host.rs has them.
 * None of them enters the wasm before it has returned, since it cannot be entered twice.
 */
import { settingsOf } from "./attributes.js";
import { dispatchSoon } from "./events.js";
import { dropCode } from "./link.js";
import { savedAt } from "./saved.js";

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
 * @param {string[]} styles those of the widget
 * @param {() => void} onSaved called when what is saved has changed elsewhere
 * @returns {import("relasi-bindings").Start}
 */
export function startOf(widget, styles, onSaved) {
  const { element, storage } = widget;
  const settings = settingsOf(element, storage.persist);
  widget.saved = savedAt(`${storage.key}/relationships`);
  widget.saved.join(element, onSaved, settings.persist !== "none");
  return {
    host: hostOf(widget, widget.saved, styles),
    settings,
    answers: storage.answers ?? {},
    done: storage.done,
    name: storage.name,
  };
}

/**
 * @param {Lifecycle} widget
 * @param {ReturnType<typeof savedAt>} saved
 * @param {string[]} styles
 */
export const hostOf = (widget, saved, styles) => {
  const { element, storage } = widget;
  return {
    /**
     * The visitor's answers, the ids of the actions that they have ticked off, and the name of those whom it is about.
     * @param {Answers} answers
     * @param {string[]} done
     * @param {string} name
     */
    answers(answers, done, name) {
      if (storage.isEmpty && Object.keys(answers).length) dispatchSoon(element, "start");
      storage.set(answers, done, name);
      widget.clearNotice();
      dropCode(element);
    },

    /**
     * An action was ticked off, or no longer is; or the name has changed.
     * @param {string[]} done the ids of all that are ticked off
     * @param {string} name
     */
    noted(done, name) {
      storage.set(storage.answers ?? {}, done, name);
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
      opened?.take(form, element, opened.pack, storage, styles).then(done, () => done(false));
    },

    /**
     * @param {string | undefined} link to the result, where the owner offers one
     * @param {Report} done
     */
    share(link, done) {
      widget.opened?.share(link, element).then(
        (copied) => copied !== undefined && done(copied),
        () => done(false),
      );
    },

    /**
     * @param {HTMLInputElement} field with a file of saved relationships
     * @param {(content?: unknown) => void} done is told what `JSON.parse` made of it: `null` where it is no JSON, nothing
     *   where it is too large
     */
    import(field, done) {
      saved.import(field, done);
    },

    /** The saved relationships as the page holds them now. */
    saved: () => saved.load(),

    /**
     * The page is to hold these from now on, and to keep them in the browser or not.
     * @param {import("./saved.js").Written} list
     * @param {boolean} keep
     */
    save: (list, keep) => saved.save(list, keep, element),

    /**
     * Hands the saved relationships to the visitor as a file.
     * @param {import("./saved.js").Written} list
     */
    exportSaved: (list) => saved.export(list),
  };
};
