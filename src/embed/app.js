/**
 * What the widget needs only once it runs: the bindings to the wasm, the styles of all screens after the first, what the
 * visitor has saved, and what an owner is told of their colours.
 */
export { default as bindings } from "relasi-bindings";
export { default as css } from "relasi-css";
export { warnOfContrast } from "./contrast.js";
export { keptAt } from "./kept.js";
