//! All of the language is read, whether or not this release has a meaning for it.

#![allow(clippy::unwrap_used)] // Helpers of tests are tests.

mod reference_file;

use std::path::Path;

use pg_orm_schema::{Sources, Style, compile};

/// Reads a schema in which the only mistakes are constructs without a meaning yet.
fn only_unsupported(sources: &Sources) {
    let diagnostics = compile(sources).diagnostics;
    assert!(diagnostics.has_errors(), "nothing is unsupported any more: this test has done its work");
    let others: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.code.as_str() != "P901").collect();
    assert!(others.is_empty(), "{}", diagnostics.render(sources, Style::Plain));
}

#[test]
fn every_construct_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/width/schema.pgorm");
    only_unsupported(&Sources::load(path).unwrap());
}

#[test]
fn the_reference_has_no_mistake() {
    if let Some(path) = reference_file::path() {
        let sources = Sources::load(path).unwrap();
        let diagnostics = compile(&sources).diagnostics;
        assert!(!diagnostics.has_errors(), "{}", diagnostics.render(&sources, Style::Plain));
    }
}
