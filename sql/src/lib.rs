//! SQL text: identifiers, literals and tokens; the only place that quotes.
//!
//! Terms: a *name* is what PostgreSQL's catalogs hold; an *identifier* is how a name is written in SQL;
//! a *literal* is how a value is written in SQL; a *token* is a piece of SQL text with its place.
//! Source: PostgreSQL manual, section 4.1 "Lexical Structure".

mod identifier;
mod keywords;
mod literal;
mod token;

pub use identifier::{Identifier, MAX_NAME_BYTES, Qualified, truncate};
pub use keywords::is_keyword;
pub use literal::{dollar_quoted, literal};
pub use token::{Token, TokenError, TokenErrorKind, TokenKind, fingerprint, tokens};
