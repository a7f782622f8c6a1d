//! Relasi tells clients, customers and consumers apart, entirely in the browser, and says what to do for each.

#[cfg(feature = "authoring")]
pub mod cases;
mod checksum;
pub mod content;
pub mod engine;
pub mod formats;
#[cfg(feature = "authoring")]
pub mod proof;
#[cfg(all(feature = "reader", target_arch = "wasm32"))]
pub mod reader;
pub mod session;
#[cfg(feature = "widget")]
pub mod ui;
#[cfg(all(feature = "widget", target_arch = "wasm32"))]
pub mod web;
