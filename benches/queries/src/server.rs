//! The server that all peers share: a given one, or a private one for this run.

use std::fmt;

use pg_orm_local::Port;

use crate::error::{Error, Result};

/// Where the run takes place.
#[derive(Debug)]
pub(crate) enum Server {
    /// Somebody else's.
    Given(String),
    /// Ours: it ends with this value.
    Private {
        url: String,
        /// Kept for its end.
        server: Box<pg_orm_local::Server>,
    },
}

impl Server {
    /// The server of the URL, or a new one: on the loopback interface, as TCP is what clients use most, and without an
    /// autovacuum that comes when it likes.
    ///
    /// # Errors
    /// What `local-postgres` says when it finds or starts no PostgreSQL.
    pub(crate) fn resolve(url: Option<&str>) -> Result<Self> {
        if let Some(url) = url {
            return Ok(Self::Given(url.to_owned()));
        }
        let server = pg_orm_local::Server::temporary()
            .tcp(Port::Free)
            .setting("autovacuum", "off")
            .setting("shared_buffers", "256MB")
            .setting("max_wal_size", "4GB")
            .start()?;
        let url = server.tcp_url("postgres").ok_or(Error::NoTcp)?;
        Ok(Self::Private { url, server: Box::new(server) })
    }

    /// Its URL, with a database in it.
    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Given(url) | Self::Private { url, .. } => url,
        }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(_) => f.write_str("the server of the URL"),
            Self::Private { server, .. } => write!(f, "a private server from {}", server.source()),
        }
    }
}
