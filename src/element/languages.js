/** What has to be said before a pack is there, or where none ever comes; and which language is meant. */

/** By the code of the language and the name of the phrase; put in by the build, from the language files. */
export const MESSAGES = RELASI_MESSAGES;

/**
 * The language that is meant, itself or by its base: `id-ID` means `id`.
 * @param {string} wanted
 * @param {string[]} languages
 */
export function find(wanted, languages) {
  const base = (/** @type {string} */ code) => code.toLowerCase().split("-")[0];
  return (
    languages.find((code) => code.toLowerCase() === wanted.toLowerCase()) ??
    languages.find((code) => base(code) === base(wanted))
  );
}

/**
 * The first candidate that is among the languages; else English; else the first there is.
 * @param {(string | null | undefined)[]} candidates
 * @param {string[]} languages
 */
export function match(candidates, languages) {
  for (const wanted of [...candidates, "en"]) {
    const found = wanted && find(wanted, languages);
    if (found) return found;
  }
  return languages[0];
}
