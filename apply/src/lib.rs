//! Runs a folder of PG-ORM migrations forward and back, safely; small enough to live in an application.
//!
//! ```no_run
//! use pg_orm_apply::{Migrations, Options, Target, deploy, rollback, status};
//!
//! # async fn run(client: &mut tokio_postgres::Client) -> Result<(), pg_orm_apply::Error> {
//! let migrations = Migrations::from_folder("migrations")?;
//! for done in deploy(client, &migrations, &Options::default()).await?.migrations {
//!     println!("{} in {:?}", done.name, done.elapsed);
//! }
//! println!("{}", status(client, &migrations).await?);
//! rollback(client, &migrations, &Target::Steps(1), &Options::default()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Terms
//! - A *migration* is a folder with `up.sql`, `down.sql` and `migration.toml` (its [`Manifest`]); each names
//!   the one it follows, so that together they are a chain.
//! - The *history* is the table `_pgorm.migrations` of the database: what was applied, when, with which checksum.
//! - A *checksum* is taken of both SQL files without their comments and white space.
//! - An *unfinished* migration is one that runs outside a transaction and stopped midway.
//!
//! # What holds
//! - A migration and its row in the history are one transaction: a crash at any moment leaves both or neither.
//!   `transaction = false` in the manifest says otherwise; then each statement is recorded as it finishes.
//! - One process at a time: an advisory lock on the same connection, tried again and again but never waited for
//!   in the server, where a transaction that waits would hold up others.
//! - The connection's settings are as they were afterwards, whatever the SQL of a migration sets.
//!
//! Connect directly: behind a pooler in transaction mode neither the lock nor the settings hold.

mod deploy;
mod error;
mod exclusive;
mod history;
mod lock;
mod manifest;
mod migration;
mod migrations;
mod options;
mod plan;
mod resolve;
mod rollback;
mod run;
mod sql_error;
mod statement;
mod status;

pub use deploy::deploy;
pub use error::Error;
pub use lock::Holder;
pub use manifest::{Manifest, ManifestProblem};
pub use migration::{Embedded, File, Migration, checksum};
pub use migrations::Migrations;
pub use options::{Done, Options, Report};
pub use resolve::{Resolution, Resolved, resolve};
pub use rollback::{Target, rollback};
pub use sql_error::{Place, SqlError};
pub use statement::Refusal;
pub use status::{Entry, State, Status, status};
