//! Options: what generating depends on beside the schema.

use proc_macro2::TokenStream;
use quote::quote;

use crate::problem::{Problem, Problems};
use crate::type_choice::Types;

/// What generated code depends on beside the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What the header of each file names as its source: `schema.pgorm`.
    pub source: String,
    /// Paths of derive macros that models, enums, domains and composites get beside the usual ones: `serde::Serialize`.
    pub derive: Vec<String>,
    /// Which types in Rust the columns have.
    pub types: Types,
}

impl Default for Options {
    /// The schema `schema.pgorm`, no more derives, the default types.
    fn default() -> Self {
        Self { source: "schema.pgorm".to_owned(), derive: Vec::new(), types: Types::default() }
    }
}

impl Options {
    /// Whether one of the derives is serde's, so that its attributes are known.
    pub(crate) fn is_serialized(&self) -> bool {
        self.derive.iter().any(|derive| {
            let path: String = derive.split_whitespace().collect();
            matches!(path.trim_start_matches("::"), "serde::Serialize" | "serde::Deserialize")
        })
    }

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
