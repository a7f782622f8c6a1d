/** The demo page: choose how the widget looks and works, see it, and copy the code that makes it so. */
import { languages } from "../../content/model.json";
import { ATTRIBUTES } from "../element/attributes.js";
import { SCHEMES as LINK_SCHEMES } from "../element/validate.js";
import { contrast, hex, read, readable } from "./contrast.js";

/** @typedef {"light" | "dark"} Scheme */

/**
 * What the page has for certain.
 * @param {ParentNode} inside
 * @param {string} selector
 */
const one = (inside, selector) => /** @type {HTMLElement} */ (inside.querySelector(selector));

const section = one(document, "#embed");
const form = /** @type {HTMLFormElement} */ (one(section, "form"));
const code = one(section, "#snippet");
const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
const entered = (/** @type {string} */ name) => field(name).value.trim();

for (const { code, name } of languages) {
  const isSelected = code === document.documentElement.lang;
  field("lang").append(new Option(name, code, isSelected, isSelected));
}

// --- what has been chosen

/** The attributes that the form offers, each in a field of its name. */
const OFFERED = Object.entries(ATTRIBUTES).filter(([, { inBuilder }]) => inBuilder !== false);
const DEFAULT_RADIUS = "14";

/** The defaults of styles/tokens.css that bear on the accent, and which way to move one that is too close to them. */
const SCHEMES = {
  light: { accent: "#2b4c9b", onAccent: "#fff", paper: "#fff", wash: "#f5f6f9", towards: 0 },
  dark: { accent: "#9db5ff", onAccent: "#10131a", paper: "#171b24", wash: "#1e2431", towards: 255 },
};

/**
 * A colour that is known to be one.
 * @param {string} colour
 */
const known = (colour) => /** @type {import("./contrast.js").Colour} */ (read(colour));

/**
 * What has to be told from the accent: the text on it, and the grounds under it.
 * @param {{ onAccent: string, paper: string, wash: string }} scheme
 */
const grounds = ({ onAccent, paper, wash }) => [onAccent, paper, wash].map(known);

/** @type {Scheme[]} */
const SCHEME_NAMES = ["light", "dark"];

/** The field beside that of a scheme's accent in which a colour is picked. */
const pickerOf = (/** @type {Scheme} */ scheme) =>
  /** @type {HTMLInputElement} */ (field(scheme).parentElement?.querySelector("[type=color]"));

/** For text, by WCAG AA. */
const NEEDED = 4.5;

const shows = (/** @type {Scheme} */ scheme) => ["auto", scheme].includes(field("theme").value);

/**
 * The accent in one scheme: as given, or derived from that of the other scheme, or nothing.
 * @param {Scheme} scheme
 */
function accentOf(scheme) {
  const given = entered(scheme);
  if (given) return read(given) && given;
  const other = read(entered(scheme === "light" ? "dark" : "light"));
  return other && hex(nearestReadable(scheme, other));
}

/**
 * @param {Scheme} scheme
 * @param {import("./contrast.js").Colour} colour
 */
const nearestReadable = (scheme, colour) => readable(colour, SCHEMES[scheme].towards, grounds(SCHEMES[scheme]), NEEDED);

/** The custom properties that differ from their defaults. */
function properties() {
  /** @type {Record<string, string>} */
  const chosen = {};
  const [light, dark] = SCHEME_NAMES.map((scheme) => (shows(scheme) ? accentOf(scheme) : undefined));
  if (light && dark) chosen.accent = `light-dark(${light}, ${dark})`;
  else if (light || dark) chosen.accent = light || dark || "";
  const radius = field("radius");
  if (radius.value !== DEFAULT_RADIUS && radius.value && radius.validity.valid) chosen.radius = `${radius.value}px`;
  return chosen;
}

/** The attributes that differ from their defaults. */
function attributes() {
  /** @type {Record<string, string>} */
  const chosen = {};
  for (const [name, { initial = "" }] of OFFERED) {
    // What the widget does anyway a snippet need not say.
    if (field(name).type === "checkbox" ? field(name).checked : entered(name) !== initial) {
      chosen[name] = field(name).type === "checkbox" ? "" : entered(name);
    }
  }
  if (!chosen["cta-href"] || linkFault(chosen["cta-href"])) {
    delete chosen["cta-href"];
    delete chosen["cta-label"];
  }
  return chosen;
}

// --- what there is to say about it

function linkFault(/** @type {string} */ link) {
  if (!URL.canParse(link, document.baseURI)) return "This is no address.";
  const { protocol } = new URL(link, document.baseURI);
  if (!LINK_SCHEMES.includes(protocol)) return "Use an address with https:, mailto: or tel:.";
  if (isFrame() && !URL.canParse(link)) return "In an iframe the address must be whole, with https:// and your domain.";
  return "";
}

function ctaFault() {
  const [label, href] = ["cta-label", "cta-href"].map(entered);
  if (href) return linkFault(href);
  return label ? "Without a link the button is not shown." : "";
}

/**
 * What a visitor could not read is said beside the field, before the code is copied.
 * @param {Scheme} scheme
 */
function accentNote(scheme) {
  const given = entered(scheme);
  if (!given) {
    const derived = shows(scheme) && accentOf(scheme);
    return derived ? `Left empty: ${derived}, made from the other.` : "";
  }
  const accent = read(given);
  if (!accent) return "Write an opaque CSS colour, such as #7a1f3d.";
  const ratio = Math.min(...grounds(SCHEMES[scheme]).map((ground) => contrast(accent, ground)));
  if (ratio >= NEEDED) return "";
  // Rounded down, so that what falls short by a hair does not seem to be enough.
  const found = (Math.floor(ratio * 10) / 10).toFixed(1);
  const better = hex(nearestReadable(scheme, accent));
  return `Too little contrast to read: ${found}:1; it must be ${NEEDED}:1 or more. ${better} would do.`;
}

// --- the code

/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

const html = (/** @type {Record<string, string>} */ chosen) =>
  Object.entries(chosen)
    .map(([name, value]) => (value === "" ? ` ${name}` : ` ${name}="${escaped(value)}"`))
    .join("");

const css = (/** @type {Record<string, string>} */ chosen) =>
  Object.entries(chosen)
    .map(([name, value]) => `--relasi-${name}: ${value}`)
    .join("; ");

const beside = (/** @type {string} */ file) => new URL(file, document.baseURI).href;

const isFrame = () => field("form").value === "frame";

/** The address of the widget alone, with everything that has been chosen. */
function frameAddress() {
  const address = new URL(beside("embed.html"));
  for (const [name, value] of Object.entries({ ...attributes(), ...properties() }))
    address.searchParams.set(name, value);
  return address.href;
}

/**
 * In the language of the widget; in English where that is not chosen, or this page is not translated into it.
 * @type {Record<string, { open: string, title: string }>}
 */
const SAID = {
  en: { open: "Open the questionnaire", title: "Client, customer or consumer?" },
  id: { open: "Buka kuesioner", title: "Klien, pelanggan, atau konsumen?" },
};

function snippet() {
  const said = SAID[field("lang").value] ?? SAID.en;
  if (isFrame()) {
    const [address, title] = [frameAddress(), said.title].map(escaped);
    return `<iframe src="${address}" title="${title}" loading="lazy" style="width:100%;height:640px;border:0"></iframe>
<script async src="${escaped(beside("relasi-frame.js"))}"></script>`;
  }
  const style = css(properties());
  /** @type {Record<string, string>} */
  const chosen = { ...attributes(), ...(style ? { style } : {}) };
  const alone = escaped(beside(chosen.lang ? `embed.html?lang=${chosen.lang}` : "embed.html"));
  return `<script type="module" src="${escaped(beside("relasi.js"))}"></script>
<relasi-wizard${html(chosen)}>
  <a href="${alone}">${said.open}</a>
</relasi-wizard>`;
}

// --- showing it

const preview = document.createElement("relasi-wizard");
// It keeps nothing, and leaves alone what the widget above keeps: by the same name it would delete that.
preview.id = "preview";
preview.setAttribute("persist", "none");

/**
 * A note is read out when it changes, so one that is new waits until the visitor has done typing.
 * @param {string} id of the field
 * @param {string} text
 * @param {boolean} typing
 */
function notify(id, text, typing) {
  const input = /** @type {HTMLInputElement} */ (one(section, `#${id}`));
  const shown = one(section, `#${id}-note`);
  if (shown.textContent === text || (typing && text)) return;
  shown.textContent = text;
  input.ariaInvalid = String(Boolean(text && input.value.trim()));
}

/** @param {Event} [event] what has changed; nothing at first */
function show(event) {
  const typing = event?.type === "input";
  notify("accent-light", accentNote("light"), typing);
  notify("accent-dark", accentNote("dark"), typing);
  notify("cta-href", ctaFault(), typing);
  for (const scheme of SCHEME_NAMES) {
    /** @type {HTMLElement} */ (field(scheme).closest(".field")).hidden = !shows(scheme);
    const accent = known(accentOf(scheme) || SCHEMES[scheme].accent);
    pickerOf(scheme).value = hex(accent);
  }

  const { persist, ...chosen } = attributes();
  for (const [name] of OFFERED) {
    if (name === "persist" || preview.getAttribute(name) === (chosen[name] ?? null)) continue;
    if (name in chosen) preview.setAttribute(name, chosen[name]);
    else preview.removeAttribute(name);
  }
  const styles = properties();
  for (const name of ["accent", "radius"]) preview.style.setProperty(`--relasi-${name}`, styles[name] ?? "");

  code.textContent = snippet();
  said.textContent = "";
}

// --- copying

const copying = one(section, ".copying");
const said = one(copying, "[role=status]");

one(copying, "button").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
    said.textContent = "Copied.";
  } catch {
    getSelection()?.selectAllChildren(code);
    said.textContent = "This browser does not allow it. The code is selected: press Ctrl+C, or ⌘C on a Mac.";
  }
});

for (const scheme of SCHEME_NAMES) {
  const picker = pickerOf(scheme);
  picker.addEventListener("input", () => {
    field(scheme).value = picker.value;
  });
}
form.addEventListener("input", show);
form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());

show();
one(section, ".builder").hidden = false;
copying.hidden = false;

// Most visitors come for the widget above: the second one is put there for those who get this far.
const place = one(section, ".preview");
new IntersectionObserver((seen, observer) => {
  if (!seen.some((one) => one.isIntersecting)) return;
  observer.disconnect();
  place.append(preview);
}).observe(place);
