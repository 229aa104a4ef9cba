//! One connection of the pool, held by one owner.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use deadpool_postgres::Object;

use crate::access::Open;
use crate::error::Error;
use crate::executor::{Executor, Runs, Source, Target};
use crate::pipeline::{Purpose, queue};
use crate::transaction::{Options, Transaction};

/// A connection that is one's own until it is dropped; then the pool has it back.
///
/// For what needs one and the same connection: advisory locks, temporary tables, settings, `LISTEN`. After raw SQL the connection
/// is cleaned when it is dropped: an open transaction is rolled back, settings and role are reset.
pub struct Connection {
    client: Arc<Object>,
    /// Raw SQL ran here, and may have left something.
    is_raw: AtomicBool,
}

impl Connection {
    pub(crate) fn new(client: Object) -> Self {
        Self { client: Arc::new(client), is_raw: AtomicBool::new(false) }
    }

    /// Begins a transaction on this connection. One round trip.
    ///
    /// # Errors
    /// Where the connection is lost.
    pub async fn begin(&mut self) -> Result<Transaction<'_, Open>, Error> {
        Transaction::start(Arc::clone(&self.client), &Options::default()).await
    }

    /// Runs a script of any number of statements, without values and without rows. Outside an explicit transaction all of it is
    /// one ([manual](https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT)).
    ///
    /// # Errors
    /// The first statement's that fails.
    pub async fn batch(&self, sql: &str) -> Result<(), Error> {
        self.touch();
        let purpose = Purpose { model: None, operation: "running a script" };
        let done = self.client.batch_execute(sql).await;
        done.map_err(|error| Error::database(error).at(purpose.model, purpose.operation, sql))
    }

    pub(crate) fn touch(&self) {
        self.is_raw.store(true, Ordering::Relaxed);
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if *self.is_raw.get_mut() {
            // `BEGIN` first: `ROLLBACK` alone would write a warning into the server's log each time there is nothing to roll back.
            // In a failed transaction `BEGIN` is refused, hence a request of its own.
            queue(&self.client, "BEGIN");
            queue(&self.client, "ROLLBACK");
            queue(&self.client, "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").finish_non_exhaustive()
    }
}

impl Runs for Connection {
    fn target(&self) -> Target<'_> {
        Target { source: Source::Connection(&self.client), settings: None }
    }
}

impl Executor<Open> for Connection {}
