//! Reading `postmaster.pid`, in which a server says who it is and whether it takes connections.

use std::{
    fs, io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::Command,
};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use crate::{Error, files::read_plain};

/// What `postmaster.pid` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PidFile {
    pub(crate) pid: i32,
    /// When the server started, in seconds since 1970.
    pub(crate) started: u64,
    pub(crate) is_ready: bool,
}

impl PidFile {
    /// Reads the file in a data folder; `None` when no server is there, or it has not yet written its process id.
    pub(crate) fn read(data: &Path) -> Result<Option<Self>, Error> {
        let path = data.join("postmaster.pid");
        match read_plain(&path) {
            Ok(text) => Ok(Self::parse(&text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file("read", path)(error)),
        }
    }

    /// The lines are: process id, data folder, start time, port, socket folder, address, shared memory, status.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim);
        let pid: i32 = lines.next()?.parse().ok().filter(|pid| *pid > 1)?;
        let started = lines.nth(1).and_then(|line| line.parse().ok()).unwrap_or(0);
        let is_ready = lines.nth(4).is_some_and(|status| status == "ready");
        Some(Self { pid, started, is_ready })
    }

    /// Ends the server of a data folder whose supervisor is gone, without waiting for it.
    pub(crate) fn end_orphan(data: &Path) -> Result<(), Error> {
        let Some(file) = Self::read(data)? else { return Ok(()) };
        if let (true, Some(pid)) = (file.is_alive(data)?, Pid::from_raw(file.pid)) {
            // It may have ended in between, or belong to someone else: then it is not ours to end.
            let _ = kill_process(pid, Signal::QUIT);
        }
        Ok(())
    }

    /// Whether the process is alive and serves this data folder: after a crash another process, of another server
    /// even, may bear its number.
    pub(crate) fn is_alive(&self, data: &Path) -> Result<bool, Error> {
        let Some(pid) = Pid::from_raw(self.pid) else { return Ok(false) };
        if test_kill_process(pid) == Err(rustix::io::Errno::SRCH) {
            return Ok(false);
        }
        // PostgreSQL runs as the owner of its data and no other; whoever else's process the file names, root must not
        // take it for the server and end it.
        let owner = |path: &Path| fs::symlink_metadata(path).ok().map(|metadata| metadata.uid());
        let process = PathBuf::from(format!("/proc/{}", self.pid));
        if let (Some(runs), Some(owns)) = (owner(&process), owner(data))
            && runs != owns
        {
            return Ok(false);
        }
        let command = match fs::read(process.join("cmdline")) {
            Ok(command) => String::from_utf8_lossy(&command).into_owned(),
            Err(_) => {
                let mut ps = Command::new("ps");
                let output = ps.args(["-o", "command=", "-p", &self.pid.to_string()]).output();
                String::from_utf8_lossy(&output.map_err(Error::run("ps"))?.stdout).into_owned()
            }
        };
        // A zombie's command line is empty; a server's names its folder, because that is how this crate starts it.
        Ok(command.contains(&*data.to_string_lossy()))
    }
}

#[cfg(test)]
mod tests {
    use super::PidFile;

    #[test]
    fn the_status_line_says_ready_only_when_it_does() {
        let text = "4711\n/data\n1700000000\n5432\n/run\n\n  1193   9\nready   \n";
        assert_eq!(PidFile::parse(text), Some(PidFile { pid: 4711, started: 1_700_000_000, is_ready: true }));
        let starting = text.replace("ready   ", "starting");
        assert!(!PidFile::parse(&starting).unwrap().is_ready);
        assert!(!PidFile::parse("4711\n/data\n").unwrap().is_ready);
        assert_eq!(PidFile::parse(""), None);
        assert_eq!(PidFile::parse("-4711\n"), None);
    }
}
