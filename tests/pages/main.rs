//! The built page in a real browser, as a visitor and a site owner meet it. Run by `cargo xtask test --only pages`, which
//! builds `dist/` and names it and the browser in the environment.
//!
//! Each test runs in every engine, except for those listed in `exceptions.rs`.
#![cfg(not(target_arch = "wasm32"))]

#[macro_use]
extern crate macro_rules_attribute;

#[macro_use]
mod limits;

mod access;
mod browser;
mod builder;
mod client;
mod deaths;
mod embeds;
mod engine;
mod exceptions;
mod failures;
mod faults;
mod first;
mod fixtures;
mod frames;
mod languages;
mod layout;
mod package;
mod privacy;
mod processes;
mod recipes;
mod relationships;
mod result;
mod runs;
mod site;
mod speech;
mod take;
mod visitor;
