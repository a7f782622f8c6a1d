/**
 * From the first screen to the app, and back where that fails: loading, retries, mounting, other languages, crashes, and
 * parking what is no longer needed. One for each element; the element itself is only what the page may touch.
 */
import { levelOf, localesOf } from "./attributes.js";
import { dispatch } from "./events.js";
import { find, match } from "./languages.js";
import { codeFor } from "./link.js";
import { node } from "./nodes.js";
import { Notices } from "./notices.js";
import { LANGUAGES, open, whenCrashed } from "./packs.js";
import { firstScreen, nextScreen, takeOver } from "./prerendered.js";
import { messageOf } from "./requests.js";
import { adoptStyles, styles } from "./sheets.js";
import { AnswerStorage } from "./storage.js";

/** After how many milliseconds a visitor is told that loading takes long. */
const LOAD_TIMEOUT = 20_000;

/** After how many milliseconds the first retry comes where the connection has failed; each further one waits twice as long. */
const FIRST_RETRY = 4_000;

/** How often a page gets a fresh instance after a crash: what crashes again and again would do so for ever. */
let restartsLeft = 3;

/**
 * @typedef {import("./packs.js").Opened} Opened
 * @typedef {{ root: HTMLElement, app?: import("relasi-bindings").Mounted }} Mounted
 */

/** @type {Set<Lifecycle>} Those whose element is on the page. */
const connected = new Set();

/** @type {Mounted[]} Apps that no element needs any more; see `Mounted::reuse` in Rust. */
const parked = [];

whenCrashed((message) => {
  console.error("relasi:", message);
  parked.length = 0;
  const again = restartsLeft-- > 0;
  for (const one of connected) one.crashed(message, again);
});

// Of a link that is opened where the page already is, nothing is told but this. A copy of the list: whoever begins anew
// leaves it and comes back.
globalThis.addEventListener?.("hashchange", () => {
  for (const one of [...connected]) one.follow();
});
globalThis.addEventListener?.("online", () => {
  for (const one of connected) one.retry();
});

export class Lifecycle {
  element;
  notices;
  storage;
  /** @type {Opened | null | undefined} The pack in its language, and what shows it. */
  opened;
  /** @type {ReturnType<typeof import("./saved.js").savedAt> | undefined} What the visitor has saved. */
  saved;
  #root;
  /** What is on the screen: nothing yet, the first screen, or the root of the app. */
  #stage = node("div");
  /** The author's fallback. */
  #slot = node("slot");
  /** @type {Mounted | null | undefined} */
  #mounted;
  /** Whether the app is to come. */
  #waiting = false;
  /** @type {IntersectionObserver | null | undefined} Set until the element is near the viewport. */
  #observer;
  /** Whether the connection has failed, and for how long it is left alone the next time. */
  #failed = false;
  #pause = FIRST_RETRY;
  /** @type {string | null | undefined} The code in the link that has led here, until the wasm can read it. */
  #code;
  /** @type {string | null | undefined} The language that the visitor has chosen. */
  #chosen;
  /** Counts what has been begun, so that what arrives late can be told from what is awaited. */
  #turn = 0;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#root = element.attachShadow({ mode: "open" });
    this.element = /** @type {import("./nodes.js").Widget} */ (element);
    this.notices = new Notices(() => [this.opened?.code, ...this.#locales()]);
    this.storage = new AnswerStorage(element, () => this.#set());
    adoptStyles(this.element);
    this.#root.append(this.#stage, this.notices.node, this.#slot);
    // Whoever touches the first screen needs what comes after it.
    for (const sign of ["pointerdown", "focusin", "click"]) this.#root.addEventListener(sign, () => this.hasten());
  }

  get isConnected() {
    return connected.has(this);
  }

  // --- what the element tells

  connect() {
    connected.add(this);
    if (this.#mounted || this.#observer) return;
    this.#waiting = true;
    // Where the visitor was: set by the page, carried by the link, or stored by the browser.
    if (!this.storage.answers) this.#code = codeFor(this.element);
    this.storage.recall();
    this.notices.clear();
    this.#show();
    if (this.element.getAttribute("loading") === "eager" || !globalThis.IntersectionObserver) {
      this.#start();
      return;
    }
    this.#observer = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#start(), {
      rootMargin: "400px",
    });
    this.#observer.observe(this.element);
  }

  disconnect() {
    connected.delete(this);
    this.#turn++;
    this.#unwatch();
    if (this.#mounted) parked.push(this.#mounted);
    this.saved?.leave(this.element);
    this.#mounted = null;
    const stage = node("div");
    this.#stage.replaceWith(stage);
    this.#stage = stage;
    this.#root.append(this.#slot);
  }

  /** Begins anew, with another pack or other answers. */
  restart() {
    this.disconnect();
    this.connect();
  }

  /** Loads at once what would be loaded near the viewport. */
  hasten() {
    if (this.#observer) this.#start();
  }

  /** Shows what the attributes say by now. */
  refresh() {
    if (this.#mounted) this.#set();
    else this.#show();
  }

  /**
   * The attribute `persist` has another value.
   * @param {string | null} before
   * @param {string | null} now
   */
  persistElsewhere(before, now) {
    this.storage.move(before);
    if (!this.#mounted) return;
    this.saved?.allow(this.element, now !== "none");
    this.#mounted.app?.loadSaved();
    this.#set();
  }

  /**
   * Goes to where these answers lead.
   * @param {import("./storage.js").Answers} answers
   */
  give(answers) {
    if (this.#mounted) this.#mounted.app?.give(answers);
    else this.#stage.replaceChildren();
    this.#code = null;
    this.storage.set(answers, []);
    this.#show();
  }

  // --- loading

  /** Until the app is there: the first screen, where it is the one that will come, or that it is loading. */
  #show() {
    if (!this.#waiting || this.#mounted) return;
    const isFirst = !this.element.hasAttribute("content") && this.#code == null && this.storage.isEmpty;
    const stage = isFirst
      ? firstScreen(match(this.#locales(), LANGUAGES), levelOf(this.element), this.storage.name, this)
      : node("div");
    if (takeOver(this.#stage, stage)) /** @type {HTMLElement} */ (stage.querySelector(".go")).click();
    this.#stage = stage;
    this.#slot.replaceChildren(this.notices.loading());
    if (isFirst) this.#hideFallback();
    else this.#root.append(this.#slot);
  }

  async #start() {
    this.#unwatch();
    this.#failed = false;
    const turn = ++this.#turn;
    const slow = setTimeout(() => {
      if (turn === this.#turn) this.#fail("timeout", `no answer within ${LOAD_TIMEOUT / 1000} seconds; still waiting`);
    }, LOAD_TIMEOUT);
    try {
      const from = { content: this.element.getAttribute("content") };
      const opened = await open(from, (languages) => match(this.#locales(), languages));
      if (turn !== this.#turn) return;
      this.#use(opened);
      await this.#mount(opened);
    } catch (/** @type {any} */ error) {
      if (turn !== this.#turn) return;
      this.#failed = error.passing;
      this.#fail(error.code ?? "failed", messageOf(error));
      if (this.#failed) setTimeout(() => turn === this.#turn && this.retry(), this.#pause);
      this.#pause *= 2;
    } finally {
      clearTimeout(slow);
    }
  }

  /** The visitor has pressed Continue, which is carried out once the app is there. */
  press() {
    this.retry();
    this.notices.announceLoading();
  }

  /**
   * The visitor has typed a name before the app is there.
   * @param {string} name
   */
  rename(name) {
    const { storage } = this;
    storage.set(storage.answers ?? {}, storage.done, name);
  }

  /** Tries again what the connection has not allowed. */
  retry() {
    if (this.#failed) this.#start();
  }

  /**
   * Lets the app render unseen, and puts it in the place of what is there within one frame.
   * @param {Opened} opened
   */
  async #mount({ pack, mount, css, startOf, warnOfContrast }) {
    const { element, storage } = this;
    styles[1] = css;
    adoptStyles(element);
    const carried = pack.decode(this.#code ?? "");
    const isLost = this.#code != null && !carried;
    this.#code = null;
    storage.answers = carried ?? pack.fitting(storage.answers ?? {});
    if (carried) [storage.done, storage.name] = [[], ""];
    /** @type {Mounted} */
    const mounted = parked.pop() ?? { root: node("div") };
    const shown = nextScreen(mounted.root);
    const start = startOf(this, styles, () => this.#mounted?.app?.loadSaved());
    if (mounted.app) mounted.app.reuse(pack, start);
    else mounted.app = mount(mounted.root, pack, start);
    this.#mounted = mounted;
    await shown;
    // What goes away while it is held down is never pressed.
    while (this.#stage.matches(":active")) await new Promise(requestAnimationFrame);
    if (this.#mounted !== mounted) return;
    // A crash leads away from there.
    const wasAtSaved = this.#stage.querySelector(".relationships");
    const isPressed = takeOver(this.#stage, mounted.root);
    this.#stage = mounted.root;
    this.#waiting = false;
    this.clearNotice(isLost);
    if (isLost) this.notices.fail("link");
    this.#hideFallback();
    /** @type {HTMLElement | null} */
    const go = mounted.root.querySelector(".go");
    dispatch(element, "ready");
    (globalThis.requestIdleCallback ?? setTimeout)(() => warnOfContrast(element));
    // Who has listened to that may have led elsewhere.
    /** @type {HTMLElement | null} */
    const next = wasAtSaved ? mounted.root.querySelector("footer > button") : isPressed ? go : null;
    if (next?.isConnected) next.click();
  }

  /** Old libraries put in the place of `remove` one that fails where nothing is left to remove. */
  #hideFallback() {
    this.#slot.parentNode?.removeChild(this.#slot);
  }

  #unwatch() {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  // --- languages

  /**
   * Changes to the language that the visitor has chosen, or without one, to that of the attributes; where that fails, it
   * stays, and says so.
   * @param {string | null} [chosen]
   */
  async speak(chosen) {
    this.#chosen = chosen;
    const { opened } = this;
    if (!this.#mounted || !opened) {
      this.#show();
      if (this.#waiting && !this.#observer) this.#start();
      return;
    }
    const turn = ++this.#turn;
    try {
      const next = await opened.speak(match(this.#locales(), opened.languages));
      if (turn !== this.#turn) return;
      this.notices.clear();
      this.#use(next);
      this.#set();
    } catch (error) {
      this.#chosen &&= opened.code;
      if (turn === this.#turn) this.#fail("language", messageOf(error));
    }
  }

  /** @param {Opened} opened */
  #use(opened) {
    this.opened = opened;
    this.notices.phrases = opened.pack.messages();
    const wanted = this.element.getAttribute("lang");
    const { languages, warnOfLanguage } = opened;
    if (wanted && !this.#chosen && !find(wanted, languages)) warnOfLanguage(wanted, languages);
  }

  #locales() {
    return localesOf(this.element, this.#chosen);
  }

  // --- failures

  /**
   * Goes on where the visitor was, in a fresh instance of the wasm. What is on the screen stays until that is there.
   * @param {string} message
   * @param {boolean} again whether there is to be a fresh one
   */
  crashed(message, again) {
    if (this.#observer || !(this.#mounted || this.#waiting)) return;
    this.#turn++;
    this.#mounted = this.opened = null;
    this.#waiting = true;
    if (again) {
      dispatch(this.element, "error", { code: "recovered", message });
      this.#start();
    } else {
      this.#fail("crashed", message);
    }
  }

  /**
   * Shows the notice that belongs to this failure, and tells the page.
   * @param {import("./relasi.js").ErrorCode} code
   * @param {string} message
   */
  #fail(code, message) {
    this.notices.fail(this.#failed ? "timeout" : code, message);
    if (code !== "language") {
      this.#slot.replaceChildren();
      this.#root.append(this.#slot);
    }
    if (code !== "language" && code !== "timeout" && !this.#failed) {
      this.#waiting = false;
      this.#stage.replaceChildren();
    }
    console.error("relasi:", message);
    dispatch(this.element, "error", { code, message });
  }

  /**
   * Takes away what the shell has said; `above` says whether what comes next belongs above the screen.
   * @param {boolean} [above]
   */
  clearNotice(above = false) {
    this.notices.clear();
    this.notices.place(this.#stage, above);
  }

  // --- what leads elsewhere

  /** Follows the code in the address. */
  follow() {
    if (codeFor(this.element) == null) return;
    this.storage.answers = null;
    this.restart();
  }

  /** Lets go of all that is kept, here and in every other element. */
  erase() {
    this.opened?.erase();
    for (const other of connected) if (other !== this) queueMicrotask(() => other.give({}));
  }

  // --- attributes

  /** Tells the app what the attributes say. */
  #set() {
    const { opened } = this;
    if (opened) this.#mounted?.app?.set(opened.pack, opened.settingsOf(this.element, this.storage.persist));
  }
}
