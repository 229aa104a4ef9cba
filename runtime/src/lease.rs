//! A connection of the pool while somebody has it: it goes back clean, or not at all.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deadpool_postgres::ClientWrapper;
use tokio::runtime::Handle;
use tokio::time::timeout;

use crate::error::{Error, ErrorKind};
use crate::manager::Object;
use crate::pipeline::queue;

/// What raw SQL may have left on a connection, undone: `DISCARD ALL` without `DEALLOCATE`, which would forget the statements that
/// the pool has cached ([manual](https://www.postgresql.org/docs/current/sql-discard.html)). A script is one transaction: role and
/// settings are one of their own, which nothing else can fail.
const CLEAN: [&str; 2] = [
    "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL",
    "CLOSE ALL; UNLISTEN *; SELECT pg_catalog.pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES",
];

/// How long an abandoned statement may take to end by itself: most are nearly done, and cancelling costs the connection.
const GRACE: Duration = Duration::from_millis(50);
/// How long the server may take to cancel, and to answer what was sent.
const LAST: Duration = Duration::from_secs(1);

/// One connection, taken out of the pool until this is dropped.
pub(crate) struct Lease {
    /// Always there, but while it is dropped.
    client: Option<Object>,
    /// Raw SQL ran here, and may have left something.
    is_raw: AtomicBool,
    /// Raw SQL may have left a transaction open.
    is_open: AtomicBool,
    /// A call was dropped before its last answer: the server may still be busy with it.
    is_abandoned: AtomicBool,
    /// `BEGIN` and a session's settings are on their way. Were one of them cancelled, what follows would run without them.
    is_beginning: AtomicBool,
    /// It can't be used by anybody else.
    is_spoiled: AtomicBool,
}

impl Lease {
    pub(crate) fn new(client: Object) -> Self {
        Self {
            client: Some(client),
            is_raw: AtomicBool::new(false),
            is_open: AtomicBool::new(false),
            is_abandoned: AtomicBool::new(false),
            is_beginning: AtomicBool::new(false),
            is_spoiled: AtomicBool::new(false),
        }
    }

    /// # Errors
    /// None in fact: the client is there until the lease is dropped.
    pub(crate) fn client(&self) -> Result<&ClientWrapper, Error> {
        self.client.as_deref().map(|link| &**link).ok_or_else(|| Error::new(ErrorKind::Ended))
    }

    /// The connection itself, out of the pool for good.
    #[cfg(feature = "migrate")]
    pub(crate) fn take(mut self) -> Result<ClientWrapper, Error> {
        self.client
            .take()
            .map(|link| Object::take(link).into_client())
            .ok_or_else(|| Error::new(ErrorKind::Ended))
    }

    /// Queues SQL without waiting for its answer.
    pub(crate) fn queue(&self, sql: &str) {
        if let Some(client) = &self.client {
            queue(client, sql);
        }
    }

    /// Raw SQL runs here: what it may leave is undone before others get the connection.
    pub(crate) fn raw(&self) {
        self.is_raw.store(true, Ordering::Relaxed);
    }

    /// The same, for raw SQL that may also begin a transaction.
    pub(crate) fn raw_open(&self) {
        self.raw();
        self.is_open.store(true, Ordering::Relaxed);
    }

    /// Whether raw SQL may have left a transaction open.
    pub(crate) fn may_be_open(&self) -> bool {
        self.is_open.load(Ordering::Relaxed)
    }

    /// Nobody else gets this connection.
    pub(crate) fn spoil(&self) {
        self.is_spoiled.store(true, Ordering::Relaxed);
    }

    pub(crate) fn beginning(&self, is_beginning: bool) {
        self.is_beginning.store(is_beginning, Ordering::Relaxed);
    }

    /// Watches over one call, until [`Call::answered`].
    pub(crate) fn call(&self) -> Call<'_> {
        Call { lease: self, is_answered: false }
    }
}

/// A call on a connection. Dropped before its answers were read, it leaves the connection to be looked after.
#[derive(Debug)]
pub(crate) struct Call<'l> {
    lease: &'l Lease,
    is_answered: bool,
}

impl Call<'_> {
    /// The answers were read; an answer that is none of the protocol's spoils the connection.
    pub(crate) fn answered<T>(mut self, done: &Result<T, Error>) {
        self.is_answered = true;
        if matches!(done, Err(error) if matches!(error.kind(), ErrorKind::Protocol(_))) {
            self.lease.spoil();
        }
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        if !self.is_answered {
            self.lease.is_abandoned.store(true, Ordering::Relaxed);
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        if *self.is_spoiled.get_mut() {
            drop(Object::take(client));
            return;
        }
        if *self.is_raw.get_mut() {
            clean(&client, *self.is_open.get_mut());
        }
        if !*self.is_abandoned.get_mut() {
            return;
        }
        let may_cancel = !*self.is_beginning.get_mut();
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(settle(client, may_cancel))),
            Err(_) => drop(Object::take(client)),
        }
    }
}

/// Queues the clean-up: whoever gets the connection next does not wait for it, only behind it.
fn clean(client: &ClientWrapper, is_open: bool) {
    if is_open {
        // `BEGIN` first: `ROLLBACK` alone would write a warning into the server's log each time there is nothing to roll back.
        // In a failed transaction `BEGIN` is refused, hence a request of its own.
        queue(client, "BEGIN");
        queue(client, "ROLLBACK");
    }
    for script in CLEAN {
        queue(client, script);
    }
}

/// Sees to it that nobody waits behind what an abandoned call left running. The pool has the connection back, or its place,
/// when this has ended.
async fn settle(client: Object, may_cancel: bool) {
    // Answered behind everything that was queued before.
    let grace = if may_cancel { GRACE } else { LAST };
    if let Ok(Ok(())) = timeout(grace, client.batch_execute("")).await {
        return;
    }
    if may_cancel && !client.is_closed() {
        // Whether it works does not matter here: the connection is closed next. Nobody may have it after a cancellation, which the
        // server signals twice, the second time perhaps to what runs then.
        let _ = timeout(LAST, client.canceller().cancel()).await;
        let _ = timeout(LAST, client.batch_execute("")).await;
    }
    tracing::debug!(target: "pg_orm", "closed a connection that was busy with what nobody waits for");
    drop(Object::take(client));
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease")
            .field("is_raw", &self.is_raw)
            .field("is_abandoned", &self.is_abandoned)
            .field("is_spoiled", &self.is_spoiled)
            .finish_non_exhaustive()
    }
}
