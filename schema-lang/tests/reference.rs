//! All of the language is read, whether or not this release has a meaning for it.

#![allow(clippy::unwrap_used)] // Helpers of tests are tests.

use std::io::Write;
use std::path::{Path, PathBuf};

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

/// The file that fixes the language's width stands beside the checkout, or where `PGORM_REFERENCE` says.
#[test]
fn the_reference_is_read() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference.pgorm");
    let path = std::env::var_os("PGORM_REFERENCE").map_or(beside, PathBuf::from);
    if path.exists() {
        only_unsupported(&Sources::load(path).unwrap());
    } else {
        // Not by `eprintln!`, which the test harness keeps to itself.
        let told =
            format!("NOT TESTED: there is no reference at {}; name it in PGORM_REFERENCE\n", path.display());
        std::io::stderr().write_all(told.as_bytes()).unwrap();
    }
}
