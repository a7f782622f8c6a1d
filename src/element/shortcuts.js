/**
 * Letters that choose an option of the question: never continue, and only where the owner has switched them on, by the
 * attribute `letter-keys`. Beside each option src/ui/question.css draws its letter.
 */
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * Listens in the root of an app, which outlives every question.
 * @param {Element} root
 */
export function chooseByLetters(root) {
  root.addEventListener("keydown", (event) => {
    const { target, key, ctrlKey, altKey, metaKey } = /** @type {KeyboardEvent & { target: Element }} */ (event);
    const { host } = /** @type {ShadowRoot} */ (root.getRootNode());
    if (!host.hasAttribute("letter-keys") || ctrlKey || altKey || metaKey) return;
    // Its heading stands in the group as well, and has the focus after a step.
    const options = target.closest("fieldset")?.querySelectorAll("input");
    const option = options?.[LETTERS.indexOf(key.toLowerCase())];
    option?.focus();
    option?.click();
  });
}
