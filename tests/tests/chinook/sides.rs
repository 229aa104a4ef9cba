//! The two databases: the original, loaded from its script, and ours, migrated from our schema.

use std::path::Path;

use pg_orm_local::Server;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

/// One server with both databases.
pub(crate) struct Sides {
    /// The original, spoken to in SQL.
    pub(crate) original: Client,
    /// Ours.
    pub(crate) pool: pg_orm::Pool,
    _server: Server,
}

impl Sides {
    pub(crate) async fn prepare(major: u32, script: &Path) -> Self {
        let server = Server::temporary().major(major).start().expect("a server starts");
        let admin = connect(&server.url("postgres")).await;
        admin.batch_execute("create database original").await.unwrap();
        admin.batch_execute("create database ours").await.unwrap();

        let original = connect(&server.url("original")).await;
        original.batch_execute(&std::fs::read_to_string(script).unwrap()).await.expect("the original loads");

        pg_orm_tests::migrate(&server.url("ours"), "schemas/chinook.pgorm").await;
        let pool = pg_orm::Pool::connect(&server.url("ours")).await.unwrap();
        Self { original, pool, _server: server }
    }

    /// The rows that `sql` answers on the original, each value as PostgreSQL prints it, null as `∅`.
    pub(crate) async fn sql(&self, sql: &str) -> Vec<Vec<String>> {
        let messages =
            self.original.simple_query(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
        messages
            .iter()
            .filter_map(|message| match message {
                SimpleQueryMessage::Row(row) => {
                    Some((0..row.len()).map(|i| row.get(i).unwrap_or("∅").to_owned()).collect())
                }
                _ => None,
            })
            .collect()
    }
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}
