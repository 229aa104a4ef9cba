//! The corpus of other people's schemas, which stands beside the checkout and is no part of it.

use std::path::{Path, PathBuf};

/// The corpus's file `name`, or `None`, said aloud, where there is no corpus.
///
/// It is looked for in the folder that `PGORM_CORPUS` names, else in `../shared/corpus` beside the checkout.
///
/// # Panics
/// In CI (`CI` is set), where the corpus must be there: a test that skips itself there would prove nothing.
#[must_use]
pub fn corpus_file(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PGORM_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"), PathBuf::from);
    let file = folder.join(name);
    if file.is_file() {
        return Some(file);
    }
    assert!(std::env::var_os("CI").is_none(), "the corpus has no file {}", file.display());
    eprintln!(
        "SKIPPED: {} is not there; set PGORM_CORPUS to the corpus's folder to run this test",
        file.display()
    );
    None
}
