//! Compiles: peer after peer, round after round, so that whatever drifts drifts for all.

use std::io::{self, Write};

use crate::cargo::{Cost, cargo};
use crate::error::Result;
use crate::models::Shape;
use crate::peers::Peer;
use crate::workspace::{Workspace, crate_name};

/// A crate that takes more CPU than this, in seconds, is compiled in the first round only.
const SLOW: f64 = 20.0;

/// The costs of one command on one crate, one for each round.
pub(crate) struct Measured {
    pub(crate) peer: &'static str,
    pub(crate) shape: Shape,
    pub(crate) command: &'static str,
    pub(crate) clean: Vec<Cost>,
    pub(crate) edited: Vec<Cost>,
}

/// Builds the dependencies, and then measures each command on each crate.
pub(crate) fn measure(
    workspace: &Workspace,
    peers: &[&'static Peer],
    shapes: &[Shape],
    commands: &[&'static str],
    rounds: u32,
) -> Result<Vec<Measured>> {
    let mut measured = Vec::new();
    for &command in commands {
        for &shape in shapes {
            for peer in peers {
                progress(&format!("{command}, {}: dependencies", crate_name(peer, shape)))?;
                cargo(workspace.folder(), &[command, "--package", &crate_name(peer, shape)])?;
                let (clean, edited) = (Vec::new(), Vec::new());
                measured.push(Measured { peer: peer.name, shape, command, clean, edited });
            }
        }
    }
    for round in 1..=rounds {
        for one in &mut measured {
            if one.clean.first().is_some_and(|cost| cost.cpu > SLOW) {
                continue;
            }
            let Some(peer) = peers.iter().find(|peer| peer.name == one.peer) else { continue };
            let name = crate_name(peer, one.shape);
            progress(&format!("{}, {name}: round {round} of {rounds}", one.command))?;
            workspace.write_sources(peer, one.shape, false)?;
            cargo(workspace.folder(), &["clean", "--package", &name])?;
            one.clean.push(cargo(workspace.folder(), &[one.command, "--package", &name])?);
            workspace.write_sources(peer, one.shape, true)?;
            one.edited.push(cargo(workspace.folder(), &[one.command, "--package", &name])?);
        }
    }
    Ok(measured)
}

fn progress(line: &str) -> io::Result<()> {
    writeln!(io::stderr(), "{line}")
}
