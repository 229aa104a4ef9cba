//! Options: what generating depends on beside the schema.

use proc_macro2::TokenStream;
use quote::quote;

use crate::problem::{Problem, Problems};

/// What generated code depends on beside the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What the header of each file names as its source: `schema.pgorm`.
    pub source: String,
    /// Paths of derive macros that models, enums, domains and composites get beside the usual ones: `serde::Serialize`.
    pub derive: Vec<String>,
}

impl Default for Options {
    /// The schema `schema.pgorm`, no more derives.
    fn default() -> Self {
        Self { source: "schema.pgorm".to_owned(), derive: Vec::new() }
    }
}

impl Options {
    /// What follows the usual derives: `, serde::Serialize`.
    pub(crate) fn derives(&self) -> Result<TokenStream, Problems> {
        let mut problems = Problems::default();
        let mut tokens = TokenStream::new();
        for derive in &self.derive {
            match syn::parse_str::<syn::Path>(derive) {
                Ok(path) => tokens.extend(quote!(, #path)),
                Err(_) => problems.push(Problem::NotAPath { derive: derive.clone() }),
            }
        }
        problems.or(tokens)
    }
}
