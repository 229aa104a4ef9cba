//! What a client calls: functions and procedures, queries in SQL, channels.

mod channels;
mod columns;
mod functions;
mod queries;
mod secured;
mod template;

pub(super) use channels::resolve as channels;
pub(super) use functions::{ENTRIES, client as function};
pub(super) use queries::resolve as queries;
pub(super) use secured::Secured;
