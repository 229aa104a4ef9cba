//! Counts instructions: runs this binary under valgrind with one peer and one operation, with and without its runs.

use std::env;
use std::io;
use std::process::{Command, Stdio};

use crate::error::{Error, Result};
use crate::fixture::Fixture;
use crate::operation::Operation;
use crate::peers;
use crate::rounds::Plan;
use crate::subject;

/// The instructions that one run takes, by operation and then by peer.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) operation: Operation,
    pub(crate) instructions: Vec<f64>,
}

/// Whether valgrind can be started.
pub(crate) fn is_installed() -> bool {
    let found =
        Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

/// Counts every operation for every peer, on a current-thread runtime; in a quick run, the first operation.
pub(crate) fn count(url: &str, peers: &[&'static str], plan: &Plan) -> Result<Vec<Counted>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let fixture = runtime.block_on(Fixture::connect(url))?;
    let mut counted = Vec::new();
    let operations = if plan.is_quick { 1 } else { plan.operations.len() };
    for &operation in plan.operations.iter().take(operations) {
        let iterations = plan.iterations(operation);
        let mut instructions = Vec::new();
        for peer in peers {
            runtime.block_on(fixture.empty())?;
            let without = watch(url, peer, operation, iterations, true)?;
            runtime.block_on(fixture.empty())?;
            let with = watch(url, peer, operation, iterations, false)?;
            instructions.push((with - without) / f64::from(iterations.max(1)));
        }
        counted.push(Counted { operation, instructions });
    }
    Ok(counted)
}

/// What the watched process does: connects, warms up, and runs the operation; if `is_idle`, all that is around it.
pub(crate) fn run_watched(
    url: &str,
    peer: &str,
    operation: Operation,
    iterations: u32,
    is_idle: bool,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        for mut subject in peers::connect_all(url, &[peer.to_owned()]).await? {
            // Statements are prepared in the first of these, and all grown buffers are there after the last.
            subject.sample(operation, 3, 0).await?;
            if is_idle {
                subject::make_rows(operation, iterations);
            } else {
                subject.sample(operation, iterations, 1).await?;
            }
        }
        Ok(())
    })
}

/// Runs this binary under callgrind and answers the instructions that it counted.
fn watch(url: &str, peer: &'static str, operation: Operation, iterations: u32, is_idle: bool) -> Result<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["--url", url, "only", "--peer", peer])
        .args(["--operation", &operation.to_string(), "--iterations", &iterations.to_string()])
        .args(is_idle.then_some("--idle"))
        .stdin(Stdio::null())
        .output()
        .map_err(|error| io::Error::new(error.kind(), format!("valgrind: {error}")))?;
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(Error::Valgrind { peer, operation, status: output.status, stderr });
    }
    match collected(&stderr) {
        Some(instructions) => Ok(instructions),
        None => Err(Error::ValgrindOutput { peer, operation, stderr }),
    }
}

/// The figure of the line `==pid== Collected : 123`.
fn collected(stderr: &str) -> Option<f64> {
    let line = stderr.lines().find(|line| line.contains("Collected :"))?;
    line.rsplit(':').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_count_is_read_from_callgrinds_summary() {
        let stderr =
            "==7== Events    : Ir\n==7== Collected : 359930840\n==7== \n==7== I   refs:      359,930,840\n";
        assert_eq!(super::collected(stderr), Some(359_930_840.0));
        assert_eq!(super::collected("==7== Events    : Ir\n"), None);
    }
}
