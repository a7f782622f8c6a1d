/**
 * Files of Relasi: the two wasms, and packs. A pack comes compiled beside this script, as written (`model.json` and a file
 * a language) from an address of the page's own, or as written from the caller of `load`.
 */
import init, { Pack, onCrash } from "relasi-glue";

/** An error with the code that `relasi-error` carries. */
export class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/** @type {Map<string, Promise<any>>} By address; shared by all elements of the page. */
const begun = new Map();

/** Does a thing once; what failed may be tried again. */
function once(key, start) {
  if (!begun.has(key)) {
    const promise = start();
    begun.set(key, promise);
    promise.catch(() => begun.delete(key));
  }
  return begun.get(key);
}

/** The bytes of a file; `name` is what messages call it. */
async function bytesAt(url, name, code) {
  let response;
  try {
    // Node fetches no files. Spelled so that a bundler for browsers does not look for the module.
    if (url.protocol === "file:") return await (await import(/* @vite-ignore */ `node:${"fs/promises"}`)).readFile(url);
    response = await fetch(url);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new Failure(code, `${name}: cannot be fetched (${messageOf(error)})`);
  }
  throw new Failure(code, `${name}: cannot be fetched (HTTP ${response.status})`);
}

const beside = (file) => new URL(file, import.meta.url);

/** Starts a wasm. As bytes: this needs no MIME type of the server, and no unaltered `Response` of the page. */
async function start(init, file, bytes) {
  if (typeof WebAssembly === "undefined") throw new Failure("wasm", `${file}: this browser has no WebAssembly`);
  bytes ??= await bytesAt(beside(file), file, "wasm");
  try {
    await init({ module_or_path: bytes });
  } catch (error) {
    throw new Failure("wasm", `${file}: ${messageOf(error)}`);
  }
}

/** Starts the widget's wasm; `crashed(message)` hears of its end. */
export const wasm = (crashed, bytes) =>
  once("wasm", async () => {
    await start(init, "relasi.wasm", bytes);
    onCrash(crashed);
  });

/** Compiles a pack as written. A page with the pack that ships never asks for this wasm. */
async function compiled(model, text, label, code) {
  const compile = await once("reader", async () => {
    const reader = await import(beside("relasi-reader.js").href);
    await start(reader.default, "relasi-reader.wasm");
    return reader.compile;
  });
  return blaming(() => compile(model, text, label, `${code}.json`));
}

/** What the wasm finds wrong with a pack it says with the name of the file. */
function blaming(act) {
  try {
    return act();
  } catch (error) {
    throw new Failure("content", messageOf(error));
  }
}

/** The pack that ships. */
const shipped = {
  address: beside("content/").href,
  // Put in by the build.
  languages: async () => RELASI_LANGUAGES,
  bytes: (code) => {
    const file = `content/${code}.pack`;
    return once(file, () => bytesAt(beside(file), file, "content"));
  },
};

/** A pack as written. `read(file)` gives what `JSON.parse` made of it. */
const written = (address, label, read) => ({
  address,
  languages: async () => {
    const { languages } = Object(await read("model.json"));
    return Array.isArray(languages) ? languages.map((one) => String(one?.code)) : [];
  },
  // A model without languages is what will be complained of, not the file of none.
  bytes: async (code) => compiled(await read("model.json"), code && (await read(`${code}.json`)), label, code),
});

/** The pack that the attribute `content` names; without one, the pack that ships. */
export function packAt(content) {
  if (content == null) return shipped;
  const label = content.replace(/\/?$/, "/");
  const base = new URL(label, document.baseURI);
  return written(base.href, label, (file) =>
    once(base + file, async () => {
      const text = new TextDecoder().decode(await bytesAt(new URL(file, base), label + file, "content"));
      try {
        return JSON.parse(text);
      } catch (error) {
        throw new Failure("content", `${label}${file}: is not JSON (${messageOf(error)})`);
      }
    }),
  );
}

/** A pack that the caller of `load` holds in its hands. */
export const packOf = (model, text) => written("", "", async (file) => (file === "model.json" ? model : text));

/** The pack in one language, once the wasm is `running`. */
export async function open(at, code, running) {
  const [bytes] = await Promise.all([at.bytes(code), running]);
  return blaming(() => new Pack(bytes, `content/${code}.pack`));
}

/** The language that is meant, itself or by its base: `id-ID` means `id`. */
export function find(wanted, languages) {
  const base = (code) => code.toLowerCase().split("-")[0];
  return (
    languages.find((code) => code.toLowerCase() === wanted.toLowerCase()) ??
    languages.find((code) => base(code) === base(wanted))
  );
}

/** The first candidate that is among the languages; else English; else the first there is. */
export function match(candidates, languages) {
  for (const wanted of [...candidates, "en"]) {
    const found = wanted && find(wanted, languages);
    if (found) return found;
  }
  return languages[0];
}
