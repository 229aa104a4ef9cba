//! Why one server could not be connected to, and whether another is worth trying.

use std::{error::Error as _, fmt, io, time::Duration};

use tokio_postgres::error::{DbError, SqlState};

use crate::{
    endpoint::{Endpoint, Password},
    require_auth::Refused,
    session_attrs::{SessionAttrs, State},
    tls,
};

/// One server, and why it could not be connected to.
#[derive(Debug)]
pub struct Attempt {
    place: String,
    reason: Reason,
    /// What is to be said of the password.
    note: Option<String>,
    /// Others could have been tried.
    is_one_of_several: bool,
}

#[derive(Debug)]
pub(crate) enum Reason {
    /// The host's name has no address.
    Resolve(io::Error),
    Socket(io::Error),
    Timeout(Duration),
    /// The server said that it has no TLS.
    NoTls,
    /// It said neither yes nor no to TLS.
    Gibberish,
    Tls(tls::Failure),
    Startup(tokio_postgres::Error),
    /// It took the connection, but not the question what it is, for `target_session_attrs`.
    Asking(tokio_postgres::Error),
    /// It is not what `target_session_attrs` wants; `None` where it does not say what it is.
    NotWanted(SessionAttrs, Option<State>),
}

const RUNNING: &str =
    "\nhelp: is the server running, and is this its address? `pgorm dev` starts a private one";
const REACHABLE: &str =
    "\nhelp: is the server reachable from here? connect_timeout sets how long to wait, in seconds";

impl Attempt {
    pub(crate) fn new(place: String, endpoint: &Endpoint, reason: Reason) -> Self {
        let is_about_password = match &reason {
            Reason::Startup(error) => {
                error.code() == Some(&SqlState::INVALID_PASSWORD) || is_password_missing(error)
            }
            _ => false,
        };
        let note = match &endpoint.password {
            Password::FromFile { path, .. } => Some(format!("the password is from {}", path.display())),
            Password::PassedOver { path, reason } => {
                Some(format!("the password file {} was passed over: {reason}", path.display()))
            }
            Password::Given(_) | Password::None => None,
        };
        Self { place, reason, note: note.filter(|_| is_about_password), is_one_of_several: false }
    }

    /// Says that the target has other hosts too, so that nobody could guess which one it was.
    pub(crate) fn one_of_several(&mut self) {
        self.is_one_of_several = true;
    }

    /// What the server said; `None` when it was not the server that ended the attempt.
    pub fn as_db_error(&self) -> Option<&DbError> {
        match &self.reason {
            Reason::Startup(error) | Reason::Asking(error) => error.as_db_error(),
            _ => None,
        }
    }

    /// Where it led: `db.example (192.0.2.1), port 5432`.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Whether the place is to be told: nobody answered there, at a socket's file, an address, a port; or it is one of several.
    pub(crate) fn is_about_place(&self) -> bool {
        self.is_one_of_several || matches!(self.reason, Reason::Socket(_) | Reason::Timeout(_))
    }

    /// Whether no other server is to be tried: this one answered, and will have none of it.
    pub(crate) fn is_final(&self) -> bool {
        match &self.reason {
            Reason::Resolve(_)
            | Reason::Socket(_)
            | Reason::Timeout(_)
            | Reason::Asking(_)
            | Reason::NotWanted(..) => false,
            Reason::NoTls | Reason::Gibberish => true,
            Reason::Tls(failure) => failure.is_verdict(),
            Reason::Startup(error) => match error.as_db_error() {
                // It is starting or ending.
                Some(error) => *error.code() != SqlState::CANNOT_CONNECT_NOW,
                None if error.is_closed() => false,
                None => io_error(error).is_none_or(is_verdict),
            },
        }
    }

    /// What to do about it, with a line break before it.
    pub(crate) fn help(&self) -> &'static str {
        match &self.reason {
            Reason::Resolve(_) => "\nhelp: check the host's name",
            Reason::Socket(error) => match error.kind() {
                io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound => RUNNING,
                io::ErrorKind::TimedOut => REACHABLE,
                _ => "",
            },
            Reason::Timeout(_) => REACHABLE,
            Reason::NoTls => "\nhelp: turn on the server's `ssl` setting, or connect with sslmode=disable",
            Reason::Gibberish => "\nhelp: is it PostgreSQL that listens there?",
            Reason::Tls(failure) => failure.help(),
            Reason::Asking(_) | Reason::NotWanted(..) => "",
            Reason::Startup(error) => startup_help(error),
        }
    }
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Resolve(error) => write!(f, "{}", chain(error)),
            Reason::Socket(error) => write!(f, "error connecting to server: {}", chain(error)),
            Reason::Timeout(after) => write!(f, "no answer within {} s", after.as_secs_f32()),
            Reason::NoTls => f.write_str("the server does not support TLS"),
            Reason::Gibberish => f.write_str("it answered the request for TLS with neither yes nor no"),
            Reason::Tls(failure) => write!(f, "{failure}"),
            Reason::Startup(error) => f.write_str(&startup(error)),
            Reason::Asking(error) => {
                write!(f, "asked what it is, for target_session_attrs: {}", startup(error))
            }
            Reason::NotWanted(attrs, Some(state)) => {
                write!(f, "it is {state}, and target_session_attrs={attrs} does not take it")
            }
            Reason::NotWanted(attrs, None) => {
                write!(f, "it does not say whether it is what target_session_attrs={attrs} takes")
            }
        }?;
        match &self.note {
            Some(note) => write!(f, " ({note})"),
            None => Ok(()),
        }
    }
}

/// Whether the server's protocol layer, or ours, came to a decision, other than a connection that merely broke.
fn is_verdict(error: &io::Error) -> bool {
    tls::is_verdict(error) || error.get_ref().is_some_and(|inner| inner.is::<Refused>())
}

fn io_error(error: &tokio_postgres::Error) -> Option<&io::Error> {
    error.source().and_then(|source| source.downcast_ref())
}

/// The driver's error has no kind to ask for but its text.
fn is_password_missing(error: &tokio_postgres::Error) -> bool {
    error.source().is_some_and(|source| source.to_string() == "password missing")
}

/// An error's reasons, from the outermost in.
fn chain(error: &dyn std::error::Error) -> String {
    let mut reasons = vec![error.to_string()];
    let mut source = error.source();
    while let Some(reason) = source {
        reasons.push(reason.to_string());
        source = reason.source();
    }
    reasons.dedup();
    reasons.join(": ")
}

/// The same without the driver's words that tell nothing.
fn startup(error: &tokio_postgres::Error) -> String {
    match (error.as_db_error(), io_error(error).and_then(io::Error::get_ref)) {
        (Some(error), _) => chain(error),
        (None, Some(inner)) if inner.is::<Refused>() => inner.to_string(),
        // The driver calls it a wrong configuration, which it need not be: most servers ask for none from here.
        (None, _) if is_password_missing(error) => {
            "the server asks for a password, and none is given".to_owned()
        }
        (None, _) => chain(error),
    }
}

fn startup_help(error: &tokio_postgres::Error) -> &'static str {
    match error.code() {
        Some(code) if *code == SqlState::INVALID_PASSWORD => {
            return "\nhelp: check the user and the password; special characters in a URL are percent-encoded";
        }
        Some(code) if *code == SqlState::INVALID_CATALOG_NAME => {
            return "\nhelp: create the database first, or check its name";
        }
        Some(code) if *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            let says = |words| error.as_db_error().is_some_and(|error| error.message().contains(words));
            return if says("no encryption") {
                "\nhelp: the server may want TLS: sslmode=require or stronger"
            } else if says("certificate") {
                "\nhelp: the server wants a certificate for this user: name it with sslcert, and its key with sslkey"
            } else {
                ""
            };
        }
        Some(code) if *code == SqlState::TOO_MANY_CONNECTIONS => {
            return "\nhelp: use fewer connections, or raise the server's max_connections";
        }
        _ => {}
    }
    if is_password_missing(error) {
        return "\nhelp: give it in the URL, in PGPASSWORD or in a password file";
    }
    let text = error.source().map(ToString::to_string).unwrap_or_default();
    if text == "server did not use channel binding" {
        return "\nhelp: channel_binding=require needs TLS and a password kept as scram-sha-256 at the server";
    }
    io_error(error).map_or("", tls::help)
}
