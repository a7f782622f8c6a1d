/**
 * What the widget needs only once it runs: the bindings to the wasm, the styles of all screens after the first, what an owner
 * is told of their settings and colours, what the visitor has saved, and what they can take along.
 */
export { default as bindings } from "relasi-bindings";
export { default as css } from "relasi-css";
export { warnOfContrast } from "./contrast.js";
export { erase, keptAt } from "./kept.js";
export { isSafe, warnOfLanguage } from "./owner.js";
export { copy, take } from "./take.js";
