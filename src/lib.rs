//! Relasi tells clients, customers and consumers apart, entirely in the browser, and says what to do for each.

#[cfg(feature = "authoring")]
pub mod cases;
pub mod content;
#[cfg(all(feature = "widget", target_arch = "wasm32"))]
pub mod embed;
pub mod engine;
#[cfg(feature = "authoring")]
pub mod proof;
#[cfg(all(feature = "reader", target_arch = "wasm32"))]
pub mod reader;
#[cfg(feature = "widget")]
pub mod ui;
