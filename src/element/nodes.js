/** The element's own nodes. */

/** @typedef {HTMLElement & { readonly shadowRoot: ShadowRoot }} Widget the element with its shadow tree */

/**
 * An element with its attributes and children: what parses no HTML has nothing to fear from Trusted Types.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
