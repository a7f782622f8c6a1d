/** What the build puts in: xtask/build.mjs defines these names and makes these modules, none of which is in the source tree. */

/** The languages of the pack that ships. */
declare const RELASI_LANGUAGES: string[];

/** What the shell says before a pack is there: by language, by phrase. */
declare const RELASI_MESSAGES: Record<string, Record<string, string>>;

/** Tells the files of one release from those of another. */
declare const VERSION: string;

/** The minified styles of the first screen. */
declare module "relasi-first-css" {
  const css: string;
  export default css;
}

/** The minified styles of all other screens. */
declare module "relasi-css" {
  const css: string;
  export default css;
}

/** The first screen in each language, drawn when Relasi is built; `h` makes its nodes. */
declare module "relasi-first-screens" {
  export type Make = (
    tag: string,
    attributes: Record<string, string> | null,
    ...children: (Node | string)[]
  ) => Element;
  const screens: Record<string, (h: Make) => Node>;
  export default screens;
}

/** What `relasi.standalone.js` carries: files by name, a character for each byte. */
declare module "relasi-files" {
  const files: Record<string, string>;
  export default files;
}

/** The bindings to the wasm, wrapped as a function that makes a fresh instance with each call; see `Pack` and `mount` in Rust. */
declare module "relasi-bindings" {
  type Answers = import("./relasi.js").Answers;
  type Settings = import("./attributes.js").Settings;
  export class Pack {
    constructor(file: Uint8Array, name: string);
    questions(): import("./relasi.js").Question[];
    next(answers: Answers, depth?: string | null): import("./relasi.js").Next;
    classify(answers: Answers): import("./relasi.js").Result;
    messages(): Record<string, string>;
    decode(code: string): Answers | undefined;
    calendar(answers: Answers, done: string[], name: string, today: number): string;
    fitting(answers: Answers): Answers;
  }

  type Host = ReturnType<typeof import("./host.js").hostOf>;

  /** Read by `Start` in src/web/mount.rs. */
  export interface Start {
    host: Host;
    settings: Settings;
    answers: Answers;
    done: string[];
    name: string;
  }

  export class Mounted {
    set(pack: Pack, settings: Settings): void;
    give(answers: Answers): void;
    loadSaved(): void;
    reuse(pack: Pack, start: Start): void;
  }

  export interface Bindings {
    default(from: { module_or_path: WebAssembly.Module }): Promise<unknown>;
    onCrash(listener: (message: string) => void): void;
    mount(root: Element, pack: Pack, start: Start): Mounted;
    Pack: typeof Pack;
  }

  /** `guard` sees every call into the wasm. */
  export default function bound(guard: (exports: WebAssembly.Exports) => WebAssembly.Exports): Bindings;
}

/** The bindings to the wasm that reads packs as written. */
declare module "relasi-reader-bindings" {
  export default function initialise(from: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  export function compile(model: unknown, text: unknown, folder: string, file: string): Uint8Array;
}
