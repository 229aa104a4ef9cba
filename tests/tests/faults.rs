//! Broken and slow connections: whatever message is lost or late, a call ends with an answer or a clear error,
//! and the next call works; and nothing takes more round trips than it needs.

use std::time::Duration;

use db::{Item, Mark, Note, Owner, Viewer, item, mark, note};
use pg_orm::{ErrorKind, Pool, Session};
use pg_orm_local::{Port, Server};
use pg_orm_tests::{Fault, Proxy, Side};

mod db {
    pg_orm::schema!("schemas/notes.pgorm");
}

/// A server behind a proxy, and a pool of one connection that goes through it.
struct Behind {
    proxy: Proxy,
    pool: Pool,
    db: Session<Viewer>,
    _server: Server,
}

impl Behind {
    async fn start(delay: Duration) -> Self {
        let server = Server::temporary().tcp(Port::Free).start().expect("a server starts");
        pg_orm_tests::migrate(&server.url("postgres"), "schemas/notes.pgorm").await;
        let upstream: tokio_postgres::Config = server.tcp_url("postgres").unwrap().parse().unwrap();
        let proxy = Proxy::start(([127, 0, 0, 1], upstream.get_ports()[0]).into(), delay).await.unwrap();
        let url = format!("postgres://postgres@{}/postgres?sslmode=disable", proxy.address());
        let pool = Pool::builder(&url).max_size(1).build().unwrap();
        let owner = pool.session(Owner {});
        let made = Note::insert(note::New { tenant: 1, body: "first".into() }).exec(&owner).await.unwrap();
        let made = Item::insert(item::New { note_id: made.id, tenant: 1, words: "a".into() })
            .exec(&owner)
            .await
            .unwrap();
        Mark::insert(mark::New { item_id: made.id, symbol: "*".into() }).exec(&owner).await.unwrap();
        let db = pool.session(Viewer { tenant: 1 });
        Self { proxy, pool, db, _server: server }
    }

    /// Everything that the faults are tried on; what it answers is always whole.
    async fn work(&self) -> Result<(), pg_orm::Error> {
        let deep = Note::query().include(note::items.include(item::marks)).all(&self.db).await?;
        assert_eq!(deep[0].1[0].1.len(), 1);
        let transaction = self.db.begin().await?;
        let made = Note::insert(note::New { tenant: 1, body: "second".into() }).exec(&transaction).await?;
        assert_eq!(Note::by_id(made.id).delete().exec(&transaction).await?, 1);
        transaction.commit().await?;
        let news = (0..3).map(|i| note::New { tenant: 1, body: format!("many {i}") });
        let made = Note::insert_many(news).returning(&self.db).await?;
        assert_eq!(
            Note::query()
                .filter(note::id.in_(made.iter().map(|note| note.id)))
                .delete()
                .exec(&self.db)
                .await?,
            3
        );
        Ok(())
    }
}

#[tokio::test]
async fn a_cut_at_any_message_is_a_clear_error_and_the_next_call_works() {
    let behind = Behind::start(Duration::ZERO).await;
    for side in [Side::Client, Side::Server] {
        behind.proxy.set(Fault::None);
        tokio::time::timeout(Duration::from_secs(10), behind.work()).await.expect("no hang").unwrap();
        let messages = behind.proxy.messages(side);
        assert!(messages > 20, "{messages}");
        let mut errors = 0;
        for at in 0..messages {
            behind.proxy.set(Fault::Cut { side, at });
            let result = tokio::time::timeout(Duration::from_secs(10), behind.work()).await;
            let result = result.unwrap_or_else(|_| panic!("a hang after {at} messages of {side:?}"));
            if let Err(error) = result {
                errors += 1;
                let is_lost = matches!(error.kind(), ErrorKind::Connection(_) | ErrorKind::Connect { .. });
                assert!(is_lost, "{side:?} {at}: {error:?}");
                assert!(error.to_string().contains("connect"), "{side:?} {at}: {error}");
            }
            behind.proxy.set(Fault::None);
            let next = tokio::time::timeout(Duration::from_secs(10), Note::query().count(&behind.db)).await;
            let notes = next.expect("no hang").unwrap_or_else(|error| panic!("{side:?} {at}: {error:?}"));
            assert!(notes >= 1);
            // What a lost COMMIT or a lost answer left behind.
            Note::query().filter(note::body.ne("first")).delete().exec(&behind.db).await.unwrap();
        }
        assert!(errors >= messages - 1, "{errors} errors of {messages} cuts at {side:?}");
    }
}

#[tokio::test]
async fn a_late_message_that_nobody_waits_for_harms_nobody() {
    let behind = Behind::start(Duration::ZERO).await;
    for side in [Side::Client, Side::Server] {
        behind.work().await.unwrap();
        for at in 0..12 {
            behind.proxy.set(Fault::Stall { side, at, wait: Duration::from_millis(60) });
            // The caller gives up before the message moves on.
            let gave_up = tokio::time::timeout(Duration::from_millis(20), behind.work()).await.is_err();
            assert!(gave_up, "message {at} of {side:?} was late");
            behind.proxy.set(Fault::None);
            let next = tokio::time::timeout(Duration::from_secs(5), behind.work()).await;
            next.expect("no hang").unwrap_or_else(|error| panic!("{side:?} {at}: {error:?}"));
        }
    }
}

#[tokio::test]
async fn round_trips_are_as_few_as_can_be() {
    let behind = Behind::start(Duration::from_millis(1)).await;
    let (db, pool, proxy) = (&behind.db, &behind.pool, &behind.proxy);
    // Two passes: the first prepares the statements, the second is counted.
    for is_counted in [false, true] {
        let check = |what: &str| {
            let trips = proxy.round_trips();
            assert!(!is_counted || trips == 1, "{what} took {trips} round trips");
            proxy.set(Fault::None);
        };
        proxy.set(Fault::None);
        Note::by_id(1).get(db).await.unwrap();
        check("a key lookup in a session");
        Note::query().include(note::items.include(item::marks)).all(db).await.unwrap();
        check("an include of three levels in a session");
        Note::query().include(note::items.include(item::marks)).snapshot().all(db).await.unwrap();
        check("the same as a snapshot");
        let made = Note::insert(note::New { tenant: 1, body: "once".into() }).exec(db).await.unwrap();
        check("an insert in a session");
        Note::by_id(made.id).update(note::body.set("twice")).exec(db).await.unwrap();
        check("an update in a session");
        let news = (0..100).map(|i| note::New { tenant: 1, body: format!("{i}") });
        Note::insert_many(news).exec(db).await.unwrap();
        check("an insert of many in a session");
        Note::query().filter(note::body.ne("first")).delete().exec(db).await.unwrap();
        check("a delete in a session");
        Note::query().count(db).await.unwrap();
        check("a count in a session");
        Mark::query().limit(3).all(pool).await.unwrap();
        check("a query without a session");
        Mark::by_id(1).get(pool).await.unwrap();
        check("a key lookup without a session");
    }
}
