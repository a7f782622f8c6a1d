/**
 * What the visitor takes along: texts copied, files saved, the report printed. No request is made for any of it, and no
 * directive of a strict policy is needed: files are blobs, and the picture is drawn by paths, never as an <img>.
 */
import { probed } from "./contrast.js";

/** @typedef {import("./nodes.js").Widget} Widget */
/** @typedef {import("./storage.js").AnswerStorage} Entered */

/**
 * Copies, by the old way where the new one is not allowed; whether it worked.
 * @param {string} text
 * @param {Widget} widget
 */
export async function copy(text, { shadowRoot: root }) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = /** @type {HTMLElement | null} */ (root.activeElement);
    const area = document.createElement("textarea");
    area.className = "unseen";
    area.value = text;
    root.append(area);
    area.select();
    const worked = document.execCommand?.("copy") ?? false;
    area.remove();
    focused?.focus();
    return worked;
  }
}

/**
 * Takes the result along in one of the forms of src/session/host.rs; whether that is known to have worked.
 * @param {string} form
 * @param {Widget} widget
 * @param {import("relasi-bindings").Pack} pack
 * @param {Entered} entered
 * @param {string[]} styles those of the widget
 */
export async function take(form, widget, pack, entered, styles) {
  // Not while the wasm is at work: it cannot be entered twice.
  await undefined;
  if (form === "txt") return copy(report(widget, false), widget);
  if (form === "print") await print(widget, styles);
  else save(await FILES[form](widget, pack, entered), `relasi.${form}`);
  // In a sandboxed frame nobody is told whether it may save or print. A page opened from a disk has no origin either.
  return origin !== "null" || location.protocol === "file:";
}

/**
 * Hands verdict, reason, first steps and link to the device's share sheet; where there is none, copies them. Whether there
 * is something to say of that: the sheet says itself what it has done.
 * @param {string | undefined} link
 * @param {Widget} widget
 */
export async function share(link, widget) {
  const told = (/** @type {string} */ selector) =>
    [...widget.shadowRoot.querySelectorAll(selector)].map((part) => part.textContent.trim());
  const steps = told(".three > li > details > summary > :first-child").map((title, index) => `${index + 1}. ${title}`);
  const lines = [...told(".panel .verdict > *, .panel .meaning, .panel .because"), ...steps];
  const text = lines.join("\n");
  if (navigator.share) {
    try {
      await navigator.share(link ? { text, url: link } : { text });
      return undefined;
    } catch (error) {
      // The visitor has changed their mind.
      if (/** @type {Error} */ (error).name === "AbortError") return undefined;
    }
  }
  return copy([text, ...(link ? [link] : [])].join("\n"), widget);
}

const today = (now = new Date()) => Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000);

/**
 * The files, by the ending of their names: the same as `FILES` in src/ui/export.rs.
 * @type {Record<string, (widget: Widget, pack: import("relasi-bindings").Pack, entered: Entered) => Blob | Promise<Blob>>}
 */
export const FILES = {
  md: (widget) => new Blob([report(widget, true)], { type: "text/markdown" }),
  ics: (_, pack, { answers, done, name }) =>
    new Blob([pack.calendar(answers ?? {}, done, name, today())], { type: "text/calendar" }),
  json: (_, pack, { answers, name }) =>
    new Blob([JSON.stringify({ name: name || undefined, answers, ...pack.classify(answers ?? {}) }, null, 2)], {
      type: "application/json",
    }),
  svg: (widget) => new Blob([new XMLSerializer().serializeToString(picture(widget))], { type: "image/svg+xml" }),
  png: (widget) => {
    const canvas = paint(picture(widget));
    return new Promise((done) => canvas.toBlob((blob) => done(/** @type {Blob} */ (blob))));
  },
};

/**
 * Hands a file over, by a link that no page sees: what listens for clicks on links has nothing to do with it.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Late: some browsers begin to read only after the visitor has chosen a folder.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// --- the report -----------------------------------------------------------------------------------------------------

/** What of the result is told in a text, each with the mark of Markdown that it stands behind. */
export const TOLD = Object.entries({
  ".verdict > .about": "\n",
  ".verdict > :last-child": "\n# ",
  ".panel > :is(.meaning, .because, .firmness)": "\n",
  ".plan > :first-child": "\n## ",
  // A path is told once one is looked at.
  ".path > :first-child:has(~ :not(.chips))": "\n## ",
  '.path > .chips > [aria-expanded="true"]': "\n### ",
  ".path [role=status]": "\n",
  ".steps-of-path > li > .eyebrow": "\n#### ",
  ".steps-of-path > li > :not(ol)": "\n",
  ".said > div > :first-child": "\n#### ",
  ".said li": "- ",
  ":is(.ideas, .reasons, .fit, .changes, .given) > summary > :first-child": "\n## ",
  ":is(.reasons, .changes) > div > :has(+ ul)": "\n### ",
  ":is(.reasons, .changes) > div > p:first-child:not(:has(~ ul))": "\n",
  ".reason > p": "\n- ",
  ":is(.reason, .what) > .sources li": "  - ",
  ".fit > div > ul > li": "- ",
  ".fit > div > ul + .note": "\n",
  ".changes button": "- ",
  ".action > details > summary": "\n- [ ] ",
  ".what > p": "\n  ",
  ".ready .text": "\n  > ",
  ".given li > p": "- ",
});

/**
 * The result in words, read off the screen so that it cannot say anything else: in Markdown, or without all marks but those
 * that anyone understands.
 * @param {Widget} widget
 * @param {boolean} marks
 */
function report(widget, marks) {
  const { shadowRoot: root } = widget;
  const lines = [];
  for (const part of root.querySelectorAll(TOLD.map(([selector]) => selector).join())) {
    // What the plan leaves out is no part of it.
    if (part.closest(".beyond")) continue;
    const [, told] = TOLD.find(([selector]) => part.matches(selector)) ?? ["", ""];
    const mark = part.closest(".done") ? told.replace("[ ]", "[x]") : told;
    lines.push((marks ? mark : mark.replace(/#+ /, "")) + words(part, marks).replaceAll("\n", "\n  > "));
  }
  return `${lines.join("\n").trim()}\n`;
}

/**
 * @param {Node} node
 * @param {boolean} marks
 * @returns {string}
 */
function words(node, marks) {
  const text = node.nodeType === Node.TEXT_NODE && /** @type {Text} */ (node).data;
  if (typeof text === "string") return marks ? text.replace(/[\\`*_[\]<>#~|]/g, "\\$&") : text;
  const said = [...node.childNodes].map((inner) => words(inner, marks)).join("");
  const part = /** @type {Element} */ (node);
  if (part.matches("svg")) return "";
  if (part.matches("a")) {
    const { href } = /** @type {HTMLAnchorElement} */ (part);
    return marks ? `[${said}](<${href}>)` : `${said} <${href}>`;
  }
  return part.matches("small, .effort, .percent") ? ` (${said})` : said;
}

// --- the picture ----------------------------------------------------------------------------------------------------

/** The drawing with room for its names: left, top, width, height. */
const VIEW = [-20, -66, 1120, 1068];

/**
 * What stands over the drawing, with its size and weight: a picture that is sent on has to say what it is a picture of.
 * @type {[string, number, number][]}
 */
const WORDS = [
  [".verdict > .about", 36, 400],
  [".verdict > :last-child", 60, 700],
  [".panel > .meaning", 36, 400],
  [".panel > .because", 36, 400],
];

/** Where each name stands, in the order of the corners. */
const PLACES = [
  ["start", 0, 968],
  ["middle", 540, 2],
  ["end", 1080, 968],
];

/**
 * Text in lines that are no wider than the drawing.
 * @param {string} text
 * @param {string} font
 */
function linesOf(text, font) {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = font;
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width > 1080) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/**
 * The picture of the result for itself, as a card: the verdict in words over the drawing, its colours as attributes, its
 * outlines as paths.
 * @param {Widget} widget
 */
function picture(widget) {
  const shown = /** @type {HTMLElement} */ (widget.shadowRoot.querySelector(".picture"));
  const colours = (/** @type {string} */ name, /** @type {string} */ value) => {
    const [red, green, blue, opacity] = probed(widget, value) || [0, 0, 0, 0];
    const channels = [red, green, blue].map((share) => Math.round(share * 255));
    return { [name]: `rgb(${channels})`, [`${name}-opacity`]: opacity };
  };
  const lettered = (/** @type {Element} */ part, /** @type {Record<string, string | number>} */ place, text = "") =>
    svg("text", { "font-family": "sans-serif", ...place, ...colours("fill", getComputedStyle(part).color) }, text);
  let [left, top, width, height] = VIEW;
  // Upwards from the drawing: how many lines there are shows only here.
  const words = WORDS.toReversed().flatMap(([selector, size, weight]) => {
    const part = widget.shadowRoot.querySelector(selector);
    if (!part) return [];
    top -= 20;
    return linesOf(part.textContent.trim(), `${weight} ${size}px sans-serif`)
      .toReversed()
      .map((line) => {
        const y = top;
        top -= size * 1.2;
        return lettered(part, { x: 0, y, "font-size": size, "font-weight": weight }, line);
      });
  });
  top = Math.round(top - 20);
  height += VIEW[1] - top;
  const drawn = svg("svg", { viewBox: [left, top, width, height].join(" "), width, height });
  const paper = getComputedStyle(/** @type {HTMLElement} */ (shown.closest(".card"))).backgroundColor;
  drawn.append(
    svg("title", {}, shown.querySelector("title")?.textContent),
    svg("path", { d: `M${left},${top}h${width}v${height}h${-width}z`, ...colours("fill", paper) }),
    ...words.toReversed(),
  );
  for (const shape of shown.querySelectorAll("polygon, polyline, circle")) {
    const { fill, stroke, strokeWidth } = getComputedStyle(shape);
    const [cx, cy, r] = ["cx", "cy", "r"].map((name) => Number(shape.getAttribute(name)));
    const points = shape.getAttribute("points");
    drawn.append(
      svg("path", {
        d: points
          ? `M${points}${shape.localName === "polygon" ? "z" : ""}`
          : `M${cx - r},${cy}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0z`,
        ...colours("fill", fill),
        ...colours("stroke", stroke),
        // Lines of a pixel on the screen, where the drawing is a third of its size.
        "stroke-width": Math.max(parseFloat(strokeWidth), 3),
        "stroke-linejoin": "round",
      }),
    );
  }
  for (const [place, name] of shown.querySelectorAll(".corner").entries()) {
    const [anchor, x, y] = PLACES[place];
    drawn.append(
      lettered(name, { "text-anchor": anchor, x, y, "font-size": 40, "font-weight": 600 }, name.textContent),
    );
  }
  return drawn;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string | null} [text]
 */
function svg(tag, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}

/**
 * The same in pixels, one for each unit. Path by path, since a policy may forbid images from anywhere.
 * @param {Element} drawn
 */
function paint(drawn) {
  const canvas = document.createElement("canvas");
  const [left, top, width, height] = (drawn.getAttribute("viewBox") ?? "").split(" ").map(Number);
  Object.assign(canvas, { width, height });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.translate(-left, -top);
  pen.lineJoin = "round";
  for (const part of drawn.querySelectorAll("path, text")) {
    const said = (/** @type {string} */ name) => part.getAttribute(name) ?? "";
    const dip = (/** @type {"fill" | "stroke"} */ name) => {
      pen[`${name}Style`] = said(name);
      pen.globalAlpha = Number(said(`${name}-opacity`));
    };
    dip("fill");
    if (part.localName === "text") {
      pen.font = `${said("font-weight")} ${said("font-size")}px sans-serif`;
      pen.textAlign = /** @type {CanvasTextAlign} */ (said("text-anchor").replace("middle", "center") || "start");
      pen.fillText(part.textContent, Number(said("x")), Number(said("y")));
      continue;
    }
    const path = new Path2D(said("d"));
    pen.fill(path);
    if (!said("stroke")) continue;
    dip("stroke");
    pen.lineWidth = Number(said("stroke-width"));
    pen.stroke(path);
  }
  return canvas;
}

// --- on paper -------------------------------------------------------------------------------------------------------

/** The sheet that the result is printed on. Only a document can set it, which the page's own must not be. */
const SHEET = "@page { size: A4; margin: 12mm } body { margin: 0 }";

/**
 * Prints the verdict and what to start with, from a document of its own: the page around it is not ours to hide.
 * @param {Widget} widget
 * @param {string[]} styles
 */
async function print(widget, styles) {
  const frame = document.createElement("iframe");
  frame.className = "unseen";
  frame.ariaHidden = "true";
  // Some browsers replace an empty document once it has loaded.
  await new Promise((loaded) => {
    frame.onload = loaded;
    widget.shadowRoot.append(frame);
  });
  const page = /** @type {Document} */ (frame.contentDocument);
  const view = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
  const sheet = (/** @type {string} */ text) => {
    const made = new view.CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };
  const card = /** @type {HTMLElement} */ (widget.shadowRoot.querySelector(".card"));
  const host = page.createElement("div");
  const stage = page.createElement("div");
  // biome-ignore lint/performance/useDomNodeTextContent: as it is shown, without what only a screen reader has
  page.title = /** @type {HTMLElement} */ (card.querySelector(".verdict")).innerText;
  page.documentElement.lang = card.lang;
  page.adoptedStyleSheets = [sheet(SHEET)];
  // Ink on white paper, whatever the colours on the screen; the letters are those of the page.
  host.setAttribute("theme", "light");
  host.style.fontFamily = getComputedStyle(card).fontFamily;
  stage.append(page.importNode(card, true));
  stage.className = "sheet";
  // One page to hang up or to hand over, with what to do: the reasons are in the report.
  for (const rest of stage.querySelectorAll("header, .what > :first-child, .why, .path, .more")) rest.remove();
  for (const fold of stage.querySelectorAll("details")) fold.open = true;
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = styles.map(sheet);
  root.append(stage);
  page.body.append(host);
  view.addEventListener("afterprint", () => frame.remove());
  view.print();
}
