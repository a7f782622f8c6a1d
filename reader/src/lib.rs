//! Links the reader of packs into a wasm: what `relasi` exports to JavaScript under its feature `reader`, and nothing besides.

use relasi as _;
