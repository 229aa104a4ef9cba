//! Generating: a schema's Rust source, in memory.

use std::path::PathBuf;

use pg_orm_ir::model::Schema;
use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{declarations, declare, emit, re_exports};
use crate::options::Options;
use crate::print;
use crate::problem::Problems;
use crate::resolve::resolve;

/// A file of Rust source, not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its path below the folder that is generated: `user.rs`.
    pub path: PathBuf,
    /// All of its text.
    pub text: String,
}

/// The source of `schema`: `mod.rs`, then a file for each model, enum, domain, composite, session and channel, and
/// one for all functions and one for all queries, sorted by path.
///
/// The same schema always gives the same text. The files name nothing but each other, the standard library
/// and `pg_orm`.
///
/// # Errors
/// All reasons why the schema can't be Rust source: types without support, names that no Rust has.
///
/// ```
/// use pg_orm_build::{Options, generate};
/// use pg_orm_ir::model::Schema;
///
/// let files = generate(&Schema::default(), &Options::default())?;
/// assert_eq!(files[0].text, "// Generated from schema.pgorm. Do not edit.\n");
/// # Ok::<(), pg_orm_build::Problems>(())
/// ```
pub fn generate(schema: &Schema, options: &Options) -> Result<Vec<GeneratedFile>, Problems> {
    let items = resolve(schema, &options.types)?;
    let modules = emit(&items, options)?;
    let root = [declarations(&modules), re_exports(&modules)];
    // `//` in the root: it is read by `include!`, where `//!` may not stand.
    let root = print::file("//", &options.source, &root);
    let mut files = vec![GeneratedFile { path: PathBuf::from("mod.rs"), text: root }];
    files.extend(modules.iter().map(|it| GeneratedFile {
        path: PathBuf::from(format!("{}.rs", it.module)),
        text: print::file("//!", &options.source, &it.paragraphs),
    }));
    Ok(files)
}

/// Whether [`generate`] would give source, without the work of writing it.
///
/// # Errors
/// As [`generate`].
pub fn check_schema(schema: &Schema, options: &Options) -> Result<(), Problems> {
    resolve(schema, &options.types)?;
    options.derives().map(drop)
}

/// The same source as [`generate`] as tokens, with every module in place; for the macro `schema!`.
///
/// # Errors
/// As [`generate`].
pub fn generate_tokens(schema: &Schema, options: &Options) -> Result<TokenStream, Problems> {
    let items = resolve(schema, &options.types)?;
    let modules = emit(&items, options)?;
    let declarations = modules.iter().map(|it| {
        let paragraphs = &it.paragraphs;
        declare(it, &quote!({ #(#paragraphs)* }))
    });
    let re_exports = re_exports(&modules);
    Ok(quote!(#(#declarations)* #re_exports))
}
