/**
 * What the widget needs only once it runs: the bindings to the wasm, the styles of all screens after the first, letters that
 * choose, what an owner is told of their settings and colours, what the visitor has saved, and what they can take along.
 */
import bound from "./bindings.js";
import { ignoreRepeatedPresses } from "./presses.js";
import { chooseByLetters } from "./shortcuts.js";

export { default as css } from "relasi-css";
export { settingsOf } from "./attributes.js";
export { warnOfContrast } from "./contrast.js";
export { copy, share, take } from "./export.js";
export { startOf } from "./host.js";
export { erase } from "./saved.js";
export { warnOfLanguage } from "./validate.js";

/**
 * A fresh instance; every root that an app is mounted into takes letters.
 * @param {(exports: WebAssembly.Exports) => WebAssembly.Exports} guard sees every call into the wasm
 */
export const bindings = (guard) => {
  const running = bound(guard);
  /** @type {typeof running.mount} */
  const mount = (root, ...start) => {
    chooseByLetters(root);
    ignoreRepeatedPresses(root);
    return running.mount(root, ...start);
  };
  return { ...running, mount };
};
