//! Real servers, one for each version, shared by all tests; a database for each test.

use std::sync::OnceLock;

use pg_orm_local::Server;
use tokio_postgres::{NoTls, SimpleQueryMessage};

/// The versions that what touches a database is tried on.
pub(crate) const MAJORS: [u32; 2] = [15, 18];

/// A new, empty database; its URL.
pub(crate) fn database(major: u32, name: &str) -> String {
    static SERVERS: [OnceLock<Server>; 2] = [OnceLock::new(), OnceLock::new()];
    let index = MAJORS.iter().position(|known| *known == major).unwrap();
    // Ends with the process.
    let server = SERVERS[index].get_or_init(|| Server::temporary().major(major).start().unwrap());
    query(&server.url("postgres"), &format!("create database {name}"));
    server.url(name)
}

/// Runs SQL; the rows, a line each, columns separated by `|`.
pub(crate) fn query(url: &str, sql: &str) -> Vec<String> {
    while_connected(url, sql, || ())
}

/// Runs SQL, then does something before the connection is closed.
pub(crate) fn while_connected(url: &str, sql: &str, then: impl FnOnce()) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
        let connection = tokio::spawn(connection);
        let messages = client.simple_query(sql).await.unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
        then();
        drop(client);
        connection.await.unwrap().unwrap();
        messages.iter().filter_map(row).collect()
    })
}

fn row(message: &SimpleQueryMessage) -> Option<String> {
    let SimpleQueryMessage::Row(row) = message else { return None };
    let cells = (0..row.len()).map(|index| row.get(index).unwrap_or("null"));
    Some(cells.collect::<Vec<_>>().join("|"))
}

/// The tables of the application, which PG-ORM's own are not.
pub(crate) const TABLES: &str = "select schemaname || '.' || tablename from pg_tables \
     where schemaname not in ('pg_catalog', 'information_schema', '_pgorm') order by 1";
