//! Real servers, fresh databases, and what PostgreSQL's catalogs say of them.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a part of a test, of which each file uses a part"
)]

pub(crate) mod facts;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

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
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(1).build().unwrap();
    for major in MAJORS {
        eprintln!("on PostgreSQL {major}");
        runtime.block_on(async { case(database(major).await).await });
    }
}
