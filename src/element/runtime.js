/**
 * What the widget needs only once it runs: the bindings to the wasm, the styles of all screens after the first, letters that
 * choose, what an owner is told of their settings and colours, what the visitor has saved, and what they can take along.
 */
import bound from "./bindings.js";
import { chooseByLetters } from "./shortcuts.js";

export { default as css } from "relasi-css";
export { warnOfContrast } from "./contrast.js";
export { copy, take } from "./export.js";
export { erase, keptAt } from "./saved.js";
export { isSafe, warnOfLanguage } from "./validate.js";

/** Every root that an app is mounted into takes letters. */
export const bindings = (guard) => {
  const running = bound(guard);
  const mount = (root, ...given) => {
    chooseByLetters(root);
    return running.mount(root, ...given);
  };
  return { ...running, mount };
};
