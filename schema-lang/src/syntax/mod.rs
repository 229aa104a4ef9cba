//! Syntax: from text to tree. Parsing never fails; what is not understood becomes diagnostics.

pub(crate) mod ast;
mod build;
mod depth;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, missing_docs, clippy::all, clippy::pedantic)]
mod generated;
mod junk;
mod text;
mod values;

use pest::Parser;
use pest::error::InputLocation;

use crate::diagnostics::{Diagnostic, syntax};
use crate::source::{FileId, Span};
use build::Builder;
use generated::Rule;

struct SchemaParser;

/// The tree of a file.
pub(crate) fn parse<'a>(file: FileId, text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> ast::File<'a> {
    let at = match depth::first_too_deep(text) {
        Some(at) => at,
        None => match SchemaParser::parse(Rule::schema, text) {
            Ok(pairs) => {
                return Builder {
                    file,
                    text,
                    keyword: "",
                    enum_text: "",
                    nested: 0,
                    comment_end: 0,
                    diagnostics,
                }
                .file(pairs);
            }
            // The catch-all rules take any text that is not nested too deep.
            Err(error) => match error.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            },
        },
    };
    diagnostics.push(syntax::too_deep(Span::new(file, at, at + 1)));
    ast::File { items: Vec::new() }
}
