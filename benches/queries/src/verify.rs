//! Before anything is timed: every peer gives the same answers, and stores the same rows.

use crate::digest::{Digest, Sum};
use crate::error::{Error, Result};
use crate::fixture::Fixture;
use crate::operation::Operation;
use crate::subject::Subject;

/// Compares every peer with the first one.
///
/// # Errors
/// [`Error::Mismatch`] where an answer, or what an insertion stored, differs; what a peer itself says.
pub(crate) async fn verify(
    peers: &mut [Box<dyn Subject>],
    operations: &[Operation],
    fixture: &Fixture,
) -> Result<()> {
    for &operation in operations {
        let mut reference: Option<(&'static str, u64)> = None;
        for peer in peers.iter_mut() {
            fixture.empty().await?;
            let answer = peer.answer(operation).await?;
            let theirs = Sum::of(&Answer { answer, stored: fixture.inserted().await? });
            let (reference, expected) = *reference.get_or_insert((peer.name(), theirs));
            if theirs != expected {
                return Err(Error::Mismatch { peer: peer.name(), reference, operation, theirs, expected });
            }
        }
    }
    Ok(())
}

struct Answer {
    answer: u64,
    stored: String,
}

impl Digest for Answer {
    fn digest(&self, sum: &mut Sum) {
        self.answer.digest(sum);
        self.stored.digest(sum);
    }
}
