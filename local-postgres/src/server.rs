//! A running temporary server.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::Child,
    thread,
    time::{Duration, Instant},
};

use crate::{
    Binaries, Durable, Error, Source, Temporary, Version, configuration::SOCKET_PORT, pid_file::PidFile,
    process::tail, url,
};

/// How long the server may take to end. Its supervisor kills it after 10 s.
const LIMIT: Duration = Duration::from_secs(20);

/// A private server that ends with this value, or with this process however it ends, and leaves nothing behind.
///
/// A value that is never dropped, such as one in a `static`, is fine: the end of the process ends the server.
#[derive(Debug)]
pub struct Server {
    binaries: Binaries,
    supervisor: Child,
    log: File,
    data: PathBuf,
    sockets: PathBuf,
    tcp: Option<u16>,
}

impl Server {
    /// A throwaway server, not yet started.
    pub fn temporary() -> Temporary {
        Temporary::default()
    }

    /// The server of the project in this folder, which outlives the process and keeps its data.
    ///
    /// # Errors
    /// [`Error::File`] when there is no such folder, or none for the server's files can be made.
    pub fn durable(project: impl AsRef<Path>) -> Result<Durable, Error> {
        Durable::of_project(project.as_ref())
    }

    pub(crate) fn new(
        binaries: Binaries,
        supervisor: Child,
        log: File,
        data: PathBuf,
        sockets: PathBuf,
        tcp: Option<u16>,
    ) -> Self {
        Self { binaries, supervisor, log, data, sockets, tcp }
    }

    /// Waits until the server says that it accepts connections.
    pub(crate) fn wait_until_ready(&mut self, limit: Duration) -> Result<(), Error> {
        let deadline = Instant::now() + limit;
        let reason = loop {
            if let Some(status) = self.supervisor.try_wait().map_err(Error::run("/bin/sh"))? {
                break format!("it ended with {status}");
            }
            if PidFile::read(&self.data)?.is_some_and(|file| file.is_ready) {
                return Ok(());
            }
            if Instant::now() > deadline {
                break format!("it did not accept connections within {} s", limit.as_secs());
            }
            thread::sleep(Duration::from_millis(3));
        };
        Err(Error::Start { version: self.version(), reason, log: self.log_tail() })
    }

    /// The URL of a database, over the private Unix socket, as the superuser `postgres`. A new server has the
    /// database `postgres`.
    pub fn url(&self, database: &str) -> String {
        url::over_socket(database, &self.sockets, self.tcp.unwrap_or(SOCKET_PORT))
    }

    /// The same over TCP; `None` unless [`Temporary::tcp`] asked for a port.
    pub fn tcp_url(&self, database: &str) -> Option<String> {
        self.tcp.map(|port| url::over_tcp(database, port))
    }

    /// The server's version.
    pub fn version(&self) -> Version {
        self.binaries.version()
    }

    /// Where its programs came from.
    pub fn source(&self) -> &Source {
        self.binaries.source()
    }

    /// Its programs.
    pub fn binaries(&self) -> &Binaries {
        &self.binaries
    }

    /// The path of `psql`; `None` when there is none.
    pub fn psql(&self) -> Option<PathBuf> {
        self.binaries.tool("psql")
    }

    /// Its data folder, gone once the server has ended.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The last 20 lines of its log.
    pub fn log_tail(&self) -> String {
        tail(&self.log)
    }

    /// Ends the server at once, disconnecting everyone, and removes its data. Dropping does the same, silently.
    ///
    /// # Errors
    /// [`Error::Stop`] when it is still there after 20 s.
    pub fn stop(mut self) -> Result<(), Error> {
        self.end()
    }

    fn end(&mut self) -> Result<(), Error> {
        // Closes the pipe that the supervisor watches.
        drop(self.supervisor.stdin.take());
        let deadline = Instant::now() + LIMIT;
        while self.supervisor.try_wait().map_err(Error::run("/bin/sh"))?.is_none() {
            if Instant::now() > deadline {
                let pid = i32::try_from(self.supervisor.id()).unwrap_or_default();
                return Err(Error::Stop { pid, seconds: LIMIT.as_secs() });
            }
            thread::sleep(Duration::from_millis(2));
        }
        // Only if somebody killed the supervisor is there still a server.
        PidFile::end_orphan(&self.data)?;
        // The supervisor can't remove the folder itself where its account may not write to the one above.
        for folder in [self.data.parent().unwrap_or(&self.data), &self.sockets] {
            match fs::remove_dir_all(folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::file("remove the folder", folder)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nobody to tell; the supervisor goes on ending the server.
        let _ = self.end();
    }
}
