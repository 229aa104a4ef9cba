//! Why a connection could not be described or opened, with what to do about it.

use std::{error::Error as _, io, path::PathBuf, time::Duration};

use tokio_postgres::error::SqlState;

use crate::{SslMode, parameters};

/// Why a connection could not be described or opened. Its text never holds a password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing says which database to use.
    #[error(
        "no database is named\n\
         help: set DATABASE_URL, such as postgresql://user@host/database, or PGHOST and PGDATABASE; `pgorm dev` starts \
         a private server and prints its URL"
    )]
    NoTarget,
    /// A connection string can't be read.
    #[error("the connection string can't be read: {reason}")]
    Syntax {
        /// What is wrong with it, without its contents.
        reason: &'static str,
    },
    /// A parameter is not supported.
    #[error(
        "the connection parameter `{name}` is not supported; supported are: {}{}",
        parameters::supported(),
        did_you_mean(name)
    )]
    UnknownParameter {
        /// Its name.
        name: String,
    },
    /// An environment variable that libpq reads would change the connection, and is not supported.
    #[error(
        "the environment variable {variable} is not supported, and without it the connection would not be the one it \
         asks for\nhelp: unset it{}",
        instead(variable)
    )]
    UnsupportedVariable {
        /// Its name.
        variable: &'static str,
    },
    /// An environment variable is not UTF-8; its value is not shown.
    #[error("the environment variable {variable} is not UTF-8\nhelp: set it again, or unset it")]
    VariableNotUtf8 {
        /// Its name.
        variable: &'static str,
    },
    /// A parameter's value means nothing.
    #[error("the connection parameter {parameter}={value}: expected {expected}")]
    BadValue {
        /// The parameter.
        parameter: &'static str,
        /// Its value; never that of a password.
        value: String,
        /// What it may be.
        expected: &'static str,
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
        "sslrootcert=system needs sslmode=verify-full, not sslmode={mode}: anyone can get such a certificate"
    )]
    WeakMode {
        /// The mode asked for.
        mode: SslMode,
    },
    /// The server is to be verified, and there is no certificate to verify it by.
    #[error(
        "sslmode={mode} verifies the server by a root certificate, and there is none in ~/.postgresql/root.crt\n\
         help: name it with sslrootcert=<file>, or use the system's with sslrootcert=system"
    )]
    NoRootCertificate {
        /// The mode asked for.
        mode: SslMode,
    },
    /// The root certificates can't be used.
    #[error("the root certificates of sslrootcert={} can't be used: {reason}", path.display())]
    RootCertificates {
        /// The file, or `system`.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The connection could not be opened.
    #[error("can't connect to {target}: {}{}", chain(source), help(source))]
    Connect {
        /// The target, without its password.
        target: String,
        /// The reason.
        source: tokio_postgres::Error,
    },
    /// The connection was not open after the time allowed.
    #[error("can't connect to {target}: no answer within {} s{REACHABLE}", after.as_secs_f32())]
    Timeout {
        /// The target, without its password.
        target: String,
        /// The time allowed.
        after: Duration,
    },
}

const RUNNING: &str =
    "\nhelp: is the server running, and is this its address? `pgorm dev` starts a private one";
const REACHABLE: &str =
    "\nhelp: is the server reachable from here? connect_timeout sets how long to wait, in seconds";

impl Error {
    /// The SQLSTATE that the server gave, such as `28P01`; `None` when it gave none.
    pub fn code(&self) -> Option<&SqlState> {
        match self {
            Self::Connect { source, .. } => source.code(),
            _ => None,
        }
    }
}

fn did_you_mean(name: &str) -> String {
    parameters::meant(name).map(|meant| format!("\nhelp: did you mean `{meant}`?")).unwrap_or_default()
}

fn instead(variable: &str) -> &'static str {
    match variable {
        "PGPASSFILE" => ", and give the password in PGPASSWORD or in the URL",
        "PGDATESTYLE" => ", and put `-c DateStyle=..` in PGOPTIONS",
        "PGGEQO" => ", and put `-c geqo=..` in PGOPTIONS",
        "PGREQUIRESSL" => ", and set PGSSLMODE=require",
        "PGSERVICE" => ", and give what the service stands for in the URL",
        "PGTZ" => ", and put `-c TimeZone=..` in PGOPTIONS",
        _ => "",
    }
}

/// Whether a TLS handshake failed. The driver's error has no kind to ask for but its text.
pub(crate) fn is_tls(error: &tokio_postgres::Error) -> bool {
    error.to_string().starts_with("error performing TLS handshake")
}

/// An error's reasons, from the outermost in; without the driver's words that tell nothing.
fn chain(error: &tokio_postgres::Error) -> String {
    let mut reasons = Vec::new();
    if error.as_db_error().is_none() {
        reasons.push(error.to_string());
    }
    let mut source = error.source();
    while let Some(reason) = source {
        reasons.push(reason.to_string());
        source = reason.source();
    }
    reasons.dedup();
    reasons.join(": ")
}

fn help(error: &tokio_postgres::Error) -> &'static str {
    let text = chain(error);
    match error.code() {
        Some(code) if *code == SqlState::INVALID_PASSWORD => {
            return "\nhelp: check the user and the password; special characters in a URL are percent-encoded";
        }
        Some(code) if *code == SqlState::INVALID_CATALOG_NAME => {
            return "\nhelp: create the database first, or check its name";
        }
        Some(code)
            if *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION && text.contains("no encryption") =>
        {
            return "\nhelp: the server may want TLS: sslmode=require or stronger";
        }
        Some(code) if *code == SqlState::TOO_MANY_CONNECTIONS => {
            return "\nhelp: use fewer connections, or raise the server's max_connections";
        }
        _ => {}
    }
    if text.contains("password missing") {
        return "\nhelp: the server asks for a password: give it in the URL or in PGPASSWORD";
    }
    if is_tls(error) {
        return tls_help(&text);
    }
    let io = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    match io.map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound) => RUNNING,
        Some(io::ErrorKind::TimedOut) => REACHABLE,
        _ if text.contains("failed to lookup address") => "\nhelp: check the host's name",
        _ => "",
    }
}

fn tls_help(text: &str) -> &'static str {
    if text.contains("does not support TLS") {
        "\nhelp: turn on the server's `ssl` setting, or connect with sslmode=disable"
    } else if text.contains("UnknownIssuer") {
        "\nhelp: sslrootcert must name the certificate of the authority that signed the server's certificate"
    } else if text.contains("not valid for name") || text.contains("NotValidForName") {
        "\nhelp: connect by a name that the server's certificate has; sslmode=verify-ca does not compare names"
    } else {
        ""
    }
}
