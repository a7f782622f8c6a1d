/** Links to a result, which carry the answers in the fragment of the address: `#relasi=CODE`. Only the wasm can read the code. */
const LINK = /(?:^#|&)relasi=([^&]*)/;

/**
 * The code in the address, where the page has switched links on.
 * @param {HTMLElement} element
 * @returns {string | undefined}
 */
export const codeFor = (element) => (element.hasAttribute("share") ? LINK.exec(location.hash)?.[1] : undefined);

/**
 * Takes the code out of the address: answered further and reloaded, the visitor is to be where they were, not where the
 * link was.
 * @param {HTMLElement} element
 */
export function dropCode(element) {
  if (codeFor(element) == null) return;
  try {
    history.replaceState(history.state, "", location.pathname + location.search);
  } catch {
    // A sandboxed frame has no say in its address.
  }
}
