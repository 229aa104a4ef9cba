//! Why TLS could not be set up.

use std::{fmt, io};

use super::help::{help, is_verdict};

/// Why TLS could not be set up with a server.
#[derive(Debug)]
pub(crate) enum Failure {
    Handshake(io::Error),
    /// It began at once, and the server went away: one that knows no more than to be asked first.
    Direct(io::Error),
    /// It was set up without the server's asking for a certificate.
    NotAsked,
}

impl Failure {
    /// The same, where it is known whether TLS began at once (`sslnegotiation=direct`).
    pub(crate) fn at(self, is_direct: bool) -> Self {
        match self {
            Self::Handshake(error) if is_direct && error.kind() == io::ErrorKind::UnexpectedEof => {
                Self::Direct(error)
            }
            other => other,
        }
    }

    /// Whether a decision was come to, other than a connection that merely broke.
    pub(crate) fn is_verdict(&self) -> bool {
        match self {
            Self::Handshake(error) | Self::Direct(error) => is_verdict(error),
            Self::NotAsked => true,
        }
    }

    /// What to do, with a line break before it.
    pub(crate) fn help(&self) -> &'static str {
        match self {
            Self::Handshake(error) => help(error),
            Self::Direct(_) => super::help::DIRECT,
            Self::NotAsked => "\nhelp: set the server's `ssl_ca_file`, or connect with sslcertmode=allow",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Handshake(error) | Self::Direct(error) => {
                write!(f, "error performing TLS handshake: {error}")
            }
            Self::NotAsked => {
                f.write_str("the server did not ask for a certificate, and sslcertmode=require wants it to")
            }
        }
    }
}
