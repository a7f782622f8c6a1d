/** What the owner of the page has set: whether it can be used, and what they are told where it cannot. */

/** The schemes of links that an owner may offer: nothing that runs in the page. */
export const SCHEMES = ["http:", "https:", "mailto:", "tel:"];

/**
 * Whether a link may be offered.
 * @param {string} href
 */
export const isSafe = (href) =>
  URL.canParse(href, document.baseURI) && SCHEMES.includes(new URL(href, document.baseURI).protocol);

/**
 * Says that there is no such language.
 * @param {string} wanted
 * @param {string[]} languages
 */
export function warnOfLanguage(wanted, languages) {
  console.warn(`<relasi-wizard lang="${wanted}">: no such language here; there is: ${languages.join(", ")}`);
}
