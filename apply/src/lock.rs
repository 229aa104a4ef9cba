//! One process at a time.

use std::fmt;
use std::time::{Duration, Instant};

use tokio_postgres::Client;

use crate::Error;

/// The advisory lock's key: the bytes of `pgormmig`. Advisory locks belong to one database.
const KEY: i64 = 0x7067_6f72_6d6d_6967;

/// The halves of [`KEY`], as `pg_locks` shows them.
const KEY_HIGH: u32 = 0x7067_6f72;
const KEY_LOW: u32 = 0x6d6d_6967;

const SHORTEST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// Who holds the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Holder {
    /// The process of the server.
    pub pid: i32,
    /// What the client calls itself; `None` where it has no name, or this role may not see it.
    pub application_name: Option<String>,
    /// The client's address; `None` over a Unix socket, or where this role may not see it.
    pub client_address: Option<String>,
    /// How long it has been connected; `None` where this role may not see it.
    pub connected: Option<Duration>,
}

/// Takes the lock, trying again and again: a statement that waited for it would be a transaction that holds
/// a snapshot, and `create index concurrently` of the holder would wait for that in turn.
pub(crate) async fn acquire(client: &Client, patience: Duration) -> Result<(), Error> {
    let start = Instant::now();
    let mut pause = SHORTEST_PAUSE;
    let mut has_told = false;
    loop {
        let row = client
            .query_one("select pg_catalog.pg_try_advisory_lock($1)", &[&KEY])
            .await
            .map_err(Error::database("taking the lock for migrations"))?;
        if row.try_get(0).map_err(Error::database("taking the lock for migrations"))? {
            return Ok(());
        }
        let waited = start.elapsed();
        if waited >= patience {
            return Err(Error::Locked { waited, holder: holder(client).await? });
        }
        if !has_told {
            has_told = true;
            if let Some(holder) = holder(client).await? {
                tracing::info!(%holder, "waiting: migrations are being run by another process");
            }
        }
        tokio::time::sleep(pause.min(patience.saturating_sub(waited))).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Gives the lock back.
pub(crate) async fn release(client: &Client) -> Result<(), Error> {
    client
        .query_one("select pg_catalog.pg_advisory_unlock($1)", &[&KEY])
        .await
        .map(|_| ())
        .map_err(Error::database("giving back the lock for migrations"))
}

async fn holder(client: &Client) -> Result<Option<Holder>, Error> {
    let doing = || Error::database("asking who holds the lock for migrations");
    let row =
        client.query_opt(include_str!("sql/holder.sql"), &[&KEY_HIGH, &KEY_LOW]).await.map_err(doing())?;
    let Some(row) = row else { return Ok(None) };
    let seconds: Option<f64> = row.try_get(3).map_err(doing())?;
    Ok(Some(Holder {
        pid: row.try_get(0).map_err(doing())?,
        application_name: row.try_get(1).map_err(doing())?,
        client_address: row.try_get(2).map_err(doing())?,
        connected: seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
    }))
}

/// `process 4711 ("app" at 10.0.0.3, connected for 12 s)`.
impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "process {} of the server", self.pid)?;
        let name = self.application_name.as_ref().map(|name| format!("\"{name}\""));
        let address = self.client_address.as_ref().map(|address| format!("from {address}"));
        let connected = self.connected.map(|time| format!("connected for {} s", time.as_secs()));
        let known: Vec<String> = [name, address, connected].into_iter().flatten().collect();
        if known.is_empty() { Ok(()) } else { write!(f, " ({})", known.join(", ")) }
    }
}
