//! Relasi tells clients, customers and consumers apart, entirely in the browser.
#![allow(missing_docs)]
use yew::prelude::*;
