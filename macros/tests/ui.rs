//! What the compiler says where a macro is misused.

#[test]
fn misuse() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

#[cfg(feature = "schema-macro")]
#[test]
fn misuse_of_schema() {
    trybuild::TestCases::new().compile_fail("tests/ui_schema/*.rs");
}
