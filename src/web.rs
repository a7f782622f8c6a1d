//! The page that embeds Relasi: the only place in Rust that knows JavaScript and the element around the views.
//!
//! ```text
//! src/element   the custom element: attributes, loading, storage, events, failures
//!     |  Pack, mount, Mounted            ^  Host
//!     v                                  |
//! pack, mount                         host          both by way of js: values of JavaScript
//! ```
//!
//! A panic ends a wasm instance for good. So the element, not this module, is where the answers live: after each change
//! they are handed over as a plain object.

mod host;
mod js;
mod mount;
mod pack;

pub use host::Host;
pub use mount::{Mounted, Settings, Start, mount, on_crash};
pub use pack::Pack;
