//! A pool whose server ends: the next connection goes to another of the URL's hosts.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use std::time::Duration;

use pg_orm::{ErrorKind, Pool};
use pg_orm_local::{Port, Server};

/// The URL of several servers.
fn url(servers: &[&Server], parameters: &str) -> String {
    let hosts: Vec<_> = servers
        .iter()
        .map(|server| {
            let url = server.tcp_url("postgres").unwrap();
            let (_, rest) = url.split_once('@').unwrap();
            rest.split('/').next().unwrap().to_owned()
        })
        .collect();
    format!("postgresql://postgres@{}/postgres?connect_timeout=5&{parameters}", hosts.join(","))
}

async fn port(pool: &Pool) -> Result<i32, pg_orm::Error> {
    let row = pool.connection().await?.query("SELECT inet_server_port()", &[]).await?.pop().unwrap();
    row.get(0)
}

fn number(server: &Server) -> i32 {
    let url = server.tcp_url("postgres").unwrap();
    url.rsplit_once(':').unwrap().1.split('/').next().unwrap().parse().unwrap()
}

/// A primary, and a standby that follows it: both data folders are copies of one template.
async fn cluster(major: u32) -> (Server, Server) {
    let hba =
        "local all all trust\nhost all all 127.0.0.1/32 trust\nhost replication all 127.0.0.1/32 trust\n";
    let server = || Server::temporary().major(major).tcp(Port::Free).file("pg_hba.conf", hba);
    let primary = server().start().unwrap();
    let source = format!("host=127.0.0.1 port={} user=postgres", number(&primary));
    let standby = server().setting("primary_conninfo", &source).file("standby.signal", "").start().unwrap();
    (primary, standby)
}

/// Why no connection can be made, once the pool has noticed the end of those it has.
async fn unconnected(pool: &Pool) -> String {
    loop {
        match port(pool).await {
            Err(error) if matches!(error.kind(), ErrorKind::Connect { .. }) => return error.to_string(),
            // An end may be noticed only when something is sent.
            Err(error) => assert!(matches!(error.kind(), ErrorKind::Connection(_)), "{error}"),
            Ok(port) => panic!("the server at {port} has ended"),
        }
    }
}

#[tokio::test]
async fn a_pool_goes_on_with_the_next_server() {
    for major in [15, 18] {
        let server = || Server::temporary().major(major).tcp(Port::Free).start().unwrap();
        let (first, second) = (server(), server());
        let pool = Pool::connect(&url(&[&first, &second], "")).await.unwrap();
        let (at_first, at_second) = (number(&first), number(&second));
        assert_eq!(port(&pool).await.unwrap(), at_first);
        let held = pool.connection().await.unwrap();
        first.stop().unwrap();
        // What was under way is lost, and said to be.
        let error = held.query("SELECT 1", &[]).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Connection(_)), "{error}");
        drop(held);
        for _ in 0..5 {
            assert_eq!(port(&pool).await.unwrap(), at_second);
        }
        second.stop().unwrap();
        let error = unconnected(&pool).await;
        for port in [at_first, at_second] {
            assert!(
                error.contains(&format!("127.0.0.1, port {port}: error connecting to server")),
                "{error}"
            );
        }
        assert!(error.contains("\nhelp: is the server running"), "{error}");
    }
}

#[tokio::test]
async fn a_pool_follows_the_primary() {
    for major in [15, 18] {
        let (primary, standby) = cluster(major).await;
        let parameters = "target_session_attrs=read-write";
        // The standby is named first, and passed by.
        let pool = Pool::connect(&url(&[&standby, &primary], parameters)).await.unwrap();
        assert_eq!(port(&pool).await.unwrap(), number(&primary));
        let reader = Pool::connect(&url(&[&primary, &standby], "target_session_attrs=prefer-standby")).await;
        let reader = reader.unwrap();
        assert_eq!(port(&reader).await.unwrap(), number(&standby));

        primary.stop().unwrap();
        // Nobody takes writes until the standby is promoted.
        let text = unconnected(&pool).await;
        assert!(
            text.contains("it is a standby, and target_session_attrs=read-write does not take it"),
            "{text}"
        );
        let promoted = reader.connection().await.unwrap().query("SELECT pg_promote()", &[]).await.unwrap();
        assert!(promoted.first().unwrap().get::<bool>(0).unwrap());
        let mut at = None;
        for _ in 0..100 {
            at = port(&pool).await.ok();
            if at.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(at, Some(number(&standby)));
        let writer = pool.connection().await.unwrap();
        writer.batch("CREATE TABLE written (id int)").await.unwrap();
    }
}
