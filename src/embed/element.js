/**
 * <relasi-wizard>: the page's side of Relasi. A thin shell: it reads attributes, fetches, stores and reports; what is asked
 * and concluded is the business of the wasm. Attributes, events, properties and parts are described in README.md.
 */
import init, { Pack, mount, onCrash } from "relasi-glue";
import css from "relasi-css";

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

/** An error with the code that `relasi-error` carries. */
class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

const messageOf = (error) => (error instanceof Error ? error.message : String(error));

// --- fetching -------------------------------------------------------------------------------------------------------

/** @type {Map<string, Promise<any>>} By address; shared by all elements of the page. */
const fetched = new Map();

/** Fetches once; what failed may be tried again. */
function once(key, start) {
  if (!fetched.has(key)) {
    const promise = start();
    fetched.set(key, promise);
    promise.catch(() => fetched.delete(key));
  }
  return fetched.get(key);
}

async function get(url, name, code) {
  let response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new Failure(code, `${name}: cannot be fetched (${messageOf(error)})`);
  }
  if (!response.ok) throw new Failure(code, `${name}: cannot be fetched (HTTP ${response.status})`);
  return response;
}

/** Reads a file of a pack. */
const json = (pack, file) =>
  once(pack.url + file, async () => {
    const name = pack.label + file;
    const text = await (await get(pack.url + file, name, "content")).text();
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new Failure("content", `${name}: is not JSON (${messageOf(error)})`);
    }
  });

/** Starts the wasm. As bytes: this needs no MIME type of the server, and no unaltered `Response` of the page. */
const wasm = (bytes) =>
  once("wasm", async () => {
    if (typeof WebAssembly === "undefined") throw new Failure("wasm", "relasi.wasm: this browser has no WebAssembly");
    bytes ??= await (await get(new URL("relasi.wasm", import.meta.url), "relasi.wasm", "wasm")).arrayBuffer();
    try {
      await init({ module_or_path: bytes });
    } catch (error) {
      throw new Failure("wasm", `relasi.wasm: ${messageOf(error)}`);
    }
    onCrash((message) => {
      console.error("relasi:", message);
      parked.length = 0;
      for (const element of elements) element.crashed(message);
    });
  });

/** Where a pack lies, and what its files are called in messages. */
function packAt(content) {
  const label = content == null ? "content/" : content.replace(/\/?$/, "/");
  const url = content == null ? new URL("content/", import.meta.url) : new URL(label, document.baseURI);
  return { url: url.href, label };
}

/** The language that is meant, itself or by its base: `id-ID` means `id`. */
function find(wanted, languages) {
  const base = (code) => code.toLowerCase().split("-")[0];
  return (
    languages.find((code) => code.toLowerCase() === wanted.toLowerCase()) ??
    languages.find((code) => base(code) === base(wanted))
  );
}

/** The first candidate that is among the languages; else English; else the first there is. */
function match(candidates, languages) {
  for (const wanted of [...candidates, "en"]) {
    const found = wanted && find(wanted, languages);
    if (found) return found;
  }
  return languages[0];
}

/** Both checks, of the model and of the text, happen in the wasm: its messages name the file. */
function checked(check) {
  try {
    return check();
  } catch (error) {
    throw new Failure("content", messageOf(error));
  }
}

// --- without a user interface ---------------------------------------------------------------------------------------

/**
 * Relasi without a user interface; also in Node, given `wasm`, `model` and `text`.
 * @param {{lang?: string, content?: string, wasm?: BufferSource, model?: object, text?: object}} [options]
 */
export async function load({ lang, content, wasm: bytes, model, text } = {}) {
  const at = model && text ? { label: "" } : packAt(content);
  const [read] = await Promise.all([model ?? json(at, "model.json"), wasm(bytes)]);
  const code = match([lang], codes(read));
  const words = text ?? (await json(at, `${code}.json`));
  const pack = checked(() => new Pack(read, words, at.label, `${words?.language ?? code}.json`));
  return {
    questions: () => pack.questions(),
    next: (answers) => pack.next(answers),
    classify: (answers) => pack.classify(answers),
  };
}

const codes = (model) => (Array.isArray(model?.languages) ? model.languages.map((one) => String(one?.code)) : []);

// --- the element ----------------------------------------------------------------------------------------------------

/** @type {Set<RelasiWizard>} Those that are on the page. */
const elements = new Set();

/** Mounted apps that no element needs any more, with their roots; see `Mounted::reuse` in embed.rs. */
const parked = [];

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
  /** What is loaded: where from, the model as read, the checked pack and its language, and the mounted app. */
  #at;
  #model;
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
      // The languages of a pack are known once its model is there; those of the built-in one are known now.
      if (!this.hasAttribute("content")) json(at, `${match(this.#candidates(), Object.keys(MESSAGES))}.json`).catch(() => {});
      const [model] = await Promise.all([json(at, "model.json"), wasm()]);
      const code = this.#language(codes(model));
      const text = code && (await json(at, `${code}.json`));
      if (turn !== this.#turn || !this.isConnected) return;
      this.#pack = checked(() => new Pack(model, text, at.label, `${code}.json`));
      this.#at = at;
      this.#model = model;
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
    const code = this.#language(codes(this.#model));
    try {
      const text = await json(this.#at, `${code}.json`);
      if (turn !== this.#turn || !this.#app) return;
      this.#pack = checked(() => this.#pack.inLanguage(text, this.#at.label, `${code}.json`));
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
    return `relasi:${packAt(this.getAttribute("content")).url}`;
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
