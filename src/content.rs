//! What Relasi knows: the content pack as written, checked into a [`Model`] and the [`Text`] of one language.
//!
//! ```text
//! model.json -> Node -> files::ModelFile -> Model      en.json -> Node -> files::TextFile -> Text
//!                 shape |            meaning |                   shape |           meaning |
//!                       `--------------------`--- or every Problem ----`-------------------'
//! ```
//!
//! Ids are strings only in the files; behind [`check`] they are indices.

#[cfg(feature = "authoring")]
pub mod authoring;
pub mod check;
pub mod compiled;
pub mod files;
mod model;
pub mod node;
mod phrases;
mod report;
mod text;

pub use files::{Direction, Effort, Level, Levels, Margins, Part, Purpose, Role};
pub use model::{
    Action, Choice, ChoiceIx, Claim, ClaimIx, Condition, Evidence, Kind, MixAdvice, Model, MoreThan, Question,
    QuestionIx, Row, Source, Type,
};
pub use node::Node;
pub use phrases::Phrase;
pub use report::Problem;
pub use text::{ActionWords, ChoiceWords, MixWords, QuestionWords, RoleWords, RowWords, SourceWords, Str, Text};
