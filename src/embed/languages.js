/** What has to be said before the language files are there, or where they never come; and which language is meant. */
export const MESSAGES = {
  en: {
    loading: "Loading the questions…",
    timeout: "This takes longer than it should. It goes on by itself once the connection allows, and keeps what you have chosen.",
    failed: "The questions cannot be shown here right now.",
    crashed: "Something went wrong. Reload the page to go on: your answers are kept where this browser allows it.",
    language: "That language cannot be loaded right now.",
    link: "This link leads to no result: part of it is missing, or it was made for other questions. Go on below with your own answers.",
  },
  id: {
    loading: "Memuat pertanyaan…",
    timeout: "Pemuatannya lebih lama dari biasanya. Pertanyaan akan berlanjut sendiri begitu koneksi memungkinkan, dan pilihan Anda tidak hilang.",
    failed: "Pertanyaan belum dapat ditampilkan di sini.",
    crashed: "Ada yang tidak beres. Muat ulang halaman untuk melanjutkan: jawaban Anda tetap tersimpan selama peramban ini mengizinkannya.",
    language: "Bahasa itu belum dapat dimuat.",
    link: "Tautan ini tidak mengarah ke hasil apa pun: ada bagian yang hilang, atau dibuat untuk pertanyaan lain. Silakan lanjutkan di bawah dengan jawaban Anda sendiri.",
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
