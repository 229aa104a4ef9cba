//! Transactions, savepoints, retries; and what a dropped one leaves: nothing.

use std::sync::atomic::{AtomicU32, Ordering};

use pg_orm::{Error, ErrorKind, Isolation, SqlState};

use crate::db::{Event, Label, Tenant, User, event, label, tenant, user};
use crate::support::{database, person, pool, tenant_of};

fn new(slug: &str) -> tenant::Insert {
    Tenant::insert(tenant::New { slug: slug.into() })
}

#[tokio::test]
async fn commit_keeps_and_drop_forgets() {
    let pool = pool().await;
    let tx = pool.begin().await.unwrap();
    new("kept").exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let tx = pool.begin().await.unwrap();
    new("forgotten").exec(&tx).await.unwrap();
    drop(tx);
    let tx = pool.begin().await.unwrap();
    new("undone").exec(&tx).await.unwrap();
    tx.rollback().await.unwrap();
    let mut connection = pool.connection().await.unwrap();
    let tx = connection.begin().await.unwrap();
    new("gone").exec(&tx).await.unwrap();
    drop(tx);
    let slugs: Vec<String> = Tenant::query().all(&pool).await.unwrap().into_iter().map(|t| t.slug).collect();
    assert_eq!(slugs, ["kept"]);
}

#[tokio::test]
async fn savepoints_nest() {
    let pool = pool().await;
    let mut tx = pool.begin().await.unwrap();
    new("a").exec(&tx).await.unwrap();
    {
        let mut one = tx.savepoint().await.unwrap();
        new("b").exec(&one).await.unwrap();
        let two = one.savepoint().await.unwrap();
        assert_eq!(new("a").exec(&two).await.unwrap_err().code(), Some(&SqlState::UNIQUE_VIOLATION));
        drop(two);
        new("c").exec(&one).await.unwrap();
        one.commit().await.unwrap();
        let three = tx.savepoint().await.unwrap();
        new("d").exec(&three).await.unwrap();
        three.rollback().await.unwrap();
    }
    tx.commit().await.unwrap();
    let rows = Tenant::query().order_by(tenant::slug.asc()).all(&pool).await.unwrap();
    assert_eq!(rows.iter().map(|t| t.slug.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[tokio::test]
async fn a_commit_that_would_roll_back_is_an_error() {
    let pool = pool().await;
    let tx = pool.begin().await.unwrap();
    new("a").exec(&tx).await.unwrap();
    new("a").exec(&tx).await.unwrap_err();
    let error = tx.commit().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Aborted), "{error}");
    assert_eq!(Tenant::query().count(&pool).await.unwrap(), 0);
}

#[tokio::test]
async fn raw_sql_runs_and_stays_inside() {
    let pool = pool().await;
    let row = pool.query("select $1::bigint + 1", &[&41_i64]).await.unwrap().remove(0);
    assert_eq!(row.get::<i64>(0).unwrap(), 42);
    let error = pool.query("select $1::bigint", &[]).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Parameters { expected: 1, given: 0 }));
    for sql in ["begin", " /* x */ COMMIT", "set search_path = x", "-- a\nrollback"] {
        let error = pool.execute(sql, &[]).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotHere { .. }), "{error}");
    }
    let tx = pool.begin().await.unwrap();
    assert!(matches!(tx.execute("commit", &[]).await.unwrap_err().kind(), ErrorKind::NotHere { .. }));
    drop(tx);

    // What raw SQL left on a connection is cleaned before the next user.
    let pool = pg_orm::Pool::builder(&database().await).max_size(1).build().unwrap();
    let connection = pool.connection().await.unwrap();
    for sql in ["set search_path = nowhere", "set role app_user", "begin", "select 1 / 0", "select 2"] {
        let _ = connection.execute(sql, &[]).await;
    }
    drop(connection);
    let row =
        pool.query("select current_setting('search_path'), current_user::text", &[]).await.unwrap().remove(0);
    let (path, role): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
    assert_eq!((path.contains("public"), &*role), (true, "postgres"));
    new("a").exec(&pool).await.unwrap();
}

#[tokio::test]
async fn a_session_has_transactions() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    let (_, other) = tenant_of(&pool, "other").await;
    let tx = db.begin().await.unwrap();
    person(acme.id, "ada").exec(&tx).await.unwrap();
    Tenant::query().all(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let seen = other.transaction().read_only().run(async |tx| User::query().count(&tx).await).await.unwrap();
    assert_eq!(seen, 0);
    let error = db
        .transaction()
        .read_only()
        .run(async |tx| User::query().update(user::first_name.set("x")).exec(&tx).await)
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::READ_ONLY_SQL_TRANSACTION));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_that_lose_are_tried_again() {
    let pool = pool().await;
    new("counter 0").exec(&pool).await.unwrap();
    let attempts = std::sync::Arc::new(AtomicU32::new(0));
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let (pool, attempts) = (pool.clone(), attempts.clone());
            // Spawned: what `run` makes is `Send`.
            tokio::spawn(async move {
                let transaction = pool.transaction().isolation(Isolation::Serializable).retry(50);
                transaction
                    .run(async |tx| {
                        attempts.fetch_add(1, Ordering::Relaxed);
                        let counter = Tenant::query().one(&tx).await?;
                        let count: u32 = counter.slug.strip_prefix("counter ").unwrap().parse().unwrap();
                        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                        let slug = tenant::slug.set(format!("counter {}", count + 1));
                        Tenant::by_id(counter.id).update(slug).exec(&tx).await?;
                        Ok(())
                    })
                    .await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(Tenant::query().one(&pool).await.unwrap().slug, "counter 4");
    assert!(attempts.load(Ordering::Relaxed) > 4, "nobody lost, so nothing was tried again");
}

#[tokio::test]
async fn an_error_of_ones_own_leaves_the_transaction() {
    let pool = pool().await;
    let error = pool
        .transaction()
        .run(async |tx| {
            new("a").exec(&tx).await?;
            Err::<(), _>(Error::other("no more"))
        })
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "no more");
    assert_eq!(Tenant::query().count(&pool).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_take_a_row_once() {
    let pool = pool().await;
    for slug in ["waiting", "other"] {
        new(slug).exec(&pool).await.unwrap();
    }
    for is_update in [true, false] {
        let jobs = || Tenant::query().filter(tenant::slug.starts_with("w")).limit(1);
        let tx = pool.begin().await.unwrap();
        assert_eq!(jobs().update(tenant::slug.set("taken")).exec(&tx).await.unwrap(), 1);
        let second = {
            let pool = pool.clone();
            tokio::spawn(async move {
                let jobs = jobs();
                if is_update {
                    jobs.update(tenant::slug.set("taken twice")).exec(&pool).await
                } else {
                    jobs.delete().exec(&pool).await
                }
            })
        };
        let waiting =
            "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        while pool.query(waiting, &[]).await.unwrap().is_empty() {}
        tx.commit().await.unwrap();
        assert_eq!(second.await.unwrap().unwrap(), 0);
        let back = Tenant::by_slug("taken").update(tenant::slug.set("waiting")).exec(&pool).await.unwrap();
        assert_eq!(back, 1);
    }
}

fn two_labels() -> [label::Insert; 2] {
    ["a", "b"].map(|name| Label::insert(label::New { name: name.into() }))
}

#[tokio::test]
async fn what_raw_sql_began_is_not_ended_by_what_the_client_sends_together() {
    let pool = pool().await;
    let connection = pool.connection().await.unwrap();
    let count = async || Label::query().count(&pool).await.unwrap();

    connection.execute("begin", &[]).await.unwrap();
    // More than one statement takes: they would have `BEGIN` and `COMMIT` around them.
    let events = (0..70_000).map(|_| Event::insert(event::New { kind: "x".into() }));
    assert_eq!(Event::insert_many(events).exec(&connection).await.unwrap(), 70_000);
    Label::insert_many(two_labels()).exec(&connection).await.unwrap();
    assert_eq!(Label::query().snapshot().all(&connection).await.unwrap().len(), 2);
    assert_eq!(count().await, 0, "nothing is committed");
    connection.execute("rollback", &[]).await.unwrap();
    assert_eq!((count().await, Event::query().count(&connection).await.unwrap()), (0, 0));

    // Where none is open, they have their own.
    assert_eq!(Label::query().snapshot().all(&connection).await.unwrap().len(), 0);
    Label::insert_many(two_labels()).exec(&connection).await.unwrap();
    assert_eq!(count().await, 2);
}

#[tokio::test]
async fn a_transaction_does_not_begin_inside_one_of_raw_sql() {
    let pool = pool().await;
    let mut connection = pool.connection().await.unwrap();
    connection.batch("begin; insert into labels (name) values ('kept')").await.unwrap();
    let error = connection.begin().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::InTransaction), "{error}");
    assert!(error.to_string().contains("raw SQL has begun a transaction on this connection"), "{error}");
    // Neither was it rolled back.
    connection.execute("commit", &[]).await.unwrap();
    assert_eq!(Label::query().count(&pool).await.unwrap(), 1);
    let tx = connection.begin().await.unwrap();
    Label::insert(label::New { name: "more".into() }).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(Label::query().count(&pool).await.unwrap(), 2);
}
