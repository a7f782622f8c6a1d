//! The built page in a browser. Placeholder: `cargo xtask test --only pages` gives it RELASI_DIST and the browser.
