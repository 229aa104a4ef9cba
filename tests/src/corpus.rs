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
    found(name, Path::is_file)
}

/// The corpus's folder `name`; else as [`corpus_file`].
///
/// # Panics
/// As [`corpus_file`].
#[must_use]
pub fn corpus_folder(name: &str) -> Option<PathBuf> {
    found(name, Path::is_dir)
}

fn found(name: &str, is_there: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let folder = std::env::var_os("PGORM_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"), PathBuf::from);
    let path = folder.join(name);
    if is_there(&path) {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "the corpus has no {}", path.display());
    eprintln!(
        "SKIPPED: {} is not there; set PGORM_CORPUS to the corpus's folder to run this test",
        path.display()
    );
    None
}
