/**
 * The custom properties `--relasi-NAME`, each with what its value is. Their defaults are in styles/tokens.css; what they are
 * for is told in contract.js. Those that begin with "page" fit the widget into the page around: embed.html, whose page is
 * its own, does not take them as parameters.
 *
 * @typedef {"family" | "length" | "color" | "page border" | "page length"} Syntax
 * @typedef {keyof typeof SYNTAX} PropertyName
 */

const SYNTAX = {
  font: "family",
  size: "length",
  accent: "color",
  "on-accent": "color",
  ink: "color",
  muted: "color",
  line: "color",
  paper: "color",
  wash: "color",
  client: "color",
  customer: "color",
  consumer: "color",
  radius: "length",
  border: "page border",
  padding: "length",
  "scroll-margin": "page length",
};

export const PROPERTIES = /** @type {Record<PropertyName, Syntax>} */ (SYNTAX);
