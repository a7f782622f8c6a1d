/** The site's own call to action. */

/** Whether a link may be offered: nothing that runs in the page. */
export function isSafe(href) {
  try {
    return ["http:", "https:", "mailto:", "tel:"].includes(new URL(href, document.baseURI).protocol);
  } catch {
    return false;
  }
}
