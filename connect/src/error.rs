//! Why a connection could not be described or opened, with what to do about it.

use std::{io, path::PathBuf};

use tokio_postgres::error::{DbError, SqlState};

use crate::{Attempt, Origin, SslMode, known, nearest::nearest};

/// Why a connection could not be described or opened. Its text never holds a password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing says which database to use.
    #[error(
        "no database is named\n\
         help: set DATABASE_URL, such as postgresql://user@host/database, or PGHOST and PGDATABASE, or PGSERVICE; \
         `pgorm dev` starts a private server and prints its URL"
    )]
    NoTarget,
    /// No user is named, and the operating system does not know the one who runs this program.
    #[error(
        "no user is named, and the operating system's can't be told: {reason}\nhelp: name one, as in postgresql://user@host/database"
    )]
    NoUser {
        /// What the operating system said.
        reason: String,
    },
    /// A connection string can't be read.
    #[error("the connection string{} can't be read: {reason}", of(origin))]
    Syntax {
        /// What is wrong with it, without its contents.
        reason: &'static str,
        /// Where it was given.
        origin: Origin,
    },
    /// There is no such parameter.
    #[error("the connection parameter `{name}` ({origin}) is not known{}", did_you_mean(name))]
    UnknownParameter {
        /// Its name.
        name: String,
        /// Where it was written.
        origin: Origin,
    },
    /// A parameter of libpq's asks for what there is not here.
    #[error("the connection parameter `{parameter}` ({origin}) is not supported\nhelp: {reason}")]
    Unsupported {
        /// Its name.
        parameter: &'static str,
        /// Why not, and what to do instead.
        reason: &'static str,
        /// Where it was written.
        origin: Origin,
    },
    /// An environment variable is not UTF-8; its value is not shown.
    #[error("the environment variable {variable} is not UTF-8\nhelp: set it again, or unset it")]
    VariableNotUtf8 {
        /// Its name.
        variable: &'static str,
    },
    /// A parameter's value means nothing.
    #[error("{parameter}={value} ({origin}): expected {expected}{}", meant(value, expected))]
    BadValue {
        /// The parameter.
        parameter: &'static str,
        /// Its value; never that of a password.
        value: String,
        /// What it may be.
        expected: &'static str,
        /// Where it was written.
        origin: Origin,
    },
    /// No service file has the service.
    #[error("there is no service `{service}`\nhelp: looked for [{service}] in {}", list(looked_at))]
    NoService {
        /// Its name.
        service: String,
        /// The files that were looked at, or would have been were they there.
        looked_at: Vec<PathBuf>,
    },
    /// A service file can't be read.
    #[error("the service file {} can't be read: {source}", path.display())]
    ServiceFile {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A line of a service file means nothing.
    #[error("the service file {}, line {line}: {reason}", path.display())]
    ServiceLine {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// TLS is asked for, and this program was built without it.
    #[error(
        "sslmode={mode} needs TLS, and this program was built without it\n\
         help: enable the feature `tls` of the package pg-orm, or connect with sslmode=disable"
    )]
    TlsNotBuilt {
        /// The mode asked for.
        mode: SslMode,
    },
    /// The system's certificates are to be used, but the mode would not compare the host's name.
    #[error(
        "sslrootcert=system needs sslmode=verify-full, not sslmode={mode}: anyone can get such a certificate\n\
         help: set sslmode=verify-full; or name the server's own root certificate with sslrootcert=<file>"
    )]
    WeakMode {
        /// The mode asked for.
        mode: SslMode,
    },
    /// The server is to be verified, and there is no certificate to verify it by.
    #[error(
        "sslmode={mode} verifies the server by a root certificate, and there is none in ~/.postgresql/root.crt\n\
         help: name it with sslrootcert=<file>, or use the system's with {}",
        system(*mode)
    )]
    NoRootCertificate {
        /// The mode asked for.
        mode: SslMode,
    },
    /// A file of TLS's can't be used.
    #[error("{parameter}={} can't be used: {reason}", path.display())]
    TlsFile {
        /// The parameter that names it, or would if it were not the default: `sslrootcert`, `sslcert`, `sslkey`,
        /// `sslcrl` or `sslcrldir`.
        parameter: &'static str,
        /// The file, or `system`.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// No server could be connected to.
    #[error("can't connect to {target}: {}", said(attempts))]
    Connect {
        /// The target, without its password.
        target: String,
        /// What became of each server that was tried, in that order; at least one.
        attempts: Vec<Attempt>,
    },
}

impl Error {
    /// The server's error, such as a wrong password; `None` when it was not the server that said no.
    pub fn as_db_error(&self) -> Option<&DbError> {
        match self {
            Self::Connect { attempts, .. } => attempts.last().and_then(Attempt::as_db_error),
            _ => None,
        }
    }

    /// The SQLSTATE that the server gave, such as `28P01`; `None` when it gave none.
    pub fn code(&self) -> Option<&SqlState> {
        self.as_db_error().map(DbError::code)
    }

    /// Whether what was said about the database makes no sense, so that trying again makes none either.
    pub fn is_misuse(&self) -> bool {
        matches!(
            self,
            Self::Syntax { .. }
                | Self::UnknownParameter { .. }
                | Self::Unsupported { .. }
                | Self::VariableNotUtf8 { .. }
                | Self::BadValue { .. }
                | Self::NoService { .. }
                | Self::ServiceLine { .. }
                | Self::WeakMode { .. }
        )
    }
}

fn of(origin: &Origin) -> String {
    if *origin == Origin::Text { String::new() } else { format!(" {origin}") }
}

/// How the system's certificates are asked for: with them, the host's name is compared too.
fn system(mode: SslMode) -> &'static str {
    match mode {
        SslMode::VerifyFull => "sslrootcert=system",
        _ => "sslmode=verify-full and sslrootcert=system",
    }
}

/// Parameters of other libraries, and what does here what they do there.
const ELSEWHERE: [(&[&str], &str); 4] = [
    (
        &["schema", "search_path", "currentSchema"],
        "options=-c%20search_path%3D<schema> says where names without a schema are looked for",
    ),
    (
        &["connection_limit", "max_connections", "pool_size", "pool_max_size"],
        "`Pool::builder(url).max_size(..)` says how many connections there may be",
    ),
    (&["pool_timeout"], "`Pool::builder(url).wait_timeout(..)` says how long to wait for a free connection"),
    (
        &["sslaccept", "sslidentity", "sslfactory"],
        "sslmode says how much of the server is verified; sslcert and sslkey name a client certificate",
    ),
];

fn did_you_mean(name: &str) -> String {
    if let Some((_, instead)) = ELSEWHERE.iter().find(|(names, _)| names.contains(&name)) {
        return format!("\nhelp: {instead}");
    }
    match nearest(name, known::names()) {
        Some(meant) => format!("\nhelp: did you mean `{meant}`?"),
        None => format!("\nhelp: known are {}", known::names().collect::<Vec<_>>().join(", ")),
    }
}

/// The word that was probably meant, where one of several is expected.
fn meant(value: &str, expected: &str) -> String {
    if !expected.contains(" or ") {
        return String::new();
    }
    let words = expected.split([',', ' ', ';', ':']).filter(|word| word.len() > 3);
    nearest(value, words).map(|meant| format!("\nhelp: did you mean `{meant}`?")).unwrap_or_default()
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn said(attempts: &[Attempt]) -> String {
    let help = attempts.last().map_or("", Attempt::help);
    match attempts {
        [one] if one.is_about_place() => format!("{}: {one}{help}", one.place()),
        [one] => format!("{one}{help}"),
        several => {
            let lines: String =
                several.iter().map(|attempt| format!("\n  {}: {attempt}", attempt.place())).collect();
            format!("none of its servers would do{lines}{help}")
        }
    }
}
