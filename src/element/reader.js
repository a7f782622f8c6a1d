/**
 * Packs as written: `model.json` and a file a language, at an address of the page's own or in the hands of the caller of
 * `load`. A script of its own, which a page with the pack that ships never asks for.
 */
import initialise, { compile } from "relasi-reader-bindings";
import { baseOf, bytesAt, Failure, messageOf, once } from "./requests.js";

/** Bytes: a file of a pack is a tenth of that. What is larger is not parsed. */
const MOST = 1_000_000;

/**
 * @param {string} label the name of the folder in messages
 * @param {(file: string) => Promise<any>} read what `JSON.parse` made of a file
 * @param {(name: string) => Promise<WebAssembly.Module>} compiled a wasm, by its name
 * @returns {import("./packs.js").Source}
 */
const written = (label, read, compiled) => ({
  languages: async () => {
    const { languages } = Object(await read("model.json"));
    return Array.isArray(languages) ? languages.map((one) => String(one?.code)) : [];
  },
  // A model without languages is what will be complained of, not the file of none.
  bytes: async (code) => {
    const ready = once("ready", async () => initialise({ module_or_path: await compiled("relasi-reader.wasm") }));
    const [model, text] = await Promise.all([read("model.json"), code && read(`${code}.json`), ready]);
    try {
      return compile(model, text, label, `${code}.json`);
    } catch (error) {
      throw new Failure("content", messageOf(error));
    }
  },
});

/**
 * The pack that the attribute `content` names.
 * @param {string} content
 * @param {(name: string) => Promise<WebAssembly.Module>} compiled
 */
export function packAt(content, compiled) {
  const base = baseOf(content);
  const label = content.replace(/\/?$/, "/");
  const read = (/** @type {string} */ file) =>
    once(base + file, async () => {
      const name = label + file;
      const bytes = await bytesAt(new URL(file, base), name, "content");
      if (bytes.length > MOST) throw new Failure("content", `${name}: is larger than ${MOST / 1000} kB`);
      try {
        return JSON.parse(new TextDecoder().decode(bytes));
      } catch (error) {
        throw new Failure("content", `${name}: is not JSON (${messageOf(error)})`);
      }
    });
  return written(label, read, compiled);
}

/**
 * A pack that the caller of `load` holds in its hands.
 * @param {object} model
 * @param {object} text
 * @param {(name: string) => Promise<WebAssembly.Module>} compiled
 */
export const packOf = (model, text, compiled) =>
  written("", async (file) => (file === "model.json" ? model : text), compiled);
