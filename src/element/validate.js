/** What the owner of the page has set: whether it can be used, and what they are told where it cannot. */

/** Whether a link may be offered: nothing that runs in the page. */
export function isSafe(href) {
  try {
    return ["http:", "https:", "mailto:", "tel:"].includes(new URL(href, document.baseURI).protocol);
  } catch {
    return false;
  }
}

/** Says that there is no such language. */
export function warnOfLanguage(wanted, languages) {
  console.warn(`<relasi-wizard lang="${wanted}">: no such language here; there is: ${languages.join(", ")}`);
}
