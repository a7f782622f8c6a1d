//! Links the widget into a wasm: what `relasi` exports to JavaScript under its feature `widget`, and nothing besides.

use relasi as _;
