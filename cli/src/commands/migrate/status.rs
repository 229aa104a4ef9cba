//! `pgorm migrate status`: which migrations the database has.

use pg_orm_apply::{Migrations, State, status};

use super::Folder;
use crate::{
    Error, Outcome,
    database::Database,
    error::without_folder,
    output::{self, HELP, Painted},
    project::Project,
    words::count,
};

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
    let migrations = Migrations::from_folder(arguments.folder.path(&project)?)?;
    let status = arguments
        .database
        .run(&project, "asking the database", async |client| Ok(status(client, &migrations).await?))?;
    if !status.entries.is_empty() {
        output::result(format!("{status}\n"))?;
    }
    tell(&status);
    Ok(if arguments.check && !status.is_up_to_date() { Outcome::Found } else { Outcome::Fine })
}

/// What to do, for each state that asks for it.
fn tell(status: &pg_orm_apply::Status) {
    if status.entries.is_empty() {
        return output::message("there are no migrations yet; `pgorm migrate new NAME` writes one");
    }
    if status.is_up_to_date() {
        return output::message("the database has all migrations");
    }
    let mut is_troubled = false;
    for entry in &status.entries {
        let name = &entry.name;
        match entry.state {
            State::Changed => output::warning(format_args!(
                "{name} is changed: its SQL is not what was run\n{} restore its files, as from version control, and \
                 put the change into a new migration",
                Painted(HELP, "help:")
            )),
            State::Missing => output::warning(format_args!(
                "{name} is missing: the database has it, and the folder has not\n{} {}",
                Painted(HELP, "help:"),
                without_folder(name).replace('\n', "\n      ")
            )),
            State::Unfinished { file, .. } => output::warning(format_args!(
                "{name} is unfinished: it stopped midway, unless somebody is running it now\n{} finish or undo by hand \
                 what its {file} does, then\n      `pgorm migrate resolve {name} --applied` (or --not-applied) records \
                 which",
                Painted(HELP, "help:")
            )),
            _ => continue,
        }
        is_troubled = true;
    }
    let Some(pending) = count(status.pending().count(), "migration") else { return };
    let first = if is_troubled { ", once the above is settled" } else { "" };
    output::message(format_args!("{pending} pending; `pgorm migrate deploy` runs what is pending{first}"));
}
