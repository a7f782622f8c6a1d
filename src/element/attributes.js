/**
 * The attributes of <relasi-wizard>: the one table of them, and what the element reads from them. The parameters of
 * embed.html and the form of the demo page follow from the table; what the attributes mean is told in contract.js.
 * `node xtask/manifest.mjs` writes from both what the guides, the types and editors list.
 */
import { isSafe } from "./validate.js";

/** The names of all, which the element observes; apart from the table, since a visitor downloads no more of it than this. */
export const NAMES = /** @type {const} */ ([
  "lang",
  "content",
  "loading",
  "theme",
  "heading-level",
  "persist",
  "share",
  "letter-keys",
  "depth",
  "cta-href",
  "cta-label",
]);

/**
 * @typedef {typeof NAMES[number]} AttributeName
 *
 * @typedef {object} Attribute
 * @property {readonly string[]} [values] all that it may be; `[""]` where it is present or absent
 * @property {string} [initial] the value that stands for an absent attribute, where there is one
 * @property {boolean} [inFrame] `false` where it is no parameter of embed.html
 * @property {boolean} [inBuilder] `false` where the form of the demo page has no field for it
 */

const DEPTHS = ["likely", "decided", "every"];

/** @type {Record<AttributeName, Attribute>} */
export const ATTRIBUTES = {
  lang: {},
  content: { inBuilder: false },
  // An iframe has an attribute of its own for that.
  loading: { values: ["lazy", "eager"], initial: "lazy", inFrame: false, inBuilder: false },
  theme: { values: ["auto", "light", "dark"], initial: "auto" },
  "heading-level": { values: ["1", "2", "3", "4", "5", "6"], initial: "2" },
  persist: { values: ["none", "session", "local"], initial: "session" },
  share: { values: [""] },
  "letter-keys": { values: [""] },
  depth: { values: DEPTHS, initial: "likely" },
  "cta-href": {},
  "cta-label": {},
};

/**
 * The level of the top heading.
 * @param {HTMLElement} element
 */
export const levelOf = (element) =>
  Math.min(Math.max(parseInt(element.getAttribute("heading-level") ?? "", 10) || 2, 1), 6);

/**
 * How far to ask: what is no depth is as if it were absent.
 * @param {HTMLElement} element
 */
export const depthOf = (element) =>
  /** @type {import("./relasi.js").Depth | undefined} */ (
    DEPTHS.find((depth) => depth === element.getAttribute("depth"))
  );

/**
 * What the wasm reads, by `Settings` in Rust.
 * @typedef {object} Settings
 * @property {number} level of the top heading
 * @property {string} [href]
 * @property {string} [label]
 * @property {string} [share] the address of this page without its fragment, where links are offered
 * @property {string | null} persist where answers survive: an attribute's value, or "full"
 * @property {string} [depth] how far to ask
 */

/**
 * @param {HTMLElement} element
 * @param {string | null} persist
 * @returns {Settings}
 */
export function settingsOf(element, persist) {
  const href = element.getAttribute("cta-href");
  const share = new URL(location.href);
  share.hash = "";
  return {
    level: levelOf(element),
    href: href && isSafe(href) ? href : undefined,
    label: element.getAttribute("cta-label") ?? href ?? undefined,
    share: element.hasAttribute("share") ? share.href : undefined,
    persist,
    depth: depthOf(element),
  };
}

/**
 * The languages to try, the first choice first: the visitor's own, the attribute, the page around, the browser.
 * @param {HTMLElement} element
 * @param {string | null | undefined} chosen
 */
export function localesOf(element, chosen) {
  let around;
  /** @type {Element | undefined} */
  let at = element;
  for (; at && !around; at = /** @type {ShadowRoot} */ (at.getRootNode()).host) {
    around = /** @type {HTMLElement | null | undefined} */ (at.parentElement?.closest("[lang]"))?.lang;
  }
  return [chosen, element.getAttribute("lang"), around, ...(navigator.languages ?? [])];
}
