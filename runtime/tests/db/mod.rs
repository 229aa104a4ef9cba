// Generated from schema.pgorm. Do not edit.

#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod comment;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod event;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod guest;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod label;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod like;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod mark;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod post;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod post_label;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod post_state;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod product;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod profile;
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
#[rustfmt::skip]
pub use self::{
    comment::Comment, event::Event, guest::Guest, label::Label, like::Like, mark::Mark,
    post::Post, post_label::PostLabel, post_state::PostState, product::Product,
    profile::Profile, tenant::Tenant, user::User, viewer::Viewer,
};
