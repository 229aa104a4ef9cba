// Generated from schema.pgorm. Do not edit.

#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod asker;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod author;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod count;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod document;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod handle;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod like;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod meaning;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod note;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod own_secret;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod part;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod secret;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod tally;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod title;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod writer;

#[allow(unused_imports, unreachable_pub)]
#[rustfmt::skip]
pub use self::{
    asker::Asker, author::Author, count::Count, document::Document, handle::Handle,
    like::Like, meaning::Meaning, note::Note, own_secret::OwnSecret, part::Part,
    secret::Secret, tally::Tally, title::Title, writer::Writer,
};
