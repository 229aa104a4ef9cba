//! Opens connections to PostgreSQL from a URL: parameters and TLS in one place.
//!
//! ```no_run
//! use pg_orm_connect::Target;
//!
//! # async fn example() -> Result<(), pg_orm_connect::Error> {
//! let target = Target::resolve(Some("postgresql://app@db.example/shop?sslmode=verify-full&sslrootcert=system"))?;
//! let opened = target.connector()?.open().await?;
//! let row = opened.client.query_one("SELECT 1", &[]).await;
//! drop(opened.client); // Ends the connection, and with it the driver.
//! # let _ = (row, opened.driver.await);
//! # Ok(())
//! # }
//! ```
//!
//! # Terms
//! - A [`Target`] says where and how to connect. Its service and passwords have been read from their files.
//! - An **endpoint** is one of its servers: a host and a port, or a socket.
//! - A [`Connector`] is a target made ready: its certificates are read. It opens any number of connections.
//! - A **driver** is the task that carries a connection's messages; this crate spawns it on the running Tokio runtime.
//! - An [`Environment`] is where variables and the files of the home folder come from, of the process as a rule.
//!
//! # Parameters
//! URLs (`postgresql://user:password@host:port/database?name=value`), libpq's `name=value` strings, its environment
//! variables, service files and password files are read as
//! [libpq does](https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING). A parameter that can't be
//! obeyed is an error that says where it was written; none is skipped, unless its value asks for what is done anyway,
//! such as `gssencmode=disable`, or it has no bearing on connections such as these.
//!
//! Where this crate differs from libpq: `connect_timeout` is 30 s when it is not given, and no time is too short; an empty
//! environment variable is as one that is not set; a certificate or a list of what was revoked that is named must be there;
//! a server that hangs up while a connection begins is passed by for the next one;
//! `sslmode=prefer` does not send a password that was refused once more without TLS.

mod attempt;
mod connector;
mod endpoint;
mod environment;
mod error;
mod known;
mod nearest;
mod opened;
mod origin;
mod parameters;
mod parse;
mod passfile;
mod require_auth;
mod service;
mod session_attrs;
mod settings;
mod ssl_mode;
mod target;
#[cfg_attr(not(feature = "tls"), path = "no_tls.rs")]
mod tls;
mod tls_policy;
mod wire;

pub use attempt::Attempt;
pub use connector::Connector;
pub use environment::Environment;
pub use error::Error;
pub use opened::{Canceller, Opened};
pub use origin::Origin;
pub use ssl_mode::SslMode;
pub use target::Target;
