//! The database of one test.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use super::Case;
use super::error::SetupError;
use super::postgres::{Postgres, is_keeping};
use crate::Pool;

/// How long to wait for a template that is in use. Copying it is no use that hinders another copy; a connection is.
const PATIENCE: Duration = Duration::from_secs(20);

const PAUSE: Duration = Duration::from_millis(20);

/// The longest part of a test's name in its database's name, which holds 63 bytes in all.
const MAX_SLUG: usize = 24;

/// A database that only one test uses.
pub(super) struct Database {
    server: &'static Postgres,
    admin: Client,
    name: String,
    test: &'static str,
}

impl Database {
    /// Copies the template, or makes an empty database.
    pub(super) async fn create(
        server: &'static Postgres,
        case: &Case,
        template: Option<&str>,
    ) -> Result<Self, SetupError> {
        let admin = server.connect().await?;
        if let Some(wanted) = case.postgres {
            require(&admin, wanted).await?;
        }
        let name = name_for(case.name);
        let sql = match template {
            // Copying the files is faster than writing every page to the log, which is the default.
            Some(template) => format!("create database {name} template {template} strategy file_copy"),
            None => format!("create database {name}"),
        };
        let start = Instant::now();
        while let Err(error) = admin.batch_execute(&sql).await {
            if error.code() != Some(&SqlState::OBJECT_IN_USE) {
                return Err(SetupError::sql("making the test's database")(error));
            }
            if start.elapsed() > PATIENCE {
                let template = template.unwrap_or("template1").to_owned();
                return Err(SetupError::TemplateInUse { template, seconds: PATIENCE.as_secs() });
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(Self { server, admin, name, test: case.name })
    }

    /// A pool on it.
    pub(super) fn pool(&self, size: usize) -> Result<Pool, SetupError> {
        Ok(Pool::builder(self.server.url()).database(&self.name).max_size(size).build()?)
    }

    /// Drops it, or keeps it and says how to look at it.
    #[allow(clippy::print_stderr, reason = "for the person who runs the tests; shown where a test fails")]
    pub(super) async fn finish(self, has_failed: bool) {
        if has_failed && is_keeping() {
            let place = self
                .server
                .target(&self.name)
                .map_or_else(|_| self.name.clone(), |target| target.to_string());
            eprintln!(
                "The database of {} was kept: psql '{place}'{}\n  Drop it with: drop database {};",
                self.test, self.server.advice, self.name
            );
            return;
        }
        let sql = format!("drop database if exists {} with (force)", self.name);
        if let Err(error) = self.admin.batch_execute(&sql).await {
            // The test is over, and its outcome is another.
            eprintln!("The database {} of {} could not be dropped: {error}", self.name, self.test);
        }
    }
}

async fn require(admin: &Client, wanted: u32) -> Result<(), SetupError> {
    let doing = || SetupError::sql("asking for the server's version");
    let row = admin
        .query_one("select pg_catalog.current_setting('server_version_num')", &[])
        .await
        .map_err(doing())?;
    let number: String = row.try_get(0).map_err(doing())?;
    let found = number.parse::<u32>().unwrap_or_default() / 10_000;
    if found == wanted { Ok(()) } else { Err(SetupError::Version { wanted, found }) }
}

/// `pgorm_test_<this program>_<number>_<end of the test's name>`: bare as it stands, and nobody else's on a server that several
/// programs use.
fn name_for(test: &str) -> String {
    static PROGRAM: OnceLock<u64> = OnceLock::new();
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let program = PROGRAM.get_or_init(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        // Microseconds of some twelve days, and the process.
        let micros = u64::try_from(since.as_micros()).unwrap_or_default() % (1 << 40);
        (micros << 22) | (u64::from(std::process::id()) % (1 << 22))
    });
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = test.rsplit("::").next().unwrap_or(test);
    let slug: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
        .take(MAX_SLUG)
        .collect();
    format!("pgorm_test_{program:x}_{number}_{slug}")
}
