//! Transactions: begun, nested by savepoints, committed; rolled back when dropped; tried again when they lose against others.

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use tokio_postgres::error::SqlState;

use crate::access::{Access, Open, RowSecurity};
use crate::error::{Error, ErrorKind};
use crate::executor::{Executor, Runs, Source, Target, statement_of};
use crate::lease::Lease;
use crate::pipeline::{self, Envelope, Nobody, Purpose, Started};
use crate::pool::Pool;
use crate::session::Settings;

/// What a transaction sees of others ([manual](https://www.postgresql.org/docs/current/transaction-iso.html)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Isolation {
    /// Each statement sees what was committed before it began.
    ReadCommitted,
    /// Every statement sees what was committed before the first one began.
    RepeatableRead,
    /// As if transactions ran one after another.
    Serializable,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    isolation: Option<Isolation>,
    is_read_only: bool,
    is_deferrable: bool,
    settings: Option<Arc<dyn Settings>>,
}

/// A transaction to begin: see [`Pool::transaction`] and [`Session::transaction`](crate::Session::transaction).
#[must_use = "`begin` begins it, `run` runs it"]
pub struct TransactionBuilder<A: Access = Open> {
    pool: Pool,
    options: Options,
    retries: u32,
    marker: PhantomData<fn() -> A>,
}

/// An open transaction, or a savepoint in one: an executor. Dropped without [`commit`](Self::commit), it is rolled back.
///
/// `'c` is what it borrows: `'static` for a transaction of the pool's, the connection or the transaction around it otherwise.
pub struct Transaction<'c, A: Access = Open> {
    core: Arc<Core>,
    /// How many transactions it is nested in.
    depth: usize,
    /// Nothing is to be rolled back when it is dropped.
    is_finished: bool,
    marker: PhantomData<(&'c (), fn() -> A)>,
}

/// What a transaction shares with those nested in it.
pub(crate) struct Core {
    pub(crate) lease: Arc<Lease>,
    /// A statement in it has lost against another transaction.
    has_lost: AtomicBool,
    pub(crate) gate: Gate,
    /// The SQL that has set its session's role and settings.
    pub(crate) session: Option<&'static str>,
}

/// Closed when the transaction's end is queued: a statement queued behind it would run outside the transaction, and outside its
/// session.
#[derive(Debug, Default)]
pub(crate) struct Gate(Mutex<bool>);

impl Gate {
    /// Queues frames, unless the transaction has ended; nothing comes in between.
    pub(crate) fn queue<T>(&self, is_end: bool, queue: impl FnOnce() -> T) -> Option<T> {
        let mut is_closed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *is_closed {
            return None;
        }
        *is_closed = is_end;
        Some(queue())
    }
}

impl Core {
    pub(crate) fn lost(&self) {
        self.has_lost.store(true, Ordering::Relaxed);
    }
}

impl Options {
    fn begin(&self) -> String {
        let mut sql = String::from("BEGIN");
        match self.isolation {
            None => {}
            Some(Isolation::ReadCommitted) => sql.push_str(" ISOLATION LEVEL READ COMMITTED"),
            Some(Isolation::RepeatableRead) => sql.push_str(" ISOLATION LEVEL REPEATABLE READ"),
            Some(Isolation::Serializable) => sql.push_str(" ISOLATION LEVEL SERIALIZABLE"),
        }
        if self.is_read_only {
            sql.push_str(" READ ONLY");
        }
        if self.is_deferrable {
            sql.push_str(" DEFERRABLE");
        }
        sql
    }
}

impl<A: Access> TransactionBuilder<A> {
    pub(crate) fn new(pool: Pool, settings: Option<Arc<dyn Settings>>) -> Self {
        let options = Options { settings, ..Options::default() };
        Self { pool, options, retries: 0, marker: PhantomData }
    }

    /// What it sees of others. The server's default (`READ COMMITTED`, as a rule) where nothing is said.
    pub fn isolation(mut self, isolation: Isolation) -> Self {
        self.options.isolation = Some(isolation);
        self
    }

    /// It changes nothing: statements that would are refused.
    pub fn read_only(mut self) -> Self {
        self.options.is_read_only = true;
        self
    }

    /// It waits until it can run without ever being cancelled: for long serializable, read-only ones.
    pub fn deferrable(mut self) -> Self {
        self.options.is_deferrable = true;
        self
    }

    /// How often [`run`](Self::run) tries again after losing against another transaction (serialization failure, deadlock), or
    /// meeting types that have changed ([`ErrorKind::Changed`]). Not at all where nothing is said.
    pub fn retry(mut self, times: u32) -> Self {
        self.retries = times;
        self
    }

    /// Begins it. One round trip, the session's settings included.
    ///
    /// # Errors
    /// Where no connection can be had, or the session's role can't be taken.
    pub async fn begin(&self) -> Result<Transaction<'static, A>, Error> {
        let lease = self.pool.checkout().await?;
        Transaction::start(Arc::new(lease), &self.options).await
    }

    /// Runs `work` in it, and commits; where `work` fails, rolls back and answers its error.
    ///
    /// After losing against another transaction, or meeting types that have changed ([`Error::is_retryable`]), all of it is tried again, as often as [`retry`](Self::retry) says, after a pause
    /// that doubles each time (from 2 to 500 ms, at random). `work` must not keep what it read in an earlier attempt.
    ///
    /// ```no_run
    /// # async fn example(pool: pg_orm::Pool) -> Result<(), pg_orm::Error> {
    /// let transaction = pool.transaction().isolation(pg_orm::Isolation::Serializable).retry(5);
    /// transaction
    ///     .run(async |tx| {
    ///         tx.execute("update account set balance = balance - 1 where id = $1", &[&1_i64]).await?;
    ///         tx.execute("update account set balance = balance + 1 where id = $1", &[&2_i64]).await?;
    ///         Ok(())
    ///     })
    ///     .await
    /// # }
    /// ```
    ///
    /// # Errors
    /// What `work` answers ([`Error::other`] holds the application's own), and what `BEGIN` and `COMMIT` do.
    pub async fn run<T, F, R>(self, work: F) -> Result<T, Error>
    where
        F: FnMut(Transaction<'static, A>) -> R,
        R: Future<Output = Result<T, Error>>,
    {
        self.try_run(work).await
    }

    /// [`run`](Self::run) for work with an error type of its own.
    ///
    /// # Errors
    /// What `work` answers, and what `BEGIN` and `COMMIT` do.
    pub async fn try_run<T, E, F, R>(self, mut work: F) -> Result<T, E>
    where
        E: From<Error>,
        F: FnMut(Transaction<'static, A>) -> R,
        R: Future<Output = Result<T, E>>,
    {
        let mut attempt = 0;
        loop {
            let transaction = self.begin().await?;
            let lent = Transaction {
                core: Arc::clone(&transaction.core),
                depth: 0,
                is_finished: true,
                marker: PhantomData,
            };
            let (has_lost, failure) = match work(lent).await {
                Ok(value) => {
                    let lost_before = transaction.has_lost();
                    match transaction.commit().await {
                        Ok(()) => return Ok(value),
                        Err(error) => (lost_before || error.is_retryable(), E::from(error)),
                    }
                }
                // The rollback is queued when the transaction is dropped.
                Err(error) => (transaction.has_lost(), error),
            };
            if !has_lost || attempt >= self.retries {
                return Err(failure);
            }
            tokio::time::sleep(pause(attempt)).await;
            attempt += 1;
        }
    }
}

/// Between half and the whole of 4 ms · 2^attempt, at most 500 ms: two that collided don't meet again.
fn pause(attempt: u32) -> Duration {
    use std::hash::{BuildHasher, RandomState};
    let whole = (4_000_u64 << attempt.min(7)).min(500_000);
    let random = RandomState::new().hash_one(attempt);
    Duration::from_micros(whole / 2 + random % (whole / 2))
}

impl<'c, A: Access> Transaction<'c, A> {
    pub(crate) async fn start(lease: Arc<Lease>, options: &Options) -> Result<Self, Error> {
        // `COMMIT` and `ROLLBACK` would end the transaction that is open.
        if Box::pin(pipeline::is_open(&lease, lease.client()?)).await? {
            return Err(Error::new(ErrorKind::InTransaction));
        }
        let session = options.settings.as_deref().map(Settings::sql);
        let core = Core { lease, has_lost: AtomicBool::new(false), gate: Gate::default(), session };
        let core = Arc::new(core);
        // It exists before `BEGIN` is queued: dropped at any moment, it rolls back.
        let transaction = Self { core, depth: 0, is_finished: false, marker: PhantomData };
        let begin = options.begin();
        let settings = options.settings.as_deref().map(statement_of);
        let envelope = Envelope { begin: Some(&begin), settings, session, ..Envelope::default() };
        let purpose = Purpose { model: None, operation: "beginning a transaction" };
        pipeline::run(&transaction.core.lease, &envelope, &[], purpose, &mut Nobody).await?;
        Ok(transaction)
    }

    /// Begins a transaction inside this one: a savepoint. One round trip. This one can't be used until that has ended.
    ///
    /// # Errors
    /// Where a statement in this transaction has failed before, or the connection is lost.
    pub async fn savepoint(&mut self) -> Result<Transaction<'_, A>, Error> {
        let depth = self.depth + 1;
        let savepoint =
            Transaction { core: Arc::clone(&self.core), depth, is_finished: false, marker: PhantomData };
        savepoint.control(&format!("SAVEPOINT pg_orm_{depth}"), false).await?;
        Ok(savepoint)
    }

    /// Commits it: what it did lasts. One round trip.
    ///
    /// # Errors
    /// [`ErrorKind::Aborted`] where a statement in it had failed: PostgreSQL rolls back then, and would call that a success;
    /// constraints that are checked at the end; a lost connection, and then nobody knows whether it was committed.
    pub async fn commit(mut self) -> Result<(), Error> {
        let sql = match self.depth {
            // `SELECT` fails in a transaction that has failed; `COMMIT` would answer `ROLLBACK`, and the driver not tell.
            0 => "SELECT; COMMIT".to_owned(),
            depth => format!("RELEASE SAVEPOINT pg_orm_{depth}"),
        };
        self.control(&sql, self.depth == 0).await?;
        self.is_finished = true;
        Ok(())
    }

    /// Rolls it back, and waits until that is done. Dropping it does the same without waiting.
    ///
    /// # Errors
    /// Where the connection is lost; the server has rolled back then.
    pub async fn rollback(mut self) -> Result<(), Error> {
        self.control(&self.undo(), self.depth == 0).await?;
        self.is_finished = true;
        Ok(())
    }

    fn undo(&self) -> String {
        match self.depth {
            0 => "ROLLBACK".to_owned(),
            depth => format!("ROLLBACK TO SAVEPOINT pg_orm_{depth}; RELEASE SAVEPOINT pg_orm_{depth}"),
        }
    }

    async fn control(&self, sql: &str, is_end: bool) -> Result<(), Error> {
        let call = self.core.lease.call();
        let mut request = Started::new(self.core.lease.client()?.batch_execute(sql));
        let queued =
            poll_fn(|context| Poll::Ready(self.core.gate.queue(is_end, || request.poll(context)))).await;
        if queued.is_none() {
            // Ended before, by the work that it was lent to.
            let done = if is_end { Ok(()) } else { Err(Error::new(ErrorKind::Ended)) };
            call.answered(&done);
            return done;
        }
        let done = request.answer().await.map_err(|error| {
            let error = match error.code() {
                Some(code) if *code == SqlState::IN_FAILED_SQL_TRANSACTION => Error::new(ErrorKind::Aborted),
                _ => Error::database(error),
            };
            error.at(None, "ending or nesting a transaction", sql)
        });
        call.answered(&done);
        done
    }

    fn has_lost(&self) -> bool {
        self.core.has_lost.load(Ordering::Relaxed)
    }
}

impl<A: Access> Drop for Transaction<'_, A> {
    fn drop(&mut self) {
        if self.is_finished {
            return;
        }
        // Without regard to the gate: a commit that failed, or was not waited for, has closed it.
        self.core.gate.queue(self.depth == 0, || ());
        self.core.lease.queue(&self.undo());
    }
}

impl<A: Access> Runs for Transaction<'_, A> {
    fn target(&self) -> Target<'_> {
        Target { source: Source::Transaction(&self.core), settings: None, is_raw: false }
    }
}

impl Executor<Open> for Transaction<'_, Open> {}
impl<A: Access> Executor<A> for Transaction<'_, RowSecurity> {}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("has_lost", &self.has_lost)
            .field("gate", &self.gate)
            .finish_non_exhaustive()
    }
}

impl<A: Access> fmt::Debug for Transaction<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction").field("depth", &self.depth).finish_non_exhaustive()
    }
}

impl<A: Access> fmt::Debug for TransactionBuilder<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransactionBuilder")
            .field("options", &self.options)
            .field("retries", &self.retries)
            .finish()
    }
}
