//! Sessions under stress: two tenants on four connections, with panics, dropped futures and errors thrown in.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use db::{Item, Mark, Note, Owner, Viewer, item, mark, note};
use futures_util::FutureExt as _;
use pg_orm::{Pool, Session};
use pg_orm_local::Server;
use tokio_postgres::NoTls;

mod db {
    pg_orm::schema!("schemas/notes.pgorm");
}

const TENANTS: [i32; 2] = [1, 2];
const NOTES_EACH: usize = 40;

/// A server, its database migrated and filled, and a pool on it.
async fn prepare(major: u32, connections: usize) -> (Server, Pool) {
    let server = Server::temporary().major(major).start().expect("a server starts");
    let url = server.url("postgres");
    pg_orm_tests::migrate(&url, "schemas/notes.pgorm").await;
    let pool = Pool::builder(&url).max_size(connections).build().unwrap();
    let owner = pool.session(Owner {});
    for tenant in TENANTS {
        let notes = (0..NOTES_EACH).map(|i| note::New { tenant, body: format!("note {i}") });
        let notes = Note::insert_many(notes).returning(&owner).await.unwrap();
        let items = notes.iter().flat_map(|note| {
            (0..2).map(|i| item::New { note_id: note.id, tenant, words: format!("item {i}") })
        });
        let items = Item::insert_many(items).returning(&owner).await.unwrap();
        let marks = items.iter().map(|item| mark::New { item_id: item.id, symbol: "*".into() });
        Mark::insert_many(marks).exec(&pool).await.unwrap();
    }
    (server, pool)
}

/// A source of numbers that needs no crate and gives the same ones each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_row_leaks_and_no_connection_is_left_dirty() {
    const TASKS: usize = 32;
    const STATEMENTS: usize = 100_000;
    keep_own_panics_quiet();
    for major in [15, 18] {
        let (server, pool) = prepare(major, 4).await;
        let counts = Arc::new(Counts::default());
        let statements = if major == 18 { STATEMENTS } else { STATEMENTS / 10 };
        let tasks: Vec<_> = (0..TASKS)
            .map(|task| {
                let tenant = TENANTS[task % TENANTS.len()];
                let (pool, counts) = (pool.clone(), Arc::clone(&counts));
                let mut numbers = Numbers(0x9e37_79b9 + task as u64 * 7919);
                tokio::spawn(async move {
                    for _ in 0..statements / TASKS {
                        let kind = numbers.below(100);
                        // A panic in here is part of the test when it is ours, and its failure when it isn't.
                        let step = step(pool.clone(), tenant, kind, numbers.below(400), Arc::clone(&counts));
                        if let Err(error) = tokio::spawn(step).await {
                            let panic = error.into_panic();
                            let text = panic.downcast_ref::<&str>().copied().unwrap_or("another panic");
                            if text != "thrown in" {
                                std::panic::resume_unwind(panic);
                            }
                        }
                    }
                })
            })
            .collect();
        let all = futures_util::future::join_all(tasks);
        for task in tokio::time::timeout(Duration::from_secs(400), all).await.expect("no hang") {
            task.expect("no other tenant's row was seen");
        }
        let seen = [&counts.reads, &counts.refused, &counts.dropped, &counts.panics, &counts.errors]
            .map(|count| count.load(Ordering::Relaxed));
        println!("PostgreSQL {major}: reads, refused, dropped, panics, errors: {seen:?}");
        assert!(
            seen.iter().all(|&count| count > statements / 200),
            "each kind of trouble was made: {seen:?}"
        );
        assert_clean(&server, &pool).await;
    }
}

/// The panics that the test throws are not worth a backtrace each; others are told as ever.
fn keep_own_panics_quiet() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.payload().downcast_ref::<&str>() != Some(&"thrown in") {
            told(panic);
        }
    }));
}

#[derive(Default)]
struct Counts {
    reads: AtomicUsize,
    refused: AtomicUsize,
    dropped: AtomicUsize,
    panics: AtomicUsize,
    errors: AtomicUsize,
}

/// One statement or one transaction of `tenant`; `kind` of 100 says which.
async fn step(pool: Pool, tenant: i32, kind: u64, number: u64, counts: Arc<Counts>) {
    let count = |counter: &AtomicUsize| counter.fetch_add(1, Ordering::Relaxed);
    let db = pool.session(Viewer { tenant });
    match kind {
        0..=39 => {
            let notes = Note::query().all(&db).await.unwrap();
            assert!(notes.len() >= NOTES_EACH, "all of one's own rows");
            assert!(notes.iter().all(|note| note.tenant == tenant), "only one's own rows");
            count(&counts.reads);
        }
        40..=54 => {
            let notes = Note::query().include(note::items.include(item::marks)).all(&db).await.unwrap();
            let items = notes.iter().flat_map(|(_, items)| items);
            assert!(items.clone().all(|(item, marks)| item.tenant == tenant && marks.len() == 1));
            assert!(items.count() >= 2 * NOTES_EACH);
            count(&counts.reads);
        }
        55..=64 => {
            let other = TENANTS.into_iter().find(|other| *other != tenant).unwrap_or_default();
            let error =
                Note::insert(note::New { tenant: other, body: "mine?".into() }).exec(&db).await.unwrap_err();
            assert_eq!(error.code().map(|code| code.code()), Some("42501"), "{error}");
            count(&counts.refused);
        }
        65..=74 => {
            let error = db.query("select 1 / 0", &[]).await.unwrap_err();
            assert_eq!(error.code().map(|code| code.code()), Some("22012"), "{error}");
            count(&counts.errors);
        }
        75..=84 => {
            let late = Duration::from_micros(number);
            let read = Note::query().include(note::items).all(&db);
            if tokio::time::timeout(late, read).await.is_err() {
                count(&counts.dropped);
            }
        }
        85..=89 => {
            // Polled once, so that its frames are out, and dropped.
            let _ = Note::query().all(&db).now_or_never();
            let transaction = db.begin().await.unwrap();
            let _ = Note::query().all(&transaction).now_or_never();
            drop(transaction);
            count(&counts.dropped);
        }
        90..=94 => {
            let transaction = db.begin().await.unwrap();
            let made = Note::insert(note::New { tenant, body: "never seen".into() })
                .exec(&transaction)
                .await
                .unwrap();
            assert_eq!(made.tenant, tenant);
            count(&counts.panics);
            panic!("thrown in");
        }
        _ => own_work(&db, tenant).await,
    }
}

/// A transaction that ends as it should.
async fn own_work(db: &Session<Viewer>, tenant: i32) {
    let mut transaction = db.begin().await.unwrap();
    let made =
        Note::insert(note::New { tenant, body: "for a while".into() }).exec(&transaction).await.unwrap();
    let savepoint = transaction.savepoint().await.unwrap();
    assert_eq!(Note::by_id(made.id).delete().exec(&savepoint).await.unwrap(), 1);
    savepoint.rollback().await.unwrap();
    assert_eq!(Note::by_id(made.id).delete().exec(&transaction).await.unwrap(), 1);
    transaction.commit().await.unwrap();
}

/// Every connection of the pool is outside a transaction, without a role and without settings; no row that
/// a panicking transaction wrote is there.
async fn assert_clean(server: &Server, pool: &Pool) {
    let mut held = Vec::new();
    for _ in 0..4 {
        let connection = pool.connection().await.unwrap();
        let row = connection
            .query("select current_setting('role'), current_setting('viewer.tenant', true), pg_current_xact_id_if_assigned() is null", &[])
            .await
            .unwrap();
        let (role, tenant, is_outside): (String, Option<String>, bool) =
            (row[0].get(0).unwrap(), row[0].get(1).unwrap(), row[0].get(2).unwrap());
        assert_eq!((role.as_str(), tenant.unwrap_or_default().as_str(), is_outside), ("none", "", true));
        held.push(connection);
    }
    drop(held);
    let (watcher, connection) = tokio_postgres::connect(&server.url("postgres"), NoTls).await.unwrap();
    tokio::spawn(connection);
    let row = watcher
        .query_one("select count(*) from pg_stat_activity where state like 'idle in transaction%'", &[])
        .await
        .unwrap();
    assert_eq!(row.get::<_, i64>(0), 0, "no connection waits inside a transaction");
    let notes = Note::query().count(&pool.session(Owner {})).await.unwrap();
    assert_eq!(notes as usize, TENANTS.len() * NOTES_EACH, "no row of an abandoned transaction is left");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_results_inside_sessions_and_joins_do_not_hang() {
    const ROWS: usize = 200_000;
    let (_server, pool) = prepare(18, 2).await;
    pool.session(Owner {})
        .query(
            "insert into note (tenant, body) select 1, repeat('x', 50) from generate_series(1, $1)",
            &[&(ROWS as i32)],
        )
        .await
        .unwrap();
    let db = pool.session(Viewer { tenant: 1 });
    let work = async {
        let notes = Note::query().all(&db).await.unwrap();
        assert_eq!(notes.len(), ROWS + NOTES_EACH);
        let with = Note::query().include(note::items).all(&db).await.unwrap();
        assert_eq!(with.len(), ROWS + NOTES_EACH);
        let transaction = db.begin().await.unwrap();
        let (a, b, c) = tokio::join!(
            Note::query().all(&transaction),
            Note::query().include(note::items.include(item::marks)).all(&transaction),
            Note::query().count(&transaction),
        );
        assert_eq!((a.unwrap().len(), b.unwrap().len()), (ROWS + NOTES_EACH, ROWS + NOTES_EACH));
        assert_eq!(c.unwrap() as usize, ROWS + NOTES_EACH);
        transaction.commit().await.unwrap();
    };
    tokio::time::timeout(Duration::from_secs(120), work).await.expect("no hang");
}
