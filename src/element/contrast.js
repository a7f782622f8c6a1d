/** Tells the owner of a page, in the console, where the colours they have chosen are too hard to read. */

/** What WCAG 2 asks of text at level AA. */
const ENOUGH = 4.5;

/** Text, and what it stands on, by the names in styles/tokens.css. */
const PAIRS = [
  ["ink", "paper"],
  ["ink", "wash"],
  ["muted", "paper"],
  ["accent", "paper"],
  ["on-accent", "accent"],
  ["client", "paper"],
  ["customer", "paper"],
  ["consumer", "paper"],
];

/** @typedef {readonly number[]} Channels red, green and blue, each from 0 to 1 */

const linear = (/** @type {number} */ share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
const luminance = (/** @type {Channels} */ [red, green, blue]) =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/**
 * How well two colours can be told apart, from 1 (the same) to 21 (black on white).
 * @param {Channels} one
 * @param {Channels} other
 */
export function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * Red, green, blue and opacity from 0 to 1 of a colour, whatever way of writing it the owner has used; nothing where it is
 * none.
 * @param {import("./nodes.js").Widget} widget
 * @param {string} colour
 */
export function probed(widget, colour, theme = "") {
  const probe = document.createElement("i");
  probe.hidden = true;
  widget.shadowRoot.append(probe);
  probe.style.colorScheme = theme;
  probe.style.color = `color-mix(in srgb, ${colour}, ${colour})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color.startsWith("color(") && [...(color.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number), 1];
}

/** What has been said: ten widgets of one page have the same colours. */
const said = new Set();

/**
 * Says which of the colours of the widget differ too little. Both themes are judged where the visitor's browser chooses
 * between them, so that an owner need not sit in the dark to hear of the dark one.
 * @param {import("./nodes.js").Widget} widget
 */
export function warnOfContrast(widget) {
  const lines = [];
  const chosen = widget.getAttribute("theme");
  for (const theme of chosen === "light" || chosen === "dark" ? [chosen] : ["light", "dark"]) {
    for (const [text, ground] of PAIRS) {
      const [front, back] = [text, ground].map((name) => probed(widget, `var(--r-${name})`, theme));
      // No colour at all falls back to what is inherited; through one that lets the page shine, nobody knows what is seen.
      if (!front || !back || back[3] < 1) continue;
      const seen = front.slice(0, 3).map((share, at) => share * front[3] + back[at] * (1 - front[3]));
      const ratio = contrast(seen, back);
      // Rounded down: 4.499 is not 4.5.
      const found = Math.floor(ratio * 100) / 100;
      if (ratio < ENOUGH) {
        lines.push(
          `--relasi-${text} on --relasi-${ground}: contrast ${found} in the ${theme} theme, must be ${ENOUGH}`,
        );
      }
    }
  }
  const warning = lines.join("\n");
  if (warning && !said.has(warning)) console.warn(`relasi: colours that are hard to read\n${warning}`);
  said.add(warning);
}
