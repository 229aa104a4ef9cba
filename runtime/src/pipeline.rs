//! The one primitive under everything: statements go out together, answers are read as they arrive.
//!
//! What holds here, and is relied upon:
//! - Every statement is prepared before the first frame of the envelope: a statement prepared later would run behind `COMMIT`.
//! - Every value is encoded before the first frame: a value that can't be sent leaves nothing half done.
//! - All frames are queued without a pause in between. A future dropped earlier has sent nothing; one dropped later leaves an
//!   envelope that ends by itself, and its [`Lease`] sees to it that nobody waits behind it for long.
//! - Answers are drained in the order of the requests, each to its end, so that no answer waits behind one that nobody reads.
//! - The first failure is the one told: what follows it inside a transaction is only its echo.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::slice;
use std::task::Poll;

use deadpool_postgres::ClientWrapper;
use futures_util::StreamExt;
use futures_util::future::{join, try_join_all};
use tokio_postgres::error::SqlState;
use tokio_postgres::{RowStream, SimpleQueryMessage, Statement as Prepared};

use crate::advice;
use crate::encode::{Encoded, direct, encode, unsent};
use crate::error::{Error, ErrorKind};
use crate::guard::Guard;
use crate::lease::Lease;
use crate::render::Statement;
use crate::stale;
use crate::transaction::Gate;

/// What statements are put into.
#[derive(Debug, Default)]
pub(crate) struct Envelope<'a> {
    /// `BEGIN ..`, in front of everything.
    pub(crate) begin: Option<&'a str>,
    /// Sets the session's role and settings, behind `BEGIN`.
    pub(crate) settings: Option<Statement<'a>>,
    /// The SQL that has set the session's role and settings, here or when the transaction began.
    pub(crate) session: Option<&'a str>,
    /// `COMMIT`, behind everything.
    pub(crate) is_committed: bool,
    /// Of the transaction that the statements belong to.
    pub(crate) gate: Option<&'a Gate>,
}

/// What statements are for, for messages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Purpose {
    pub(crate) model: Option<&'static str>,
    pub(crate) operation: &'static str,
}

/// Takes the rows of a pipeline's statements.
pub(crate) trait Sink: Send {
    /// One row of the statement with this number; `is_first` for each statement's first.
    fn row(&mut self, statement: usize, row: tokio_postgres::Row, is_first: bool) -> Result<(), Error>;

    /// Whether it takes no more rows until those that it has are taken. Whoever takes them polls the statement again.
    fn is_full(&self) -> bool {
        false
    }

    /// A statement was done; so many rows were read or changed.
    fn end(&mut self, rows: u64) {
        let _ = rows;
    }

    /// All of it is run anew: forgets everything that it was given.
    fn restart(&mut self);
}

/// Runs the statements in one round trip (one more where one has to be prepared), and gives every row to the sink.
///
/// # Errors
/// The first statement's that failed.
pub(crate) async fn run(
    lease: &Lease,
    envelope: &Envelope<'_>,
    statements: &[Statement<'_>],
    purpose: Purpose,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let call = lease.call();
    let client = lease.client()?;
    let mut done = once(lease, client, envelope, statements, purpose, &mut *sink).await;
    if let Err(error) = &done
        && error.may_be_stale()
    {
        stale::forget(client);
        if stale::is_undone(lease, envelope, statements, purpose, error) {
            sink.restart();
            done = once(lease, client, envelope, statements, purpose, sink).await;
        }
    }
    call.answered(&done);
    done
}

async fn once(
    lease: &Lease,
    client: &ClientWrapper,
    envelope: &Envelope<'_>,
    statements: &[Statement<'_>],
    purpose: Purpose,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let alone_or_not = (statements, envelope.begin, &envelope.settings, envelope.gate);
    if let ([statement], None, None, None) = alone_or_not {
        let prepared = prepare(client, statement).await;
        let prepared =
            prepared.map_err(|error| error.at(purpose.model, purpose.operation, &statement.text))?;
        if Guard::of([&prepared]).is_none() {
            return alone(client, statement, &prepared, purpose, sink).await;
        }
        // What the check finds must take back what was written; where a transaction of the caller's is open, that one does.
        let is_read = stale::is_read(statements, purpose);
        let begin = if is_read || Box::pin(is_open(lease, client)).await? { None } else { Some("BEGIN") };
        let envelope = Envelope { begin, is_committed: begin.is_some(), ..Envelope::default() };
        Box::pin(together(lease, client, &envelope, statements, purpose, sink)).await
    } else if envelope.is_committed && Box::pin(is_open(lease, client)).await? {
        // `COMMIT` would end the caller's transaction. Within it the statements take effect together too, or not at all.
        Box::pin(together(lease, client, &Envelope::default(), statements, purpose, sink)).await
    } else {
        Box::pin(together(lease, client, envelope, statements, purpose, sink)).await
    }
}

/// Whether raw SQL has left a transaction open. A setting that lasts as long as the transaction tells: without one it is gone when
/// it is asked for. Neither statement fails, or writes into the server's log, but in a transaction that has failed.
pub(crate) async fn is_open(lease: &Lease, client: &ClientWrapper) -> Result<bool, Error> {
    if !lease.may_be_open() {
        return Ok(false);
    }
    let set = client.simple_query("select pg_catalog.set_config('pg_orm.open', '1', true)");
    let get = client.simple_query("select pg_catalog.current_setting('pg_orm.open', true)");
    let (set, got) = join(set, get).await;
    match set.and(got) {
        Ok(answers) => Ok(answers.iter().any(
            |answer| matches!(answer, SimpleQueryMessage::Row(row) if row.try_get(0).ok().flatten() == Some("1")),
        )),
        // The statement will be told the same.
        Err(error) if error.code() == Some(&SqlState::IN_FAILED_SQL_TRANSACTION) => Ok(true),
        Err(error) => Err(Error::database(error)),
    }
}

async fn alone(
    client: &ClientWrapper,
    statement: &Statement<'_>,
    prepared: &Prepared,
    purpose: Purpose,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let at = |error: Error| error.at(purpose.model, purpose.operation, &statement.text);
    let values = direct(&statement.params, prepared.params()).map_err(at)?;
    let stream = match client.query_raw(prepared, values).await {
        Ok(stream) => stream,
        Err(error) => {
            return Err(at(unsent(error)
                .unwrap_or_else(|error| stale::failed(client, (statement, prepared.params()), error))));
        }
    };
    drain(stream, 0, sink).await.map_err(|failure| {
        at(match failure {
            Failure::Database(error) => stale::failed(client, (statement, prepared.params()), error),
            Failure::Sink(error) if stale::is_read(slice::from_ref(statement), purpose) => error,
            Failure::Sink(error) => error.done(),
        })
    })
}

async fn together(
    lease: &Lease,
    client: &ClientWrapper,
    envelope: &Envelope<'_>,
    statements: &[Statement<'_>],
    purpose: Purpose,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let whole = purpose;
    // Prepare, all at once.
    let settings = envelope.settings.iter().map(|settings| (settings, SETTINGS));
    let mut all: Vec<_> = settings.chain(statements.iter().map(|statement| (statement, purpose))).collect();
    let mut prepared = try_join_all(all.iter().map(|(statement, purpose)| async move {
        prepare(client, statement)
            .await
            .map_err(|error| error.at(purpose.model, purpose.operation, &statement.text))
    }))
    .await?;
    let guard = Guard::of(&prepared);
    let check = guard.as_ref().map(Guard::statement);
    if let Some(check) = &check {
        prepared.push(prepare(client, check).await?);
        all.push((check, CHECK));
    }

    // Encode.
    let mut encoded = Vec::with_capacity(all.len());
    for ((statement, purpose), prepared) in all.iter().zip(&prepared) {
        let values = encode(&statement.params, prepared.params());
        encoded.push(values.map_err(|error| error.at(purpose.model, purpose.operation, &statement.text))?);
    }

    // Queue.
    lease.beginning(envelope.begin.is_some());
    let mut begin = envelope.begin.map(|sql| Started::new(client.batch_execute(sql)));
    let mut running: Vec<_> =
        prepared.iter().zip(&encoded).map(|(p, e)| Started::new(query(client, p, e))).collect();
    let mut commit = envelope.is_committed.then(|| Started::new(client.batch_execute("COMMIT")));
    let queued = poll_fn(|context| {
        let mut queue = || {
            if let Some(begin) = &mut begin {
                begin.poll(context);
            }
            for statement in &mut running {
                statement.poll(context);
            }
            if let Some(commit) = &mut commit {
                commit.poll(context);
            }
        };
        Poll::Ready(match envelope.gate {
            None => {
                queue();
                true
            }
            Some(gate) => gate.queue(false, queue).is_some(),
        })
    })
    .await;
    if !queued {
        return Err(Error::new(ErrorKind::Ended).at(purpose.model, purpose.operation, ""));
    }

    // Drain, in order.
    let told = |error, sql: &str| Error::database(error).at(purpose.model, purpose.operation, sql);
    if let (Some(begin), Some(sql)) = (begin, envelope.begin) {
        begin.answer().await.map_err(|error| told(error, sql))?;
    }
    let first = usize::from(envelope.settings.is_some());
    // What the sink refused. Told once it is known what became of the statement.
    let mut refused = None;
    let of_each = all.iter().zip(&prepared);
    for (i, (running, ((statement, purpose), prepared))) in running.into_iter().zip(of_each).enumerate() {
        let number = i.checked_sub(first).filter(|i| *i < statements.len());
        let drained = match (running.answer().await, number) {
            (Ok(stream), Some(number)) if refused.is_none() => drain(stream, number, &mut *sink).await,
            (Ok(stream), _) => drain(stream, 0, &mut Nobody).await,
            (Err(error), _) => Err(Failure::Database(error)),
        };
        // The settings hold, or there are none: whatever is cancelled from here on ends with the transaction.
        lease.beginning(false);
        let at = |error: Error| error.at(purpose.model, purpose.operation, &statement.text);
        match (drained, &guard) {
            (Ok(()), _) => {}
            (Err(Failure::Sink(error)), _) => refused = Some(at(error)),
            // A value that was read by attributes which are others now: this is why, and the more so where it could not be read.
            (Err(Failure::Database(error)), Some(guard)) if i >= first + statements.len() => {
                let sql = statements.first().map_or("", |statement| &statement.text);
                let error = guard.failed(error);
                let is_why = error.may_be_stale();
                let error = error.at(whole.model, whole.operation, sql);
                return Err(if is_why { error } else { refused.unwrap_or(error) });
            }
            (Err(Failure::Database(error)), _) => {
                let error = stale::failed(client, (statement, prepared.params()), error);
                let role = advice::of_role(&error, envelope.session, statement);
                let error = at(error.advised(role));
                return Err(refused.unwrap_or(error));
            }
        }
    }
    if let Some(commit) = commit
        && let Err(error) = commit.answer().await
    {
        return Err(refused.unwrap_or_else(|| told(error, "COMMIT")));
    }
    match refused {
        None => Ok(()),
        // Inside a transaction of the caller's nothing stays yet.
        Some(error) if envelope.gate.is_some() || stale::is_read(statements, whole) => Err(error),
        Some(error) => Err(error.done()),
    }
}

/// How many statements a connection keeps prepared. Past it all of them are forgotten, and those in use prepared anew.
const MAX_PREPARED: usize = 256;

const CHECK: Purpose = Purpose { model: None, operation: "checking the attributes of composites" };
const SETTINGS: Purpose = Purpose { model: None, operation: "setting the session's role and settings" };

/// Reads no rows: for what is run for its effect.
pub(crate) struct Nobody;

impl Sink for Nobody {
    fn row(&mut self, _: usize, _: tokio_postgres::Row, _: bool) -> Result<(), Error> {
        Ok(())
    }

    fn restart(&mut self) {}
}

/// Prepares a statement, or finds it prepared; one that calls something must answer what the program was built for.
pub(crate) async fn prepare(client: &ClientWrapper, statement: &Statement<'_>) -> Result<Prepared, Error> {
    let prepared = client.prepare_cached(&statement.text).await.map_err(Error::database)?;
    // Texts made at run time are without number, and the server keeps each statement until it is closed.
    if client.statement_cache.size() > MAX_PREPARED {
        client.statement_cache.clear();
    }
    if let Some(Err(error)) = statement.routine.map(|routine| routine.check(&prepared)) {
        client.statement_cache.remove(&statement.text, &[]);
        return Err(error);
    }
    Ok(prepared)
}

async fn query(
    client: &ClientWrapper,
    prepared: &Prepared,
    encoded: &Encoded,
) -> Result<RowStream, tokio_postgres::Error> {
    client.query_raw(prepared, encoded.values()).await
}

async fn drain(stream: RowStream, number: usize, sink: &mut dyn Sink) -> Result<(), Failure> {
    let mut stream = pin!(stream);
    let mut is_first = true;
    while let Some(row) = stream.next().await {
        let row = row.map_err(Failure::Database)?;
        sink.row(number, row, is_first).map_err(Failure::Sink)?;
        is_first = false;
        if sink.is_full() {
            pause().await;
        }
    }
    sink.end(stream.rows_affected().unwrap_or(0));
    Ok(())
}

/// Waits for the next poll, which nobody is asked for.
async fn pause() {
    let mut is_polled = false;
    poll_fn(|_| if std::mem::replace(&mut is_polled, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Why an answer was not read to its end.
enum Failure {
    Database(tokio_postgres::Error),
    Sink(Error),
}

/// A request whose frames are queued, and whose answer may have come already.
pub(crate) struct Started<'f, T> {
    future: Pin<Box<dyn Future<Output = T> + Send + 'f>>,
    answer: Option<T>,
}

impl<'f, T> Started<'f, T> {
    pub(crate) fn new(future: impl Future<Output = T> + Send + 'f) -> Self {
        Self { future: Box::pin(future), answer: None }
    }

    pub(crate) fn poll(&mut self, context: &mut std::task::Context<'_>) {
        if self.answer.is_none()
            && let Poll::Ready(answer) = self.future.as_mut().poll(context)
        {
            self.answer = Some(answer);
        }
    }

    pub(crate) async fn answer(self) -> T {
        match self.answer {
            Some(answer) => answer,
            None => self.future.await,
        }
    }
}

/// Queues SQL without waiting for its answer: whoever uses the connection next does so behind it.
pub(crate) fn queue(client: &ClientWrapper, sql: &str) {
    let mut request = pin!(client.batch_execute(sql));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    // The first poll queues the frames; where the connection is closed there is nothing to undo, and no pool takes it back.
    let _ = request.as_mut().poll(&mut context);
}
