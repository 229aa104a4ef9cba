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
mod ours;
mod seaorm;
mod sqlx_queries;
mod stitch;

/// Connects to each peer in the order of the table's columns; the first one is what the others are compared with.
/// With `only`, connects to those alone.
///
/// # Errors
/// [`Error::UnknownPeer`], and what a peer says that can't connect.
pub(crate) async fn connect_all(url: &str, only: &[String]) -> Result<Vec<Box<dyn Subject>>> {
    let mut peers: Vec<Box<dyn Subject>> = Vec::new();
    connect::<hand_written::HandWritten>(url, only, &mut peers).await?;
    connect::<ours::Ours>(url, only, &mut peers).await?;
    connect::<hand_written_pooled::Pooled>(url, only, &mut peers).await?;
    connect::<diesel_sync::Diesel>(url, only, &mut peers).await?;
    connect::<diesel_async::DieselAsync>(url, only, &mut peers).await?;
    connect::<sqlx_queries::Sqlx>(url, only, &mut peers).await?;
    connect::<seaorm::SeaOrm>(url, only, &mut peers).await?;
    match only.iter().find(|name| peers.iter().all(|peer| peer.name() != name.as_str())) {
        Some(unknown) => Err(Error::UnknownPeer(unknown.clone())),
        None => Ok(peers),
    }
}

async fn connect<P: Peer>(url: &str, only: &[String], peers: &mut Vec<Box<dyn Subject>>) -> Result<()> {
    if only.is_empty() || only.iter().any(|name| name == P::NAME) {
        peers.push(Box::new(P::connect(url).await?));
    }
    Ok(())
}
