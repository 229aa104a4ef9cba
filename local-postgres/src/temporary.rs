//! Describing and starting a temporary server.

use std::{
    fs::{self, File},
    io,
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::{self, Path, PathBuf},
    process::Stdio,
    time::{Duration, SystemTime},
};

use crate::{
    Binaries, Error, Port, Server,
    account::Account,
    configuration::{SOCKET_PORT, Settings},
    files::{lock, open_plain, write_as},
    folders::{fits_socket, for_throwaway_data, make_unique},
    pid_file::PidFile,
    template,
};

const SUPERVISOR: &str = include_str!("supervisor.sh");
const PREFIX: &str = "pgorm-";

/// How long a server may take until it accepts connections.
const LIMIT: Duration = Duration::from_secs(60);

/// A folder without a lock file is one that is being made, until it is this old.
const MAKING: Duration = Duration::from_secs(60);

/// How often another port is taken when a free one was snatched away before the server could bind it.
const PORT_ATTEMPTS: u32 = 5;

/// A temporary server to be started: see [`Server::temporary`].
#[derive(Debug, Clone, Default)]
#[must_use = "call `start`"]
pub struct Temporary {
    major: Option<u32>,
    tcp: Option<Port>,
    settings: Settings,
    files: Vec<(String, Vec<u8>)>,
    folder: Option<PathBuf>,
    log: Option<PathBuf>,
}

impl Temporary {
    /// Takes a server of this major version and no other, such as 15.
    pub fn major(mut self, major: u32) -> Self {
        self.major = Some(major);
        self
    }

    /// Sets one of PostgreSQL's settings, such as `wal_level` to `logical`. `fsync`, `full_page_writes` and
    /// `synchronous_commit` are off unless set here.
    pub fn setting(mut self, name: &str, value: &str) -> Self {
        self.settings.set(name, value);
        self
    }

    /// Listens on 127.0.0.1 as well, without asking for a password.
    pub fn tcp(mut self, port: Port) -> Self {
        self.tcp = Some(port);
        self
    }

    /// Puts a file into the data folder before the server starts, readable by the server alone: `pg_hba.conf`, or
    /// a key for `ssl_key_file`.
    pub fn file(mut self, name: &str, contents: impl Into<Vec<u8>>) -> Self {
        self.files.push((name.to_owned(), contents.into()));
        self
    }

    /// Keeps the data below this folder; otherwise it is in memory where there is room, else in the temporary folder.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        // The server's own current folder is another one.
        self.folder = Some(path::absolute(&folder).unwrap_or(folder));
        self
    }

    /// Writes the server's log to this file, which stays; otherwise it goes with the data.
    pub fn log(mut self, path: impl Into<PathBuf>) -> Self {
        self.log = Some(path.into());
        self
    }

    /// Finds PostgreSQL (fetching it if need be), starts the server and waits until it accepts connections: 0.1 to
    /// 0.3 s, after some seconds for the first start of a version.
    ///
    /// # Errors
    /// [`Error::NotFound`] without PostgreSQL; [`Error::Start`] with the log's last lines when the server ends at
    /// once; those of files and folders.
    pub fn start(self) -> Result<Server, Error> {
        let account = Account::current()?;
        let binaries = Binaries::find(self.major)?;
        let template = template::prepare(&binaries, &account)?;
        let base = self.folder.clone().unwrap_or_else(for_throwaway_data);
        sweep(&base, &account);
        let mut attempt = 1;
        loop {
            match self.launch(&binaries, &account, &template, &base) {
                Err(Error::Start { log, .. })
                    if self.tcp == Some(Port::Free)
                        && log.contains("could not bind")
                        && attempt < PORT_ATTEMPTS =>
                {
                    attempt += 1;
                }
                started => return started,
            }
        }
    }

    fn launch(
        &self,
        binaries: &Binaries,
        account: &Account,
        template: &Path,
        base: &Path,
    ) -> Result<Server, Error> {
        let tcp = self.tcp.map(Port::number).transpose()?;
        let port = tcp.unwrap_or(SOCKET_PORT);
        let folder = make_unique(base, PREFIX)?;
        let home = Home(Some(folder.clone()));
        // Made while the folder is still the caller's own; once it is the account's, only the account writes there.
        let lock = lock(&folder.join("lock"))?;
        let log = self.open_log(&folder)?;
        account.own(&folder)?;
        let other =
            if fits_socket(&folder, port) { None } else { Some(make_unique(Path::new("/tmp"), PREFIX)?) };
        let other = Home(other);
        let sockets = match &other.0 {
            Some(other) => {
                account.own(other)?;
                other.clone()
            }
            None => folder.clone(),
        };

        let data = folder.join("data");
        template::copy(template, &data, account)?;
        for (name, contents) in &self.files {
            write_as(account, &data.join(name), contents)?;
        }
        let mut settings = Settings::default();
        settings.set("fsync", "off").set("full_page_writes", "off").set("synchronous_commit", "off");
        settings.extend(&self.settings).listen(&sockets, tcp).write(&data, account)?;

        let mut command = account.command("/bin/sh");
        command.args(["-c", SUPERVISOR, "pgorm-supervisor"]).arg(&folder).arg(&sockets);
        command.arg(binaries.folder().join("postgres")).arg("-D").arg(&data);
        command.stdin(Stdio::piped()).stdout(lock).stderr(log.try_clone().map_err(Error::run("/bin/sh"))?);
        // A group of its own: Ctrl-C at the terminal is for the parent, whose end ends the server.
        command.process_group(0);
        let supervisor = command.spawn().map_err(Error::run("/bin/sh"))?;
        // From here on the supervisor removes the folders.
        home.leave();
        other.leave();
        let mut server = Server::new(binaries.clone(), supervisor, log, data, sockets, tcp);
        server.wait_until_ready(LIMIT)?;
        Ok(server)
    }

    fn open_log(&self, folder: &Path) -> Result<File, Error> {
        let mut options = File::options();
        options.append(true).read(true);
        match &self.log {
            // The caller's own file, which may well be a link.
            Some(path) => options.create(true).open(path).map_err(Error::file("create", path)),
            None => {
                let path = folder.join("log");
                options.create_new(true).open(&path).map_err(Error::file("create", path))
            }
        }
    }
}

/// A folder that is removed again unless a supervisor takes it over.
struct Home(Option<PathBuf>);

impl Home {
    fn leave(mut self) {
        self.0 = None;
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            // An earlier error is being reported; what stays here is swept up by a later start.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// Removes folders whose supervisor was itself killed. What others put there under such names is left alone.
fn sweep(base: &Path, account: &Account) {
    let Ok(entries) = fs::read_dir(base) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
        // Of a link, this tells of the link.
        let Ok(metadata) = entry.metadata() else { continue };
        let is_ours = [account.uid, rustix::process::geteuid().as_raw()].contains(&metadata.uid());
        let age = metadata.modified().map(|made| SystemTime::now().duration_since(made));
        let is_old = age.is_ok_and(|age| age.is_ok_and(|age| age > MAKING));
        if metadata.is_dir() && is_ours && is_old && is_abandoned(&entry.path()) {
            // What can't be ended or removed is no worse than before.
            let _ = PidFile::end_orphan(&entry.path().join("data"));
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether nobody holds the folder's lock.
fn is_abandoned(folder: &Path) -> bool {
    match open_plain(File::options().write(true), &folder.join("lock")) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}
