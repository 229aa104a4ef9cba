// Generated from schema.pgorm. Do not edit.

#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod mail;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod mood;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod price;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod thing;

#[allow(unused_imports, unreachable_pub)]
#[rustfmt::skip]
pub use self::{mail::Mail, mood::Mood, price::Price, thing::Thing};
