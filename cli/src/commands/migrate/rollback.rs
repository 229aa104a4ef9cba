//! `pgorm migrate rollback`: runs migrations back.

use pg_orm_apply::{Migrations, State, Status, Target, rollback, status};

use super::{Folder, Waiting};
use crate::{Error, Outcome, database::Database, output, project::Project, words::count};

/// Run the newest deployed migrations back, one unless told otherwise
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Runs their down.sql, newest first: what a migration made is dropped, with the data in it.
Prints the names of those that were rolled back.")]
pub(super) struct Rollback {
    /// How many
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "to")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    steps: u32,
    /// All those after this migration, which stays
    #[arg(long, value_name = "MIGRATION")]
    to: Option<String>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    waiting: Waiting,
}

pub(super) fn run(arguments: &Rollback) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let migrations = Migrations::from_folder(arguments.folder.path(&project)?)?;
    let target = match &arguments.to {
        Some(name) => Target::To(name.clone()),
        None => Target::Steps(usize::try_from(arguments.steps).unwrap_or(usize::MAX)),
    };
    let options = arguments.waiting.options();
    let (names, result) = arguments.database.run(&project, "rolling back", async |client| {
        let before = status(client, &migrations).await?;
        match rollback(client, &migrations, &target, &options).await {
            Ok(report) => Ok((report.migrations.iter().map(|done| done.name.clone()).collect(), Ok(()))),
            Err(error) => Ok((undone_since(client, &migrations, &before).await, Err(error))),
        }
    })?;
    output::result(names.iter().map(|name: &String| format!("{name}\n")).collect::<String>())?;
    result?;
    match count(names.len(), "migration") {
        Some(done) => output::message(format_args!("rolled back {done}")),
        None => output::message("nothing to roll back"),
    }
    Ok(Outcome::Fine)
}

/// Those that were run back before one failed, in that order; none when the database can't be asked any more.
async fn undone_since(
    client: &tokio_postgres::Client,
    migrations: &Migrations,
    before: &Status,
) -> Vec<String> {
    let Ok(after) = status(client, migrations).await else { return Vec::new() };
    let pending: Vec<&str> = after.pending().collect();
    let was_applied = before.entries.iter().filter(|entry| entry.state != State::Pending);
    was_applied
        .map(|entry| entry.name.clone())
        .filter(|name| pending.contains(&name.as_str()))
        .rev()
        .collect()
}
