//! The server that tests use: one given by URL, else a private one.

use std::{env, fmt};

use crate::{Error, Server, Temporary};

/// A server for tests.
#[derive(Debug)]
#[non_exhaustive]
pub enum TestPostgres {
    /// One that somebody else runs.
    Given {
        /// Its URL, naming a database from which others can be created.
        url: String,
        /// The environment variable that named it.
        variable: String,
    },
    /// One of our own.
    Private(Server),
}

impl TestPostgres {
    /// Takes the server whose URL is in an environment variable, such as `PGORM_TEST_URL`; when it is unset or
    /// empty, starts a private one.
    ///
    /// # Errors
    /// Those of [`Temporary::start`].
    pub fn obtain(variable: &str, private: Temporary) -> Result<Self, Error> {
        match env::var(variable) {
            Ok(url) if !url.is_empty() => Ok(Self::Given { url, variable: variable.to_owned() }),
            _ => private.start().map(Self::Private),
        }
    }

    /// The URL of a database to connect to first, from which others can be created.
    pub fn url(&self) -> String {
        match self {
            Self::Given { url, .. } => url.clone(),
            Self::Private(server) => server.url("postgres"),
        }
    }
}

/// Says which was taken; never shows a given URL, which may hold a password.
impl fmt::Display for TestPostgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given { variable, .. } => write!(f, "the server that {variable} names"),
            Self::Private(server) => {
                write!(f, "a private PostgreSQL {} from {}", server.version(), server.source())
            }
        }
    }
}
