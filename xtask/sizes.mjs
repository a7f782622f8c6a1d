/**
 * What each file in `dist/` weighs, and what it may weigh. Run by xtask: `node xtask/sizes.mjs print` shows it, `check`
 * fails where a file weighs more than it may.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/**
 * Bytes that a file may come to after brotli at its best. Visitors download the whole file, so growing past this has to be
 * worth it: then raise its number here, in the commit that says why. A `*` stands for every file of a folder.
 */
const BUDGETS = {
  // Before the first question is on the screen.
  "relasi.js": 8_600,
  // 570 of them are the warning about colours, 2 600 the export, the print and the picture, 380 letter shortcuts and forced-colors drawings.
  "relasi-app.js": 14_200,
  "relasi.wasm": 113_500,
  // 2 200 of them are words for results that are both, three steps and the path, and options that exclude each other.
  "content/*.pack": 26_600,
  "relasi.standalone.js": 190_000,
  // 80 of them are the table of attributes, which the element, the demo page and the guides share.
  "embed.js": 1_120,
  "relasi-frame.js": 1_024,
};

/** What everyone downloads who answers the questions in one language, here that of the demo page; and its budget. */
const VISIT = ["relasi.js", "relasi-app.js", "relasi.wasm", "content/en.pack"];
const VISIT_BUDGET = 160_000;

const DIST = "dist";

/** Whether a file goes by this name in the table. */
const goesBy = (name, file) => {
  const [before, after = ""] = name.split("*");
  return name.includes("*") ? file.startsWith(before) && file.endsWith(after) : file === name;
};

/** Every file of `dist/` but the npm package, which holds the same again; paths as a host would serve them. */
function weigh() {
  const entries = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) =>
    join(parentPath, name)
      .slice(DIST.length + 1)
      .replaceAll("\\", "/"),
  );
  const names = paths.filter((path) => !path.startsWith("npm/")).sort();
  for (const name of [...Object.keys(BUDGETS), ...VISIT]) {
    if (!names.some((file) => goesBy(name, file))) fail(`dist/ is not whole: ${name} is missing`);
  }
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const files = names.map((name) => {
    const bytes = readFileSync(join(DIST, name));
    const budget = Object.entries(BUDGETS).find(([named]) => goesBy(named, name))?.[1];
    return { name, bytes: bytes.length, packed: brotliCompressSync(bytes, { params }).length, budget };
  });
  const visited = files.filter(({ name }) => VISIT.includes(name));
  const sum = (of) => visited.reduce((total, file) => total + file[of], 0);
  files.push({ name: "a visit in one language", bytes: sum("bytes"), packed: sum("packed"), budget: VISIT_BUDGET });
  return files;
}

function print() {
  const line = (name, ...figures) =>
    console.log(name.padEnd(24) + figures.map((figure = "") => String(figure).padStart(12)).join(""));
  console.log();
  line("dist/", "bytes", "brotli-11", "budget");
  for (const { name, bytes, packed, budget } of weigh()) line(name, bytes, packed, budget);
  console.log(`  (${VISIT.join(" + ")})`);
}

function check() {
  const over = weigh().filter(({ packed, budget }) => packed > budget);
  const lines = over.map(
    ({ name, packed, budget }) => `${name}: ${packed} bytes, ${packed - budget} over its budget of ${budget}`,
  );
  if (over.length) fail(["dist/ has grown past what xtask/sizes.mjs allows", ...lines].join("\n       "));
}

function fail(why) {
  console.error(`error: ${why}`);
  process.exit(1);
}

({ print, check })[process.argv[2]]();
