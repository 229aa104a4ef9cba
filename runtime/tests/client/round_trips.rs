//! How often a call waits for the server, counted by a proxy between the two.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use pg_orm::{Isolation, Pool};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UnixStream};
use tokio_postgres::config::Host;

use crate::db::{Comment, Post, Tenant, User, comment, post, tenant, user};
use crate::support::{database, person, tenant_of};

/// Counts how often the client speaks after the server has.
struct Turns(Arc<AtomicUsize>);

impl Turns {
    /// How many round trips the call takes.
    async fn of<T>(&self, call: impl Future<Output = T>) -> (usize, T) {
        let before = self.0.load(Ordering::SeqCst);
        let answer = call.await;
        (self.0.load(Ordering::SeqCst) - before, answer)
    }
}

/// A pool of one connection that goes through a proxy, which holds each answer back for a while.
async fn proxied() -> (Pool, Turns) {
    let url = database().await;
    let config: tokio_postgres::Config = url.parse().unwrap();
    let Some(Host::Unix(folder)) = config.get_hosts().first() else { panic!("a Unix socket, not {url}") };
    let socket = folder.join(format!(".s.PGSQL.{}", config.get_ports().first().unwrap_or(&5432)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let turns = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&turns);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = UnixStream::connect(&socket).await.unwrap();
            let (mut from_client, mut to_client) = client.into_split();
            let (mut from_server, mut to_server) = server.into_split();
            let is_servers_turn = Arc::new(AtomicUsize::new(0));
            let (counted, servers) = (Arc::clone(&counted), Arc::clone(&is_servers_turn));
            tokio::spawn(async move {
                let mut bytes = vec![0; 1 << 16];
                while let Ok(read @ 1..) = from_client.read(&mut bytes).await {
                    if servers.swap(1, Ordering::SeqCst) == 0 {
                        counted.fetch_add(1, Ordering::SeqCst);
                    }
                    let _ = to_server.write_all(&bytes[..read]).await;
                }
            });
            tokio::spawn(async move {
                let mut bytes = vec![0; 1 << 16];
                while let Ok(read @ 1..) = from_server.read(&mut bytes).await {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    is_servers_turn.store(0, Ordering::SeqCst);
                    let _ = to_client.write_all(&bytes[..read]).await;
                }
            });
        }
    });
    let database = config.get_dbname().unwrap();
    let url = format!("postgresql://postgres@127.0.0.1:{port}/{database}?sslmode=disable");
    (Pool::builder(&url).max_size(1).build().unwrap(), Turns(turns))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_takes_one_round_trip() {
    let (pool, turns) = proxied().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    let ada = person(acme.id, "ada").exec(&db).await.unwrap();
    let posts = (0..3).map(|i| post::New { author_id: ada.id, title: format!("{i}") });
    let posts = Post::insert_many(posts).returning(&pool).await.unwrap();
    // The first time statements are prepared; the second is counted.
    for is_counted in [false, true] {
        let counts = [
            ("key", turns.of(async { Tenant::by_slug("acme").one(&pool).await.map(drop) }).await),
            ("key in a session", turns.of(async { User::by_id(ada.id).one(&db).await.map(drop) }).await),
            (
                "three levels in a session",
                turns
                    .of(async {
                        let posts = user::posts.include(post::comments.order_by(comment::id.asc()));
                        User::query().include(posts).all(&db).await.map(drop)
                    })
                    .await,
            ),
            (
                "a snapshot of three levels",
                turns
                    .of(async {
                        let posts = user::posts.limit(2).include(post::comments);
                        User::query().include(posts).snapshot().all(&db).await.map(drop)
                    })
                    .await,
            ),
            (
                "many rows of two shapes",
                turns
                    .of(async {
                        let rows = (0..100).map(|i| {
                            let new = tenant::New { slug: format!("{is_counted} {i}") };
                            let row = Tenant::insert(new);
                            if i % 2 == 0 {
                                row
                            } else {
                                row.id(pg_orm::types::uuid::Uuid::from_u128(
                                    i + 1 + (u128::from(is_counted) << 64),
                                ))
                            }
                        });
                        Tenant::insert_many(rows).exec(&pool).await.map(drop)
                    })
                    .await,
            ),
            (
                "an update in a session",
                turns
                    .of(async {
                        User::by_id(ada.id).update(user::first_name.set("x")).exec(&db).await.map(drop)
                    })
                    .await,
            ),
            (
                "a row",
                turns
                    .of(async {
                        let new = comment::New { post_id: posts[0].id, body: "b".into() };
                        Comment::insert(new).exec(&pool).await.map(drop)
                    })
                    .await,
            ),
        ];
        for (name, (count, done)) in counts {
            done.unwrap_or_else(|error| panic!("{name}: {error}"));
            if is_counted {
                assert_eq!(count, 1, "{name}");
            }
        }
    }
    let transaction = db.transaction().isolation(Isolation::RepeatableRead);
    let (count, done) = turns.of(transaction.run(async |tx| User::by_id(ada.id).one(&tx).await)).await;
    done.unwrap();
    assert_eq!(count, 3, "begin with its settings, the statement, commit");
}
