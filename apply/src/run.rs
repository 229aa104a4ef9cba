//! Running one migration, forward or back.

use std::time::{Duration, Instant};

use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use crate::exclusive::Exclusive;
use crate::sql_error::{Explained, Place};
use crate::statement::{Refusal, Statement, statements};
use crate::{Done, Error, File, Migration, Options, SqlError, history};

/// The pause after the first attempt that did not get its locks; doubled each time.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// Runs one file of a migration and records it.
pub(crate) async fn run(
    session: &Exclusive<'_>,
    migration: &Migration,
    file: File,
    options: &Options,
) -> Result<Done, Error> {
    let statements = checked_statements(migration, file)?;
    tracing::info!(migration = migration.name(), %file, statements = statements.len(), "running");
    let elapsed = if migration.manifest().transaction {
        with_attempts(session, migration, file, &statements, options).await?
    } else {
        outside_transaction(session, migration, file, &statements).await?
    };
    let elapsed_ms = elapsed.as_millis();
    tracing::info!(migration = migration.name(), %file, elapsed_ms, "done");
    Ok(Done { name: migration.name().to_owned(), elapsed })
}

/// The statements of a file, none of which the migration can't run.
pub(crate) fn checked_statements(migration: &Migration, file: File) -> Result<Vec<Statement>, Error> {
    let text = migration.sql(file);
    let place = |byte| Place::of(migration.name(), file, text, byte);
    let statements = statements(text).map_err(|error| Error::Unterminated { place: place(error.at) })?;
    if let Some((i, refusal)) = Refusal::of(&statements, migration.manifest().transaction)
        && let Some(statement) = statements.get(i)
    {
        let (place, statement) = (place(statement.span.start), statement.title());
        return Err(Error::Refused { place, statement, refusal });
    }
    Ok(statements)
}

async fn with_attempts(
    session: &Exclusive<'_>,
    migration: &Migration,
    file: File,
    statements: &[Statement],
    options: &Options,
) -> Result<Duration, Error> {
    let mut pause = FIRST_PAUSE;
    let mut attempt = 1;
    loop {
        let error = match in_transaction(session, migration, file, statements, options).await {
            Ok(elapsed) => return Ok(elapsed),
            Err(error) => error,
        };
        if undo(session, true).await.is_err() {
            // The connection is gone, and with it the transaction: the first error says why.
            return Err(error);
        }
        let is_passing =
            matches!(error.code(), Some(&SqlState::LOCK_NOT_AVAILABLE | &SqlState::T_R_DEADLOCK_DETECTED));
        if !is_passing || attempt >= options.lock_attempts {
            return Err(error);
        }
        tracing::warn!(
            migration = migration.name(),
            attempt,
            ?pause,
            "a lock was not to be had; trying again"
        );
        tokio::time::sleep(pause).await;
        attempt += 1;
        pause *= 2;
    }
}

/// The statements and the history in one transaction. On an error the transaction is left open.
async fn in_transaction(
    session: &Exclusive<'_>,
    migration: &Migration,
    file: File,
    statements: &[Statement],
    options: &Options,
) -> Result<Duration, Error> {
    let client = session.client;
    let begin = format!(
        "begin isolation level read committed read write; set local lock_timeout = {}",
        options.lock_timeout.as_millis()
    );
    client.batch_execute(&begin).await.map_err(Error::database("beginning a transaction"))?;
    let start = Instant::now();
    for statement in statements {
        execute(client, migration, file, statement, true).await?;
    }
    session.put_settings_back().await?;
    match file {
        File::Up => history::insert_applied(client, migration, statements.len(), start.elapsed()).await?,
        File::Down => history::delete(client, migration.name()).await?,
    }
    let commit = |source| Error::Commit { migration: migration.name().to_owned(), source };
    client.batch_execute("commit").await.map_err(commit)?;
    Ok(start.elapsed())
}

/// Each statement by itself, recorded as it finishes.
async fn outside_transaction(
    session: &Exclusive<'_>,
    migration: &Migration,
    file: File,
    statements: &[Statement],
) -> Result<Duration, Error> {
    let client = session.client;
    let name = migration.name();
    match file {
        File::Up => history::insert_applying(client, migration).await?,
        File::Down => history::set_reverting(client, name).await?,
    }
    let start = Instant::now();
    for (i, statement) in statements.iter().enumerate() {
        if let Err(error) = execute(client, migration, file, statement, false).await {
            let reason = match &error {
                Error::Sql(error) => Explained(&error.source).to_string(),
                other => other.to_string(),
            };
            // Where the connection is gone, the history goes on saying that the migration is being applied.
            let is_open = i.checked_sub(1).is_some_and(|before| is_in_transaction(statements, before));
            if undo(session, is_open).await.is_ok() {
                history::set_error(client, name, &reason).await?;
            }
            return Err(error);
        }
        if !is_in_transaction(statements, i) {
            session.record_progress(name, i + 1).await?;
        }
    }
    session.put_settings_back().await?;
    let elapsed = start.elapsed();
    match file {
        File::Up => history::set_applied(client, name, Some(elapsed)).await?,
        File::Down => history::delete(client, name).await?,
    }
    Ok(elapsed)
}

/// Ends the transaction that failed, where one is open, and what the migration has set.
async fn undo(session: &Exclusive<'_>, is_open: bool) -> Result<(), Error> {
    if is_open {
        session.client.batch_execute("rollback").await.map_err(Error::database("rolling back"))?;
    }
    session.put_settings_back().await
}

/// Whether a transaction that the file itself began is open after this statement; what it did is not yet done.
fn is_in_transaction(statements: &[Statement], last: usize) -> bool {
    let so_far = statements.get(..=last).unwrap_or_default();
    matches!(Refusal::of(so_far, false), Some((_, Refusal::LeftOpen)))
}

async fn execute(
    client: &Client,
    migration: &Migration,
    file: File,
    statement: &Statement,
    is_undone: bool,
) -> Result<(), Error> {
    let text = migration.sql(file);
    let sql = text.get(statement.span.clone()).unwrap_or_default();
    client.batch_execute(sql).await.map_err(|source| {
        let error = SqlError::new(migration.name(), file, text, &statement.span, is_undone, source);
        Error::Sql(Box::new(error))
    })
}
