//! Saying what became of a migration that stopped midway, or whose folder is gone.

use tokio_postgres::Client;

use crate::exclusive::Exclusive;
use crate::history::{self, Progress};
use crate::{Error, Migrations, Options};

/// What somebody made of a migration by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// The database is as its `up.sql` leaves it.
    Applied,
    /// The database is as its `down.sql` leaves it.
    NotApplied,
}

/// What was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Resolved {
    /// A migration that had stopped midway: it is recorded as what was said.
    Unfinished,
    /// A migration that was applied and is not among those known here: it is forgotten.
    Missing,
}

/// Settles a migration that stopped midway outside a transaction, or forgets one that was applied and is not
/// among `migrations` any more. Changes the history and nothing else.
///
/// # Errors
/// [`Error::NotApplied`] when the history has no migration of this name, [`Error::NothingToResolve`] when it
/// was applied as a whole and is among `migrations`, or is not but is to be [`Resolution::Applied`].
pub async fn resolve(
    client: &mut Client,
    migrations: &Migrations,
    name: &str,
    resolution: Resolution,
    options: &Options,
) -> Result<Resolved, Error> {
    let session = Exclusive::enter(client, options).await?;
    let result = resolve_alone(session.client, migrations, name, resolution).await;
    session.leave(result).await
}

async fn resolve_alone(
    client: &Client,
    migrations: &Migrations,
    name: &str,
    resolution: Resolution,
) -> Result<Resolved, Error> {
    let history = history::read(client).await?;
    let Some(record) = history.iter().find(|record| record.name == name) else {
        return Err(Error::not_applied(name, &history));
    };
    let is_unfinished = record.progress != Progress::Applied;
    let is_missing = migrations.get(name).is_none();
    match resolution {
        Resolution::Applied if is_unfinished => history::set_applied(client, name, None).await?,
        Resolution::NotApplied if is_unfinished || is_missing => history::delete(client, name).await?,
        _ => return Err(Error::NothingToResolve { migration: name.to_owned(), is_missing }),
    }
    Ok(if is_unfinished { Resolved::Unfinished } else { Resolved::Missing })
}
