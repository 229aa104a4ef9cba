//! The database that each test's own is a copy of.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use pg_orm_apply::{Migrations, Options};
use tokio_postgres::Client;

use super::error::SetupError;
use super::postgres::{Postgres, open};

/// How the names of templates begin; the checksum of the migrations follows.
const PREFIX: &str = "pgorm_template_";

/// How much of the checksum a name holds, in hexadecimal digits.
const DIGITS: usize = 32;

/// The advisory lock that is held while a template is made, on a server that several programs use.
const LOCK: i64 = 0x7067_6f72_6d74_6d70;

const PAUSE: Duration = Duration::from_millis(50);

/// The name of a database that has these migrations; made by the first test that needs it, on a server that is given also by an
/// earlier program.
pub(super) async fn prepare(server: &Postgres, folder: &Path) -> Result<String, SetupError> {
    if !folder.is_dir() {
        return Err(SetupError::NoMigrations { folder: folder.to_owned() });
    }
    let migrations = Migrations::from_folder(folder)?;
    let checksum = migrations.checksum();
    let name = format!("{PREFIX}{}", checksum.get(..DIGITS).unwrap_or(&checksum));
    if is_known(server, &name) {
        return Ok(name);
    }
    let client = server.connect().await?;
    lock(&client).await?;
    // The lock ends with the connection.
    if !is_there(&client, &name).await? {
        make(server, &client, &name, &migrations).await?;
    }
    remember(server, &name);
    Ok(name)
}

/// Under another name until all migrations are applied: a template is whole, or not there.
async fn make(
    server: &Postgres,
    client: &Client,
    name: &str,
    migrations: &Migrations,
) -> Result<(), SetupError> {
    let doing = || SetupError::sql("making the template of the tests' databases");
    let unfinished = format!("{name}_new");
    client
        .batch_execute(&format!("drop database if exists {unfinished} with (force)"))
        .await
        .map_err(doing())?;
    client.batch_execute(&format!("create database {unfinished}")).await.map_err(doing())?;
    let mut inside = open(&server.target(&unfinished)?).await?;
    pg_orm_apply::deploy(&mut inside, migrations, &Options::default()).await?;
    drop(inside);
    end_connections(client, &unfinished).await.map_err(doing())?;
    client.batch_execute(&format!("alter database {unfinished} rename to {name}")).await.map_err(doing())
}

/// A connection that was closed may still be there for a moment.
async fn end_connections(client: &Client, database: &str) -> Result<(), tokio_postgres::Error> {
    let end = "select count(pg_catalog.pg_terminate_backend(pid, 5000)) from pg_catalog.pg_stat_activity where datname = $1";
    client.query_one(end, &[&database]).await.map(|_| ())
}

async fn lock(client: &Client) -> Result<(), SetupError> {
    let doing = || SetupError::sql("waiting for another program's template");
    loop {
        let row =
            client.query_one("select pg_catalog.pg_try_advisory_lock($1)", &[&LOCK]).await.map_err(doing())?;
        if row.try_get(0).map_err(doing())? {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn is_there(client: &Client, name: &str) -> Result<bool, SetupError> {
    let doing = || SetupError::sql("looking for the template of the tests' databases");
    let sql = "select exists (select from pg_catalog.pg_database where datname = $1)";
    client.query_one(sql, &[&name]).await.and_then(|row| row.try_get(0)).map_err(doing())
}

/// Templates that are known to be there: by the server's URL and the name.
static KNOWN: Mutex<Option<HashSet<(String, String)>>> = Mutex::new(None);

fn is_known(server: &Postgres, name: &str) -> bool {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.as_ref().is_some_and(|known| known.contains(&(server.url().to_owned(), name.to_owned())))
}

fn remember(server: &Postgres, name: &str) {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.get_or_insert_default().insert((server.url().to_owned(), name.to_owned()));
}
