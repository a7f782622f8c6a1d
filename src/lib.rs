//! Relasi tells clients, customers and consumers apart, entirely in the browser, and says what to do for each.

pub mod content;
#[cfg(target_arch = "wasm32")]
pub mod embed;
pub mod engine;
pub mod ui;
