// Generated from schema.pgorm. Do not edit.

#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod comment;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod like;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod post;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod post_state;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod tenant;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod user;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod viewer;

#[allow(unused_imports, unreachable_pub)]
pub use self::{
    comment::Comment, like::Like, post::Post, post_state::PostState, tenant::Tenant, user::User,
    viewer::Viewer,
};
