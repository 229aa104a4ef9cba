//! A project's own server, which outlives the command that starts it.

use std::{
    fs::{self, File},
    io,
    os::unix::{ffi::OsStrExt, net::UnixStream},
    path::{self, Path, PathBuf},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use rustix::process::{Pid, Signal, kill_process};

use crate::{
    Binaries, Error, Port, Source, Version,
    account::Account,
    configuration::{SOCKET_PORT, Settings},
    folders::{self, digest, fits_socket, make_private_once, make_unique},
    memory::Memory,
    pid_file::PidFile,
    process::{output, tail},
    template::initdb,
    url,
};

/// How long a server may take to start; after a crash it reads its log first.
const START_LIMIT: Duration = Duration::from_secs(300);
/// How long a fast shutdown may take before an immediate one, and that one before giving up.
const STOP_LIMITS: [(Signal, u64); 2] = [(Signal::INT, 60), (Signal::QUIT, 15)];
/// How the name of an unfinished data folder starts.
const SCRATCH: &str = "new-";
/// A log larger than this, in bytes, is set aside as `log.old` at the next start.
const LOG_LIMIT: u64 = 16 << 20;

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
        if let (Some(_), Some(major)) = (self.running()?, data_major) {
            let version = memory.version.unwrap_or(Version { major, minor: 0 });
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
        if sockets != self.home && sockets.is_dir() {
            fs::remove_dir_all(&sockets).map_err(Error::file("remove the folder", sockets))?;
        }
        fs::remove_dir_all(&self.home).map_err(Error::file("remove the folder", &self.home))?;
        drop(lock);
        Ok(())
    }

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

    /// The folder of its socket: a short one elsewhere when its own has too long a path for a socket.
    fn sockets(&self) -> PathBuf {
        if fits_socket(&self.home, u16::MAX) {
            return self.home.clone();
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
            make_private_once(&self.home, account.uid)?;
            account.own(&self.home)?;
        }
        let lock = self.home.join("lock");
        File::create(&lock).and_then(|file| file.lock().map(|()| file)).map_err(Error::file("lock", lock))
    }

    fn data_major(&self) -> Result<Option<u32>, Error> {
        let path = self.data().join("PG_VERSION");
        match fs::read_to_string(&path) {
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

    /// Makes the data folder, all of it or none.
    fn create(&self, binaries: &Binaries, account: &Account) -> Result<(), Error> {
        folders::remove_leftovers(&self.home, SCRATCH)?;
        let scratch = make_unique(&self.home, SCRATCH)?;
        account.own(&scratch)?;
        let made = initdb(binaries, account, &scratch).and_then(|()| {
            fs::rename(&scratch, self.data()).map_err(Error::file("create the folder", self.data()))
        });
        if made.is_err() {
            fs::remove_dir_all(&scratch).map_err(Error::file("remove the folder", &scratch))?;
        }
        made
    }

    fn launch(&self, binaries: &Binaries, account: &Account, tcp: Option<u16>) -> Result<(), Error> {
        let (data, sockets) = (self.data(), self.sockets());
        if sockets != self.home {
            make_private_once(&sockets, account.uid)?;
            account.own(&sockets)?;
        }
        self.clear_traces_of_a_crash(&sockets, tcp)?;
        let mut settings = Settings::default();
        settings.extend(&self.settings).listen(&sockets, tcp).write(&data, account)?;
        let path = self.log();
        if fs::metadata(&path).is_ok_and(|log| log.len() > LOG_LIMIT) {
            fs::rename(&path, self.home.join("log.old")).map_err(Error::file("set aside", &path))?;
        }
        let mut options = File::options();
        let log =
            options.create(true).append(true).read(true).open(&path).map_err(Error::file("create", &path))?;
        account.own(&path)?;
        let before = log.metadata().map_err(Error::file("look at", &path))?.len();

        // pg_ctl makes the server a daemon. It writes nothing of its own that the log would lack.
        let mut command = account.command(binaries.folder().join("pg_ctl"));
        command.args(["start", "--silent", "--wait", "--timeout"]).arg(START_LIMIT.as_secs().to_string());
        command.arg("--pgdata").arg(&data).arg("--log").arg(&path);
        output(&mut command).map(|_| ()).map_err(|error| {
            let is_logged = log.metadata().is_ok_and(|log| log.len() > before);
            match error {
                Error::Failed { status, .. } if is_logged => {
                    let reason = format!("pg_ctl ended with {status}");
                    Error::Start { version: binaries.version(), reason, log: tail(&log) }
                }
                error => error,
            }
        })
    }

    /// After a crash another process may bear the old server's number, and PostgreSQL would then refuse to start.
    ///
    /// This is only reached under the lock, with no server alive. Should one be alive nonetheless, started by hand,
    /// PostgreSQL's shared memory still keeps a second one from its data.
    fn clear_traces_of_a_crash(&self, sockets: &Path, tcp: Option<u16>) -> Result<(), Error> {
        let socket = sockets.join(format!(".s.PGSQL.{}", tcp.unwrap_or(SOCKET_PORT)));
        if UnixStream::connect(&socket).is_ok() {
            return Ok(());
        }
        let lock = sockets.join(format!(".s.PGSQL.{}.lock", tcp.unwrap_or(SOCKET_PORT)));
        for path in [self.data().join("postmaster.pid"), socket, lock] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::file("remove", path)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn end(&self) -> Result<bool, Error> {
        let Some(file) = self.running()? else { return Ok(false) };
        let Some(pid) = Pid::from_raw(file.pid) else { return Ok(false) };
        for (signal, seconds) in STOP_LIMITS {
            match kill_process(pid, signal) {
                Ok(()) | Err(rustix::io::Errno::SRCH) => {}
                Err(errno) => return Err(Error::file("stop the server of", self.data())(errno.into())),
            }
            let deadline = Instant::now() + Duration::from_secs(seconds);
            while Instant::now() < deadline {
                if self.running()?.is_none_or(|now| now.pid != file.pid) {
                    return Ok(true);
                }
                thread::sleep(Duration::from_millis(10));
            }
        }
        Err(Error::Stop { pid: file.pid, seconds: STOP_LIMITS.iter().map(|(_, seconds)| seconds).sum() })
    }
}
