//! Making a durable server's data, and starting and ending its process.

use std::{
    fs::{self, File},
    io,
    os::unix::{fs::OpenOptionsExt, net::UnixStream},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use super::Durable;
use crate::{
    Binaries, Error, Version,
    account::Account,
    configuration::{SOCKET_PORT, Settings},
    files::open_plain,
    folders::{self, make_private_once, make_unique},
    process::{output, tail},
    template::initdb,
};

/// How long a server may take to start; after a crash it reads its log first.
const START_LIMIT: Duration = Duration::from_secs(300);
/// How long a fast shutdown may take before an immediate one, and that one before giving up.
const STOP_LIMITS: [(Signal, u64); 2] = [(Signal::INT, 60), (Signal::QUIT, 15)];
/// How the name of an unfinished data folder starts.
const SCRATCH: &str = "new-";
/// A log larger than this, in bytes, is set aside as `log.old` at the next start.
const LOG_LIMIT: u64 = 16 << 20;

impl Durable {
    /// Makes the data folder, all of it or none.
    pub(super) fn create(&self, binaries: &Binaries, account: &Account) -> Result<(), Error> {
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

    pub(super) fn launch(
        &self,
        binaries: &Binaries,
        account: &Account,
        tcp: Option<u16>,
    ) -> Result<(), Error> {
        let (data, sockets) = (self.data(), self.sockets());
        let open = make_private_once(&sockets, account.uid)?;
        account.own_open(&open, &sockets)?;
        self.clear_traces_of_a_crash(&sockets, tcp)?;
        let mut settings = Settings::default();
        settings.extend(&self.settings).listen(&sockets, tcp).write(&data, account)?;
        let path = self.log();
        if fs::symlink_metadata(&path).is_ok_and(|log| log.len() > LOG_LIMIT) {
            fs::rename(&path, self.home.join("log.old")).map_err(Error::file("set aside", &path))?;
        }
        let mut options = File::options();
        let log = open_plain(options.create(true).append(true).read(true).mode(0o600), &path)
            .map_err(Error::file("create", &path))?;
        account.own_open(&log, &path)?;
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

    /// Whether the server runs and accepts connections; one that is starting or ending is waited for.
    pub(super) fn is_up(&self, version: Version) -> Result<bool, Error> {
        let deadline = Instant::now() + START_LIMIT;
        while let Some(file) = self.running()? {
            if file.is_ready {
                return Ok(true);
            }
            if Instant::now() > deadline {
                let seconds = START_LIMIT.as_secs();
                let reason = format!("process {} did not accept connections within {seconds} s", file.pid);
                let log = open_plain(File::options().read(true), &self.log());
                return Err(Error::Start {
                    version,
                    reason,
                    log: log.map(|log| tail(&log)).unwrap_or_default(),
                });
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(false)
    }

    pub(super) fn end(&self) -> Result<bool, Error> {
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
