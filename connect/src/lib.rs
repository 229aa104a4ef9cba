//! Opens connections to PostgreSQL from a URL: parameters and TLS in one place.
//!
//! ```no_run
//! use pg_orm_connect::Target;
//!
//! # async fn example() -> Result<(), pg_orm_connect::Error> {
//! let target = Target::resolve(Some("postgresql://app@db.example/shop?sslmode=verify-full&sslrootcert=system"))?;
//! let (client, driver) = target.connector()?.open().await?;
//! let row = client.query_one("SELECT 1", &[]).await;
//! drop(client); // Ends the connection, and with it the driver.
//! # let _ = (row, driver.await);
//! # Ok(())
//! # }
//! ```
//!
//! # Terms
//! - A [`Target`] says where and how to connect; it is only text and numbers, and nothing is opened to make it.
//! - A [`Connector`] is a target made ready: its certificates are read. It opens any number of connections.
//! - A **driver** is the task that carries a connection's messages; this crate spawns it on the running Tokio runtime.
//!
//! # Parameters
//! URLs (`postgresql://user:password@host:port/database?name=value`) and libpq's `name=value` strings are read as
//! [libpq does](https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING). A parameter that is
//! not supported is an error that names those that are; none is skipped, unless its value asks for what is done anyway,
//! such as `gssencmode=disable`. The same holds for libpq's environment variables, those without a bearing on the
//! connection excepted. Files of passwords and of services are not read.
//!
//! A connection takes at most `connect_timeout` seconds for each address; 30 when it is not given, no limit when it
//! is 0.

mod connector;
mod environment;
mod error;
mod nearest;
mod parameters;
mod parse;
mod settings;
mod ssl_mode;
mod target;
#[cfg(feature = "tls")]
mod tls;
mod unsupported;

pub use connector::Connector;
pub use error::Error;
pub use ssl_mode::SslMode;
pub use target::Target;
