/**
 * Packs, and the wasm that they run in. A pack comes compiled with the script, as written (`model.json` and a file a
 * language) from an address of the page's own, or as written from the caller of `load`.
 */
import * as assets from "relasi-assets";
import { Failure, forget, messageOf, once } from "./requests.js";

// --- the wasm -------------------------------------------------------------------------------------------------------

/** The smallest module there is. */
const NOTHING = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Compiled once, so that a fresh instance takes no further request. */
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

/** Why the wasm does not run, by what the smallest one does: WebKit compiles what it is forbidden to run. */
const whyNot = (name, error) => {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(NOTHING));
  } catch {
    const missing = "script-src without 'wasm-unsafe-eval'";
    return new Failure("blocked", `${name}: the policy of the page forbids it (${missing})`);
  }
  return new Failure("wasm", `${name}: is damaged, or belongs to another release (${messageOf(error)})`);
};

let onCrash = () => {};

/** Calls `listener(message)` when an instance has crashed; what is opened after that runs in a fresh one. */
export function whenCrashed(listener) {
  onCrash = listener;
}

/**
 * The instance that all elements share. What is thrown out of the wasm, by a panic or by a trap, has left it in the
 * middle of something: that instance is not entered again.
 */
const instance = (bytes) =>
  once("instance", async () => {
    const loaded = [once("app", assets.app), compiled("relasi.wasm", bytes)];
    const [{ bindings, ...shown }, module] = await Promise.all(loaded);
    let alive = true;
    let panic;
    const guard = (exports) =>
      Object.fromEntries(
        Object.entries(exports).map(([name, value]) => [
          name,
          typeof value !== "function"
            ? value
            : (...given) => {
                if (!alive) return;
                try {
                  return value(...given);
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
    const packs = new WeakMap();
    const read = (bytes, name) => {
      if (!packs.has(bytes)) packs.set(bytes, new running.Pack(bytes, name));
      return packs.get(bytes);
    };
    return { read, mount: running.mount, ...shown };
  });

// --- packs ----------------------------------------------------------------------------------------------------------

/** What the wasm finds wrong with a pack it says with the name of the file. */
function blaming(act) {
  try {
    return act();
  } catch (error) {
    throw new Failure("content", messageOf(error));
  }
}

/** The languages of the pack that ships; put in by the build. */
export const LANGUAGES = RELASI_LANGUAGES;

const shipped = {
  languages: async () => LANGUAGES,
  bytes: (code) => once(code, () => assets.pack(`content/${code}.pack`)),
};

/** The pack that the attribute `content` names; without one, the pack that ships. */
const packAt = async (content) => (content == null ? shipped : (await reader()).packAt(content, compiled));

/** What reads packs as written. A page with the pack that ships never asks for it. */
const reader = () => once("reader", assets.reader);

/**
 * Opens a pack, and loads whatever it takes to run it, at the same time. `choose(languages)` says which of its languages
 * is meant.
 * @param {{content?: string | null, wasm?: BufferSource, model?: object, text?: object}} from
 */
export async function open({ content, wasm, model, text }, choose) {
  const running = instance(wasm);
  // It is awaited below; a pack that fails first is the one to report.
  running.catch(() => {});
  const at = model && text ? (await reader()).packOf(model, text, compiled) : await packAt(content);
  const languages = await at.languages();
  const speak = async (code) => {
    const [bytes, { read, ...shown }] = await Promise.all([at.bytes(code), running]);
    const pack = blaming(() => read(bytes, `content/${code}.pack`));
    /** The checked pack, the language it speaks and those it could speak, and what shows it. */
    return { pack, code, languages, speak, ...shown };
  };
  return speak(text?.language ?? choose(languages));
}
