//! Listening over connections that break, hang or are refused: what was missed is told, and what is sent afterwards is heard.

use std::time::Duration;

use db::{Kind, RowChanged};
use pg_orm::{ErrorKind, Listener, Notice, Pool};
use pg_orm_local::{Port, Server};
use pg_orm_tests::{Fault, Proxy, Side};
use tokio::time::timeout;

mod db {
    pg_orm::schema!("schemas/listening.pgorm");
}

const SOON: Duration = Duration::from_secs(30);

/// A server behind a proxy; one pool goes through it and listens, the other sends.
struct Behind {
    proxy: Proxy,
    hearing: Pool,
    sending: Pool,
    server: Server,
}

impl Behind {
    async fn start(major: u32) -> Self {
        let server = Server::temporary().major(major).tcp(Port::Free).start().expect("a server starts");
        pg_orm_tests::migrate(&server.url("postgres"), "schemas/listening.pgorm").await;
        let upstream: tokio_postgres::Config = server.tcp_url("postgres").unwrap().parse().unwrap();
        let upstream = ([127, 0, 0, 1], upstream.get_ports()[0]).into();
        let proxy = Proxy::start(upstream, Duration::ZERO).await.unwrap();
        let url = format!("postgres://postgres@{}/postgres?sslmode=disable", proxy.address());
        let hearing = Pool::builder(&url).build().unwrap();
        let sending = Pool::connect(&server.url("postgres")).await.unwrap();
        Self { proxy, hearing, sending, server }
    }

    async fn send(&self, id: i64) {
        RowChanged { id, kind: Kind::Made }.notify(&self.sending).await.unwrap();
    }

    /// Sends until one is heard, and answers whether a gap was told before.
    async fn heard(&self, listener: &mut Listener<RowChanged>, id: i64) -> bool {
        let mut was_told = false;
        self.send(id).await;
        loop {
            match timeout(SOON, listener.next()).await.expect("no hang").unwrap().expect("open") {
                // One of before the gap.
                Notice::Sent(row) if row.id != id => {}
                Notice::Sent(_) => return was_told,
                // Whatever was sent before is lost, this one too, perhaps.
                Notice::Missed => {
                    was_told = true;
                    self.send(id).await;
                }
                Notice::Malformed(malformed) => panic!("{malformed}"),
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_at_any_message_is_told_and_what_is_sent_then_is_heard() {
    for major in [15, 18] {
        let behind = Behind::start(major).await;
        let mut listener = behind.hearing.listen::<RowChanged>().await.unwrap();
        assert!(!behind.heard(&mut listener, 1).await);
        let mut id = 1;
        for side in [Side::Client, Side::Server] {
            for at in 0..6 {
                behind.proxy.set(Fault::Cut { side, at });
                id += 1;
                behind.send(id).await;
                // Time for the cut to come, or for the notification to pass before it.
                tokio::time::sleep(Duration::from_millis(30)).await;
                behind.proxy.set(Fault::None);
                id += 1;
                behind.heard(&mut listener, id).await;
            }
        }
        // The last word of the server is cut: a gap for certain.
        behind.proxy.set(Fault::Cut { side: Side::Server, at: 0 });
        behind.send(id + 1).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        behind.proxy.set(Fault::None);
        assert!(behind.heard(&mut listener, id + 2).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_while_listening_begins_is_an_error_and_the_next_attempt_works() {
    let behind = Behind::start(18).await;
    for side in [Side::Client, Side::Server] {
        for at in 0..40 {
            behind.proxy.set(Fault::Cut { side, at });
            let begun = timeout(SOON, behind.hearing.listen::<RowChanged>()).await.expect("no hang");
            behind.proxy.set(Fault::None);
            match begun {
                Ok(mut listener) => {
                    // Begun before the cut came.
                    behind.heard(&mut listener, 7).await;
                }
                Err(error) => {
                    let is_of_connection = matches!(
                        error.kind(),
                        ErrorKind::Connection(_) | ErrorKind::Connect { .. } | ErrorKind::Protocol(_)
                    );
                    assert!(is_of_connection, "{side:?} {at}: {error}");
                    let mut listener = behind.hearing.listen::<RowChanged>().await.unwrap();
                    assert!(!behind.heard(&mut listener, 8).await);
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_away_for_a_while_is_waited_for() {
    let behind = Behind::start(15).await;
    let mut listener = behind.hearing.listen::<RowChanged>().await.unwrap();
    let refused = Fault::Cut { side: Side::Client, at: 0 };
    // Every attempt ends at its first message, for a second.
    let until = tokio::time::Instant::now() + Duration::from_secs(1);
    behind.proxy.set(refused);
    behind.send(1).await;
    while tokio::time::Instant::now() < until {
        behind.proxy.set(refused);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    behind.proxy.set(Fault::None);
    behind.heard(&mut listener, 2).await;
    // For good: the pool's end is the listener's, in the midst of its attempts.
    behind.server.stop().unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    behind.hearing.close();
    loop {
        match timeout(SOON, listener.next()).await.expect("no hang").unwrap() {
            None => break,
            Some(notice) => assert!(!matches!(notice, Notice::Malformed(_)), "{notice:?}"),
        }
    }
}
