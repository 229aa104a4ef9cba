//! Any text, given to [`pg_orm_properties::check`].
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| pg_orm_properties::check(text));
