//! `pgorm migrate resolve`: settles a migration that stopped midway.

use pg_orm_apply::{Resolution, resolve};

use super::Waiting;
use crate::{Error, Outcome, database::Database, output, project::Project};

/// Record what became of a migration that stopped midway, once you have put it right by hand
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Only a migration with `transaction = false` can stop midway: the others are run as a whole
or not at all. Changes the history and nothing else.")]
pub(super) struct Resolve {
    /// The migration's name
    #[arg(value_name = "MIGRATION")]
    name: String,
    /// The database is as its up.sql leaves it
    #[arg(long, required_unless_present = "not_applied", conflicts_with = "not_applied")]
    applied: bool,
    /// The database is as its down.sql leaves it
    #[arg(long)]
    not_applied: bool,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    waiting: Waiting,
}

pub(super) fn run(arguments: &Resolve) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let (resolution, words) = match arguments.applied {
        true => (Resolution::Applied, "applied"),
        false => (Resolution::NotApplied, "not applied"),
    };
    let options = arguments.waiting.options();
    arguments.database.run(&project, "resolving", async |client| {
        Ok(resolve(client, &arguments.name, resolution, &options).await?)
    })?;
    output::message(format_args!("{} is recorded as {words}", arguments.name));
    Ok(Outcome::Fine)
}
