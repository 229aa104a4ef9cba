//! What must hold of the schema language for any text. Each function panics where it does not.
//!
//! The targets of `fuzz/` run them on whatever a fuzzer thinks of; this package's tests run them on the
//! repository's own schemas.

mod check;
mod format;
mod layout;
mod models;
mod parse;
mod tokens;

pub use check::check;
pub use format::format;
pub use layout::laid_out;
pub use models::many_models;
pub use parse::parse;
