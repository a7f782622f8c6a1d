/**
 * <relasi-wizard>: the page's side of Relasi. A thin shell: it reads attributes, fetches, stores and reports; what is asked
 * and concluded is the business of the wasm. Attributes, events, properties and parts are described in docs/EMBED.md.
 */
import { mount } from "relasi-glue";
import css from "relasi-css";
import { find, match, messageOf, open, packAt, packOf, wasm } from "./packs.js";

/** What has to be said while, or if never, the language files are there. */
const MESSAGES = {
  en: {
    loading: "Loading the questions…",
    failed: "The questions cannot be shown here right now.",
    crashed: "Something went wrong. Reload the page to go on: your answers are kept where this browser allows it.",
    language: "That language cannot be loaded right now.",
  },
  id: {
    loading: "Memuat pertanyaan…",
    failed: "Pertanyaan belum dapat ditampilkan di sini.",
    crashed: "Ada yang tidak beres. Muat ulang halaman untuk melanjutkan: jawaban Anda tetap tersimpan selama peramban ini mengizinkannya.",
    language: "Bahasa itu belum dapat dimuat.",
  },
};

// --- without a user interface ---------------------------------------------------------------------------------------

/**
 * Relasi without a user interface, in browsers and in Node.
 * @param {{lang?: string, content?: string, wasm?: BufferSource, model?: object, text?: object}} [options]
 */
export async function load({ lang, content, wasm: bytes, model, text } = {}) {
  const at = model && text ? packOf(model, text) : packAt(content);
  const [languages] = await Promise.all([at.languages(), wasm(crashed, bytes)]);
  const pack = await open(at, text?.language ?? match([lang], languages));
  return {
    questions: () => pack.questions(),
    next: (answers) => pack.next(answers),
    classify: (answers) => pack.classify(answers),
  };
}

// --- the element ----------------------------------------------------------------------------------------------------

/** @type {Set<RelasiWizard>} Those that are on the page. */
const elements = new Set();

/** Mounted apps that no element needs any more, with their roots; see `Mounted::reuse` in embed.rs. */
const parked = [];

/** Every element hears of the end of the wasm, and with it of all apps. */
function crashed(message) {
  console.error("relasi:", message);
  parked.length = 0;
  for (const element of elements) element.crashed(message);
}

let sheet;

/** A strict policy forbids `<style>` and allows this; the oldest browsers know only the former. */
function style(root) {
  try {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(node("style", {}, css));
  }
}

function node(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// In Node there is no page; `load` works all the same.
class RelasiWizard extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["lang", "content", "loading", "heading-level", "persist", "share", "cta-href", "cta-label"];

  /** Where the components are mounted, what the shell itself has to say, and the author's fallback. */
  #root = node("div", {});
  #says = node("div", { role: "alert" });
  #slot = node("slot", {});
  /** What is loaded: where from, in which languages it is there, the pack in one of them, and the mounted app. */
  #at;
  #languages;
  #pack;
  #app;
  #speaking;
  /** The answers: here, since they must outlive the wasm. `null` until they are looked up. */
  #answers = null;
  /** The language that the visitor has chosen. */
  #chosen;
  /** Counts what has been begun, so that what arrives late can be told from what is awaited. */
  #turn = 0;
  #watch;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    style(root);
    root.append(this.#root, this.#says, this.#slot);
  }

  connectedCallback() {
    elements.add(this);
    // Set before this class was known, it hides the accessor.
    if (Object.hasOwn(this, "answers")) {
      const answers = this.answers;
      delete this.answers;
      this.answers = answers;
    }
    if (this.#app || this.#watch) return;
    this.#slot.replaceChildren(node("p", { class: "loading" }, this.#message("loading")));
    if (this.getAttribute("loading") === "eager" || typeof IntersectionObserver === "undefined") return this.#start();
    this.#watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#start(), {
      rootMargin: "400px",
    });
    this.#watch.observe(this);
  }

  /** With this, `moveBefore` is not a disconnection. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    // An element that is moved comes back at once, and keeps everything.
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !elements.has(this)) return;
    if (name === "lang") {
      this.#chosen = null;
      if (this.#app) this.#speak();
    } else if (name === "content") {
      if (!this.#app) return this.#turn && this.#start();
      this.#stop();
      this.connectedCallback();
    } else if (name === "loading") {
      if (now === "eager" && this.#watch) this.#start();
    } else if (name === "persist") {
      this.#storage(before)?.removeItem(this.#key());
      this.#store();
    } else if (this.#app) {
      this.#app.set(this.#pack, this.#settings());
    }
  }

  // --- properties and methods

  /** The Result, or null before there is one. */
  get result() {
    const answers = this.answers;
    return this.#pack?.next(answers).done ? this.#pack.classify(answers) : null;
  }

  /** The answers so far, as `{question: option}`. */
  get answers() {
    return { ...this.#answers };
  }

  set answers(answers) {
    if (typeof (answers ?? {}) !== "object") throw new TypeError("answers: expected an object {question: option}");
    const given = { ...answers };
    this.#app?.give(given);
    this.#answers = given;
    this.#store();
  }

  /** Forgets the answers and begins again. */
  reset() {
    this.answers = {};
  }

  // --- loading

  async #start() {
    this.#watch?.disconnect();
    this.#watch = null;
    const turn = ++this.#turn;
    try {
      const at = packAt(this.getAttribute("content"));
      const running = wasm(crashed);
      // It is awaited below; a pack that fails first is the one to report.
      running.catch(() => {});
      const languages = await at.languages();
      const code = this.#language(languages);
      const pack = await open(at, code, running);
      if (turn !== this.#turn || !this.isConnected) return;
      this.#at = at;
      this.#languages = languages;
      this.#pack = pack;
      this.#speaking = code;
      this.#recall();
      this.#says.replaceChildren();
      const told = [this.#pack, (...told) => this.#hear(...told), this.#settings(), this.#answers];
      const spare = parked.pop();
      if (spare) {
        this.#root.replaceWith(spare.root);
        this.#root = spare.root;
        spare.app.reuse(...told);
      }
      this.#app = spare?.app ?? mount(this.#root, ...told);
      this.#slot.remove();
      this.#tell("ready");
    } catch (error) {
      if (turn === this.#turn) this.#fail(error.code ?? "failed", messageOf(error), "failed");
    }
  }

  #stop() {
    elements.delete(this);
    this.#turn++;
    this.#watch?.disconnect();
    this.#watch = null;
    if (this.#app) {
      parked.push({ root: this.#root, app: this.#app });
      const root = node("div", {});
      this.#root.replaceWith(root);
      this.#root = root;
      this.#app = null;
    }
    this.shadowRoot.append(this.#slot);
  }

  /** Changes the language; where that fails, it stays, and says so. */
  async #speak() {
    const turn = ++this.#turn;
    const code = this.#language(this.#languages);
    try {
      const pack = await open(this.#at, code);
      if (turn !== this.#turn || !this.#app) return;
      this.#pack = pack;
      this.#speaking = code;
      this.#says.replaceChildren();
      this.#app.set(this.#pack, this.#settings());
    } catch (error) {
      this.#chosen &&= this.#speaking;
      if (turn === this.#turn) this.#fail("language", messageOf(error), "language");
    }
  }

  /** A wasm instance that has panicked is of no more use; the answers are here. */
  crashed(message) {
    this.#app = null;
    this.#root.replaceChildren();
    this.shadowRoot.append(this.#slot);
    this.#fail("crash", message, "crashed", true);
  }

  #fail(code, message, said, logged) {
    this.#says.replaceChildren(
      node("div", { class: "failed", part: "failed" }, node("p", {}, this.#message(said)), node("pre", {}, message)),
    );
    if (!logged) console.error("relasi:", message);
    this.#tell("error", { code, message });
  }

  // --- what the wasm tells

  #hear(name, detail, done) {
    if (name === "answers") {
      if (!Object.keys(this.#answers).length && Object.keys(detail).length) this.#tell("start");
      this.#answers = detail;
      this.#store();
    } else if (name === "language") {
      this.#chosen = detail;
      this.#speak();
    } else if (name === "copy") {
      copy(detail, this.shadowRoot).then(done);
    } else {
      this.#tell(name, detail);
    }
  }

  #tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(`relasi-${name}`, { detail, bubbles: true, composed: true }));
  }

  // --- attributes

  /** Read by `Settings` in embed.rs. */
  #settings() {
    const href = this.getAttribute("cta-href");
    const share = new URL(document.URL);
    share.hash = "";
    return {
      level: Math.min(Math.max(parseInt(this.getAttribute("heading-level"), 10) || 2, 1), 6),
      href: href && isSafe(href) ? href : undefined,
      label: this.getAttribute("cta-label") ?? href ?? undefined,
      share: this.hasAttribute("share") ? share.href : undefined,
    };
  }

  /** What the visitor chose, the attribute, the page around, the browser. */
  #candidates() {
    let around = null;
    for (let at = this; at && !around; at = at.getRootNode().host) around = at.parentElement?.closest("[lang]")?.lang;
    return [this.#chosen, this.getAttribute("lang"), around, ...(navigator.languages ?? [])].filter(Boolean);
  }

  #language(languages) {
    const wanted = this.getAttribute("lang");
    if (wanted && !this.#chosen && !find(wanted, languages)) {
      console.warn(`<relasi-wizard lang="${wanted}">: no such language here; there is: ${languages.join(", ")}`);
    }
    return match(this.#candidates(), languages);
  }

  #message(name) {
    return MESSAGES[match([this.#speaking, ...this.#candidates()], Object.keys(MESSAGES))][name];
  }

  // --- storage

  /** In a sandboxed frame even looking at a storage throws. */
  #storage(persist = this.getAttribute("persist")) {
    try {
      return persist === "none" ? null : persist === "local" ? localStorage : sessionStorage;
    } catch {
      return null;
    }
  }

  /** Another pack asks other questions. */
  #key() {
    return `relasi:${packAt(this.getAttribute("content")).address}`;
  }

  #store() {
    const text = JSON.stringify(this.#answers);
    try {
      if (text === "{}") this.#storage()?.removeItem(this.#key());
      else this.#storage()?.setItem(this.#key(), text);
    } catch {
      // Full or forbidden: the answers live as long as the page.
    }
  }

  /** Where the visitor was: set by the page, carried by the link, or kept by the browser. What no longer fits is dropped. */
  #recall() {
    let answers = this.#answers;
    const carried = this.hasAttribute("share") && /(?:^#|&)relasi=([^&]*)/.exec(location.hash);
    if (!answers && carried) {
      answers = Object.fromEntries(carried[1].split("~").map((one) => one.split(".")));
      try {
        // Answered further and reloaded, the visitor is to be where they were, not where the link was.
        history.replaceState(history.state, "", location.pathname + location.search);
      } catch {
        // A sandboxed frame has no say in its address.
      }
    }
    try {
      answers ??= JSON.parse(this.#storage()?.getItem(this.#key()) ?? null);
    } catch {
      // Unreadable is as good as absent.
    }
    this.#answers = this.#pack.fitting(Object(answers));
  }
}

/** Whether a link may be offered: nothing that runs in the page. */
function isSafe(href) {
  try {
    return ["http:", "https:", "mailto:", "tel:"].includes(new URL(href, document.baseURI).protocol);
  } catch {
    return false;
  }
}

/** Copies, by the old way where the new one is not allowed; whether it worked. */
async function copy(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = root.activeElement;
    const area = node("textarea", { class: "unseen" });
    area.value = text;
    root.append(area);
    area.select();
    const worked = document.execCommand?.("copy") ?? false;
    area.remove();
    focused?.focus();
    return worked;
  }
}

if (globalThis.customElements && !customElements.get("relasi-wizard")) {
  customElements.define("relasi-wizard", RelasiWizard);
}
