//! What the compiler says where a macro is misused.

#[cfg(feature = "schema-macro")]
use std::{fs, path::Path};

#[test]
fn misuse() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

#[cfg(feature = "schema-macro")]
#[test]
fn misuse_of_schema() {
    // Paths are relative to `Cargo.toml`, and trybuild's is there.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tests/trybuild/pg-orm-macros");
    fs::create_dir_all(&folder).unwrap();
    fs::copy("tests/ui_schema/mistakes.pgorm", folder.join("mistakes.pgorm")).unwrap();
    trybuild::TestCases::new().compile_fail("tests/ui_schema/*.rs");
}
