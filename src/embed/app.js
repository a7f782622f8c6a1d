/**
 * What the widget needs only once it runs: the bindings to the wasm, the styles of all screens after the first, which call
 * to action may be shown, what an owner is told of their colours, what the visitor has saved, and what they can take along.
 */
export { default as bindings } from "relasi-bindings";
export { default as css } from "relasi-css";
export { isSafe } from "./call.js";
export { warnOfContrast } from "./contrast.js";
export { erase, keptAt } from "./kept.js";
export { copy, take } from "./take.js";
