//! What the tests share: a Tokio runtime and a query.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

#[cfg(feature = "tls")]
pub mod pki;

use std::{future::Future, time::Duration};

use pg_orm_connect::{Error, Opened, Target};
use pg_orm_local::{Port, Server};
use tokio_postgres::error::SqlState;

pub fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Opens a connection, runs one statement, closes; the first column of the first row as text.
pub fn ask(url: &str, sql: &str) -> Result<String, Error> {
    query(&Target::parse(url)?, sql)
}

/// The same for a target.
pub fn query(target: &Target, sql: &str) -> Result<String, Error> {
    run(async {
        let Opened { client, driver, .. } = target.connector()?.open().await?;
        let messages = client.simple_query(sql).await.unwrap();
        drop(client);
        driver.await.unwrap();
        let mut rows = messages.into_iter().filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
            _ => None,
        });
        Ok(rows.next().unwrap_or_default())
    })
}

/// Opens a connection, and cancels what it does once the server at `watch` is seen doing it.
pub fn cancel(url: &str, watch: &str) {
    run(async {
        let open = async |url: &str| Target::parse(url).unwrap().connector().unwrap().open().await.unwrap();
        let Opened { client, canceller, .. } = open(url).await;
        let watcher = open(watch).await.client;
        let id = client.query_one("SELECT pg_backend_pid()", &[]).await.unwrap().get::<_, i32>(0);
        let cancel = async {
            let sleeping =
                format!("SELECT 1 FROM pg_stat_activity WHERE pid = {id} AND wait_event = 'PgSleep'");
            while watcher.query(&sleeping, &[]).await.unwrap().is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            canceller.cancel().await.unwrap();
        };
        let (asleep, ()) = tokio::join!(client.simple_query("SELECT pg_sleep(60)"), cancel);
        assert_eq!(asleep.unwrap_err().code(), Some(&SqlState::QUERY_CANCELED), "{url}");
    });
}

/// The port on which a server listens.
pub fn port(server: &Server) -> u16 {
    let url = server.tcp_url("postgres").unwrap();
    let (_, rest) = url.rsplit_once(':').unwrap();
    rest.split('/').next().unwrap().parse().unwrap()
}

/// The URL of a server under whatever name: whoever bears it is at 127.0.0.1.
pub fn local_url(server: &Server, host: &str, parameters: &str) -> String {
    let port = port(server);
    format!("postgresql://postgres@{host}:{port}/postgres?hostaddr=127.0.0.1&{parameters}")
}

/// A primary, and a standby that follows it.
///
/// Both data folders are copies of one template that was shut down cleanly, which is as good as a base backup.
pub fn primary_and_standby(major: u32) -> (Server, Server) {
    let hba =
        "local all all trust\nhost all all 127.0.0.1/32 trust\nhost replication all 127.0.0.1/32 trust\n";
    let server = || Server::temporary().major(major).tcp(Port::Free).file("pg_hba.conf", hba);
    let primary = server().start().unwrap();
    let source = format!("host=127.0.0.1 port={} user=postgres", port(&primary));
    let standby = server().setting("primary_conninfo", &source).file("standby.signal", "").start().unwrap();
    let streams = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'";
    for _ in 0..200 {
        if ask(&primary.url("postgres"), streams).unwrap() == "1" {
            return (primary, standby);
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the standby does not follow: {}", standby.log_tail());
}
