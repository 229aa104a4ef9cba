//! The formatter: one layout for all schemas, without a change of what they say.
//!
//! Terms:
//! - a *remark* is a comment or a doc comment; one that stands behind something on its line is *behind* it, any
//!   other has lines of its own;
//! - a *phrase* is what stands on one line if it fits: words and *groups*, which are brackets with elements;
//! - a *row* is a line of *cells*, each a phrase; the cells of consecutive rows of a kind are aligned.
//!
//! The parser's pairs become rows ([`items`], [`members`], [`values`]) with the remarks that stand among them
//! ([`remarks`]); rows are aligned ([`rows`]) and printed ([`print`]).

mod fragment;
mod items;
mod members;
mod phrase;
mod print;
mod remarks;
mod rows;
mod values;

use crate::diagnostics::Diagnostics;
use crate::source::FileId;
use crate::{passes, syntax};

/// The widest line, in columns, where what stands in it can be broken.
const WIDTH: usize = 120;

/// How much further in a block's or a bracket's lines stand.
const INDENT: usize = 2;

/// What keeps a text from being formatted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the text can't be read: {} mistakes in its syntax", diagnostics.len())]
pub struct NotReadable {
    /// What can't be read; places are those of a [`Sources`](crate::Sources) with the text alone.
    pub diagnostics: Diagnostics,
}

/// Lays a schema's text out anew: two spaces a level, columns aligned, lines of at most 120 columns where something
/// in them can be broken, one empty line at most, line ends of `\n`.
///
/// It says the same as before: items, members and arguments keep their order, strings and SQL their text, and each
/// comment its place. Formatting the result changes nothing.
///
/// # Errors
/// When the text has mistakes of syntax: what is not understood can't be laid out. Other mistakes don't matter.
///
/// ```
/// let text = "model User {id bigint @id // the key\n  email   text?\n}";
/// assert_eq!(pg_orm_schema::format(text)?, "\
/// model User {
///   id    bigint @id // the key
///   email text?
/// }
/// ");
/// # Ok::<(), pg_orm_schema::NotReadable>(())
/// ```
pub fn format(text: &str) -> Result<String, NotReadable> {
    let pairs = syntax::pairs(text);
    let mut diagnostics = Vec::new();
    let tree = syntax::tree(FileId::FIRST, text, pairs.clone(), &mut diagnostics);
    passes::unread_items(&tree, &mut diagnostics);
    match pairs {
        Ok(pairs) if diagnostics.is_empty() => Ok(print::file(&items::file(text, pairs))),
        _ => Err(NotReadable { diagnostics: Diagnostics::new(diagnostics) }),
    }
}
