//! The pack exactly as it is written in its files: what an author edits, what the JSON Schema describes, and what both
//! `serde_json` (natively) and `embed::read` (in the browser) read. Nothing here is checked yet; see
//! [`check`](super::check).

use serde::Deserialize;

use super::Map;

/// `model.json`: what the pack knows, without a sentence of text.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelFile {
    /// Where the editor finds the schema of this file. Not used by the product.
    #[serde(rename = "$schema", default)]
    pub schema: Option<String>,
    /// The languages of the pack; each has a file `CODE.json`. The first one is the fallback.
    pub languages: Vec<LanguageEntry>,
    /// The weight of evidence behind each level, in decibans (1 to 30), strongest first.
    pub levels: Levels,
    /// What holds before any answer, in decibans for each type and kind; left out means 0.
    #[serde(default)]
    pub prior: Map<Role, i16>,
    /// How far apart the types must stand for each firmness, in decibans.
    pub margins: Margins,
    /// The articles and surveys that the pack cites, and the claims that it takes from each.
    pub sources: Vec<SourceEntry>,
    /// The questions. A condition may only name a question that stands before its own.
    pub questions: Vec<QuestionEntry>,
    /// What the plan can advise, in the order in which it is advised.
    pub actions: Vec<ActionEntry>,
    /// The rows of the table that compares the three types.
    #[serde(default)]
    pub table: Vec<RowEntry>,
    /// Claims that the pack deliberately does not use, each with the reason.
    #[serde(default)]
    pub set_aside: Map<String, String>,
}

/// One language of the pack.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LanguageEntry {
    /// BCP 47 code, for example `en`. Names the file.
    pub code: String,
    /// What the language calls itself, for example `English`.
    pub name: String,
}

/// Whom evidence speaks about: the three types, and the three kinds of customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Someone you act for.
    Client,
    /// Someone who buys from you.
    Customer,
    /// Someone who uses what you make.
    Consumer,
    /// A customer inside your own organisation.
    Internal,
    /// A customer outside it.
    External,
    /// A customer who passes it on.
    Intermediary,
}

/// How much an answer tells, in words; [`Levels`] turns them into decibans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Settles the matter unless several other answers contradict it.
    Decisive,
    /// One other strong answer can balance it.
    Strong,
    /// Tips a case that is otherwise open.
    Moderate,
    /// Counts only beside others.
    Slight,
    /// Asked and answered, and tells nothing: said on purpose, so that it is not taken for an omission.
    None,
}

/// The decibans behind each [`Level`].
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Decibans of [`Level::Decisive`].
    pub decisive: i16,
    /// Decibans of [`Level::Strong`].
    pub strong: i16,
    /// Decibans of [`Level::Moderate`].
    pub moderate: i16,
    /// Decibans of [`Level::Slight`].
    pub slight: i16,
}

/// Thresholds of the difference between two types, in decibans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// A lead smaller than this is no lead: the case lies between the types.
    pub between: i16,
    /// A type that stands less than this behind the leader is named as the second role. At least `between`.
    pub also: i16,
    /// A lead of this or more is clear; a smaller one leans. At least `also`.
    pub clear: i16,
}

/// An article or survey.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    /// Short name; a claim is cited as `source.claim`.
    pub id: String,
    /// Where it can be read: http, https, mailto, or relative to the page.
    #[serde(default)]
    pub link: Option<String>,
    /// The names of the claims taken from it.
    pub claims: Vec<String>,
}

/// What the answers to a question are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// They are evidence for the verdict. Asked until the verdict is decided.
    Classify,
    /// They steer the plan. Asked once the verdict is decided.
    Advise,
}

/// A question as written. Its sentences stand in the language files under the same id.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionEntry {
    /// Lower-case letters, digits and `_`.
    pub id: String,
    /// What the answers are for.
    pub purpose: Purpose,
    /// Asked only where all of these hold.
    #[serde(default)]
    pub when: Vec<ConditionEntry>,
    /// Two to eight answers. "Not sure" is always offered beside them and is never written here.
    pub options: Vec<OptionEntry>,
    /// The claims that say why this is worth asking, as `source.claim`.
    pub sources: Vec<String>,
}

/// A condition on the answer to an earlier question. Exactly one of `is` and `not` is given.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConditionEntry {
    /// The question.
    pub question: String,
    /// Holds if the answer is one of these. Unanswered and "not sure" do not hold.
    #[serde(default)]
    pub is: Vec<String>,
    /// Holds unless the answer is one of these. Unanswered and "not sure" hold.
    #[serde(default)]
    pub not: Vec<String>,
}

/// An answer that a question offers.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionEntry {
    /// Lower-case letters, digits and `_`; unique in its question.
    pub id: String,
    /// Types and kinds that this answer speaks for.
    #[serde(default, rename = "for")]
    pub speaks_for: Map<Role, Level>,
    /// Types and kinds that this answer speaks against.
    #[serde(default)]
    pub against: Map<Role, Level>,
    /// The claims behind that, as `source.claim`.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// Which part of the plan an action belongs to, in the order in which the plan shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Mend what is in trouble now.
    Repair,
    /// Serve this kind of relationship well.
    Serve,
    /// Turn it into more.
    Grow,
    /// Keep it in proportion to the other relationships.
    Balance,
}

/// How much work an action takes until its first result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// About an hour.
    Hour,
    /// About a day.
    Day,
    /// A week or more.
    Week,
}

/// Something to do. Its sentences stand in the language files under the same id.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActionEntry {
    /// Lower-case letters, digits and `_`.
    pub id: String,
    /// The part of the plan.
    pub part: Part,
    /// Advised only where the verdict names one of these types or kinds; empty: for every verdict.
    #[serde(default, rename = "for")]
    pub advised_for: Vec<Role>,
    /// Advised only where all of these hold.
    #[serde(default)]
    pub when: Vec<ConditionEntry>,
    /// How much work it is.
    pub effort: Effort,
    /// The claims behind it, as `source.claim`.
    pub sources: Vec<String>,
}

/// A row of the comparison table.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowEntry {
    /// Lower-case letters, digits and `_`.
    pub id: String,
    /// The question that asks about this row, if one does.
    #[serde(default)]
    pub question: Option<String>,
    /// The claims behind its cells, as `source.claim`.
    pub sources: Vec<String>,
}

/// `en.json`, `id.json`, ...: every sentence that a visitor reads, by id.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextFile {
    /// Where the editor finds the schema of this file. Not used by the product.
    #[serde(rename = "$schema", default)]
    pub schema: Option<String>,
    /// The code of the language, as in `model.json`.
    pub language: String,
    /// The words of the frame around the questions, by the names in `src/content/phrases.rs`.
    pub phrases: Map<String, String>,
    /// What each type and kind is called.
    pub roles: Map<Role, RoleText>,
    /// By the id of the question.
    pub questions: Map<String, QuestionText>,
    /// By the id of the action.
    pub actions: Map<String, ActionText>,
    /// By the id of the source.
    pub sources: Map<String, SourceText>,
    /// By the id of the row.
    #[serde(default)]
    pub table: Map<String, RowText>,
}

/// What a type or kind is called, and what it means.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleText {
    /// As a label: `Client`.
    pub name: String,
    /// In a sentence, of many: `clients`.
    pub many: String,
    /// One sentence: who that is.
    pub meaning: String,
}

/// The sentences of a question.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionText {
    /// The question itself.
    pub prompt: String,
    /// One or two sentences with an example.
    pub help: String,
    /// By the id of the option.
    pub options: Map<String, OptionText>,
}

/// The words of an option.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionText {
    /// The answer, as the visitor would say it.
    pub label: String,
    /// A short addition below it.
    #[serde(default)]
    pub note: Option<String>,
    /// The answer as a reason, after "because": "they sell it on". No capital, no full stop.
    pub reason: String,
}

/// The sentences of an action.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActionText {
    /// What to do, in a few words.
    pub title: String,
    /// What to do, in two to four sentences, with a concrete example.
    pub text: String,
    /// The first step, for this week.
    pub first: String,
    /// How to tell that it works.
    pub measure: String,
    /// Text to copy and use as it is. Either in every language or in none.
    #[serde(default)]
    pub ready: Option<String>,
}

/// What a source is called and what it claims.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceText {
    /// The title of the article.
    pub title: String,
    /// Who published it, or that it is not stated.
    pub publisher: String,
    /// Each claim in a sentence of our own, by its name.
    pub claims: Map<String, String>,
}

/// A row of the comparison table.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowText {
    /// What is compared.
    pub label: String,
    /// For a client.
    pub client: String,
    /// For a customer.
    pub customer: String,
    /// For a consumer.
    pub consumer: String,
}
