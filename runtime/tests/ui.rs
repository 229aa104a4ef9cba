//! What must not compile, and what the compiler says then: `ui/<case>.rs` and the `.stderr` beside it.

#[test]
fn wrong_code_is_refused_with_advice() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
