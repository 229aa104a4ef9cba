//! A project's own server, which outlives the command that starts it.

mod process;
mod status;

use std::{
    fs::{self, File},
    io,
    os::unix::ffi::OsStrExt,
    path::{self, Path, PathBuf},
};

use crate::{
    Binaries, Error, Port, Source, Version,
    account::Account,
    configuration::{SOCKET_PORT, Settings},
    files::{self, read_plain},
    folders::{self, digest, fits_socket, make_home},
    memory::Memory,
    pid_file::PidFile,
    url,
};

pub use status::{State, Status};

/// A durable server: described, started, stopped and asked about.
///
/// Its data, socket and log are in a folder of its own. Two processes may use it at once: one waits for the other.
#[derive(Debug, Clone)]
pub struct Durable {
    home: PathBuf,
    project: Option<PathBuf>,
    major: Option<u32>,
    tcp: Option<Port>,
    settings: Settings,
}

/// A durable server that accepts connections.
#[derive(Debug, Clone)]
pub struct Started {
    /// The URL of its database `postgres`, over its socket.
    pub url: String,
    /// The same over TCP, if it listens there.
    pub tcp_url: Option<String>,
    /// Its version.
    pub version: Version,
    /// Where its programs came from; `None` when it was running already.
    pub source: Option<Source>,
}

impl Durable {
    pub(crate) fn of_project(project: &Path) -> Result<Self, Error> {
        let project = project.canonicalize().map_err(Error::file("find the project's folder", project))?;
        let home = folders::state()?.join(digest(project.as_os_str().as_bytes()));
        Ok(Self { project: Some(project), ..Self::at(home) })
    }

    /// The server whose files are in this folder, which is made at the first start.
    pub fn at(home: impl Into<PathBuf>) -> Self {
        let home = home.into();
        // The server's own current folder is another one.
        let home = path::absolute(&home).unwrap_or(home);
        Self { home, project: None, major: None, tcp: None, settings: Settings::default() }
    }

    /// Wants this major version; otherwise the first start takes any, and later ones the data's.
    pub fn major(mut self, major: u32) -> Self {
        self.major = Some(major);
        self
    }

    /// Listens on 127.0.0.1 too, from the next start on; anyone on this machine may then connect without a password.
    pub fn tcp(mut self, port: Port) -> Self {
        self.tcp = Some(port);
        self
    }

    /// Sets one of PostgreSQL's settings for the next start.
    pub fn setting(mut self, name: &str, value: &str) -> Self {
        self.settings.set(name, value);
        self
    }

    /// Starts the server, making it if it is not there yet, and waits until it accepts connections; one that runs
    /// already is left as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`] without PostgreSQL; [`Error::MajorMismatch`] and [`Error::DataNeedsMajor`] when its data
    /// is of another version than the one wanted or found; [`Error::Start`] with the log's last lines.
    pub fn start(&self) -> Result<Started, Error> {
        let account = Account::current()?;
        let lock = self.lock(&account)?;
        let data_major = self.data_major()?;
        if let (Some(data), Some(wanted)) = (data_major, self.major)
            && data != wanted
        {
            return Err(Error::MajorMismatch { folder: self.data(), data, wanted });
        }
        let memory = Memory::read(&self.home)?;
        if let Some(major) = data_major
            && let version = memory.version.unwrap_or(Version { major, minor: 0 })
            && self.is_up(version)?
        {
            let (url, tcp_url) = self.urls(memory.tcp);
            return Ok(Started { url, tcp_url, version, source: None });
        }
        let binaries =
            Binaries::find(data_major.or(self.major)).map_err(|error| match (error, data_major) {
                (Error::NotFound { tried, .. }, Some(data)) => {
                    Error::DataNeedsMajor { folder: self.data(), data, tried }
                }
                (error, _) => error,
            })?;
        if data_major.is_none() {
            self.create(&binaries, &account)?;
        }
        let tcp = match (self.tcp, memory.tcp) {
            (Some(Port::Free), Some(kept)) => Some(kept),
            (asked, _) => asked.map(Port::number).transpose()?,
        };
        self.launch(&binaries, &account, tcp)?;
        let project = self.project.clone().or(memory.project);
        Memory { version: Some(binaries.version()), tcp, project }.write(&self.home)?;
        drop(lock);
        let (url, tcp_url) = self.urls(tcp);
        Ok(Started { url, tcp_url, version: binaries.version(), source: Some(binaries.source().clone()) })
    }

    /// Stops the server, disconnecting everyone; whether it ran.
    ///
    /// # Errors
    /// [`Error::Stop`] when it is still there after more than a minute.
    pub fn stop(&self) -> Result<bool, Error> {
        if !self.home.is_dir() {
            return Ok(false);
        }
        let lock = self.lock(&Account::current()?)?;
        let stopped = self.end();
        drop(lock);
        stopped
    }

    /// Stops the server and removes all that it has, its data too.
    ///
    /// # Errors
    /// Those of [`Durable::stop`], and of removing files.
    pub fn remove(&self) -> Result<(), Error> {
        if !self.home.is_dir() {
            return Ok(());
        }
        let lock = self.lock(&Account::current()?)?;
        self.end()?;
        let sockets = self.sockets();
        if !sockets.starts_with(&self.home) && sockets.is_dir() {
            fs::remove_dir_all(&sockets).map_err(Error::file("remove the folder", sockets))?;
        }
        fs::remove_dir_all(&self.home).map_err(Error::file("remove the folder", &self.home))?;
        drop(lock);
        Ok(())
    }

    /// The path of `psql`, beside a server of the data's version or on `PATH`; `None` when there is none.
    ///
    /// # Errors
    /// Those of [`Binaries::find`].
    pub fn psql(&self) -> Result<Option<PathBuf>, Error> {
        Ok(Binaries::find(self.data_major()?.or(self.major))?.tool("psql"))
    }

    /// The folder with all that it has.
    pub fn home(&self) -> &Path {
        &self.home
    }

    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    fn log(&self) -> PathBuf {
        self.home.join("log")
    }

    /// The folder of its socket, which the server's account writes to: a short one elsewhere when this has too long a
    /// path for a socket.
    fn sockets(&self) -> PathBuf {
        let own = self.home.join("run");
        if fits_socket(&own, u16::MAX) {
            return own;
        }
        Path::new("/tmp").join(format!("pg-orm-{}", digest(self.home.as_os_str().as_bytes())))
    }

    fn urls(&self, tcp: Option<u16>) -> (String, Option<String>) {
        let socket = url::over_socket("postgres", &self.sockets(), tcp.unwrap_or(SOCKET_PORT));
        (socket, tcp.map(|port| url::over_tcp("postgres", port)))
    }

    /// Makes the home folder and waits until no other process starts or stops this server.
    fn lock(&self, account: &Account) -> Result<File, Error> {
        if !self.home.is_dir() {
            self.home.parent().map_or(Ok(()), folders::make_shared)?;
        }
        make_home(&self.home, account)?;
        files::lock(&self.home.join("lock"))
    }

    fn data_major(&self) -> Result<Option<u32>, Error> {
        let path = self.data().join("PG_VERSION");
        match read_plain(&path) {
            Ok(text) => Ok(Version::from_number(text.trim()).map(|version| version.major)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file("read", path)(error)),
        }
    }

    fn running(&self) -> Result<Option<PidFile>, Error> {
        match PidFile::read(&self.data())? {
            Some(file) if file.is_alive(&self.data())? => Ok(Some(file)),
            _ => Ok(None),
        }
    }
}
