/**
 * Makes `dist/` of what is compiled: bundles scripts, styles and content, hashes what can be hosted, and writes the npm
 * package. Run by xtask in the project's root: `node xtask/build.mjs PACKAGES PARTS OUT`, where PARTS holds what cargo,
 * wasm-bindgen and prerender have made.
 */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [packages, parts, out] = process.argv.slice(2).map((folder) => resolve(folder));
const esbuild = createRequire(join(packages, "esbuild"))("esbuild");

/** The oldest browsers that run Relasi, as docs/EMBED.md states and explains them: esbuild writes no syntax that they lack. */
const OLDEST = ["chrome123", "firefox121", "safari17.5"];

/** Scripts and styles that stand alone, and where they go. They are no modules, so that any page can name them. */
const ALONE = {
  "src/element/frame/embed.js": "embed.js",
  "src/element/frame/embed.css": "embed.css",
  "src/element/frame/relasi-frame.js": "relasi-frame.js",
  "src/page/page.js": "page.js",
  "styles/page.css": "page.css",
};

/** The demo page is for looking, not for hosting elsewhere. */
const PAGE = ["index.html", "page.css", "page.js"];

const read = (file) => readFile(file, "utf8");
const writeJson = (file, value) => writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
const element = (file) => resolve("src/element", file);

/** What editors and Storybook read of the tag; xtask/manifest.mjs writes it. */
const MANIFEST = element("custom-elements.json");

// --- bundling -------------------------------------------------------------------------------------------------------

/** tsconfig.json is for the check of types; esbuild would take it for its own. */
const COMMON = { bundle: true, target: OLDEST, logLevel: "warning", tsconfigRaw: {} };

const bundle = (options) => esbuild.build({ ...COMMON, minify: true, charset: "utf8", ...options });

/**
 * What is made here, under the names by which `src/element` imports it: a path, or contents with their loader. All of these
 * names begin with `relasi-`, since no such file is in the source tree.
 */
const made = (modules) => ({
  name: "made",
  setup(build) {
    build.onResolve({ filter: /^relasi-/ }, ({ path: name }) => {
      const module = modules[name];
      if (module === undefined) return { errors: [{ text: `the build makes no module ${name}` }] };
      return typeof module === "string" ? { path: module } : { path: name, namespace: "made" };
    });
    build.onLoad({ filter: /.*/, namespace: "made" }, ({ path: name }) => modules[name]);
  },
});

/** A module whose default export is the text of a minified style sheet. */
async function styles(file) {
  const { outputFiles } = await bundle({ entryPoints: [file], write: false });
  return { contents: outputFiles[0].text, loader: "text" };
}

/**
 * The bindings keep their instance in variables of their module. As a function, every call makes a fresh one without a
 * request: that is how the widget goes on after a crash. The function takes the `WebAssembly` that its instance comes from.
 */
async function bindings(file) {
  const plain = { ...COMMON, format: "esm", write: false };
  const { metafile } = await esbuild.build({ ...plain, entryPoints: [file], metafile: true });
  const names = Object.values(metafile.outputs)[0].exports.filter((name) => name !== "initSync");
  const contents = `
    import { ${names.map((name) => `${name} as ${name}_`)} } from ${JSON.stringify(file)};
    bindings = { ${names.map((name) => `${name}: ${name}_`)} };`;
  const { outputFiles } = await esbuild.build({ ...plain, stdin: { contents, resolveDir: parts } });
  return {
    contents: `export default (WebAssembly) => { let bindings; ${outputFiles[0].text} return bindings; };`,
    resolveDir: parts,
  };
}

/** Wasm and packs as `relasi.standalone.js` carries them: of a byte a character, which compresses nearly as well. */
async function inlined(languages) {
  const names = [...languages.map((code) => `content/${code}.pack`), "relasi.wasm"];
  const file = async (name) => [name, await readFile(join(parts, name), "latin1")];
  return { contents: JSON.stringify(Object.fromEntries(await Promise.all(names.map(file)))), loader: "json" };
}

/** Bundles `src/element` into the script that a page names, what it loads, and all of that in one file. */
async function bundleElement() {
  const messages = await read(join(parts, "messages.json"));
  const languages = Object.keys(JSON.parse(messages));
  const modules = {
    "relasi-bindings": await bindings(join(parts, "relasi.js")),
    "relasi-css": await styles("styles/widget.css"),
    "relasi-files": await inlined(languages),
    "relasi-first-css": await styles("styles/first.css"),
    "relasi-first-screens": join(parts, "screens.jsx"),
    "relasi-reader-bindings": join(parts, "relasi-reader.js"),
  };
  const define = { RELASI_LANGUAGES: JSON.stringify(languages), RELASI_MESSAGES: messages };
  const script = (file, name, assets, version) =>
    bundle({
      entryPoints: [element(file)],
      outfile: join(out, name),
      format: "esm",
      jsxFactory: "h",
      define: version ? { ...define, VERSION: JSON.stringify(version) } : define,
      plugins: [made({ ...modules, "relasi-assets": assets && element(assets) })],
    });
  await script("reader.js", "relasi-reader.js");
  await script("runtime.js", "relasi-app.js");
  const version = await versionOf([
    ...languages.map((code) => `content/${code}.pack`),
    ...["relasi-app.js", "relasi-reader.js", "relasi-reader.wasm", "relasi.wasm"],
  ]);
  await script("element.js", "relasi.js", "assets.js", version);
  await script("element.js", "relasi.standalone.js", "assets.inlined.js", version);
}

/** What tells the files beside the script of one build from those of another. */
async function versionOf(names) {
  const hash = createHash("sha256");
  for (const name of names) hash.update(await readFile(join(out, name)));
  return hash.digest("hex").slice(0, 8);
}

// --- what site owners get besides -----------------------------------------------------------------------------------

/** The hashes by file, for the `integrity` of scripts and styles. */
async function writeHashes(files) {
  const hash = async (file) => {
    const digest = createHash("sha384").update(await readFile(join(out, file)));
    return [file, `sha384-${digest.digest("base64")}`];
  };
  await writeJson(join(out, "sri.json"), Object.fromEntries(await Promise.all(files.map(hash))));
}

/** Writes `npm/`, to be published as it is: `npm publish dist/npm`. */
async function writePackage(files) {
  const npm = join(out, "npm");
  await mkdir(npm);
  await copyFolder(join(out, "content"), join(npm, "content"));
  for (const file of files) await copyFile(join(out, file), join(npm, file));
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) await copyFile(file, join(npm, file));
  await copyFile(element("relasi.d.ts"), join(npm, "relasi.d.ts"));
  await copyFile("docs/PACKAGE.md", join(npm, "README.md"));

  const module = (script) => ({ types: "./relasi.d.ts", default: `./${script}` });
  // Whatever is hosted beside the script can be named, to be copied or read: the wasm, the content, the iframe variant.
  const hosted = Object.fromEntries([...files, "content/*", "package.json"].map((file) => [`./${file}`, `./${file}`]));
  const [, version] = (await read("Cargo.toml")).match(/^version = "(.+)"$/m);
  await writeJson(join(npm, "package.json"), {
    name: "relasi",
    version,
    description: "A questionnaire as a custom element: are the people you serve clients, customers or consumers?",
    keywords: ["custom-element", "web-component", "questionnaire", "widget", "wasm", "client", "customer"],
    license: "MIT OR Apache-2.0",
    type: "module",
    types: "./relasi.d.ts",
    customElements: "custom-elements.json",
    exports: { ".": module("relasi.js"), "./standalone": module("relasi.standalone.js"), ...hosted },
    // They define the tag.
    sideEffects: ["./relasi.js", "./relasi.standalone.js"],
    files: ["*.js", "*.css", "*.html", "*.wasm", "*.json", "*.d.ts", "content", "LICENSE-*"],
  });
}

async function copyFolder(from, to) {
  await mkdir(to);
  for (const file of await readdir(from)) await copyFile(join(from, file), join(to, file));
}

/** Every file at the root of `dist/` that others may host, by name. */
async function hosted() {
  const entries = await readdir(out, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return files.filter((name) => !PAGE.includes(name)).sort();
}

// --------------------------------------------------------------------------------------------------------------------

/** trunk has a page of its own there, which reloads itself while it is served; all else that it has left is made anew. */
async function clear() {
  const page = await read(join(out, "index.html")).catch(() => read("index.html"));
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const lines = page.split(/^/m).filter((line) => !line.includes("<link data-trunk "));
  await writeFile(join(out, "index.html"), lines.join(""));
}

await clear();
await copyFolder(join(parts, "content"), join(out, "content"));
for (const wasm of ["relasi.wasm", "relasi-reader.wasm"]) await copyFile(join(parts, wasm), join(out, wasm));
for (const [from, to] of Object.entries(ALONE)) await bundle({ entryPoints: [from], outfile: join(out, to) });
await copyFile(element("frame/embed.html"), join(out, "embed.html"));
await copyFile(MANIFEST, join(out, "custom-elements.json"));
await bundleElement();
const files = await hosted();
await writeHashes(files);
await writePackage(files);
