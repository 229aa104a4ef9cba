//! Which processors the client and the server may use: on a small machine their placement decides more than the code.

use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::unistd::Pid;

use crate::error::Result;

/// The processors of this process, as they were at its start.
#[derive(Debug)]
pub(crate) struct Processors {
    all: CpuSet,
}

impl Processors {
    /// Reads them.
    pub(crate) fn of_this_process() -> Result<Self> {
        Ok(Self { all: sched_getaffinity(this_thread())? })
    }

    /// From here on this thread, and what it starts, may use each of them.
    pub(crate) fn take_all(&self) -> Result<()> {
        Ok(sched_setaffinity(this_thread(), &self.all)?)
    }

    /// The place of a client with one thread: the first of them.
    pub(crate) fn take_first(&self) -> Result<()> {
        self.take(|position, _| position == 0)
    }

    /// The place of a client with several threads: the first half, or all of them where that would be a single one.
    pub(crate) fn take_first_half(&self) -> Result<()> {
        self.take(|position, count| position < count / 2 || count < 4)
    }

    /// The server's place: the second half, or the only one.
    pub(crate) fn take_second_half(&self) -> Result<()> {
        self.take(|position, count| position >= count / 2)
    }

    fn take(&self, is_taken: impl Fn(usize, usize) -> bool) -> Result<()> {
        let mine: Vec<usize> =
            (0..CpuSet::count()).filter(|&number| self.all.is_set(number).unwrap_or(false)).collect();
        let mut taken = CpuSet::new();
        for (position, &number) in mine.iter().enumerate() {
            if is_taken(position, mine.len()) {
                taken.set(number)?;
            }
        }
        Ok(sched_setaffinity(this_thread(), &taken)?)
    }
}

fn this_thread() -> Pid {
    Pid::from_raw(0)
}
