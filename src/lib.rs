//! Relasi tells clients, customers and consumers apart, entirely in the browser, and says what to do for each.

#[cfg(feature = "authoring")]
pub mod cases;
pub mod content;
pub mod engine;
