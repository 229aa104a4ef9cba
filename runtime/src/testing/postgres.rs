//! The servers of this test program: one for each major version asked for.

use std::collections::HashMap;
use std::env;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use pg_orm_connect::Target;
use pg_orm_local::{Server, TestPostgres};
use tokio_postgres::Client;

use super::error::SetupError;

const URL: &str = "PGORM_TEST_URL";
const KEEP: &str = "PGORM_TEST_KEEP";

/// Connections that a private server takes: tests run in parallel, and each may have a pool.
const MAX_CONNECTIONS: &str = "400";

/// A server for tests.
#[derive(Debug)]
pub(super) struct Postgres {
    url: String,
    /// What else a message says of it.
    pub(super) advice: String,
    /// Ends with the process, never earlier: values in a `static` are not dropped.
    _private: Option<TestPostgres>,
}

impl Postgres {
    /// The URL of a database to connect to first.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// How to connect to one of its databases.
    pub(super) fn target(&self, database: &str) -> Result<Target, SetupError> {
        Ok(Target::resolve(Some(&self.url))?.with_database(database)?)
    }

    /// Connects to the database that is named first, from which others are made and dropped.
    pub(super) async fn connect(&self) -> Result<Client, SetupError> {
        open(&Target::resolve(Some(&self.url))?).await
    }
}

/// Opens a connection that is no pool's.
pub(super) async fn open(target: &Target) -> Result<Client, SetupError> {
    // The driver ends with the connection.
    Ok(target.with_application_name("pg_orm::test")?.connector()?.open().await?.client)
}

/// Whether databases of tests that failed are kept.
pub(super) fn is_keeping() -> bool {
    env::var(KEEP).is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

/// The server for this major version, started by the first test that wants it.
pub(super) fn server(major: Option<u32>) -> Result<&'static Postgres, SetupError> {
    static SERVERS: Mutex<Option<HashMap<Option<u32>, &'static Postgres>>> = Mutex::new(None);
    // Whoever starts the server lets the others wait; a panic leaves nothing half done.
    let mut servers = SERVERS.lock().unwrap_or_else(PoisonError::into_inner);
    let servers = servers.get_or_insert_default();
    if let Some(server) = servers.get(&major) {
        return Ok(server);
    }
    let server: &'static Postgres = Box::leak(Box::new(start(major)?));
    servers.insert(major, server);
    Ok(server)
}

fn start(major: Option<u32>) -> Result<Postgres, SetupError> {
    let is_given = env::var(URL).is_ok_and(|url| !url.is_empty());
    if is_keeping() && !is_given {
        return durable(major);
    }
    let mut private = Server::temporary().setting("max_connections", MAX_CONNECTIONS);
    if let Some(major) = major {
        private = private.major(major);
    }
    let server = TestPostgres::obtain(URL, private)?;
    let url = server.url();
    Ok(Postgres { url, advice: String::new(), _private: Some(server) })
}

/// The project's own server: a private one would end with the tests, and what is kept with it.
fn durable(major: Option<u32>) -> Result<Postgres, SetupError> {
    let project = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => env::current_dir().map_err(SetupError::Folder)?,
    };
    let mut server = Server::durable(&project)?;
    if let Some(major) = major {
        server = server.major(major);
    }
    let started = server.start()?;
    let advice = format!("\n  It is on the server of `pgorm dev` in {}.", project.display());
    Ok(Postgres { url: started.url, advice, _private: None })
}
