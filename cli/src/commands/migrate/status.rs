//! `pgorm migrate status`: which migrations the database has.

use pg_orm_apply::{Entry, Migrations, State, Status as Standing, status};

use super::Folder;
use crate::{
    Error, Outcome,
    database::Database,
    error::{CHANGED_IN_DEVELOPMENT, without_folder},
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
fn tell(status: &Standing) {
    if status.entries.is_empty() {
        return output::message("there are no migrations yet; `pgorm migrate new NAME` writes one");
    }
    if status.is_up_to_date() {
        return output::message("the database has all migrations");
    }
    let mut is_troubled = false;
    for (i, entry) in status.entries.iter().enumerate() {
        let Some((what, help)) = trouble(entry) else { continue };
        is_troubled = true;
        output::warning(format_args!("{} {what}", entry.name));
        // Once for all of a state, with the newest of them as the example.
        let is_last =
            !status.entries.iter().skip(i + 1).any(|other| other.state.word() == entry.state.word());
        if is_last {
            output::message(format_args!("{} {}", Painted(HELP, "help:"), help.replace('\n', "\n      ")));
        }
    }
    let Some(pending) = count(status.pending().count(), "migration") else { return };
    let first = if is_troubled { ", once the above is settled" } else { "" };
    output::message(format_args!("{pending} pending; `pgorm migrate deploy` runs what is pending{first}"));
}

/// What is wrong with a migration, and what to do about it.
fn trouble(entry: &Entry) -> Option<(&'static str, String)> {
    Some(match &entry.state {
        State::Changed => (
            "is changed: its SQL is not what was run; restore its files, and put the change into a new migration",
            CHANGED_IN_DEVELOPMENT.to_owned(),
        ),
        State::Missing => {
            ("is missing: the database has it, and the folder has not", without_folder(&entry.name))
        }
        State::Unfinished { file, .. } => (
            "is unfinished: it stopped midway, unless somebody is running it now",
            format!(
                "finish or undo by hand what its {file} does, then\n\
                 `pgorm migrate resolve {} --applied` (or --not-applied) records which",
                entry.name
            ),
        ),
        _ => return None,
    })
}
