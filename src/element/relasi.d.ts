/**
 * Types of Relasi: the element <relasi-wizard>, its events, and `load()` for use without a user interface.
 * What everything means to a site owner stands in the guide, docs/EMBED.md.
 */

/** What the people who receive an offer are to the business. */
export type Relationship = "client" | "customer" | "consumer";

/** Where a customer stands: in the same organisation, outside it, or buying to pass it on. */
export type CustomerKind = "internal" | "external" | "intermediary";

/** How far the leading relationship is ahead. */
export type Firmness = "clear" | "leaning" | "between";

/** How far to ask: until it is likely enough, until it is proved, or through every question that applies. */
export type Depth = "likely" | "decided" | "every";

/** The chosen option by question; `"not_sure"` is an option of every question. */
export type Answers = Record<string, string>;

export interface Verdict {
  /** The relationship that fits best; where both are held, the one by which they choose and pay. */
  type: Relationship;
  /** Whether `type` and `also` are both held, as by whoever buys a thing and then uses it. */
  both: boolean;
  /** The other one where both are held; otherwise the second, where it is close enough to be named. */
  also: Relationship | null;
  /** The third, where even that is close enough to be named. */
  third: Relationship | null;
  /** Which kind of customer; `null` where the answers do not tell. */
  kind: CustomerKind | null;
  firmness: Firmness;
}

/** What one answer says. */
export interface Reason {
  question: string;
  option: string;
  /** The relationship that it tells most about. */
  type: Relationship;
  /** How strongly, in decibans: for it where positive, against it where negative. Ten of them are odds of ten to one. */
  weight: number;
  /** The kind of customer that it speaks for, if any. */
  kind: CustomerKind | null;
  /** The claims that this rests on, as `source.number`. */
  sources: string[];
}

/** The fewest other answers that would lead to another verdict: what the owner can change, or one circumstance. */
export interface Change {
  changes: { question: string; from: string; to: string }[];
  /** Whether it is a circumstance: nothing to bring about, only to know. */
  circumstance: boolean;
  verdict: Verdict;
}

/** A step of the plan for this relationship. */
export interface Action {
  id: string;
  title: string;
  text: string;
  /** The answers that it was chosen for. */
  because: { question: string; option: string }[];
  sources: string[];
}

export interface Result {
  verdict: Verdict;
  /** How well each relationship fits; together 1. Not a probability. */
  fit: Record<Relationship, number>;
  /** The strongest first. */
  because: Reason[];
  /** What the owner can change stands before circumstances. */
  would_change: Change[];
  /** The ids of the actions to start with, the most pressing first. */
  first: string[];
  plan: Action[];
  /** How many questions have been answered. */
  answered: number;
  /** Whether it is proved that no further answers could change type, both or kind, however many. */
  decided: boolean;
  /** The questions not answered of which a single answer could still change it. */
  could_change: string[];
}

// --- without a user interface

export interface LoadOptions {
  /** Language of the sentences; `en` where it is not there. */
  lang?: string;
  /** How far `next` asks; `likely` where it is not given. */
  depth?: Depth;
  /** Base address of a content pack to use in place of the built-in one. */
  content?: string;
  /** The bytes of relasi.wasm, where they are not to be read from beside the script. */
  wasm?: BufferSource;
  /** A content pack that is at hand: what was read from its model.json... */
  model?: object;
  /** ... and from the file of a language. */
  text?: object;
}

export interface Question {
  id: string;
  prompt: string;
  help: string;
  options: { id: string; label: string }[];
}

/** The question to ask next, or that there is no need to ask on. */
export type Next = { question: string; done?: undefined } | { done: true; question?: undefined };

export interface Relasi {
  questions(): Question[];
  /** @throws Error that names the unknown ids or depth */
  next(answers: Answers, options?: { depth?: Depth }): Next;
  /** @throws Error that names the unknown ids */
  classify(answers: Answers): Result;
}

/**
 * Loads Relasi without a user interface, in a browser or in Node.js.
 * @throws Error with a `code`, as in the event `relasi-error`
 */
export function load(options?: LoadOptions): Promise<Relasi>;

// --- the element

/** The attributes of <relasi-wizard>. Each can be changed at any time; no answer is lost. */
export interface RelasiWizardAttributes {
  // types of attributes: by xtask/manifest.mjs
  /** Language of the widget: `en`, `id`. Default: nearest `lang` in the page, then the browser's, then `en`. */
  lang?: string;
  /** Base URL of a content pack to use in place of the built-in one. Default: built-in. */
  content?: string;
  /** `lazy`: load when near the viewport; `eager`: at once. Default: `lazy`. */
  loading?: "lazy" | "eager";
  /** `auto`: as the page around or the device; `light`, `dark`. Default: `auto`. */
  theme?: "auto" | "light" | "dark";
  /** 1 to 6, the level of the widget's top heading. Default: 2. */
  "heading-level"?: 1 | 2 | 3 | 4 | 5 | 6 | "1" | "2" | "3" | "4" | "5" | "6";
  /** `none`, `session`, `local`: where answers survive a reload. Default: `session`. */
  persist?: "none" | "session" | "local";
  /** Present: the result offers a link that carries the answers in the URL fragment. */
  share?: boolean | "";
  /** Present: the keys A, B, C, ... choose the options, whose letters stand beside them. */
  "letter-keys"?: boolean | "";
  /** `likely`, `decided`, `every`: how far to ask. Default: `likely`. */
  depth?: "likely" | "decided" | "every";
  /** Address of your own button under the result: http, https, mailto or tel. Default: none. */
  "cta-href"?: string;
  /** Label of that button. Default: the address. */
  "cta-label"?: string;
  // end of types of attributes
}

export interface RelasiWizardElement extends HTMLElement {
  /** `null` before there is one. */
  readonly result: Result | null;
  /**
   * The answers so far, as a copy. Setting them takes the visitor to where they lead.
   * @throws Error that names the unknown ids
   */
  get answers(): Answers;
  set answers(answers: Answers | null);
  /** Forgets the answers and begins again. */
  reset(): void;
}

/** Where the visitor is; never what they answered. */
export interface StepDetail {
  /** The question on the screen. */
  question: string;
  /** Its place in this run, from 1. */
  index: number;
  /** At most so many follow it. */
  remaining: number;
}

/** What went wrong; explained in the guide, under "When something is wrong". */
export type ErrorCode =
  | "unsupported"
  | "blocked"
  | "script"
  | "wasm"
  | "content"
  | "language"
  | "timeout"
  | "recovered"
  | "crashed"
  | "failed";

export interface ErrorDetail {
  code: ErrorCode;
  message: string;
}

/** What the element fires. All of them bubble, and leave a shadow tree. */
export interface RelasiEventMap {
  "relasi-ready": CustomEvent<null>;
  "relasi-start": CustomEvent<null>;
  "relasi-step": CustomEvent<StepDetail>;
  "relasi-result": CustomEvent<Result>;
  "relasi-cta": CustomEvent<null>;
  "relasi-error": CustomEvent<ErrorDetail>;
}

declare global {
  interface HTMLElementTagNameMap {
    "relasi-wizard": RelasiWizardElement;
  }
  // On elements, documents and windows alike, since they bubble.
  interface GlobalEventHandlersEventMap extends RelasiEventMap {}
}
