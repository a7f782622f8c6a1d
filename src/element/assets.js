/**
 * What lies beside the script: the app, the wasms and the packs. Asked for with the version of this release, so that no
 * file of another one is taken from a cache.
 */
import { bytesAt, unanswered } from "./requests.js";

const beside = (/** @type {string} */ name) => new URL(`${name}?v=${VERSION}`, import.meta.url);

/** How often a module had to be asked for once more. */
let again = 0;

/**
 * A module. Browsers remember one that they could not get, and then ask no more under that address.
 * @param {string} name
 */
async function script(name) {
  const url = beside(name);
  try {
    return await import(url.href);
  } catch {
    // Says whether it can be had by now, and if not, why.
    await bytesAt(url, name, "script");
  }
  try {
    return await import(`${url}#${++again}`);
  } catch (error) {
    throw await unanswered(url, name, "script", error);
  }
}

/**
 * The module `runtime.js`.
 * @returns {Promise<typeof import("./runtime.js")>}
 */
export const app = () => script("relasi-app.js");

/**
 * The module `reader.js`. A page with the pack that ships never asks for it.
 * @returns {Promise<typeof import("./reader.js")>}
 */
export const reader = () => script("relasi-reader.js");

/**
 * A wasm, by its file name. As bytes, it needs no MIME type of the server and no unaltered `Response` of the page.
 * @param {string} name
 */
export const wasm = (name) => bytesAt(beside(name), name, "wasm");

/**
 * The pack that ships in one language, by its file name.
 * @param {string} name
 */
export const pack = (name) => bytesAt(beside(name), name, "content");
