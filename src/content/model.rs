//! The checked pack: ids have become indices, levels decibans, and nothing in it can be wrong any more.

use super::terms::{Bearing, Effort, Level, Part, Purpose, Role};

/// A type of relationship: what the verdict names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// Someone you act for.
    Client,
    /// Someone who buys from you.
    Customer,
    /// Someone who uses what you make.
    Consumer,
}

impl Type {
    /// The types in the order in which scores are kept.
    pub const ALL: [Self; 3] = [Self::Client, Self::Customer, Self::Consumer];

    /// The id used in files, events and results.
    #[must_use]
    pub fn id(self) -> &'static str {
        Role::from(self).id()
    }
}

/// A kind of customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Inside your own organisation.
    Internal,
    /// Outside it, buying for themselves.
    External,
    /// Passes it on: reseller, distributor, agent.
    Intermediary,
}

impl Kind {
    /// The kinds in the order in which scores are kept.
    pub const ALL: [Self; 3] = [Self::Internal, Self::External, Self::Intermediary];

    /// The id used in files, events and results.
    #[must_use]
    pub fn id(self) -> &'static str {
        Role::from(self).id()
    }
}

impl From<Type> for Role {
    fn from(of: Type) -> Self {
        match of {
            Type::Client => Self::Client,
            Type::Customer => Self::Customer,
            Type::Consumer => Self::Consumer,
        }
    }
}

impl From<Kind> for Role {
    fn from(of: Kind) -> Self {
        match of {
            Kind::Internal => Self::Internal,
            Kind::External => Self::External,
            Kind::Intermediary => Self::Intermediary,
        }
    }
}

/// Decibans for each [`Type`] and each [`Kind`], in the order of their `ALL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// For client, customer, consumer.
    pub types: [i16; 3],
    /// For internal, external, intermediary.
    pub kinds: [i16; 3],
}

impl Evidence {
    /// For one type or kind.
    #[must_use]
    pub fn of(&self, role: impl Into<Role>) -> i16 {
        let place = role.into() as usize;
        if place < 3 { self.types[place] } else { self.kinds[place - 3] }
    }

    /// How much more for one type than for another, or for one kind than for another.
    #[must_use]
    pub fn lead(&self, of: Role, over: Role) -> i16 {
        self.of(of) - self.of(over)
    }
}

/// Index of a question in [`Model::questions`].
pub type QuestionIx = usize;
/// Index of an option in [`Question::options`].
pub type ChoiceIx = usize;
/// Index of a claim in [`Model::claims`].
pub type ClaimIx = usize;

/// A checked pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Evidence before any answer.
    pub prior: Evidence,
    /// The decibans behind each level.
    pub levels: Levels,
    /// Thresholds between the types, in decibans.
    pub margins: Margins,
    /// When asking stops while the verdict is not yet proved.
    pub stop: Stop,
    /// The two roles that one party can hold together.
    pub together: Option<Together>,
    /// The questions; conditions point backwards only.
    pub questions: Vec<Question>,
    /// The actions, in the order in which they are advised.
    pub actions: Vec<Action>,
    /// The rows of the comparison table.
    pub table: Vec<Row>,
    /// Advice on a mix of relationships, in the order in which it is given.
    pub mix: Vec<MixAdvice>,
    /// What is said of a way to another role, in the order in which it is said.
    pub paths: Vec<PathNote>,
    /// The sources.
    pub sources: Vec<Source>,
    /// Every claim of every source, in the order of the file.
    pub claims: Vec<Claim>,
    /// Code and own name of each language; the first is the fallback.
    pub languages: Vec<(String, String)>,
}

/// The decibans behind each [`Level`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "authoring", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Margins {
    /// A lead smaller than this is no lead: the case lies between the types.
    pub between: i16,
    /// A type that stands less than this behind the leader is named as the second role. At least `between`.
    pub also: i16,
    /// A lead of this or more is clear; a smaller one leans. At least `also`.
    pub clear: i16,
}

/// When asking stops while the verdict is not yet proved. Of questions that classify.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// After this many answers asking stops as soon as no further answer could, by itself, change who they are.
    pub after: usize,
    /// After this many answers asking stops in any case.
    pub most: usize,
}

/// Two roles that one party can hold together. Where both are held, neither takes anything from the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// The role that the verdict names first where both are held.
    pub first: HeldRole,
    /// The other one.
    pub second: HeldRole,
}

/// A role of a pair, and how answers show that it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Type,
    /// Held where all of these hold; at least one. They are on questions that classify.
    pub when: Vec<Condition>,
}

impl Together {
    /// Both roles, the first one first.
    pub fn roles(&self) -> impl Iterator<Item = &HeldRole> {
        [&self.first, &self.second].into_iter()
    }

    /// The type that is not of the pair.
    #[must_use]
    pub fn rest(&self) -> Type {
        let is_outside = |of: &Type| self.roles().all(|held| held.role != *of);
        Type::ALL.into_iter().find(is_outside).unwrap_or(Type::Client)
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its id in the files.
    pub id: String,
    /// What its answers are for.
    pub purpose: Purpose,
    /// Whether the owner can bring about another answer. Only where it classifies.
    pub lever: bool,
    /// Whether it is a circumstance that may well be otherwise. Never a lever.
    pub near: bool,
    /// Whether its options stand in order, each beside the next.
    pub scale: bool,
    /// Asked only where all of these hold.
    pub when: Vec<Condition>,
    /// At least two.
    pub options: Vec<Choice>,
    /// Why it is worth asking.
    pub claims: Vec<ClaimIx>,
}

/// An option of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its id in the files.
    pub id: String,
    /// What choosing it tells.
    pub evidence: Evidence,
    /// The claims behind that.
    pub claims: Vec<ClaimIx>,
}

/// A condition on an earlier answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The question.
    pub question: QuestionIx,
    /// The options that are meant.
    pub options: Vec<ChoiceIx>,
    /// Whether the answer must be one of them (`true`), or must not.
    pub among: bool,
}

/// An action of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its id in the files.
    pub id: String,
    /// The part of the plan.
    pub part: Part,
    /// The types and kinds it is advised for; empty: all.
    pub advised_for: Vec<Role>,
    /// Advised only where all of these hold.
    pub when: Vec<Condition>,
    /// How much work it is.
    pub effort: Effort,
    /// The answers that it helps to bring about.
    pub brings: Vec<Condition>,
    /// The claims behind it.
    pub claims: Vec<ClaimIx>,
}

/// A row of the comparison table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its id in the files.
    pub id: String,
    /// The question that asks about it.
    pub question: Option<QuestionIx>,
    /// The claims behind its cells.
    pub claims: Vec<ClaimIx>,
}

/// Advice on a mix of relationships.
#[derive(Debug, Clone, PartialEq)]
pub struct MixAdvice {
    /// Its id in the files.
    pub id: String,
    /// Every relationship is of one of these; empty: of any.
    pub only: Vec<Role>,
    /// Of each list, some relationship is of one.
    pub some: Vec<Vec<Role>>,
    /// Every relationship meets one of these; empty: none is needed.
    pub every: Vec<Condition>,
    /// One relationship brings more than this.
    pub more_than: Option<MoreThan>,
    /// What carries it out: indices in [`Model::actions`].
    pub actions: Vec<usize>,
    /// The claims behind it.
    pub claims: Vec<ClaimIx>,
}

/// What is said of a way to another role.
#[derive(Debug, Clone, PartialEq)]
pub struct PathNote {
    /// Its id in the files.
    pub id: String,
    /// Said of a way to one of these types or kinds.
    pub to: Vec<Role>,
    /// What it says of it.
    pub says: Bearing,
    /// Holds only where all of these do.
    pub when: Vec<Condition>,
    /// The claims behind it.
    pub claims: Vec<ClaimIx>,
}

/// A share of revenue that a relationship may exceed.
#[derive(Debug, Clone, PartialEq)]
pub struct MoreThan {
    /// 1 to 99.
    pub percent: i16,
    /// Of what the relationship is; empty: of anything.
    pub of: Vec<Role>,
}

/// An article or survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its id in the files.
    pub id: String,
    /// Where it can be read; http, https, mailto or relative.
    pub link: Option<String>,
    /// Language of its title, where that is not translated.
    pub lang: Option<String>,
}

/// A claim of a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// As it is cited: `source.claim`.
    pub id: String,
    /// Index of its source in [`Model::sources`].
    pub source: usize,
}

impl Levels {
    /// The decibans behind a level.
    #[must_use]
    pub fn decibans(self, level: Level) -> i16 {
        match level {
            Level::Decisive => self.decisive,
            Level::Strong => self.strong,
            Level::Moderate => self.moderate,
            Level::Slight => self.slight,
            Level::None => 0,
        }
    }

    /// The strongest level that a weight of evidence reaches, for or against.
    #[must_use]
    pub fn reached(self, decibans: i16) -> Level {
        [Level::Decisive, Level::Strong, Level::Moderate, Level::Slight]
            .into_iter()
            .find(|level| decibans.abs() >= self.decibans(*level))
            .unwrap_or(Level::None)
    }
}

impl Model {
    /// The index of the question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<QuestionIx> {
        self.questions.iter().position(|question| question.id == id)
    }
}

impl Question {
    /// The id of "not sure", which is offered beside the options of every question. No option may have it.
    pub const NOT_SURE: &str = "not_sure";

    /// The index of the option with this id.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<ChoiceIx> {
        self.options.iter().position(|option| option.id == id)
    }
}

impl std::ops::Add for Evidence {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            types: std::array::from_fn(|place| self.types[place] + other.types[place]),
            kinds: std::array::from_fn(|place| self.kinds[place] + other.kinds[place]),
        }
    }
}
