//! A server for each version, and a database of its own for each case.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use pg_orm::Pool;
use pg_orm_local::Server;

/// The versions that every case runs on.
const MAJORS: [u32; 2] = [15, 18];

fn server(major: u32) -> &'static Server {
    static SERVERS: [OnceLock<Server>; 2] = [OnceLock::new(), OnceLock::new()];
    let place = MAJORS.iter().position(|known| *known == major).unwrap();
    SERVERS[place].get_or_init(|| Server::temporary().major(major).start().expect("a server starts"))
}

/// The URL of an empty database.
async fn empty(major: u32) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let name = format!("case_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let maintenance = Pool::connect(&server(major).url("postgres")).await.unwrap();
    maintenance.connection().await.unwrap().batch(&format!("create database {name}")).await.unwrap();
    server(major).url(&name)
}

/// Runs a case on each version, on a database that has `schemas/custom.pgorm`.
pub(crate) fn on_each(case: impl AsyncFn(String)) {
    on_each_with("schemas/custom.pgorm", case);
}

/// The same with another schema.
pub(crate) fn on_each_with(schema: &str, case: impl AsyncFn(String)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for major in MAJORS {
        eprintln!("on PostgreSQL {major}");
        runtime.block_on(async {
            let url = empty(major).await;
            pg_orm_tests::migrate(&url, schema).await;
            case(url).await;
        });
    }
}

/// A pool of as many connections.
pub(crate) async fn pool(url: &str, connections: usize) -> Pool {
    Pool::builder(url).max_size(connections).connect().await.unwrap()
}
