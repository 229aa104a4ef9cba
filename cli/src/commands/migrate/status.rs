//! `pgorm migrate status`: which migrations the database has.

use pg_orm_apply::{Migrations, State, status};

use super::Folder;
use crate::{Error, Outcome, database::Database, output, project::Project, words::count};

/// List the migrations, and how each stands in the database
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A line for each, in order: its state and its name. States are applied, pending, changed
(its files, after it was applied), missing (applied, but not in the folder), and unfinished.")]
pub(super) struct Status {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    folder: Folder,
    /// Exit with 1 unless all migrations are deployed, and none has changed
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Status) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let folder = project.migrations(arguments.folder.dir.as_deref());
    let migrations = Migrations::from_folder(folder)?;
    let status = arguments
        .database
        .run(&project, "asking the database", async |client| Ok(status(client, &migrations).await?))?;
    if !status.entries.is_empty() {
        output::result(format!("{status}\n"))?;
    }
    let pending = status.pending().count();
    let applied = status.entries.iter().filter(|entry| entry.state == State::Applied).count();
    let troubled = status.entries.len() - pending - applied;
    match (status.entries.is_empty(), troubled) {
        (true, _) => output::message("there are no migrations yet; `pgorm migrate new NAME` writes one"),
        (false, 0) if pending == 0 => output::message("the database has all migrations"),
        (false, 0) => {
            let pending = count(pending, "migration").unwrap_or_default();
            output::message(format_args!("{pending} pending; `pgorm migrate deploy` runs what is pending"));
        }
        (false, _) => {
            output::warning("the folder and the database disagree; `pgorm migrate deploy` tells more")
        }
    }
    Ok(if arguments.check && !status.is_up_to_date() { Outcome::Found } else { Outcome::Fine })
}
