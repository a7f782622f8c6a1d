//! A pack as written: read, checked, and every problem named with its path. For authors and the reader's wasm only.
//!
//! ```text
//! JSON -> Node --record--> files::ModelFile --model, reach--> Model
//!                shape     files::TextFile  --text----------> Text
//! ```
//!
//! The browser runs the same checks as `cargo xtask check-content`, so that a page which embeds a broken pack names what
//! is wrong with it.

pub mod files;
#[cfg(feature = "authoring")]
pub mod folder;
mod model;
mod node;
mod paths;
mod reach;
mod record;
mod report;
mod text;
mod weights;

pub use node::Node;
pub use record::Map;
pub use report::Problem;
