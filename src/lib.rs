//! Relasi tells clients, customers and consumers apart, entirely in the browser, and says what to do for each.

#[cfg(feature = "authoring")]
pub mod cases;
pub mod content;
#[cfg(all(feature = "widget", target_arch = "wasm32"))]
pub mod embed;
pub mod engine;
#[cfg(feature = "authoring")]
pub mod proof;
#[cfg(feature = "widget")]
pub mod ui;
