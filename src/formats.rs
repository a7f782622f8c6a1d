//! Every form that something of Relasi takes outside of it, reader and writer in one file each.
//!
//! | module | form |
//! | --- | --- |
//! | [`plain`] | values as JSON and JavaScript have them, which the others read and write |
//! | [`link`] | answers as a short code, in the fragment of an address |
//! | [`saved`] | answers and saved relationships: on the page, in a storage, in a file |
//! | [`result`] | the Result that a page is told |
//! | [`ics`] | the first steps of the plan as a calendar |

pub mod ics;
pub mod link;
pub mod plain;
pub mod result;
pub mod saved;
