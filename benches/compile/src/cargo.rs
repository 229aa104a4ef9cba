//! Runs cargo and reads what it and its children cost.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

use crate::error::{Error, Result};

/// What one command took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// Seconds on the wall.
    pub(crate) wall: f64,
    /// Seconds of CPU of cargo and all that it ran, user and system.
    pub(crate) cpu: f64,
}

/// Runs cargo with these arguments in the folder.
///
/// # Errors
/// [`Error::Cargo`] with what it wrote, unless it succeeds.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> Result<Cost> {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    // A target folder of its own, wherever the developer keeps theirs.
    command.env("CARGO_TARGET_DIR", folder.join("target"));
    let (cpu, wall) = (children_cpu()?, Instant::now());
    let output = command.output()?;
    let cost =
        Cost { wall: wall.elapsed().as_secs_f64(), cpu: children_cpu()?.saturating_sub(cpu).as_secs_f64() };
    if output.status.success() {
        return Ok(cost);
    }
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(Error::Cargo { command: format!("cargo {}", arguments.join(" ")), status: output.status, stderr })
}

/// The CPU time of all children that have ended, and theirs.
fn children_cpu() -> Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    Ok(duration(usage.user_time()) + duration(usage.system_time()))
}

fn duration(time: TimeVal) -> Duration {
    let (seconds, microseconds) = (time.tv_sec().unsigned_abs(), time.tv_usec().unsigned_abs());
    Duration::from_secs(seconds) + Duration::from_micros(microseconds)
}
