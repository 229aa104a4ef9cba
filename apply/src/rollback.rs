//! Back: undoing what was applied, newest first.

use tokio_postgres::Client;

use crate::exclusive::Exclusive;
use crate::history::Record;
use crate::plan::refuse_unfinished;
use crate::run::{checked_statements, run};
use crate::{Error, File, Migration, Migrations, Options, Report, history};

/// How far to go back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// This many migrations, or all where there are fewer.
    Steps(usize),
    /// Every migration that was applied after this one, which stays.
    To(String),
    /// Every migration.
    All,
}

/// Undoes the newest migrations, each in a transaction of its own unless its manifest says otherwise.
///
/// Every file is looked through before the first statement runs. Close the connection if this future is
/// dropped before it ends.
///
/// # Errors
/// When the folder of one of them is not here, was changed since, or has an empty `down.sql`; when another
/// process has the lock; when a statement fails. Those undone before it stay undone.
pub async fn rollback(
    client: &mut Client,
    migrations: &Migrations,
    target: &Target,
    options: &Options,
) -> Result<Report, Error> {
    let session = Exclusive::enter(client, options).await?;
    let result = rollback_alone(&session, migrations, target, options).await;
    session.leave(result).await
}

async fn rollback_alone(
    session: &Exclusive<'_>,
    migrations: &Migrations,
    target: &Target,
    options: &Options,
) -> Result<Report, Error> {
    let history = history::read(session.client).await?;
    refuse_unfinished(&history)?;
    let mut undone = Vec::new();
    for record in newest_first(&history, target)? {
        let migration = known(migrations, record)?;
        let back = checked_statements(migration, File::Down)?;
        if back.is_empty() && !checked_statements(migration, File::Up)?.is_empty() {
            return Err(Error::Irreversible { migration: record.name.clone() });
        }
        undone.push(migration);
    }
    let mut report = Report::default();
    for migration in undone {
        report.migrations.push(run(session, migration, File::Down, options).await?);
    }
    Ok(report)
}

fn newest_first<'h>(history: &'h [Record], target: &Target) -> Result<Vec<&'h Record>, Error> {
    let newest = history.iter().rev();
    Ok(match target {
        Target::Steps(steps) => newest.take(*steps).collect(),
        Target::All => newest.collect(),
        Target::To(name) => {
            if !history.iter().any(|record| record.name == *name) {
                return Err(Error::not_applied(name, history));
            }
            newest.take_while(|record| record.name != *name).collect()
        }
    })
}

/// The migration as it was when it was applied.
fn known<'m>(migrations: &'m Migrations, record: &Record) -> Result<&'m Migration, Error> {
    let migration =
        migrations.get(&record.name).ok_or_else(|| Error::NoFolder { migration: record.name.clone() })?;
    if migration.checksum() != record.checksum {
        return Err(Error::Changed { migration: record.name.clone() });
    }
    Ok(migration)
}
