//! What Relasi knows: the content pack as written, and the checked [`Model`] that everything else works with.

mod files;
mod phrases;
