/**
 * Writes what is told of <relasi-wizard> in several places from the tables in src/element: custom-elements.json (the Custom
 * Elements Manifest that editors read), the tables of the guides, and the attributes in relasi.d.ts.
 *
 *     node xtask/manifest.mjs           writes them
 *     node xtask/manifest.mjs --check   names what is not current, and fails
 *
 * What is written into a file with other things in it stands between two comments that name it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { ATTRIBUTES, NAMES } from "../src/element/attributes.js";
import * as docs from "../src/element/contract.js";
import { EVENTS } from "../src/element/events.js";
import { PROPERTIES } from "../src/element/properties.js";

const at = (file) => new URL(`../${file}`, import.meta.url);
const read = (file) => readFileSync(at(file), "utf8");

const { languages } = JSON.parse(read("content/model.json"));
const code = (name) => `\`${name}\``;
const codes = languages.map((language) => code(language.code)).join(", ");

// --- the tables, put together -----------------------------------------------------------------------------------------

/** Whether an attribute is present or absent, rather than of some value. */
const isSwitch = ({ values }) => values?.join() === "";

const attributes = NAMES.map((name) => {
  const [row, { meaning, more = "", otherwise }] = [ATTRIBUTES[name], docs.ATTRIBUTE_DOCS[name]];
  const isNumber = row.values?.every((value) => /^\d+$/.test(value));
  const initial = isSwitch(row) ? "absent" : (otherwise ?? (isNumber ? row.initial : code(row.initial)));
  return { name, ...row, meaning: meaning.replace("{languages}", codes), more, isNumber, inWords: initial };
});

/** A table of Markdown. */
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell ?? "").join(" | ")} |`.replaceAll("|  |", "| |"))
    .join("\n");

/** A paragraph in lines of this width at most. */
const paragraph = (words, width) => {
  const filled = [""];
  for (const word of words) {
    const last = filled.at(-1);
    if (last && last.length + 1 + word.length > width) filled.push(word);
    else filled[filled.length - 1] = last ? `${last} ${word}` : word;
  }
  return filled.join("\n");
};

const list = (names) => `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Each block by its name. */
const blocks = {
  attributes: table(
    ["attribute", "meaning", "default"],
    attributes.map(({ name, meaning, more, inWords }) => [code(name), meaning + more, inWords]),
  ),
  "attributes in brief": table(
    ["attribute", "meaning", "default"],
    attributes.map(({ name, meaning, inWords }) => [code(name), meaning, inWords]),
  ),
  events: table(
    ["event", "when", "`detail`"],
    EVENTS.map((name) => [code(`relasi-${name}`), docs.EVENT_DOCS[name].when, docs.EVENT_DOCS[name].detail]),
  ),
  members: table(
    ["member", "meaning"],
    Object.entries(docs.MEMBER_DOCS).map(([name, { meaning }]) => [code(name), meaning]),
  ),
  properties: table(
    ["property", "what it is", "default"],
    Object.keys(PROPERTIES).map((name) => [
      code(`--relasi-${name}`),
      docs.PROPERTY_DOCS[name].meaning,
      docs.PROPERTY_DOCS[name].initial,
    ]),
  ),
  parts: table(
    ["part", "what it is"],
    Object.entries(docs.PART_DOCS).map(([name, meaning]) => [code(name), meaning]),
  ),
  parameters: paragraph(
    `\`embed.html\` takes every attribute but ${list(
      attributes.filter(({ inFrame }) => inFrame === false).map(({ name }) => code(name)),
    ).replace(/^ and /, "")} as a parameter, and the properties ${list(
      Object.entries(PROPERTIES)
        .filter(([, syntax]) => !syntax.startsWith("page"))
        .map(([name]) => code(name)),
    )} without \`--relasi-\`.`.split(" "),
    124,
  ),
  "types of attributes": attributes
    .map((row) => {
      const property = /^\w+$/.test(row.name) ? row.name : JSON.stringify(row.name);
      const numbers = row.isNumber ? [...row.values, ""].join(" | ") : "";
      const type = isSwitch(row) ? 'boolean | ""' : numbers + typeOf(row);
      const fallback = isSwitch(row) ? "" : ` Default: ${row.inWords}.`;
      return `  /** ${upper(row.meaning)}.${fallback} */\n  ${property}?: ${type};`;
    })
    .join("\n"),
};

/** What an attribute may be, in TypeScript. */
function typeOf({ values }) {
  return values?.map((value) => JSON.stringify(value)).join(" | ") ?? "string";
}

function upper(text) {
  return text[0].toUpperCase() + text.slice(1);
}

// --- custom-elements.json -----------------------------------------------------------------------------------------------

const manifest = {
  schemaVersion: "2.1.0",
  readme: "README.md",
  modules: [
    {
      kind: "javascript-module",
      path: "relasi.js",
      declarations: [
        {
          kind: "class",
          customElement: true,
          tagName: "relasi-wizard",
          name: "RelasiWizardElement",
          description: "A questionnaire: are the people you serve clients, customers or consumers?",
          superclass: { name: "HTMLElement" },
          attributes: attributes.map((row) => ({
            name: row.name,
            description: upper(`${row.meaning}${row.more}.`),
            type: { text: isSwitch(row) ? "boolean" : typeOf(row) },
            ...(row.initial ? { default: JSON.stringify(row.initial) } : {}),
          })),
          members: Object.entries(docs.MEMBER_DOCS).map(([name, { meaning, type, readonly }]) => ({
            kind: type ? "field" : "method",
            name: name.replace("()", ""),
            description: upper(`${meaning}.`),
            ...(type ? { type: { text: type } } : { return: { type: { text: "void" } } }),
            ...(readonly ? { readonly } : {}),
          })),
          events: EVENTS.map((name) => ({
            name: `relasi-${name}`,
            description: upper(`${docs.EVENT_DOCS[name].when}.`),
            type: { text: `CustomEvent<${docs.EVENT_DOCS[name].type}>` },
          })),
          slots: Object.entries(docs.SLOT_DOCS).map(([name, meaning]) => ({ name, description: upper(`${meaning}.`) })),
          cssParts: Object.entries(docs.PART_DOCS).map(([name, meaning]) => ({
            name,
            description: upper(`${meaning}.`),
          })),
          cssProperties: Object.entries(PROPERTIES).map(([name, syntax]) => ({
            name: `--relasi-${name}`,
            description: upper(`${docs.PROPERTY_DOCS[name].meaning}. Default: ${docs.PROPERTY_DOCS[name].initial}.`),
            ...(/^(color|length)$/.test(syntax) ? { syntax: `<${syntax}>` } : {}),
          })),
        },
        {
          kind: "function",
          name: "load",
          description: "Relasi without a user interface, in a browser or in Node.js.",
          parameters: [{ name: "options", optional: true, type: { text: "LoadOptions" } }],
          return: { type: { text: "Promise<Relasi>" } },
        },
      ],
      exports: [
        {
          kind: "custom-element-definition",
          name: "relasi-wizard",
          declaration: { name: "RelasiWizardElement", module: "relasi.js" },
        },
        { kind: "js", name: "load", declaration: { name: "load", module: "relasi.js" } },
      ],
    },
  ],
};

// --- writing and checking -----------------------------------------------------------------------------------------------

/** Puts the block of this name in its place. */
function filled(file, text, name) {
  const [open, close] = file.endsWith(".md")
    ? [`<!-- ${name}: by xtask/manifest.mjs -->\n`, `\n<!-- end of ${name} -->`]
    : [`// ${name}: by xtask/manifest.mjs\n`, `\n  // end of ${name}`];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`${file}: there is no block "${name}"`);
  // Markdown wants an empty line between a comment and a table.
  const space = file.endsWith(".md") ? "\n" : "";
  return text.slice(0, from + open.length) + space + blocks[name] + space + text.slice(to);
}

const FILES = {
  "docs/EMBED.md": ["attributes", "events", "members", "properties", "parts", "parameters"],
  "docs/PACKAGE.md": ["attributes in brief"],
  "src/element/relasi.d.ts": ["types of attributes"],
};

const written = [["src/element/custom-elements.json", `${JSON.stringify(manifest, null, 2)}\n`]];
for (const [file, names] of Object.entries(FILES)) {
  written.push([file, names.reduce((text, name) => filled(file, text, name), read(file))]);
}

const faults = [];
for (const [file, text] of written) {
  if (!process.argv.includes("--check")) writeFileSync(at(file), text);
  else if (read(file) !== text) faults.push(`${file} is not current: node xtask/manifest.mjs`);
}

// The form is written by hand: its labels are sentences, and its order is for people.
const form = read("index.html").match(/<form[\s\S]*<\/form>/)?.[0] ?? "";
for (const { name, inBuilder } of attributes) {
  const isThere = form.includes(`name="${name}"`);
  if (isThere !== (inBuilder !== false)) {
    faults.push(`index.html ${isThere ? "has a" : "has no"} field "${name}", unlike the table in attributes.js says`);
  }
}

for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
