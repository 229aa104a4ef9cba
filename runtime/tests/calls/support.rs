//! A server of each version that all of this holds for, and a database of its own for each test.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use pg_orm::Pool;
use pg_orm_local::Server;

use crate::db::{Email, Post, User, post, user};

const MAJORS: [u32; 2] = [15, 18];

static NEXT: AtomicU32 = AtomicU32::new(1);

fn server(major: u32) -> &'static Server {
    static SERVERS: [OnceLock<Server>; 2] = [OnceLock::new(), OnceLock::new()];
    let index = MAJORS.iter().position(|it| *it == major).unwrap();
    SERVERS[index].get_or_init(|| Server::temporary().major(major).start().expect("a server"))
}

/// Runs `test` with a pool of four on a fresh database of each version, the schema of `db` in it.
pub(crate) fn on_each_version(test: impl AsyncFn(&Pool)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for major in MAJORS {
        let server = server(major);
        runtime.block_on(async {
            let maintenance = Pool::connect(&server.url("postgres")).await.unwrap();
            let name = format!("calls_{}", NEXT.fetch_add(1, Ordering::Relaxed));
            {
                // Databases are copied one at a time.
                static MAKING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
                let _guard = MAKING.lock().await;
                let connection = maintenance.connection().await.unwrap();
                connection.batch(&format!("create database {name}")).await.unwrap();
                let pool = Pool::connect(&server.url(&name)).await.unwrap();
                pool.connection().await.unwrap().batch(include_str!("db/schema.sql")).await.unwrap();
            }
            let pool = Pool::builder(&server.url(&name)).max_size(4).connect().await.unwrap();
            test(&pool).await;
            pool.close();
            maintenance.close();
        });
    }
}

/// A user.
pub(crate) async fn author(pool: &Pool, name: &str) -> User {
    let email = Email::from(format!("{name}@x.com"));
    User::insert(user::New { email, name: name.into() }).exec(pool).await.unwrap()
}

/// A post with some likes.
pub(crate) async fn post(pool: &Pool, author: &User, title: &str, likes: i32) -> Post {
    let new = post::New { author_id: author.id, title: title.into() };
    Post::insert(new).likes(likes).exec(pool).await.unwrap()
}
