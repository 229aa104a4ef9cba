//! What `#[pg_orm::test]` calls: a fresh database for each test.
//!
//! One private server is started for each test program, and ends with it. Its first test makes a *template*, a database with the
//! project's migrations applied; each test has a copy of it, dropped afterwards whether the test passed, failed or panicked.
//! Tests may run in parallel. Roles belong to the server: those that migrations make are shared by all tests of a program.
//!
//! | variable | meaning |
//! | --- | --- |
//! | `PGORM_TEST_URL` | a server of yours to use instead; its role must be allowed to create databases |
//! | `PGORM_TEST_KEEP=1` | keeps the databases of tests that fail, and says how to look at them; without `PGORM_TEST_URL` the tests then run on the server of `pgorm dev`, which outlives them |

mod database;
mod error;
mod postgres;
mod template;

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use crate::Pool;
use database::Database;
use error::SetupError;

/// Connections that the pool of a test may have.
const POOL_SIZE: usize = 5;

/// How long tasks that a test has spawned may take to notice that it is over.
const SHUTDOWN: Duration = Duration::from_secs(2);

/// One test.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// Its path: `my_crate::tests::name`.
    pub name: &'static str,
    /// The folder of migrations, absolute; `None` for an empty database.
    pub migrations: Option<&'static str>,
    /// The major version of PostgreSQL that it wants.
    pub postgres: Option<u32>,
}

/// What a test answers.
#[diagnostic::on_unimplemented(
    message = "a test with a database answers `()` or a `Result`, not `{Self}`",
    label = "not what a test answers",
    note = "end it with a semicolon, or with `Ok(())`"
)]
pub trait Outcome {
    /// Whether the test has failed.
    fn is_failure(&self) -> bool;
}

impl Outcome for () {
    fn is_failure(&self) -> bool {
        false
    }
}

impl<T, E> Outcome for Result<T, E> {
    fn is_failure(&self) -> bool {
        self.is_err()
    }
}

/// Runs a test with a pool on a database of its own, on a multi-thread runtime of its own.
///
/// # Panics
/// Where the test does, and where no database can be made for it; the message says why.
pub fn run<R: Outcome, F: Future<Output = R>>(case: Case, body: impl FnOnce(Pool) -> F) -> R {
    let (admin, database) = prepare(&case).unwrap_or_else(|error| fail(&case, &error));
    let result = catch_unwind(AssertUnwindSafe(|| {
        let attempt = database.pool(POOL_SIZE).and_then(|pool| Ok((pool, runtime()?)));
        let (pool, runtime) = attempt.unwrap_or_else(|error| fail(&case, &error));
        let result = catch_unwind(AssertUnwindSafe(|| runtime.block_on(async { body(pool.clone()).await })));
        pool.close();
        runtime.shutdown_timeout(SHUTDOWN);
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }));
    let has_failed = result.as_ref().map_or(true, Outcome::is_failure);
    admin.block_on(database.finish(has_failed));
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// The database, and the runtime that its maintenance connection lives on: nothing that the test does to its own can reach it.
fn prepare(case: &Case) -> Result<(tokio::runtime::Runtime, Database), SetupError> {
    let server = postgres::server(case.postgres)?;
    let admin =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(SetupError::Runtime)?;
    let database = admin.block_on(async {
        let template = match case.migrations {
            Some(folder) => Some(template::prepare(server, folder.as_ref()).await?),
            None => None,
        };
        Database::create(server, case, template.as_deref()).await
    })?;
    Ok((admin, database))
}

fn runtime() -> Result<tokio::runtime::Runtime, SetupError> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(SetupError::Runtime)
}

#[allow(clippy::panic, reason = "how a test fails")]
#[track_caller]
fn fail(case: &Case, error: &SetupError) -> ! {
    panic!("no database for the test {}: {error}", case.name)
}
