/** In `relasi.standalone.js`, what the widget takes is in the script itself: nothing is asked for. */

import files from "relasi-files";
import * as beside from "./assets.js";
import * as running from "./runtime.js";

/**
 * A byte a character: of all encodings, this is the one that compresses nearly as well as the bytes themselves.
 * @param {string} latin1
 */
const bytes = (latin1) => Uint8Array.from(latin1, (character) => character.charCodeAt(0));

export const app = async () => running;
export const pack = async (/** @type {string} */ name) => bytes(files[name]);

// A pack as written has to be fetched, and so may what reads it.
export const { reader } = beside;
export const wasm = async (/** @type {string} */ name) => (files[name] ? bytes(files[name]) : beside.wasm(name));
