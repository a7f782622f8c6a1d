//! The built page in a real browser, as a visitor and a site owner meet it. Run by `cargo xtask test --only pages`, which
//! builds `dist/` and names it and the browser in the environment.
#![cfg(not(target_arch = "wasm32"))]

mod browser;
mod builder;
mod embeds;
mod failures;
mod faults;
mod first;
mod frames;
mod languages;
mod layout;
mod package;
mod privacy;
mod recipes;
mod relationships;
mod result;
mod runs;
mod site;
mod take;
mod visitor;
