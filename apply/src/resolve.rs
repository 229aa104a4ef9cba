//! Saying what a migration that stopped midway came to.

use tokio_postgres::Client;

use crate::exclusive::Exclusive;
use crate::history::{self, Progress};
use crate::{Error, Options};

/// What somebody made of an unfinished migration by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// The database is as its `up.sql` leaves it.
    Applied,
    /// The database is as its `down.sql` leaves it.
    NotApplied,
}

/// Settles a migration that stopped midway outside a transaction; changes the history and nothing else.
///
/// # Errors
/// [`Error::NotApplied`] when no migration of this name is unfinished.
pub async fn resolve(
    client: &mut Client,
    name: &str,
    resolution: Resolution,
    options: &Options,
) -> Result<(), Error> {
    let session = Exclusive::enter(client, options).await?;
    let result = resolve_alone(session.client, name, resolution).await;
    session.leave(result).await
}

async fn resolve_alone(client: &Client, name: &str, resolution: Resolution) -> Result<(), Error> {
    let history = history::read(client).await?;
    if !history.iter().any(|record| record.name == name && record.progress != Progress::Applied) {
        return Err(Error::NotApplied { migration: name.to_owned() });
    }
    match resolution {
        Resolution::Applied => history::set_applied(client, name, None).await,
        Resolution::NotApplied => history::delete(client, name).await,
    }
}
