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
use pest::iterators::Pairs;

use crate::diagnostics::{Diagnostic, syntax};
use crate::source::{FileId, Span};
use build::Builder;

pub(crate) use generated::Rule;

struct SchemaParser;

/// The tree of a file.
pub(crate) fn parse<'a>(file: FileId, text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> ast::File<'a> {
    tree(file, text, pairs(text), diagnostics)
}

/// The same of what [`pairs`] read in the text.
pub(crate) fn tree<'a>(
    file: FileId,
    text: &'a str,
    pairs: Result<Pairs<'a, Rule>, usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> ast::File<'a> {
    match pairs {
        Ok(pairs) => {
            Builder { file, text, keyword: "", enum_text: "", nested: 0, comment_end: 0, diagnostics }
                .file(pairs)
        }
        Err(at) => {
            diagnostics.push(syntax::too_deep(Span::new(file, at, at + 1)));
            ast::File { items: Vec::new() }
        }
    }
}

/// What the parser reads in a text, comments left out; or where the text is nested too deep.
pub(crate) fn pairs(text: &str) -> Result<Pairs<'_, Rule>, usize> {
    match depth::first_too_deep(text) {
        Some(at) => Err(at),
        // The catch-all rules take any text that is not nested too deep.
        None => SchemaParser::parse(Rule::schema, text).map_err(|error| match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        }),
    }
}

/// What a fragment of SQL says, written with its fences.
pub(crate) fn fragment_text(written: &str) -> String {
    text::fragment(written).text
}
