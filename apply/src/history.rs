//! The table `_pgorm.migrations`.

use std::time::{Duration, SystemTime};

use tokio_postgres::{Client, Row};

use crate::{Error, Migration};

/// A migration that the database knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) checksum: String,
    pub(crate) progress: Progress,
    pub(crate) statements_done: usize,
    pub(crate) error: Option<String>,
    pub(crate) applied_at: Option<SystemTime>,
    pub(crate) execution: Option<Duration>,
}

/// How far it is; what a transaction holds is never seen between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    Applying,
    Applied,
    Reverting,
}

const READING: &str = "reading the history in _pgorm.migrations";
const WRITING: &str = "writing the history in _pgorm.migrations";

/// The history, oldest first; empty where there is none.
pub(crate) async fn read(client: &Client) -> Result<Vec<Record>, Error> {
    if !is_there(client).await? {
        return Ok(Vec::new());
    }
    let rows =
        client.query(include_str!("sql/read_history.sql"), &[]).await.map_err(Error::database(READING))?;
    rows.iter().map(record).collect::<Result<_, _>>().map_err(Error::database(READING))
}

/// Makes the table where it is not there. Called with the lock held.
pub(crate) async fn ensure(client: &Client) -> Result<(), Error> {
    if is_there(client).await? {
        return Ok(());
    }
    let sql = include_str!("sql/history.sql");
    client.batch_execute(sql).await.map_err(Error::database("making the history table _pgorm.migrations"))
}

/// Records a migration that was applied, within its transaction.
pub(crate) async fn insert_applied(
    client: &Client,
    migration: &Migration,
    statements: usize,
    elapsed: Duration,
) -> Result<(), Error> {
    let sql = "insert into _pgorm.migrations
                 (name, checksum, state, statements_done, started_at, applied_at, execution_ms)
               values ($1, $2, 'applied', $3, now(), clock_timestamp(), $4)";
    let values: [&(dyn tokio_postgres::types::ToSql + Sync); 4] =
        [&migration.name(), &migration.checksum(), &count(statements), &milliseconds(elapsed)];
    client.execute(sql, &values).await.map_err(Error::database(WRITING))?;
    Ok(())
}

/// Records that a migration outside a transaction begins.
pub(crate) async fn insert_applying(client: &Client, migration: &Migration) -> Result<(), Error> {
    let sql = "insert into _pgorm.migrations (name, checksum, state, started_at)
               values ($1, $2, 'applying', clock_timestamp())";
    client
        .execute(sql, &[&migration.name(), &migration.checksum()])
        .await
        .map_err(Error::database(WRITING))?;
    Ok(())
}

/// Records that an applied migration outside a transaction is being rolled back.
pub(crate) async fn set_reverting(client: &Client, name: &str) -> Result<(), Error> {
    let sql =
        "update _pgorm.migrations set state = 'reverting', statements_done = 0, error = null where name = $1";
    client.execute(sql, &[&name]).await.map_err(Error::database(WRITING))?;
    Ok(())
}

/// Records how many statements of it have finished.
pub(crate) async fn set_statements_done(client: &Client, name: &str, done: usize) -> Result<(), Error> {
    let sql = "update _pgorm.migrations set statements_done = $2 where name = $1";
    client.execute(sql, &[&name, &count(done)]).await.map_err(Error::database(WRITING))?;
    Ok(())
}

/// Records why it stopped.
pub(crate) async fn set_error(client: &Client, name: &str, error: &str) -> Result<(), Error> {
    let sql = "update _pgorm.migrations set error = $2 where name = $1";
    client.execute(sql, &[&name, &error]).await.map_err(Error::database(WRITING))?;
    Ok(())
}

/// Records that it is applied after all.
pub(crate) async fn set_applied(client: &Client, name: &str, elapsed: Option<Duration>) -> Result<(), Error> {
    let sql = "update _pgorm.migrations
               set state = 'applied', error = null, applied_at = clock_timestamp(),
                   execution_ms = coalesce($2, execution_ms)
               where name = $1";
    client.execute(sql, &[&name, &elapsed.map(milliseconds)]).await.map_err(Error::database(WRITING))?;
    Ok(())
}

/// Forgets a migration.
pub(crate) async fn delete(client: &Client, name: &str) -> Result<(), Error> {
    let sql = "delete from _pgorm.migrations where name = $1";
    client.execute(sql, &[&name]).await.map_err(Error::database(WRITING))?;
    Ok(())
}

async fn is_there(client: &Client) -> Result<bool, Error> {
    let row = client
        .query_one("select pg_catalog.to_regclass('_pgorm.migrations') is not null", &[])
        .await
        .map_err(Error::database(READING))?;
    row.try_get(0).map_err(Error::database(READING))
}

fn record(row: &Row) -> Result<Record, tokio_postgres::Error> {
    let state: String = row.try_get(2)?;
    let statements_done: i32 = row.try_get(3)?;
    let execution: Option<i64> = row.try_get(6)?;
    Ok(Record {
        name: row.try_get(0)?,
        checksum: row.try_get(1)?,
        // The table's check lets no other state in.
        progress: match state.as_str() {
            "applied" => Progress::Applied,
            "reverting" => Progress::Reverting,
            _ => Progress::Applying,
        },
        statements_done: usize::try_from(statements_done).unwrap_or_default(),
        error: row.try_get(4)?,
        applied_at: row.try_get(5)?,
        execution: execution.and_then(|ms| u64::try_from(ms).ok()).map(Duration::from_millis),
    })
}

fn count(statements: usize) -> i32 {
    i32::try_from(statements).unwrap_or(i32::MAX)
}

fn milliseconds(elapsed: Duration) -> i64 {
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}
