//! Channels: what is sent at a commit, heard in order, malformed, too long, missed.

use std::time::Duration;

use pg_orm::types::chrono::{DateTime, Utc};
use pg_orm::{ErrorKind, Listener, Notice, Pool};
use tokio::time::timeout;

use crate::db::{PostPublished, Price, State, Tick, Viewer};
use crate::support::on_each_version;

const SOON: Duration = Duration::from_secs(20);

fn published(post_id: i64) -> PostPublished {
    PostPublished {
        post_id,
        title: "it's \"quoted\"\n".into(),
        state: State::Live,
        price: Some(Price { amount: "12.30".parse().unwrap(), currency: "EUR".into() }),
        tags: vec!["a, b".into(), "{c}".into()],
        at: DateTime::from_timestamp_micros(1_700_000_000_123_456),
    }
}

async fn next<T: pg_orm::Channel>(listener: &mut Listener<T>) -> Notice<T> {
    timeout(SOON, listener.next()).await.expect("nothing was heard").unwrap().expect("closed")
}

async fn sent<T: pg_orm::Channel + std::fmt::Debug>(listener: &mut Listener<T>) -> T {
    match next(listener).await {
        Notice::Sent(sent) => sent,
        other => panic!("{other:?}"),
    }
}

/// The backends that listen, by what they were told last.
async fn listening(pool: &Pool) -> Vec<i32> {
    let sql = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() \
               and (query like 'LISTEN%' or query like 'select r.post_id%' or query like 'UNLISTEN%' or query like 'select from%')";
    let rows = pool.query(sql, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0).unwrap()).collect()
}

#[test]
fn a_notification_is_heard_when_its_transaction_is_committed() {
    on_each_version(async |pool| {
        let mut posts = pool.listen::<PostPublished>().await.unwrap();
        let mut others = pool.listen::<PostPublished>().await.unwrap();
        let tx = pool.begin().await.unwrap();
        published(1).notify(&tx).await.unwrap();
        assert!(timeout(Duration::from_millis(100), posts.next()).await.is_err());
        tx.commit().await.unwrap();
        let dropped = pool.begin().await.unwrap();
        published(2).notify(&dropped).await.unwrap();
        dropped.rollback().await.unwrap();
        let bare = PostPublished { price: None, tags: vec![], at: None, ..published(3) };
        bare.clone().notify(&pool.session(Viewer { tenant_id: 1 })).await.unwrap();
        published(4).notify(pool).await.unwrap();
        for listener in [&mut posts, &mut others] {
            assert_eq!(sent(listener).await, published(1));
            assert_eq!(sent(listener).await, bare);
            assert_eq!(sent(listener).await, published(4));
        }
    });
}

#[test]
fn several_channels_share_a_connection_until_nobody_listens() {
    on_each_version(async |pool| {
        let mut posts = pool.listen::<PostPublished>().await.unwrap();
        let mut ticks = pool.listen::<Tick>().await.unwrap();
        assert_eq!(listening(pool).await.len(), 1);
        Tick {}.notify(pool).await.unwrap();
        published(1).notify(pool).await.unwrap();
        assert_eq!(sent(&mut ticks).await, Tick {});
        assert_eq!(sent(&mut posts).await.post_id, 1);
        drop(ticks);
        published(2).notify(pool).await.unwrap();
        assert_eq!(sent(&mut posts).await.post_id, 2);
        drop(posts);
        let until = tokio::time::Instant::now() + SOON;
        while !listening(pool).await.is_empty() {
            assert!(tokio::time::Instant::now() < until, "the connection is still there");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // And again.
        let mut posts = pool.listen::<PostPublished>().await.unwrap();
        published(3).notify(pool).await.unwrap();
        assert_eq!(sent(&mut posts).await.post_id, 3);
        pool.close();
        assert!(timeout(SOON, posts.next()).await.unwrap().unwrap().is_none());
        let closed = pool.listen::<Tick>().await.unwrap_err();
        assert!(matches!(closed.kind(), ErrorKind::PoolClosed), "{closed}");
    });
}

#[test]
fn what_is_malformed_is_told_and_the_rest_is_heard() {
    on_each_version(async |pool| {
        let mut posts = pool.listen::<PostPublished>().await.unwrap();
        let tx = pool.begin().await.unwrap();
        published(1).notify(&tx).await.unwrap();
        for payload in ["no json", "{\"post_id\": \"x\"}", "{\"post_id\": 7}", "[1]", ""] {
            tx.execute("select pg_notify('post_published', $1)", &[&payload]).await.unwrap();
        }
        let whole =
            r#"{"post_id": 8, "title": "t", "state": "draft", "tags": [], "more": {"is": "left out"}}"#;
        tx.execute("select pg_notify('post_published', $1)", &[&whole]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sent(&mut posts).await.post_id, 1);
        for payload in ["no json", "{\"post_id\": \"x\"}", "{\"post_id\": 7}", "[1]", ""] {
            match next(&mut posts).await {
                Notice::Malformed(malformed) => {
                    assert_eq!((malformed.payload(), malformed.channel()), (payload, "post_published"));
                    assert!(malformed.to_string().contains("post_published"), "{malformed}");
                }
                other => panic!("{payload}: {other:?}"),
            }
        }
        let last = sent(&mut posts).await;
        assert_eq!((last.post_id, last.at, last.price), (8, None::<DateTime<Utc>>, None));
    });
}

#[test]
fn what_is_too_long_is_not_sent() {
    on_each_version(async |pool| {
        let mut posts = pool.listen::<PostPublished>().await.unwrap();
        let empty =
            PostPublished { title: String::new(), price: None, tags: vec![], at: None, ..published(1) };
        let around =
            "{\"post_id\":1,\"title\":\"\",\"state\":\"live\",\"price\":null,\"tags\":[],\"sentAt\":null}"
                .len();
        let longest = PostPublished { title: "x".repeat(7999 - around), ..empty.clone() };
        let too_long = PostPublished { title: "x".repeat(8000 - around), ..empty };
        let tx = pool.begin().await.unwrap();
        let error = too_long.notify(&tx).await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::PayloadTooLong { channel: "post_published", bytes: 8000 }),
            "{error}"
        );
        // The transaction goes on.
        longest.clone().notify(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sent(&mut posts).await, longest);
    });
}

#[test]
fn a_connection_that_was_killed_is_opened_again_and_the_gap_told() {
    on_each_version(async |pool| {
        let mut posts = pool.listen::<PostPublished>().await.unwrap();
        let mut ticks = pool.listen::<Tick>().await.unwrap();
        for round in 0..3 {
            published(round).notify(pool).await.unwrap();
            assert_eq!(sent(&mut posts).await.post_id, round);
            for backend in listening(pool).await {
                pool.query("select pg_terminate_backend($1)", &[&backend]).await.unwrap();
            }
            assert!(matches!(next(&mut posts).await, Notice::Missed));
            assert!(matches!(next(&mut ticks).await, Notice::Missed));
            Tick {}.notify(pool).await.unwrap();
            assert_eq!(sent(&mut ticks).await, Tick {});
        }
    });
}

#[test]
fn who_falls_behind_is_told_so() {
    on_each_version(async |pool| {
        let mut posts = pool.listen::<PostPublished>().await.unwrap();
        let mut quick = pool.listen::<Tick>().await.unwrap();
        let sql = "select pg_notify('post_published', json_build_object('post_id', n, 'title', '', 'state', 'live', 'tags', '{}'::text[])::text) \
                   from generate_series(1, 6000) n";
        pool.execute(sql, &[]).await.unwrap();
        Tick {}.notify(pool).await.unwrap();
        assert_eq!(sent(&mut quick).await, Tick {});
        let mut heard = 0;
        loop {
            match next(&mut posts).await {
                Notice::Sent(post) => {
                    heard += 1;
                    assert_eq!(post.post_id, heard);
                }
                Notice::Missed => break,
                Notice::Malformed(malformed) => panic!("{malformed}"),
            }
        }
        assert!((4096..6000).contains(&heard), "{heard}");
        published(9000).notify(pool).await.unwrap();
        assert_eq!(sent(&mut posts).await.post_id, 9000);
    });
}

#[test]
fn a_channel_whose_types_are_gone_says_so() {
    on_each_version(async |pool| {
        let connection = pool.connection().await.unwrap();
        connection.batch("drop type public.state cascade").await.unwrap();
        let error = pool.listen::<PostPublished>().await.unwrap_err();
        assert_eq!(error.code().unwrap().code(), "42704", "{error}");
        assert!(error.to_string().starts_with("listening to post_published: "), "{error}");
        drop(pool.listen::<Tick>().await.unwrap());
    });
}
