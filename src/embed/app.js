/** What the widget needs only once it runs: the bindings to the wasm, and the styles of all screens after the first. */
export { default as bindings } from "relasi-bindings";
export { default as css } from "relasi-css";
