/** The style sheets of the widget: those of the first screen, and those of all others, which come with the app. */
import css from "relasi-first-css";

/** The text of each. */
export const styles = [css, ""];

/**
 * Sheets, since a strict policy forbids `<style>`; by document, since each takes only those of its own making.
 * @type {WeakMap<Document, CSSStyleSheet[]>}
 */
const sheets = new WeakMap();

/**
 * Gives an element the sheets of the document that it is in, and these the styles that are there by now.
 * @param {import("./nodes.js").Widget} element
 */
export function adoptStyles({ ownerDocument: page, shadowRoot }) {
  const view = page.defaultView;
  // A document that nobody sees makes none.
  if (!view) return;
  const own = sheets.get(page) ?? styles.map(() => new view.CSSStyleSheet());
  sheets.set(page, own);
  shadowRoot.adoptedStyleSheets = own;
  for (const [index, sheet] of own.entries()) if (!sheet.cssRules.length) sheet.replaceSync(styles[index]);
}
