/** What the shell itself has to say: that it is loading, that a link was broken, that something has failed. */
import { MESSAGES, match } from "./languages.js";
import { node } from "./nodes.js";

export class Notices {
  /** Screen readers read out what is put in here. */
  node = node("div", { role: "alert" });
  /** @type {Record<string, string>} What the pack has to say, once there is one. */
  phrases = {};
  #locales;

  /** @param {() => (string | null | undefined)[]} locales the languages to try, the first choice first */
  constructor(locales) {
    this.#locales = locales;
  }

  /** @param {string} name */
  message(name) {
    return this.phrases[name] ?? MESSAGES[match(this.#locales(), Object.keys(MESSAGES))][name];
  }

  clear() {
    this.node.replaceChildren();
  }

  /** As a paragraph, for where nothing can be answered yet. */
  loading() {
    return node("p", { class: "loading" }, this.message("loading"));
  }

  /** Reads out that it is loading, to those who do not see it on the button that they have pressed. */
  announceLoading() {
    if (!this.node.hasChildNodes()) this.node.append(node("p", { class: "unseen" }, this.message("loading")));
  }

  /**
   * @param {string} name of the message; without one of its own, that of any failure
   * @param {string} [cause] in the words of the console
   */
  fail(name, cause) {
    const said = node("div", { class: "failed", part: "failed" });
    said.append(node("p", {}, this.message(name) ?? this.message("failed")));
    if (cause) said.append(node("pre", {}, cause));
    this.node.replaceChildren(said);
  }

  /**
   * Above what is on the screen, or below it where it otherwise stands.
   * @param {Element} stage
   * @param {boolean} above
   */
  place(stage, above) {
    // Moved only where it stands elsewhere: after every step the page would be laid out once more.
    if (above || stage.nextSibling !== this.node) stage[above ? "before" : "after"](this.node);
  }
}
