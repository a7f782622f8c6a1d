/** Requests, and what can go wrong with them. */

/** @typedef {import("./relasi.js").ErrorCode} ErrorCode */

/** An error with the code that `relasi-error` carries; the codes are described in docs/EMBED.md. */
export class Failure extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message
   * @param {boolean} [passing] whether it may work later: no answer has come, or the host says that it cannot answer now
   */
  constructor(code, message, passing) {
    super(message);
    this.code = code;
    this.passing = passing;
  }
}

export const messageOf = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));

/** Which directive of the page's policy has refused which address. */
const refused = new Map();
globalThis.document?.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) =>
  refused.set(blockedURI, effectiveDirective),
);

/**
 * Why there was no answer: a refused request fails like any other, and that it was refused is heard a moment later.
 * @param {URL} url
 * @param {string} name
 * @param {ErrorCode} code
 * @param {unknown} error
 * @param {boolean} [passing]
 */
export async function unanswered(url, name, code, error, passing) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  const directive = refused.get(String(url));
  return directive
    ? new Failure("blocked", `${name}: the policy of the page forbids it (${directive})`)
    : new Failure(code, `${name}: cannot be fetched (${messageOf(error)})`, passing);
}

/**
 * The bytes of a file that has this name in messages.
 * @param {URL} url
 * @param {string} name
 * @param {ErrorCode} code
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function bytesAt(url, name, code) {
  let response;
  try {
    // Node fetches no files. Spelled so that a bundler for browsers does not look for the module.
    if (url.protocol === "file:") return await (await import(/* @vite-ignore */ `node:${"fs/promises"}`)).readFile(url);
    response = await fetch(url);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw await unanswered(url, name, code, error, true);
  }
  throw new Failure(code, `${name}: cannot be fetched (HTTP ${response.status})`, response.status >= 500);
}

/** @type {Map<string, Promise<any>>} What has been asked for, by name or address; shared by all elements of the page. */
const asked = new Map();

/**
 * Asks once; what failed may be tried again.
 * @template T
 * @param {string} key
 * @param {() => Promise<T>} start
 * @returns {Promise<T>}
 */
export function once(key, start) {
  let promise = asked.get(key);
  if (!promise) {
    promise = start();
    asked.set(key, promise);
    promise.catch(() => asked.delete(key));
  }
  return promise;
}

/** Lets go of what was asked for under this name. */
export const forget = (/** @type {string} */ key) => asked.delete(key);

/** The folder that the attribute `content` names. */
export const baseOf = (/** @type {string} */ content) => new URL(content.replace(/\/?$/, "/"), document.baseURI);
