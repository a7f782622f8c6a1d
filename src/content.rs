//! What Relasi knows: a checked [`Model`], and the [`Text`] of one language.
//!
//! ```text
//! model.json, CODE.json --source--> Model, Text --compiled--> CODE.pack --compiled--> Model, Text
//!                          or every Problem                              in a visitor's browser
//! ```
//!
//! A visitor's wasm has no [`source`]: the pack was checked when it was built. Ids are strings only in the files; in a
//! checked pack they are indices.

pub mod compiled;
mod model;
mod phrases;
#[cfg(any(feature = "authoring", feature = "reader"))]
pub mod source;
mod terms;
mod text;

pub use model::{
    Action, Choice, ChoiceIx, Claim, ClaimIx, Condition, Evidence, HeldRole, Kind, Levels, Margins, MixAdvice, Model,
    MoreThan, PathNote, Question, QuestionIx, Row, Source, Stop, Together, Type,
};
pub use phrases::Phrase;
pub use terms::{Bearing, Direction, Effort, Level, Part, Purpose, Role};
pub use text::{ActionWords, ChoiceWords, MixWords, QuestionWords, RoleWords, RowWords, SourceWords, Str, Text};
