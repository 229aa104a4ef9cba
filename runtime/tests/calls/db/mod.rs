// Generated from schema.pgorm. Do not edit.

#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod email;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod functions;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod post;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod post_published;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod price;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod queries;
#[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
pub mod secret;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod state;
#[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
#[allow(clippy::all, clippy::nursery, clippy::pedantic)]
#[rustfmt::skip]
mod tick;
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
    email::Email, post::Post, post_published::PostPublished, price::Price,
    secret::Secret, state::State, tick::Tick, user::User, viewer::Viewer,
};
