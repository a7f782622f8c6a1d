/**
 * embed.html: the widget alone in an iframe, for site builders that strip scripts. Attributes and colours come as query
 * parameters; height and events go to the page around, once that page's relasi-frame.js has asked for them.
 */

import { ATTRIBUTES } from "../attributes.js";
import { EVENTS } from "../events.js";
import { PROPERTIES } from "../properties.js";
import { SCHEMES } from "../validate.js";

/** @typedef {{ test(value: string): boolean }} Check */

/**
 * What the attributes may be that take any text; where nothing is said, anything but nothing.
 * @type {Record<string, Check>}
 */
const TEXTS = {
  lang: /^[a-z]{2,3}(-[a-z0-9]+)*$/i,
  // Whole, since the frame's address is not the page's.
  "cta-href": { test: (value) => URL.canParse(value) && SCHEMES.includes(new URL(value).protocol) },
};

/**
 * What the custom properties may be. Some are no parameters: what fits the widget into the page around.
 * @type {Record<string, Check>}
 */
const SYNTAX = {
  color: { test: (value) => CSS.supports("color", value) },
  family: { test: (value) => CSS.supports("font-family", value) },
  // No viewport units: the height of the frame follows the content, so the content must not follow the frame.
  length: /^\d+(\.\d+)?(px|em)$/,
};

const isAttribute = (/** @type {string} */ name) => Object.hasOwn(ATTRIBUTES, name);

/**
 * What a parameter may be; nothing where there is no such parameter.
 * @param {string} name
 * @returns {Check | undefined}
 */
function checkOf(name) {
  if (isAttribute(name)) {
    const { values, inFrame } = ATTRIBUTES[/** @type {import("../attributes.js").AttributeName} */ (name)];
    return inFrame === false ? undefined : values ? { test: (value) => values.includes(value) } : (TEXTS[name] ?? /./);
  }
  return SYNTAX[PROPERTIES[/** @type {import("../properties.js").PropertyName} */ (name)]];
}

const widget = /** @type {import("../nodes.js").Widget} */ (document.createElement("relasi-wizard"));
widget.setAttribute("loading", "eager");
for (const [name, value] of new URLSearchParams(location.search)) {
  const known = checkOf(name);
  if (!known) console.warn(`embed.html: there is no parameter "${name}"`);
  else if (!known.test(value)) console.warn(`embed.html: ${name}="${value}" cannot be used and is ignored`);
  else if (isAttribute(name)) widget.setAttribute(name, value);
  else widget.style.setProperty(`--relasi-${name}`, value);
}

// --- the page around

/** @type {string | undefined} The origin to speak to: that of the page around, once it has asked. Until then nothing is told to anyone. */
let listener;

const tell = (/** @type {object} */ message) => listener && parent.postMessage(message, listener);

/** @type {number | undefined} */
let height;

/** Also a change of width calls this. */
function tellHeight() {
  const before = height;
  height = Math.ceil(widget.getBoundingClientRect().height);
  if (height !== before) tell({ relasi: "height", height });
}

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || source === window || data?.relasi !== "hello") return;
  // A page that is sandboxed itself has no origin to be addressed by.
  listener = origin === "null" ? "*" : origin;
  document.documentElement.classList.add("fitted");
  // Only where both have the same scheme does the page show around the corners of the card.
  document.documentElement.style.colorScheme = data.scheme;
  height = undefined;
  tellHeight();
});

// Of what is out of view, browsers render nothing, and so observe no size: there, what has changed is asked for it.
new ResizeObserver(tellHeight).observe(widget);
customElements.whenDefined("relasi-wizard").then(() => {
  const keepUp = () => {
    tellHeight();
    followLanguage();
  };
  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(keepUp).observe(widget.shadowRoot, everything);
  keepUp();
});

/** Without a parameter the language is the browser's, and the visitor may choose another. */
function followLanguage() {
  document.documentElement.lang = widget.shadowRoot?.querySelector("[lang]")?.getAttribute("lang") ?? "";
}

for (const name of EVENTS) {
  const type = `relasi-${name}`;
  widget.addEventListener(type, (event) => {
    tell({ relasi: "event", type, detail: /** @type {CustomEvent} */ (event).detail });
  });
}

document.body.append(widget);

// Whoever of the two is there later speaks first. This tells no more than that the frame is here.
if (parent !== window) parent.postMessage({ relasi: "hello" }, "*");
else document.documentElement.classList.add("alone");
