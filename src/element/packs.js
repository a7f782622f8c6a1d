/**
 * Packs, and the wasm that they run in. A pack comes compiled with the script, as written (`model.json` and a file a
 * language) from an address of the page's own, or as written from the caller of `load`.
 */
import * as assets from "relasi-assets";
import { Failure, forget, messageOf, once } from "./requests.js";

// --- the wasm -------------------------------------------------------------------------------------------------------

/** The smallest module there is. */
const NOTHING = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/**
 * Compiled once, so that a fresh instance takes no further request.
 * @param {string} name
 * @param {BufferSource} [bytes]
 */
const compiled = (name, bytes) =>
  once(name, async () => {
    if (!globalThis.WebAssembly) throw new Failure("unsupported", `${name}: this browser has no WebAssembly`);
    bytes ??= await assets.wasm(name);
    try {
      return await WebAssembly.compile(bytes);
    } catch (error) {
      throw whyNot(name, error);
    }
  });

/**
 * Why the wasm does not run, by what the smallest one does: WebKit compiles what it is forbidden to run.
 * @param {string} name
 * @param {unknown} error
 */
const whyNot = (name, error) => {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(NOTHING));
  } catch {
    const missing = "script-src without 'wasm-unsafe-eval'";
    return new Failure("blocked", `${name}: the policy of the page forbids it (${missing})`);
  }
  return new Failure("wasm", `${name}: is damaged, or belongs to another release (${messageOf(error)})`);
};

/** @type {(message: string) => void} */
let onCrash = () => {};

/**
 * Calls `listener` when an instance has crashed; what is opened after that runs in a fresh one.
 * @param {(message: string) => void} listener
 */
export function whenCrashed(listener) {
  onCrash = listener;
}

/**
 * The instance that all elements share. What is thrown out of the wasm, by a panic or by a trap, has left it in the
 * middle of something: that instance is not entered again.
 * @param {BufferSource} [bytes]
 */
const instance = (bytes) =>
  once("instance", async () => {
    const [{ bindings, ...shown }, module] = await Promise.all([
      once("app", assets.app),
      compiled("relasi.wasm", bytes),
    ]);
    let alive = true;
    /** @type {string | undefined} */
    let panic;
    const guard = (/** @type {WebAssembly.Exports} */ exports) =>
      Object.fromEntries(
        Object.entries(exports).map(([name, value]) => [
          name,
          typeof value !== "function"
            ? value
            : (/** @type {unknown[]} */ ...args) => {
                if (!alive) return;
                try {
                  return value(...args);
                } catch (error) {
                  alive = false;
                  forget("instance");
                  queueMicrotask(() => onCrash(panic ?? messageOf(error)));
                  throw error;
                }
              },
        ]),
      );
    const running = bindings(guard);
    try {
      await running.default({ module_or_path: module });
      running.onCrash((message) => (panic = message));
    } catch (error) {
      throw whyNot("relasi.wasm", error);
    }
    // Once, however many tags show it: what a pack takes of the wasm's memory is given back late, if ever.
    /** @type {WeakMap<Uint8Array, import("relasi-bindings").Pack>} */
    const packs = new WeakMap();
    const read = (/** @type {Uint8Array} */ bytes, /** @type {string} */ name) => {
      const pack = packs.get(bytes) ?? new running.Pack(bytes, name);
      packs.set(bytes, pack);
      return pack;
    };
    return { read, mount: running.mount, ...shown };
  });

// --- packs ----------------------------------------------------------------------------------------------------------

/**
 * What the wasm finds wrong with a pack it says with the name of the file.
 * @template T
 * @param {() => T} act
 */
function blaming(act) {
  try {
    return act();
  } catch (error) {
    throw new Failure("content", messageOf(error));
  }
}

/** The languages of the pack that ships; put in by the build. */
export const LANGUAGES = RELASI_LANGUAGES;

/**
 * The languages of a pack, and its compiled bytes in one of them.
 * @typedef {{ languages(): Promise<string[]>, bytes(code: string): Promise<Uint8Array> }} Source
 */

/** @type {Source} */
const shipped = {
  languages: async () => LANGUAGES,
  bytes: (code) => once(code, () => assets.pack(`content/${code}.pack`)),
};

/**
 * The pack that the attribute `content` names; without one, the pack that ships.
 * @param {string | null} [content]
 * @returns {Promise<Source>}
 */
const packAt = async (content) => (content == null ? shipped : (await reader()).packAt(content, compiled));

/** What reads packs as written. A page with the pack that ships never asks for it. */
const reader = () => once("reader", assets.reader);

/**
 * What runs apps, and the rest of runtime.js.
 * @typedef {Awaited<ReturnType<typeof instance>>} Instance
 *
 * A checked pack, the language it speaks and those it could speak, and what shows it.
 * @typedef {Omit<Instance, "read"> & {
 *   pack: import("relasi-bindings").Pack,
 *   code: string,
 *   languages: string[],
 *   speak(code: string): Promise<Opened>,
 * }} Opened
 */

/**
 * Opens a pack, and loads whatever it takes to run it, at the same time. `choose(languages)` says which of its languages
 * is meant.
 * @param {{ content?: string | null, wasm?: BufferSource, model?: object, text?: { language?: string } }} from
 * @param {(languages: string[]) => string} choose
 */
export async function open({ content, wasm, model, text }, choose) {
  const running = instance(wasm);
  // It is awaited below; a pack that fails first is the one to report.
  running.catch(() => {});
  const at = model && text ? (await reader()).packOf(model, text, compiled) : await packAt(content);
  const languages = await at.languages();
  /** @type {Opened["speak"]} */
  const speak = async (code) => {
    const [bytes, { read, ...shown }] = await Promise.all([at.bytes(code), running]);
    const pack = blaming(() => read(bytes, `content/${code}.pack`));
    return { pack, code, languages, speak, ...shown };
  };
  return speak(text?.language ?? choose(languages));
}
