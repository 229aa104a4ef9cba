//! The pool of connections.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{PoolError, TimeoutType, Timeouts};
use pg_orm_connect::Target as Address;

use crate::access::Open;
use crate::channel::{Channel, Hub, Listener};
use crate::connection::Connection;
use crate::error::{Error, ErrorKind};
use crate::executor::{Executor, Runs, Source, Target};
use crate::lease::Lease;
use crate::manager::Manager;
use crate::session::{Session, SessionSettings};
use crate::transaction::{Transaction, TransactionBuilder};

/// A pool of connections to one database: an executor for every model that is not under row-level security.
///
/// Cheap to clone; all clones share the connections. A connection that was dropped inside a transaction is rolled back before
/// anybody else gets it, and what raw SQL left on it is undone. Where a call was dropped before its answer came, its statement has
/// 50 ms to end; then it is cancelled, and its connection closed.
#[derive(Clone)]
pub struct Pool {
    inner: deadpool::managed::Pool<Manager>,
    address: Arc<str>,
    wait: Duration,
    hub: Arc<Hub>,
}

/// Builds a [`Pool`]: see [`Pool::builder`].
#[derive(Debug, Clone)]
#[must_use = "`build` or `connect` makes the pool"]
pub struct PoolBuilder {
    url: Option<String>,
    database: Option<String>,
    max_size: usize,
    wait: Duration,
    connect: Option<Duration>,
}

impl Pool {
    /// A pool for this URL, or libpq's `name=value` string, after one connection was made for trial. Ten connections at most;
    /// [`builder`](Self::builder) has the choice.
    ///
    /// What the URL leaves out is taken from libpq's service file, environment (`PGPASSWORD`, `PGSSLMODE` ..) and password file.
    /// They are read once; hosts' names are resolved for each connection.
    ///
    /// # Errors
    /// Where the URL can't be read, or no connection be made.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        Self::builder(url).connect().await
    }

    /// The same for `DATABASE_URL`, or else `PGHOST` and its like.
    ///
    /// # Errors
    /// Where none of them is set, and those of [`connect`](Self::connect).
    pub async fn from_env() -> Result<Self, Error> {
        PoolBuilder { url: None, ..Self::builder("") }.connect().await
    }

    /// A pool for this URL, to be set up further.
    pub fn builder(url: &str) -> PoolBuilder {
        PoolBuilder {
            url: Some(url.to_owned()),
            database: None,
            max_size: 10,
            wait: Duration::from_secs(30),
            connect: None,
        }
    }

    /// A session: what runs in it runs as `settings` say, under the policies made for them. Sends nothing yet.
    pub fn session<S: SessionSettings>(&self, settings: S) -> Session<S> {
        Session::new(self.clone(), settings)
    }

    /// A connection of one's own, until it is dropped.
    ///
    /// # Errors
    /// Where none becomes free in time, or a new one can't be made.
    pub async fn connection(&self) -> Result<Connection, Error> {
        Ok(Connection::new(self.checkout().await?))
    }

    /// A transaction, with its isolation and retries to choose.
    pub fn transaction(&self) -> TransactionBuilder<Open> {
        TransactionBuilder::new(self.clone(), None)
    }

    /// Begins a transaction. One round trip.
    ///
    /// # Errors
    /// Where no connection can be had.
    pub async fn begin(&self) -> Result<Transaction<'static, Open>, Error> {
        self.transaction().begin().await
    }

    /// Hears what is sent to a channel from now on.
    ///
    /// All of a pool's listeners share one connection, which is none of those that it gives out: it is opened for the first
    /// listener, and closed behind the last one. Behind PgBouncer in transaction mode nothing is heard.
    ///
    /// # Errors
    /// Where no connection can be had, or the types of what the channel carries are not in the database.
    pub async fn listen<T: Channel>(&self) -> Result<Listener<T>, Error> {
        self.hub.listen().await
    }

    /// Closes the pool: connections close when they come back, and none is given out any more; nothing more is heard.
    pub fn close(&self) {
        self.hub.close();
        self.inner.close();
    }

    /// How many connections there are, free ones and those in use.
    pub fn size(&self) -> usize {
        self.inner.status().size
    }

    pub(crate) async fn checkout(&self) -> Result<Lease, Error> {
        // Without a timer first, which a free connection does not need.
        let at_once = Timeouts { wait: Some(Duration::ZERO), ..self.inner.timeouts() };
        let checked_out = match self.inner.timeout_get(&at_once).await {
            Err(PoolError::Timeout(TimeoutType::Wait)) => Box::pin(self.inner.get()).await,
            done => done,
        };
        let leased = checked_out.map(Lease::new);
        leased.map_err(|error| {
            Error::new(match error {
                PoolError::Timeout(TimeoutType::Wait) => {
                    ErrorKind::PoolTimeout { waited: self.wait, size: self.inner.status().max_size }
                }
                PoolError::Closed => ErrorKind::PoolClosed,
                PoolError::Backend(source) => {
                    ErrorKind::Connect { address: self.address.to_string(), source: source.into() }
                }
                other => ErrorKind::Connect { address: self.address.to_string(), source: other.into() },
            })
        })
    }
}

impl PoolBuilder {
    /// Another database of the same server than the one that the URL names.
    pub fn database(mut self, name: &str) -> Self {
        self.database = Some(name.to_owned());
        self
    }

    /// How many connections there may be at once. Ten where nothing is said; at least one.
    pub fn max_size(mut self, connections: usize) -> Self {
        self.max_size = connections.max(1);
        self
    }

    /// How long a call waits for a connection to become free. 30 s where nothing is said.
    pub fn wait_timeout(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// How long making a connection may take, all hosts and addresses together. Where nothing is said, each address has the
    /// URL's `connect_timeout`, or else 30 s.
    pub fn connect_timeout(mut self, connect: Duration) -> Self {
        self.connect = Some(connect);
        self
    }

    /// The pool; the first statement makes the first connection.
    ///
    /// # Errors
    /// Where the URL can't be read, or its certificates.
    pub fn build(self) -> Result<Pool, Error> {
        let settings = |error: pg_orm_connect::Error| Error::new(ErrorKind::Settings(error.into()));
        let address = Address::resolve(self.url.as_deref()).map_err(settings)?;
        let address = match &self.database {
            Some(database) => address.with_database(database).map_err(settings)?,
            None => address,
        };
        let connector = address.connector().map_err(settings)?;
        let hub = Arc::new(Hub::new(connector.clone()));
        let manager = Manager(connector);
        let inner = deadpool::managed::Pool::builder(manager)
            .max_size(self.max_size)
            .wait_timeout(Some(self.wait))
            .create_timeout(self.connect)
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| Error::new(ErrorKind::Settings(error.into())))?;
        Ok(Pool { inner, address: address.to_string().into(), wait: self.wait, hub })
    }

    /// The pool, after one connection was made for trial.
    ///
    /// # Errors
    /// Those of [`build`](Self::build), and where no connection can be made.
    pub async fn connect(self) -> Result<Pool, Error> {
        let pool = self.build()?;
        drop(pool.checkout().await?);
        Ok(pool)
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").field("address", &self.address).field("status", &self.inner.status()).finish()
    }
}

impl Runs for Pool {
    fn target(&self) -> Target<'_> {
        Target { source: Source::Pool(self), settings: None, is_raw: false }
    }
}

impl Executor<Open> for Pool {}

#[cfg(test)]
mod tests {
    use super::Pool;

    /// Opening a connection takes a future of 12 kB, which every statement's future once had in it: making and copying it cost as
    /// much as the statement.
    #[test]
    fn what_a_connection_takes_to_open_is_not_in_every_statement() {
        let pool = Pool::builder("postgres://ada@127.0.0.1/shop").build().unwrap();
        let size = size_of_val(&pool.checkout());
        assert!(size < 4_000, "{size} bytes");
    }
}
