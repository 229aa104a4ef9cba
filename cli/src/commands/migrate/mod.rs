//! `pgorm migrate`: migrations, written and run.

mod deploy;
pub(crate) mod new;
mod resolve;
mod rollback;
mod status;

use std::{path::PathBuf, time::Duration};

use clap::Subcommand;
use pg_orm_apply::Options;

use crate::{Error, Outcome, project::Project};

/// Write migrations from the schema, and run them forward and back
#[derive(Debug, clap::Args)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "\
A migration is a folder in migrations/: up.sql, down.sql, migration.toml. What has been
run is recorded in the database, in the table _pgorm.migrations."
)]
pub(crate) struct Migrate {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    New(new::New),
    Deploy(deploy::Deploy),
    Status(status::Status),
    Rollback(rollback::Rollback),
    Resolve(resolve::Resolve),
}

/// Where migrations are.
#[derive(Debug, clap::Args)]
struct Folder {
    /// The folder of migrations [default: pgorm.toml's `migrations`, else migrations]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Folder {
    /// The folder, which need not be there yet. Outside a project one that is there will do: a server that deploys
    /// may have nothing but the migrations.
    fn path(&self, project: &Project) -> Result<PathBuf, Error> {
        let path = project.migrations(self.dir.as_deref());
        if self.dir.is_none() && !path.is_dir() {
            project.require()?;
        }
        Ok(path)
    }
}

/// How patient a command is.
#[derive(Debug, clap::Args)]
struct Waiting {
    /// How long to wait while others run migrations
    #[arg(long, value_name = "SECS", default_value_t = 60)]
    wait: u64,
    /// How long a statement may wait for a lock; 0: for ever
    #[arg(long, value_name = "SECS", default_value_t = 3)]
    lock_timeout: u64,
}

impl Waiting {
    fn options(&self) -> Options {
        Options::default()
            .patience(Duration::from_secs(self.wait))
            .lock_timeout(Duration::from_secs(self.lock_timeout))
    }
}

pub(crate) fn run(arguments: Migrate) -> Result<Outcome, Error> {
    match arguments.action {
        Action::New(arguments) => new::run(&arguments),
        Action::Deploy(arguments) => deploy::run(&arguments),
        Action::Status(arguments) => status::run(&arguments),
        Action::Rollback(arguments) => rollback::run(&arguments),
        Action::Resolve(arguments) => resolve::run(&arguments),
    }
}
