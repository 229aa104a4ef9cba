//! Forward: applying what is pending.

use tokio_postgres::Client;

use crate::exclusive::Exclusive;
use crate::plan::{Plan, plan};
use crate::run::{checked_statements, run};
use crate::{Error, File, Migrations, Options, Report, history};

/// Applies the migrations that the database does not have, in order, each in a transaction of its own unless
/// its manifest says otherwise. Where nothing is pending nothing is written and no lock is taken.
///
/// Every pending file is looked through before the first statement runs. A database that is ahead of
/// `migrations` is left as it is, see [`Report::ahead`].
///
/// Close the connection if this future is dropped before it ends: a transaction and the lock may be open.
///
/// # Errors
/// When the history does not fit `migrations`, another process has the lock for longer than
/// [`Options::patience`], or a statement fails. Migrations before the one that failed stay applied.
pub async fn deploy(
    client: &mut Client,
    migrations: &Migrations,
    options: &Options,
) -> Result<Report, Error> {
    let client: &Client = client;
    let first = plan(migrations, &history::read(client).await?);
    // What looks unfinished may be another process's work: look again with the lock held.
    if let Ok(Plan { pending, ahead }) = &first
        && pending.is_empty()
    {
        if !ahead.is_empty() {
            tracing::warn!(?ahead, "the database has newer migrations than this program");
        }
        return Ok(Report { migrations: Vec::new(), ahead: ahead.clone() });
    }
    let session = Exclusive::enter(client, options).await?;
    let result = deploy_alone(&session, migrations, options).await;
    session.leave(result).await
}

async fn deploy_alone(
    session: &Exclusive<'_>,
    migrations: &Migrations,
    options: &Options,
) -> Result<Report, Error> {
    history::ensure(session.client).await?;
    let Plan { pending, ahead } = plan(migrations, &history::read(session.client).await?)?;
    for migration in &pending {
        checked_statements(migration, File::Up)?;
    }
    let mut report = Report { migrations: Vec::new(), ahead };
    for migration in pending {
        report.migrations.push(run(session, migration, File::Up, options).await?);
    }
    Ok(report)
}
