/** A double click, or a trembling hand, presses once: the second press must not answer what the first has led to. */

/**
 * Lets a repeated press do nothing where the first one was on another screen. Before Yew hears of it.
 * @param {Element} root of an app, which outlives every screen
 */
export function ignoreRepeatedPresses(root) {
  /** @type {Element | null} */
  let pressedOn = null;
  root.addEventListener(
    "click",
    (event) => {
      const screen = root.querySelector(".screen > *");
      // A press of a key, or by a script, counts none.
      if (/** @type {MouseEvent} */ (event).detail < 2) pressedOn = screen;
      else if (screen !== pressedOn) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    { capture: true },
  );
}
