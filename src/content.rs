//! What Relasi knows: the content pack as written, checked into a [`Model`] and the [`Text`] of one language.
//!
//! ```text
//! model.json -> files::ModelFile -> Model        en.json -> files::TextFile -> Text
//!                          `-- or a list of Problems --'
//! ```
//!
//! Ids are strings only in the files; behind [`check`] they are indices.

pub mod check;
pub mod files;
mod map;
mod model;
mod phrases;
mod text;

pub use check::Problem;
pub use files::{Effort, Margins, Part, Purpose, Role};
pub use map::Map;
pub use model::{
    Action, Choice, ChoiceIx, Claim, ClaimIx, Condition, Evidence, Kind, Model, Question, QuestionIx, Row, Source, Type,
};
pub use phrases::Phrase;
pub use text::{ActionWords, ChoiceWords, QuestionWords, RoleWords, RowWords, SourceWords, Str, Text};
