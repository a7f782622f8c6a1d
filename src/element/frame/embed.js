/**
 * embed.html: the widget alone in an iframe, for site builders that strip scripts. Attributes and colours come as query
 * parameters; height and events go to the page around, once that page's relasi-frame.js has asked for them.
 */

/** The attributes of the tag, each with what it may be. There is no `loading`: that is the iframe's own attribute. */
const ATTRIBUTES = new Map([
  ["lang", /^[a-z]{2,3}(-[a-z0-9]+)*$/i],
  ["content", /./],
  ["theme", /^(auto|light|dark)$/],
  ["heading-level", /^[1-6]$/],
  ["persist", /^(none|session|local)$/],
  ["share", /^$/],
  ["letter-keys", /^$/],
  // Absolute, since the frame's address is not the page's.
  ["cta-href", /^(https?:\/\/|mailto:|tel:)./i],
  ["cta-label", /./],
]);

const isColour = { test: (value) => CSS.supports("color", value) };
const isFont = { test: (value) => CSS.supports("font-family", value) };
// No viewport units: the height of the frame follows the content, so the content must not follow the frame.
const isLength = /^\d+(\.\d+)?(px|em)$/;

/** The custom properties `--relasi-…`, each with what it may be. */
const PROPERTIES = new Map([
  ["font", isFont],
  ...["size", "radius", "padding"].map((name) => [name, isLength]),
  ...["accent", "on-accent", "ink", "muted", "line", "paper", "wash", "client", "customer", "consumer"].map((name) => [
    name,
    isColour,
  ]),
]);

const EVENTS = ["relasi-ready", "relasi-start", "relasi-step", "relasi-result", "relasi-cta", "relasi-error"];

const widget = document.createElement("relasi-wizard");
widget.setAttribute("loading", "eager");
for (const [name, value] of new URLSearchParams(location.search)) {
  const known = ATTRIBUTES.get(name) ?? PROPERTIES.get(name);
  if (!known) console.warn(`embed.html: there is no parameter "${name}"`);
  else if (!known.test(value)) console.warn(`embed.html: ${name}="${value}" cannot be used and is ignored`);
  else if (ATTRIBUTES.has(name)) widget.setAttribute(name, value);
  else widget.style.setProperty(`--relasi-${name}`, value);
}

// --- the page around

/** The origin to speak to: that of the page around, once it has asked. Until then nothing is told to anyone. */
let listener;

const tell = (message) => listener && parent.postMessage(message, listener);

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
  height = null;
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
  document.documentElement.lang = widget.shadowRoot.querySelector("[lang]")?.lang ?? "";
}

for (const type of EVENTS) {
  widget.addEventListener(type, ({ detail }) => tell({ relasi: "event", type, detail }));
}

document.body.append(widget);

// Whoever of the two is there later speaks first. This tells no more than that the frame is here.
if (parent !== window) parent.postMessage({ relasi: "hello" }, "*");
else document.documentElement.classList.add("alone");
