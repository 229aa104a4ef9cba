//! One connection of the pool, held by one owner.

use std::fmt;
use std::sync::Arc;

use crate::access::Open;
use crate::error::Error;
use crate::executor::{Executor, Runs, Source, Target};
use crate::lease::Lease;
use crate::refuse::{Place, changes_statements, refuse};
use crate::transaction::{Options, Transaction};

/// A connection that is one's own until it is dropped; then the pool has it back.
///
/// For what needs one and the same connection: advisory locks, temporary tables, settings, `LISTEN`. After raw SQL the connection
/// is cleaned when it is dropped: an open transaction is rolled back, settings and role are reset, cursors are closed, advisory
/// locks released, temporary tables dropped. After `PREPARE`, `DEALLOCATE` or `DISCARD` it is closed instead.
pub struct Connection {
    lease: Arc<Lease>,
}

impl Connection {
    pub(crate) fn new(lease: Lease) -> Self {
        Self { lease: Arc::new(lease) }
    }

    /// Begins a transaction on this connection. One round trip.
    ///
    /// # Errors
    /// Where the connection is lost, and [`InTransaction`](crate::ErrorKind::InTransaction) where raw SQL has begun one on it.
    pub async fn begin(&mut self) -> Result<Transaction<'_, Open>, Error> {
        Transaction::start(Arc::clone(&self.lease), &Options::default()).await
    }

    /// Runs a script of any number of statements, without values and without rows. Outside an explicit transaction all of it is
    /// one ([manual](https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT)).
    ///
    /// # Errors
    /// The first statement's that fails; [`NotHere`](crate::ErrorKind::NotHere) for `COPY` from or to the client.
    pub async fn batch(&self, sql: &str) -> Result<(), Error> {
        self.look(sql)?;
        self.lease.raw_open();
        let call = self.lease.call();
        let done = self.lease.client()?.batch_execute(sql).await;
        let done = done.map_err(|error| Error::database(error).at(None, "running a script", sql));
        call.answered(&done);
        done
    }

    /// Looks at raw SQL before it is sent.
    pub(crate) fn look(&self, sql: &str) -> Result<(), Error> {
        refuse(sql, Place::Connection)?;
        if changes_statements(sql) {
            self.lease.spoil();
        }
        Ok(())
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").finish_non_exhaustive()
    }
}

impl Runs for Connection {
    fn target(&self) -> Target<'_> {
        Target { source: Source::Connection(&self.lease), settings: None, is_raw: false }
    }
}

impl Executor<Open> for Connection {}
