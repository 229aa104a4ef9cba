//! Real servers, fresh databases, and folders of migrations.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a part of a test, of which each file uses a part"
)]

use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use pg_orm_apply::{Manifest, Migrations, checksum};
use pg_orm_local::Server;
use tokio_postgres::{Client, NoTls};

pub(crate) const MAJORS: [u32; 2] = [15, 18];

fn server(major: u32) -> &'static Server {
    static SERVERS: [OnceLock<Server>; 2] = [OnceLock::new(), OnceLock::new()];
    let place = MAJORS.iter().position(|known| *known == major).unwrap();
    SERVERS[place].get_or_init(|| Server::temporary().major(major).start().unwrap())
}

/// The URL of an empty database that nobody else uses.
pub(crate) async fn database(major: u32) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let name = format!("case_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let client = connect(&server(major).url("postgres")).await;
    client.batch_execute(&format!("create database {name}")).await.unwrap();
    server(major).url(&name)
}

pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(async move {
        // What went wrong shows at the client.
        let _ = connection.await;
    });
    client
}

/// Runs a case on each version of PostgreSQL, on a database of its own.
pub(crate) fn on_each(case: impl AsyncFn(String)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(2).build().unwrap();
    for major in MAJORS {
        eprintln!("on PostgreSQL {major}");
        runtime.block_on(async { case(database(major).await).await });
    }
}

pub(crate) async fn count(client: &Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

/// Whether somebody runs migrations in this database.
pub(crate) async fn is_locked(client: &Client) -> bool {
    let locks = "select count(*) from pg_locks where locktype = 'advisory'
                 and database = (select oid from pg_database where datname = current_database())";
    count(client, locks).await > 0
}

/// Whether nothing but an empty history is in the database.
pub(crate) async fn is_empty(client: &Client) -> bool {
    let relations = count(
        client,
        "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', '_pgorm')",
    )
    .await;
    let known = count(client, "select count(*) from _pgorm.migrations").await;
    relations == 0 && known == 0
}

/// One migration to be written: name, up, down, whether it is a transaction.
pub(crate) struct Case<'a>(pub(crate) &'a str, pub(crate) &'a str, pub(crate) &'a str, pub(crate) bool);

/// Writes a chain of migrations into a folder and reads it.
pub(crate) fn write(folder: &Path, cases: &[Case<'_>]) -> Migrations {
    let mut parent = None;
    for Case(name, up, down, transaction) in cases {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("up.sql"), up).unwrap();
        fs::write(folder.join("down.sql"), down).unwrap();
        let manifest = Manifest { parent, checksum: Some(checksum(up, down)), transaction: *transaction };
        fs::write(folder.join("migration.toml"), manifest.to_string()).unwrap();
        parent = Some((*name).to_owned());
    }
    Migrations::from_folder(folder).unwrap()
}

/// The same in a folder that is gone again.
pub(crate) fn migrations(cases: &[Case<'_>]) -> Migrations {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), cases)
}
