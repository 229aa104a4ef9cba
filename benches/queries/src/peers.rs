//! The peers, one module each; to add one, write its module and name it in [`connect_all`].

use crate::error::{Error, Result};
use crate::peer::Peer;
use crate::subject::Subject;

mod diesel_async;
mod diesel_models;
mod diesel_sync;
mod hand_written;
mod hand_written_pooled;
mod hand_written_rows;
mod seaorm;
mod sqlx_queries;
mod stitch;

/// Connects to each peer in the order of the table's columns; the first one is what the others are compared with.
/// With `only`, connects to that one alone.
pub(crate) async fn connect_all(url: &str, only: Option<&str>) -> Result<Vec<Box<dyn Subject>>> {
    let mut peers = Vec::new();
    connect::<hand_written::HandWritten>(url, only, &mut peers).await?;
    connect::<hand_written_pooled::Pooled>(url, only, &mut peers).await?;
    connect::<diesel_sync::Diesel>(url, only, &mut peers).await?;
    connect::<diesel_async::DieselAsync>(url, only, &mut peers).await?;
    connect::<sqlx_queries::Sqlx>(url, only, &mut peers).await?;
    connect::<seaorm::SeaOrm>(url, only, &mut peers).await?;
    match only {
        Some(name) if peers.is_empty() => Err(Error::UnknownPeer(name.to_owned())),
        _ => Ok(peers),
    }
}

async fn connect<P: Peer>(url: &str, only: Option<&str>, peers: &mut Vec<Box<dyn Subject>>) -> Result<()> {
    if only.is_none_or(|name| name == P::NAME) {
        peers.push(Box::new(P::connect(url).await?));
    }
    Ok(())
}
