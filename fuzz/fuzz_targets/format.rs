//! Any text, given to [`pg_orm_properties::format`].
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| pg_orm_properties::format(text));
