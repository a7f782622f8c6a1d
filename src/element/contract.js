/**
 * What a site owner is told of <relasi-wizard>: the meaning of its attributes, events, properties and parts. No script that
 * a visitor downloads imports this. `node xtask/manifest.mjs` writes custom-elements.json, the tables of the guides and the
 * types from it; the type check names what is missing here.
 */

/**
 * @typedef {object} AttributeDoc
 * @property {string} meaning `{languages}` stands for the codes of those that ship
 * @property {string} [more] for the guide alone
 * @property {string} [otherwise] what holds where it is absent, if that is no value of it
 */

/** @type {Record<import("./attributes.js").AttributeName, AttributeDoc>} */
export const ATTRIBUTE_DOCS = {
  lang: {
    meaning: "language of the widget: {languages}",
    otherwise: "nearest `lang` in the page, then the browser's, then `en`",
  },
  content: {
    meaning: "base URL of a content pack to use in place of the built-in one",
    otherwise: "built-in",
  },
  loading: { meaning: "`lazy`: load when near the viewport; `eager`: at once" },
  theme: { meaning: "`auto`: as the page around or the device; `light`, `dark`" },
  "heading-level": { meaning: "1 to 6, the level of the widget's top heading" },
  persist: {
    meaning: "`none`, `session`, `local`: where answers survive a reload",
    more: "; with `none` visitors cannot have saved relationships kept either",
  },
  share: {
    meaning: "present: the result offers a link that carries the answers in the URL fragment",
    more: ", `#relasi=` and at most 48 letters; the page follows such links",
  },
  "letter-keys": {
    meaning: "present: the keys A, B, C, ... choose the options, whose letters stand beside them",
    more: "; only while the focus is on the question or one of them",
  },
  depth: {
    meaning: "`likely`, `decided`, `every`: how far to ask",
    more: "; `likely` stops after at most eight questions, `decided` when no answer could change who they are, `every` asks all that apply",
  },
  "cta-href": {
    meaning: "address of your own button under the result: http, https, mailto or tel",
    otherwise: "none",
  },
  "cta-label": { meaning: "label of that button", otherwise: "the address" },
};

/**
 * @typedef {object} EventDoc
 * @property {string} when
 * @property {string} type of its `detail`, by relasi.d.ts
 * @property {string} [detail] for the guide
 */

/** @type {Record<import("./events.js").EventName, EventDoc>} */
export const EVENT_DOCS = {
  ready: { when: "the questionnaire can be answered", type: "null" },
  start: { when: "the first answer has been given", type: "null" },
  step: {
    when: "another question is shown",
    type: "StepDetail",
    detail: "`{question, index, remaining}`, never the answer",
  },
  result: { when: "the result is shown", type: "Result", detail: "the Result" },
  cta: { when: "your own button has been pressed", type: "null" },
  error: {
    when: "it cannot be shown, cannot go on, or has recovered from a failure",
    type: "ErrorDetail",
    detail: "`{code, message}`, see [below](#when-something-is-wrong)",
  },
};

/** Properties and methods of the element, by the names of `RelasiWizardElement` in relasi.d.ts. */
export const MEMBER_DOCS = {
  result: { meaning: "the Result, or `null` before there is one", type: "Result | null", readonly: true },
  answers: {
    meaning: "the answers so far as `{question: option}`; set them to take the visitor to where they lead",
    type: "Answers",
  },
  "reset()": { meaning: "forget the answers and begin again" },
};

export const SLOT_DOCS = {
  "": "shown until the questionnaire is there, and kept if it can never be shown: a link or a sentence",
};

/**
 * The custom properties, each with its default in words; the values themselves are in styles/tokens.css.
 * @type {Record<import("./properties.js").PropertyName, { meaning: string, initial: string }>}
 */
export const PROPERTY_DOCS = {
  font: { meaning: "font family", initial: "that of the page" },
  size: { meaning: "size of the text; every other size follows", initial: "16px" },
  accent: { meaning: "buttons, the chosen option, progress, focus", initial: "blue" },
  "on-accent": { meaning: "text on the accent", initial: "white / near black" },
  ink: { meaning: "text", initial: "near black / white" },
  muted: { meaning: "help, notes", initial: "grey" },
  line: { meaning: "hairlines", initial: "light grey / grey" },
  paper: { meaning: "the card", initial: "white / near black" },
  wash: { meaning: "quiet areas in the card", initial: "off-white / darker" },
  client: { meaning: "what belongs to clients", initial: "blue" },
  customer: { meaning: "what belongs to customers", initial: "amber" },
  consumer: { meaning: "what belongs to consumers", initial: "green" },
  radius: { meaning: "corners of the card; smaller ones follow", initial: "14px" },
  border: { meaning: "border of the card; `0` where the page draws the frame", initial: "1px solid line" },
  padding: { meaning: "room inside the card", initial: "18px to 36px" },
  "scroll-margin": { meaning: "room above the card after a step, for a header that stays", initial: "12px" },
};

/** The parts, for `relasi-wizard::part(...)`: every `part="..."` of src/ui and of notices.js. */
export const PART_DOCS = {
  card: "everything",
  question: "a question",
  option: "each of its options",
  button: "every button",
  continue: "the button that leads on; also a `button`",
  back: "the button that leads back; also a `button`",
  cta: "your own button; also a `button`",
  result: "the result",
  panel: "the verdict and why, on the colour of its role",
  verdict: "its headline",
  steering: "the choices that rearrange the plan",
  fit: "how well each of the three fits",
  reasons: "why",
  changes: "what would change the result",
  plan: "the three steps to start with",
  path: "the path to another role",
  action: "each step of the plan, and of what it leaves out",
  beyond: "what the plan leaves out",
  take: "the ways to take the result along",
  table: "the three compared",
  relationships: "the saved relationships",
  footer: "languages, the privacy note, and what leads to saved relationships",
  failed: "the message where something is wrong",
};
