/** The bindings to the wasm: every call makes a set around an instance of its own, since a crash is the end of one. */
import bound from "relasi-bindings";

/**
 * The bindings hold their instance in variables of their own and ask `WebAssembly` for it. They are handed one whose
 * instances go through `guard` first: it sees every call into the wasm, those of old listeners and timers too.
 * @param {(exports: WebAssembly.Exports) => WebAssembly.Exports} guard
 */
const guarded = (guard) => ({
  Instance: WebAssembly.Instance,
  Module: WebAssembly.Module,
  async instantiate(/** @type {WebAssembly.Module} */ module, /** @type {WebAssembly.Imports} */ imports) {
    const { exports } = await WebAssembly.instantiate(module, imports);
    return { module, instance: { exports: guard(exports) } };
  },
});

/** @param {(exports: WebAssembly.Exports) => WebAssembly.Exports} guard */
export default (guard) => bound(/** @type {any} */ (guarded(guard)));
