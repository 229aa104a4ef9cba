//! Makes the pool's connections.

use std::fmt;
use std::ops::Deref;

use deadpool::managed::{self, Metrics, RecycleError, RecycleResult};
use deadpool_postgres::ClientWrapper;
use pg_orm_connect::{Canceller, Connector, Error, Opened};

/// A connection of the pool, with what cancels its statements.
pub(crate) struct Pooled {
    client: ClientWrapper,
    canceller: Canceller,
}

/// A [`Pooled`] while it is out of the pool.
pub(crate) type Object = managed::Object<Manager>;

impl Pooled {
    /// What cancels the connection's statements.
    pub(crate) fn canceller(&self) -> Canceller {
        self.canceller.clone()
    }

    /// The connection alone.
    #[cfg(feature = "migrate")]
    pub(crate) fn into_client(self) -> ClientWrapper {
        self.client
    }
}

impl Deref for Pooled {
    type Target = ClientWrapper;

    fn deref(&self) -> &ClientWrapper {
        &self.client
    }
}

/// Opens connections as the URL says. deadpool-postgres' own manager knows one host of a connection, and no more of TLS than to
/// hand it on.
#[derive(Debug)]
pub(crate) struct Manager(pub(crate) Connector);

impl managed::Manager for Manager {
    type Type = Pooled;
    type Error = Error;

    async fn create(&self) -> Result<Pooled, Error> {
        // On the heap: hosts, TLS and password files make a future of many thousand bytes, which every statement's would have in
        // it, and copy, as each may have to open a connection.
        let Opened { client, driver, canceller } = Box::pin(self.0.open()).await?;
        Ok(Pooled { client: ClientWrapper::new(client, driver), canceller })
    }

    /// Without asking the server, which would double the cost of a key lookup.
    async fn recycle(&self, link: &mut Pooled, _: &Metrics) -> RecycleResult<Error> {
        if link.client.is_closed() { Err(RecycleError::message("the connection is closed")) } else { Ok(()) }
    }
}

impl fmt::Debug for Pooled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pooled").field("client", &self.client).finish_non_exhaustive()
    }
}
