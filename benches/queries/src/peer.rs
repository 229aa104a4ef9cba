//! What a peer has to do to be measured.

use std::future::Future;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::digest::Digest;
use crate::error::Result;

/// The values of a row that is inserted; handed over by value, so that nobody has to copy its strings.
#[derive(Debug, Clone)]
pub(crate) struct NewSignup {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) bio: Option<String>,
    pub(crate) token: Uuid,
    pub(crate) score: f64,
    pub(crate) age: i32,
    pub(crate) active: bool,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) updated_at: Option<DateTime<Utc>>,
}

/// The role that a session takes.
pub(crate) const SESSION_ROLE: &str = "bench_tenant";

/// How many rows one `INSERT .. VALUES` takes where more are asked for: nine values each, and a statement holds 65,535.
pub(crate) const INSERT_CHUNK: usize = 5_000;

/// A client or an ORM, connected, used as its own documentation recommends. Each answer is in its own types.
pub(crate) trait Peer: Sized + Send + 'static {
    /// How the table names it.
    const NAME: &'static str;
    type User: Digest + Send;
    /// A user, the posts, and their comments, in whatever shape the peer makes of them, in this order.
    type Thread: Digest + Send;
    type Signup: Digest + Send;
    type Member: Digest + Send;

    /// Connects, and prepares what is worth preparing once.
    fn connect(url: &str) -> impl Future<Output = Result<Self>> + Send;

    /// The first users in the order of their keys.
    fn users(&mut self, count: i64) -> impl Future<Output = Result<Vec<Self::User>>> + Send;

    /// One user by key.
    fn user(&mut self, id: i64) -> impl Future<Output = Result<Option<Self::User>>> + Send;

    /// The users with keys from `first` to `last`, their posts, those posts' comments, each in the order of keys.
    fn threads(&mut self, first: i64, last: i64) -> impl Future<Output = Result<Vec<Self::Thread>>> + Send;

    /// Inserts one row and answers it as stored.
    fn insert(&mut self, row: NewSignup) -> impl Future<Output = Result<Self::Signup>> + Send;

    /// Inserts all the rows or none, and answers their number.
    fn insert_many(&mut self, rows: Vec<NewSignup>) -> impl Future<Output = Result<u64>> + Send;

    /// One member by key, in a transaction with the role [`SESSION_ROLE`] and the setting `app.tenant_id`.
    fn member(
        &mut self,
        tenant_id: i64,
        id: i64,
    ) -> impl Future<Output = Result<Option<Self::Member>>> + Send;
}
