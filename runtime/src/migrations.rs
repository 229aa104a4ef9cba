//! Migrations that are embedded into the program, for it to run when it starts.
//!
//! ```no_run
//! // The folder, from where `Cargo.toml` is; `migrations` where nothing is said.
//! const MIGRATIONS: pg_orm::migrations::Migrations = pg_orm::migrations!("tests/migrations");
//!
//! # async fn start() -> Result<(), pg_orm::Error> {
//! let pool = pg_orm::Pool::from_env().await?;
//! let report = MIGRATIONS.deploy(&pool).await?;
//! println!("{} migrations were applied", report.migrations.len());
//! # Ok(())
//! # }
//! ```
//!
//! Any number of instances may start at once: one applies what is pending, the others wait for it and find nothing to do.
//! An instance of an older version that starts again while a newer one is rolled out leaves the database as it is.

pub use pg_orm_apply::{Done, Embedded, Entry, Options, Report, State, Status};

use crate::error::{Error, ErrorKind};
use crate::pool::Pool;

/// A folder of migrations, embedded by [`pg_orm::migrations!`](crate::migrations!).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrations {
    folders: &'static [Embedded],
}

impl Migrations {
    /// Takes the contents of the folders; the macro calls this.
    pub const fn new(folders: &'static [Embedded]) -> Self {
        Self { folders }
    }

    /// Applies what is pending, each migration in a transaction of its own unless its `migration.toml` says otherwise.
    ///
    /// Uses one connection, which is closed afterwards. When nothing is pending it only reads the history.
    ///
    /// # Errors
    /// Where the history is not the beginning of these migrations, another process runs migrations for longer than a minute, or
    /// a statement fails; the message names the migration, the line and what to do. Migrations before it stay applied.
    pub async fn deploy(&self, pool: &Pool) -> Result<Report, Error> {
        self.deploy_with(pool, &Options::default()).await
    }

    /// The same, with its time limits to choose.
    ///
    /// # Errors
    /// Those of [`deploy`](Self::deploy).
    pub async fn deploy_with(&self, pool: &Pool, options: &Options) -> Result<Report, Error> {
        let migrations = self.read()?;
        // Not given back to the pool: if this future is dropped midway, a transaction and the lock end with the connection.
        let mut client = pool.checkout().await?.take()?;
        pg_orm_apply::deploy(&mut client, &migrations, options).await.map_err(failed)
    }

    /// How each migration stands; takes no lock and writes nothing.
    ///
    /// # Errors
    /// Where the history can't be read.
    pub async fn status(&self, pool: &Pool) -> Result<Status, Error> {
        let migrations = self.read()?;
        let lease = pool.checkout().await?;
        pg_orm_apply::status(lease.client()?, &migrations).await.map_err(failed)
    }

    fn read(&self) -> Result<pg_orm_apply::Migrations, Error> {
        pg_orm_apply::Migrations::embedded(self.folders).map_err(failed)
    }
}

fn failed(error: pg_orm_apply::Error) -> Error {
    Error::new(ErrorKind::Migrations(Box::new(error)))
}
