//! `pgorm migrate resolve`: settles a migration that stopped midway, or whose folder is gone.

use pg_orm_apply::{Migrations, Resolution, Resolved, resolve};

use super::{Folder, Waiting};
use crate::{Error, Outcome, database::Database, output, project::Project};

/// Record what became of a migration that stopped midway, or forget one whose folder is gone
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Changes the history and nothing else: put the database right by hand first.

Only a migration with `transaction = false` can stop midway (unfinished in `pgorm migrate
status`): the others are run as a whole or not at all. One that is applied, but has no
folder (missing), is forgotten with --not-applied.")]
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
    folder: Folder,
    #[command(flatten)]
    waiting: Waiting,
}

pub(super) fn run(arguments: &Resolve) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let migrations = Migrations::from_folder(arguments.folder.path(&project)?)?;
    let (resolution, words) = match arguments.applied {
        true => (Resolution::Applied, "applied"),
        false => (Resolution::NotApplied, "not applied"),
    };
    let (name, options) = (&arguments.name, arguments.waiting.options());
    let resolved = arguments.database.run(&project, "resolving", async |client| {
        Ok(resolve(client, &migrations, name, resolution, &options).await?)
    })?;
    match resolved {
        Resolved::Missing => output::message(format_args!(
            "{name} is forgotten: the history does not have it any more; what it made in the database is still there"
        )),
        _ => output::message(format_args!("{name} is recorded as {words}")),
    }
    Ok(Outcome::Fine)
}
