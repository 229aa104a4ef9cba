//! Takes the samples: peer after peer, round after round, so that whatever drifts drifts for all.

use std::fmt;
use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::Mutex;

use crate::clock::Sample;
use crate::error::Result;
use crate::fixture::Fixture;
use crate::operation::Operation;
use crate::peers;
use crate::subject::Subject;
use crate::verify::verify;

/// The runtime under the peers, and from where it is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// tokio's current-thread runtime: the call and the connection's task share the thread.
    CurrentThread,
    /// tokio's multi-thread runtime, the calls made by a spawned task, as a server's handlers are.
    MultiThread,
    /// tokio's multi-thread runtime, the calls made from `block_on`: each answer has to wake another thread.
    MultiThreadBlockOn,
}

impl Flavour {
    /// All, in the order of the tables.
    pub(crate) const ALL: [Self; 3] = [Self::CurrentThread, Self::MultiThread, Self::MultiThreadBlockOn];

    fn runtime(self) -> Result<Runtime> {
        Ok(match self {
            Self::CurrentThread => Builder::new_current_thread().enable_all().build()?,
            Self::MultiThread | Self::MultiThreadBlockOn => {
                Builder::new_multi_thread().enable_all().build()?
            }
        })
    }

    /// `block_on` differs by what a wake-up costs: only short operations show it.
    fn measures(self, operation: Operation) -> bool {
        self != Self::MultiThreadBlockOn || matches!(operation, Operation::Lookup | Operation::Session)
    }
}

impl fmt::Display for Flavour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CurrentThread => "current-thread runtime",
            Self::MultiThread => "multi-thread runtime, from a spawned task",
            Self::MultiThreadBlockOn => "multi-thread runtime, from `block_on`",
        })
    }
}

/// All samples of one operation.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) operation: Operation,
    /// A list for each peer, as long as there were rounds.
    pub(crate) samples: Vec<Vec<Sample>>,
}

/// How much to measure.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) operations: Vec<Operation>,
    /// The peers' names; empty for all.
    pub(crate) peers: Vec<String>,
    pub(crate) rounds: u32,
    pub(crate) is_quick: bool,
    pub(crate) is_pinned: bool,
}

impl Plan {
    /// How often the operation runs in one sample.
    pub(crate) fn iterations(&self, operation: Operation) -> u32 {
        if self.is_quick { operation.iterations().min(3) } else { operation.iterations() }
    }
}

/// Connects every peer, compares their answers, and measures them. Answers the peers' names and the samples.
pub(crate) fn measure(
    url: &str,
    flavour: Flavour,
    plan: &Plan,
) -> Result<(Vec<&'static str>, Vec<Measured>)> {
    let operations: Vec<_> = plan.operations.iter().copied().filter(|&one| flavour.measures(one)).collect();
    let runtime = flavour.runtime()?;
    let fixture = runtime.block_on(Fixture::connect(url))?;
    let mut peers = runtime.block_on(peers::connect_all(url, &plan.peers))?;
    runtime.block_on(verify(&mut peers, &operations, &fixture))?;
    let names: Vec<_> = peers.iter().map(|peer| peer.name()).collect();
    let peers: Vec<Shared> = peers.into_iter().map(|peer| Arc::new(Mutex::new(peer))).collect();
    let mut measured = Vec::new();
    for operation in operations {
        let iterations = plan.iterations(operation);
        let mut by_peer: Vec<(&Shared, Vec<Sample>)> = peers.iter().map(|peer| (peer, Vec::new())).collect();
        // Round 0 warms up and doesn't count.
        for round in 0..=plan.rounds {
            for (peer, samples) in &mut by_peer {
                if operation.writes() {
                    runtime.block_on(fixture.empty())?;
                }
                let sample = sample(&runtime, flavour, peer, operation, iterations, round)?;
                if round > 0 {
                    samples.push(sample);
                }
            }
            // Nobody always comes after the same one; the names' order is kept apart.
            by_peer.rotate_left(1);
        }
        let turns = (plan.rounds as usize + 1) % names.len().max(1);
        by_peer.rotate_right(turns);
        measured
            .push(Measured { operation, samples: by_peer.into_iter().map(|(_, samples)| samples).collect() });
    }
    Ok((names, measured))
}

/// A task owns what it uses, so a peer that goes into one is shared.
type Shared = Arc<Mutex<Box<dyn Subject>>>;

fn sample(
    runtime: &Runtime,
    flavour: Flavour,
    peer: &Shared,
    operation: Operation,
    iterations: u32,
    round: u32,
) -> Result<Sample> {
    let peer = Arc::clone(peer);
    let sample = async move { peer.lock().await.sample(operation, iterations, round).await };
    match flavour {
        Flavour::MultiThread => runtime.block_on(runtime.spawn(sample))?,
        Flavour::CurrentThread | Flavour::MultiThreadBlockOn => runtime.block_on(sample),
    }
}
