//! Wall time and the CPU time of this process, together.

use std::time::{Duration, Instant};

use nix::time::{ClockId, clock_gettime};

use crate::error::Result;

/// What one run of an operation took, on average over a sample.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// Seconds on the wall.
    pub(crate) wall: f64,
    /// Seconds of CPU in this process, all threads, user and system: the client's, as the server is elsewhere.
    pub(crate) cpu: f64,
}

/// A started measurement.
#[derive(Debug)]
pub(crate) struct Clock {
    wall: Instant,
    cpu: Duration,
}

impl Clock {
    /// Starts.
    pub(crate) fn start() -> Result<Self> {
        Ok(Self { cpu: process_cpu()?, wall: Instant::now() })
    }

    /// Stops, and divides by the number of runs.
    pub(crate) fn stop(self, iterations: u32) -> Result<Sample> {
        let wall = self.wall.elapsed();
        let cpu = process_cpu()?.saturating_sub(self.cpu);
        let runs = f64::from(iterations.max(1));
        Ok(Sample { wall: wall.as_secs_f64() / runs, cpu: cpu.as_secs_f64() / runs })
    }
}

fn process_cpu() -> Result<Duration> {
    Ok(clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID)?.into())
}
