//! What must not compile, and what the compiler says then: `ui/<mistake>.rs` and the `.stderr` beside it.
//!
//! `TRYBUILD=overwrite` writes what it says today; `-- trybuild=order_by` runs the cases of such a name alone.

#[test]
fn wrong_code_is_refused_with_advice() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
    cases.compile_fail("tests/ui/wide/*.rs");
    // How the compiler writes these types out depends on whether other crates have types of the same name.
    if cfg!(not(any(feature = "jiff", feature = "time"))) {
        cases.compile_fail("tests/ui/times/*.rs");
    }
}
