//! Relasi tells clients, customers and consumers apart, entirely in the browser, and says what to do for each.

pub mod content;
pub mod engine;
