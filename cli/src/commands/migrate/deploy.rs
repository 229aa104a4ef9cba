//! `pgorm migrate deploy`: runs what the database lacks.

use pg_orm_apply::{Migrations, deploy, status};
use pg_orm_migrate::{Snapshot, require_version};

use super::{Folder, Waiting};
use crate::{
    Error, Outcome,
    database::{Database, major},
    output,
    project::Project,
    words::count,
};

/// Run the migrations that the database lacks
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Each runs in a transaction of its own, and is recorded in it. Of two deploys at once one
waits for the other. Prints the names of those that ran.")]
pub(super) struct Deploy {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    waiting: Waiting,
}

pub(super) fn run(arguments: &Deploy) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let folder = arguments.folder.path(&project)?;
    let migrations = Migrations::from_folder(&folder)?;
    let snapshot = Snapshot::read(&folder)?;
    let options = arguments.waiting.options();
    let (names, result) = arguments.database.run(&project, "deploying", async |client| {
        let before = status(client, &migrations).await?;
        require(client, snapshot.as_ref(), &before).await?;
        match deploy(client, &migrations, &options).await {
            Ok(report) => {
                Ok((report.migrations.iter().map(|done| done.name.clone()).collect(), Ok(report.ahead)))
            }
            Err(error) => Ok((ran_since(client, &migrations, &before).await, Err(error))),
        }
    })?;
    output::result(names.iter().map(|name: &String| format!("{name}\n")).collect::<String>())?;
    let ahead = result?;
    match (count(names.len(), "migration"), count(ahead.len(), "migration")) {
        (Some(done), _) => output::message(format_args!("deployed {done}")),
        (None, None) => output::message("nothing to deploy: the database has all migrations"),
        (None, Some(more)) => {
            output::message(format_args!(
                "nothing to deploy: the database has all migrations of the folder, and is ahead of it by {more}; \
                 `pgorm migrate status` tells what to do"
            ));
        }
    }
    Ok(Outcome::Fine)
}

/// Refuses to start what the server is too old for, where the folder knows what its newest migration leads to.
async fn require(
    client: &tokio_postgres::Client,
    snapshot: Option<&Snapshot>,
    before: &pg_orm_apply::Status,
) -> Result<(), Error> {
    let Some(snapshot) = snapshot.filter(|it| before.pending().any(|name| name == it.newest)) else {
        return Ok(());
    };
    Ok(require_version(&snapshot.catalog, major(client).await?)?)
}

/// Those that ran before one failed; none when the database can't be asked any more.
async fn ran_since(
    client: &tokio_postgres::Client,
    migrations: &Migrations,
    before: &pg_orm_apply::Status,
) -> Vec<String> {
    let Ok(after) = status(client, migrations).await else { return Vec::new() };
    let is_applied = |name: &&str| {
        after.entries.iter().any(|entry| entry.name == **name && entry.state == pg_orm_apply::State::Applied)
    };
    before.pending().filter(is_applied).map(str::to_owned).collect()
}
