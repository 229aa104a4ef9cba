//! Channels of `LISTEN` and `NOTIFY`, with typed payloads.

mod hub;
mod link;
mod listener;
mod notify;

use crate::call::ResultColumn;
use crate::error::Error;
use crate::row::Row;

pub(crate) use hub::Hub;
pub use listener::{Listener, Malformed, Notice};
pub use notify::notify;

/// What a notification of a channel carries. Generated from the schema's `channel` blocks; not for implementing by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no channel of the schema",
    label = "nothing can be heard of it",
    note = "give a struct that is generated from a `channel` of the schema: `pool.listen::<db::PostPublished>()`"
)]
pub trait Channel: Sized + Send + 'static {
    /// The channel, and how its notifications are read.
    const CHANNEL: &'static ChannelDef;

    /// Reads one payload, field by field.
    ///
    /// # Errors
    /// Where a value is not what the field's type holds.
    fn decode(row: &mut Row<'_>) -> Result<Self, Error>;
}

/// A channel, as generated code describes it.
#[derive(Debug)]
pub struct ChannelDef {
    /// Its name in the database.
    pub name: &'static str,
    /// `LISTEN name`.
    pub listen: &'static str,
    /// `UNLISTEN name`.
    pub unlisten: &'static str,
    /// Makes rows of an array of payloads, one each, in order: PostgreSQL reads the JSON, as it wrote it.
    pub read: &'static str,
    /// The columns of such a row.
    pub columns: &'static [ResultColumn],
}
