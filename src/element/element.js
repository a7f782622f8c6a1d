/**
 * <relasi-wizard>: the page's side of Relasi, and the one script that a page names. It puts the first screen there at
 * once, loads all the rest, and then is a thin shell: it reads attributes, stores and reports; what is asked and concluded
 * is the business of the wasm. Attributes, events, codes of errors and parts are described in docs/EMBED.md.
 */
import css from "relasi-first-css";
import { find, MESSAGES, match } from "./languages.js";
import { LANGUAGES, open, whenCrashed } from "./packs.js";
import { firstScreen, nextScreen, takeOver } from "./prerendered.js";
import { baseOf, messageOf } from "./requests.js";

/** After how many milliseconds a visitor is told that loading takes long. */
const PATIENCE = 20_000;

/** After how many milliseconds it is tried again where the connection has failed; twice as many each time. */
const PAUSE = 4_000;

/** What is stored is shorter than this; anything else under our names is not read. */
const MOST_LETTERS = 100_000;

/** How often a page gets a fresh instance after a crash: what crashes again and again would do so for ever. */
let lives = 3;

// --- without a user interface ---------------------------------------------------------------------------------------

/**
 * Relasi without a user interface; also in Node, given `wasm`, `model` and `text`.
 * @param {{lang?: string, depth?: string, content?: string, wasm?: BufferSource, model?: object, text?: object}} [options]
 */
export async function load({ lang, depth, ...from } = {}) {
  const { pack } = await open(from, (languages) => match([lang], languages));
  return {
    questions: () => pack.questions(),
    next: (answers, options) => pack.next(answers, options?.depth ?? depth),
    classify: (answers) => pack.classify(answers),
  };
}

// --- the element ----------------------------------------------------------------------------------------------------

/** @type {Set<RelasiWizard>} Those that are on the page. */
const elements = new Set();

/** Mounted apps, `{app, root}`, that no element needs any more; see `Mounted::reuse` in embed.rs. */
const parked = [];

whenCrashed((message) => {
  console.error("relasi:", message);
  parked.length = 0;
  const again = lives-- > 0;
  for (const element of elements) element.crashed(message, again);
});

// A copy of the list: an element that starts anew leaves it and comes back.
globalThis.addEventListener?.("hashchange", () => {
  for (const element of [...elements]) element.follow();
});
globalThis.addEventListener?.("online", () => {
  for (const element of elements) element.retry();
});

/**
 * The styles of the first screen, and those of all others, which come with the app. Sheets, since a strict policy forbids
 * `<style>`; by document, since each takes only those of its own making.
 */
const styles = [css, ""];
const sheets = new WeakMap();

function style({ ownerDocument: page, shadowRoot }) {
  // A document that nobody sees makes none.
  if (!page.defaultView) return;
  if (!sheets.has(page))
    sheets.set(
      page,
      styles.map(() => new page.defaultView.CSSStyleSheet()),
    );
  shadowRoot.adoptedStyleSheets = sheets.get(page);
  for (const [place, sheet] of sheets.get(page).entries()) {
    if (!sheet.cssRules.length) sheet.replaceSync(styles[place]);
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
  static observedAttributes = [
    "lang",
    "content",
    "loading",
    "heading-level",
    "persist",
    "share",
    "cta-href",
    "cta-label",
  ];

  /** What is on the screen: nothing yet, the first screen, or the app. */
  #stage = node("div", {});
  /** What the shell itself has to say, and the author's fallback. */
  #says = node("div", { role: "alert" });
  #slot = node("slot", {});
  /** What is loaded: the pack in its language, what the shell says in it, and the app with its root, which takes the stage. */
  #opened;
  #words = {};
  #mounted;
  /** Whether the app is to come. */
  #waiting = false;
  /** Set until the element is near the viewport. */
  #watch;
  /** Whether the connection has failed, and for how long it is left alone the next time. */
  #failed;
  #pause = PAUSE;
  /** The code in the link that has led here, until the wasm can read it. */
  #link;
  /** The answers: here, since they must outlive the wasm. `null` until they are looked up. */
  #answers = null;
  /** The ids of the actions that the visitor has ticked off. */
  #done = [];
  /** Whether the storage has refused the last answers. */
  #full = false;
  /** What the visitor has saved; see saved.js. */
  #kept;
  /** The language that the visitor has chosen. */
  #chosen;
  /** Counts what has been begun, so that what arrives late can be told from what is awaited. */
  #turn = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    style(this);
    root.append(this.#stage, this.#says, this.#slot);
    // Whoever touches the first screen needs what comes after it.
    for (const sign of ["pointerdown", "focusin", "click"]) {
      root.addEventListener(sign, () => this.#watch && this.#start());
    }
  }

  connectedCallback() {
    elements.add(this);
    // Set before this class was known, it hides the accessor.
    if (Object.hasOwn(this, "answers")) {
      const answers = this.answers;
      delete this.answers;
      this.answers = answers;
    }
    if (this.#mounted || this.#watch) return;
    this.#waiting = true;
    this.#recall();
    this.#says.replaceChildren();
    this.#show();
    if (this.getAttribute("loading") === "eager" || !globalThis.IntersectionObserver) return this.#start();
    this.#watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#start(), {
      rootMargin: "400px",
    });
    this.#watch.observe(this);
  }

  /** With this, `moveBefore` is not a disconnection. */
  connectedMoveCallback() {}

  /** In another document, such as that of a frame, the sheets are left behind. */
  adoptedCallback() {
    style(this);
  }

  disconnectedCallback() {
    // An element that is moved comes back at once, and keeps everything.
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !elements.has(this)) return;
    if (name === "lang") {
      this.#chosen = null;
      this.#speak();
    } else if (name === "content") {
      this.#stop();
      this.connectedCallback();
    } else if (name === "loading") {
      if (now === "eager" && this.#watch) this.#start();
    } else if (name === "persist") {
      for (const storage of this.#storages(before)) storage.removeItem(this.#key());
      this.#store();
      if (this.#mounted) {
        this.#kept.allow(this, now !== "none");
        this.#mounted.app.keep(this.#kept.state);
        this.#set();
      }
    } else if (this.#mounted) {
      this.#set();
    } else {
      this.#show();
    }
  }

  // --- properties and methods

  /** The Result, or null before there is one. */
  get result() {
    const { answers } = this;
    const pack = this.#opened?.pack;
    return pack?.next(answers).done ? pack.classify(answers) : null;
  }

  /** The answers so far, as `{question: option}`. */
  get answers() {
    return { ...this.#answers };
  }

  set answers(answers) {
    if (typeof (answers ?? {}) !== "object") throw new TypeError("answers: expected an object {question: option}");
    const given = { ...answers };
    if (this.#mounted) this.#mounted.app.give(given);
    else this.#stage.replaceChildren();
    this.#answers = given;
    this.#done = [];
    this.#link = null;
    this.#store();
    this.#show();
  }

  /** Of a link that is opened where the page already is, nothing is told but this. */
  follow() {
    if (!this.hasAttribute("share") || !LINK.test(location.hash)) return;
    this.#stop();
    this.#answers = null;
    this.connectedCallback();
  }

  /** Forgets the answers and begins again. */
  reset() {
    this.answers = {};
  }

  // --- loading

  /** Until the app is there: the first screen, where it is the one that will come, or that it is loading. */
  #show() {
    if (!this.#waiting || this.#mounted) return;
    const isFirst = !this.hasAttribute("content") && this.#link == null && !Object.keys(this.#answers).length;
    const language = match(this.#candidates(), LANGUAGES);
    const { level } = this.#settings();
    const stage = isFirst ? firstScreen(language, level, (...told) => this.#hear(...told)) : node("div", {});
    if (takeOver(this.#stage, stage)) stage.querySelector(".go").click();
    this.#stage = stage;
    this.#slot.replaceChildren(node("p", { class: "loading" }, this.#message("loading")));
    if (isFirst) this.#hideFallback();
    else this.shadowRoot.append(this.#slot);
  }

  async #start() {
    this.#watch?.disconnect();
    this.#watch = null;
    this.#failed = false;
    const turn = ++this.#turn;
    const slow = setTimeout(() => {
      if (turn === this.#turn) this.#fail("timeout", `no answer within ${PATIENCE / 1000} seconds; still waiting`);
    }, PATIENCE);
    try {
      const from = { content: this.getAttribute("content") };
      const opened = await open(from, (languages) => match(this.#candidates(), languages));
      if (turn !== this.#turn) return;
      this.#opened = opened;
      this.#warn();
      await this.#mount();
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#failed = error.passing;
      this.#fail(error.code ?? "failed", messageOf(error));
      if (this.#failed) setTimeout(() => turn === this.#turn && this.retry(), this.#pause);
      this.#pause *= 2;
    } finally {
      clearTimeout(slow);
    }
  }

  /** Tries again what the connection has not allowed. */
  retry() {
    if (this.#failed) this.#start();
  }

  /** Lets the app render unseen, and puts it in the place of what is there within one frame. */
  async #mount() {
    const { pack, mount, css, keptAt, warnOfContrast } = this.#opened;
    styles[1] = css;
    style(this);
    const carried = pack.decode(this.#link ?? "");
    const lost = this.#link != null && !carried;
    this.#link = null;
    this.#answers = carried ?? pack.fitting(this.#answers);
    if (carried) this.#done = [];
    const mounted = parked.pop() ?? { root: node("div", {}) };
    const shown = nextScreen(mounted.root);
    const settings = this.#settings();
    this.#words = pack.messages();
    this.#kept = keptAt(`${this.#key()}/relationships`);
    this.#kept.join(this, (state) => this.#mounted?.app.keep(state), settings.persist !== "none");
    const told = [pack, (...told) => this.#hear(...told), settings, this.#answers, this.#done, this.#kept.state];
    if (mounted.app) mounted.app.reuse(...told);
    else mounted.app = mount(mounted.root, ...told);
    this.#mounted = mounted;
    await shown;
    // What goes away while it is held down is never pressed.
    while (this.#stage.matches(":active")) await new Promise(requestAnimationFrame);
    if (this.#mounted !== mounted) return;
    // A crash leads away from there.
    const saved = this.#stage.querySelector(".relationships");
    const pressed = takeOver(this.#stage, mounted.root);
    this.#stage = mounted.root;
    this.#waiting = false;
    this.#sayOfLink(lost);
    this.#hideFallback();
    const go = mounted.root.querySelector(".go");
    this.#tell("ready");
    (globalThis.requestIdleCallback ?? setTimeout)(() => warnOfContrast(this));
    // Who has listened to that may have led elsewhere.
    const next = saved ? mounted.root.querySelector("footer > button") : pressed && go;
    if (next?.isConnected) next.click();
  }

  /** Old libraries put in the place of `remove` one that fails where nothing is left to remove. */
  #hideFallback() {
    this.#slot.parentNode?.removeChild(this.#slot);
  }

  #stop() {
    elements.delete(this);
    this.#turn++;
    this.#watch?.disconnect();
    this.#watch = null;
    if (this.#mounted) parked.push(this.#mounted);
    this.#kept?.leave(this);
    this.#mounted = null;
    const stage = node("div", {});
    this.#stage.replaceWith(stage);
    this.#stage = stage;
    this.shadowRoot.append(this.#slot);
  }

  /** Changes the language; where that fails, it stays, and says so. */
  async #speak() {
    if (!this.#mounted) {
      this.#show();
      if (this.#waiting && !this.#watch) this.#start();
      return;
    }
    const turn = ++this.#turn;
    const { code, languages } = this.#opened;
    try {
      const opened = await this.#opened.speak(match(this.#candidates(), languages));
      if (turn !== this.#turn) return;
      this.#opened = opened;
      this.#warn();
      this.#says.replaceChildren();
      this.#words = opened.pack.messages();
      this.#set();
    } catch (error) {
      this.#chosen &&= code;
      if (turn === this.#turn) this.#fail("language", messageOf(error));
    }
  }

  /** Goes on where the visitor was, in a fresh instance of the wasm. What is on the screen stays until that is there. */
  crashed(message, again) {
    if (this.#watch || !(this.#mounted || this.#waiting)) return;
    this.#turn++;
    this.#mounted = this.#opened = null;
    this.#waiting = true;
    if (!again) return this.#fail("crashed", message);
    this.#tell("error", { code: "recovered", message });
    this.#start();
  }

  /** Says that the link leads nowhere, above where to go on; otherwise falls silent, and stands below again. */
  #sayOfLink(lost) {
    this.#says.replaceChildren();
    // Moved only where it stands elsewhere: after every step the page would be laid out once more.
    if (lost || this.#stage.nextSibling !== this.#says) this.#stage[lost ? "before" : "after"](this.#says);
    if (lost) this.#says.append(node("div", { class: "failed", part: "failed" }, node("p", {}, this.#message("link"))));
  }

  #fail(code, message) {
    const said = this.#message(this.#failed ? "timeout" : code) ?? this.#message("failed");
    this.#says.replaceChildren(
      node("div", { class: "failed", part: "failed" }, node("p", {}, said), node("pre", {}, message)),
    );
    if (code !== "language") {
      this.#slot.replaceChildren();
      this.shadowRoot.append(this.#slot);
    }
    if (code !== "language" && code !== "timeout" && !this.#failed) {
      this.#waiting = false;
      this.#stage.replaceChildren();
    }
    console.error("relasi:", message);
    this.#tell("error", { code, message });
  }

  // --- what the wasm tells

  #hear(name, detail, done) {
    if (name === "answers") {
      if (!Object.keys(this.#answers).length && Object.keys(detail).length) this.#tellSoon("start");
      this.#answers = detail;
      this.#store();
      this.#sayOfLink(false);
      this.#leaveLink();
    } else if (name === "done") {
      this.#done = detail;
      this.#store();
    } else if (name === "erase") {
      this.#opened.erase();
      for (const other of elements) if (other !== this) queueMicrotask(() => other.reset());
    } else if (name === "language") {
      this.#chosen = detail;
      this.#speak();
    } else if (name === "press") {
      this.retry();
      // Seen on the button itself; said here.
      if (!this.#says.hasChildNodes()) this.#says.append(node("p", { class: "unseen" }, this.#message("loading")));
    } else if (name === "copy" || name === "take") {
      const { [name]: act, pack } = this.#opened;
      act(detail, this, pack, this.answers, styles).then(done, () => done(false));
    } else if (name === "kept" || name === "export" || name === "import") {
      this.#kept[name](detail, done);
    } else {
      this.#tellSoon(name, detail);
    }
  }

  /** Not while the wasm is at work: what listens may set answers, and the wasm cannot be entered twice. */
  #tellSoon(name, detail) {
    queueMicrotask(() => this.#tell(name, detail));
  }

  #tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(`relasi-${name}`, { detail, bubbles: true, composed: true }));
  }

  // --- attributes

  /** Tells the app what the attributes say. */
  #set() {
    this.#mounted?.app.set(this.#opened.pack, this.#settings());
  }

  /** Read by `Settings` in embed.rs. */
  #settings() {
    const href = this.getAttribute("cta-href");
    const share = new URL(location.href);
    share.hash = "";
    return {
      level: Math.min(Math.max(parseInt(this.getAttribute("heading-level"), 10) || 2, 1), 6),
      href: href && this.#opened?.isSafe(href) ? href : undefined,
      label: this.getAttribute("cta-label") ?? href ?? undefined,
      share: this.hasAttribute("share") ? share.href : undefined,
      persist: this.#storages()[0] ? (this.#full ? "full" : this.getAttribute("persist")) : "none",
    };
  }

  /** What the visitor chose, the attribute, the page around, the browser. */
  #candidates() {
    let around = null;
    for (let at = this; at && !around; at = at.getRootNode().host) around = at.parentElement?.closest("[lang]")?.lang;
    return [this.#chosen, this.getAttribute("lang"), around, ...(navigator.languages ?? [])].filter(Boolean);
  }

  #warn() {
    const wanted = this.getAttribute("lang");
    const { languages, warnOfLanguage } = this.#opened;
    if (wanted && !this.#chosen && !find(wanted, languages)) warnOfLanguage(wanted, languages);
  }

  #message(name) {
    const language = match([this.#opened?.code, ...this.#candidates()], Object.keys(MESSAGES));
    return this.#words[name] ?? MESSAGES[language][name];
  }

  // --- storage

  /**
   * Where answers are kept, the first place to look first: what this tab has shown is never lost to another one, which
   * keeps its answers under the same name. In a sandboxed frame even looking at a storage throws.
   */
  #storages(persist = this.getAttribute("persist")) {
    try {
      return persist === "none" ? [] : persist === "local" ? [sessionStorage, localStorage] : [sessionStorage];
    } catch {
      return [];
    }
  }

  /** Another pack asks other questions, and a page may ask about two relationships in tags with an id each. */
  #key() {
    const content = this.getAttribute("content");
    return `relasi:${content == null ? "" : baseOf(content)}${this.id && `#${this.id}`}`;
  }

  #store() {
    const [answers, done, before] = [this.#answers, this.#done, this.#full];
    try {
      for (const storage of this.#storages()) {
        if (!Object.keys(answers).length && !done.length) storage.removeItem(this.#key());
        else storage.setItem(this.#key(), JSON.stringify({ answers, done }));
      }
      this.#full = false;
    } catch {
      // Full or forbidden: the answers live as long as the page, which the visitor can read in the footer.
      this.#full = true;
    }
    if (this.#full !== before) queueMicrotask(() => this.#set());
  }

  /** Where the visitor was: set by the page, carried by the link, or kept by the browser. */
  #recall() {
    if (this.#answers) return;
    this.#link = this.hasAttribute("share") ? LINK.exec(location.hash)?.[1] : undefined;
    let kept;
    try {
      const text = this.#storages().reduce((found, storage) => found ?? storage.getItem(this.#key()), null);
      if (text?.length < MOST_LETTERS) kept = JSON.parse(text);
    } catch {
      // Unreadable is as good as absent.
    }
    this.#answers = { ...kept?.answers };
    this.#done = [kept?.done ?? []].flat();
  }

  /** Answered further and reloaded, the visitor is to be where they were, not where the link was. */
  #leaveLink() {
    if (!this.hasAttribute("share") || !LINK.test(location.hash)) return;
    try {
      history.replaceState(history.state, "", location.pathname + location.search);
    } catch {
      // A sandboxed frame has no say in its address.
    }
  }
}

/** Answers in the fragment of an address. */
const LINK = /(?:^#|&)relasi=([^&]*)/;

// Where a browser is too old for the styles, what stands inside the tag stays. Node has no `CSS`.
if (globalThis.CSS?.supports("color:light-dark(red,red)") && !customElements.get("relasi-wizard")) {
  customElements.define("relasi-wizard", RelasiWizard);
}
