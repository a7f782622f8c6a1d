//! The project's folder and the pack that ships, for native tests.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::path::Path;

use relasi::content::source::{Problem, folder};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pack that ships.
pub fn shipped() -> folder::Pack {
    folder::read(&root().join("content")).unwrap_or_else(|problems| panic!("{}", lines(&problems).join("\n")))
}

/// Problems as an author reads them, one a line.
pub fn lines(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}
