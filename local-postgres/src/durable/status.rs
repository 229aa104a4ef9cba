//! What is known of a durable server, without touching it.

use std::{
    path::PathBuf,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::Durable;
use crate::{Error, Version, folders, memory::Memory};

/// What is known of a durable server.
#[derive(Debug, Clone)]
pub struct Status {
    /// Whether it is there and runs.
    pub state: State,
    /// The URL of its database `postgres`, the same each time it runs.
    pub url: String,
    /// The same over TCP, if it listens there.
    pub tcp_url: Option<String>,
    /// Its version when it last started; `None` when it never did.
    pub version: Option<Version>,
    /// Its data folder.
    pub data: PathBuf,
    /// The size of its data folder, in bytes.
    pub size: u64,
    /// Its log.
    pub log: PathBuf,
    /// The project it belongs to; `None` when it was made by [`Durable::at`].
    pub project: Option<PathBuf>,
}

/// Whether a durable server runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has no data: it was never started, or has been removed.
    Absent,
    /// It has data and does not run.
    Stopped,
    /// It runs.
    Running {
        /// Its process.
        pid: u32,
        /// When it started.
        since: SystemTime,
    },
}

impl Durable {
    /// What is known of the server, which is left as it is.
    ///
    /// # Errors
    /// [`Error::File`] when its files can't be read.
    pub fn status(&self) -> Result<Status, Error> {
        let memory = Memory::read(&self.home)?;
        let state = match (self.running()?, self.data_major()?) {
            (Some(file), _) => State::Running {
                pid: u32::try_from(file.pid).unwrap_or_default(),
                since: UNIX_EPOCH + Duration::from_secs(file.started),
            },
            (None, Some(_)) => State::Stopped,
            (None, None) => State::Absent,
        };
        let (url, tcp_url) = self.urls(memory.tcp);
        let (version, project) = (memory.version, self.project.clone().or(memory.project));
        let size = folders::size(&self.data());
        Ok(Status { state, url, tcp_url, version, data: self.data(), size, log: self.log(), project })
    }
}
