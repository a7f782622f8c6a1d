/** What has to be said before a pack is there, or where none ever comes; and which language is meant. */
export const MESSAGES = {
  en: {
    loading: "Loading the questions…",
    timeout: "This takes longer than it should. It goes on by itself once the connection allows, and keeps what you have chosen.",
    failed: "The questions cannot be shown here right now.",
  },
  id: {
    loading: "Memuat pertanyaan…",
    timeout: "Pemuatannya lebih lama dari biasanya. Pertanyaan akan berlanjut sendiri begitu koneksi memungkinkan, dan pilihan Anda tidak hilang.",
    failed: "Pertanyaan belum dapat ditampilkan di sini.",
  },
};

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
