//! The schema that fixes the language's width, which is no part of this repository.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Where it is, if it is: where `PGORM_REFERENCE` says, else beside the checkout. Says so on stderr where it isn't, as its test
/// then tests nothing.
///
/// # Panics
/// In CI (`CI` is set), where it must be there.
pub(crate) fn path() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference.pgorm");
    let path = std::env::var_os("PGORM_REFERENCE").map_or(beside, PathBuf::from);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "there is no reference at {}", path.display());
    // Not by `eprintln!`, which the test harness keeps to itself.
    let told =
        format!("NOT TESTED: there is no reference at {}; name it in PGORM_REFERENCE\n", path.display());
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    None
}
