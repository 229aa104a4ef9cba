//! Sessions under fire: dropped futures, panics and errors never leave a connection dirty, nor a row to the other tenant.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use pg_orm::types::uuid::Uuid;
use pg_orm::{Pool, Session};

use crate::db::{Tenant, User, Viewer, user};
use crate::support::{person, pool, tenant_of};

const TASKS: u64 = 32;
const ROUNDS: u64 = 60;

fn random(task: u64, round: u64, salt: u64, below: u64) -> u64 {
    RandomState::new().hash_one((task, round, salt)) % below
}

async fn statement(db: &Session<Viewer>, tenant: Uuid, task: u64, round: u64) {
    match random(task, round, 0, 8) {
        0 => {
            let name = format!("{}-{task}-{round}", tenant.simple());
            let row = person(tenant, &name).exec(db).await.unwrap();
            assert_eq!(row.tenant_id, tenant);
        }
        1 => {
            // An error inside the envelope.
            person(Uuid::nil(), "stranger").exec(db).await.unwrap_err();
        }
        2 => {
            let tx = db.begin().await.unwrap();
            let users = User::query().limit(5).all(&tx).await.unwrap();
            assert!(users.iter().all(|user| user.tenant_id == tenant));
            if random(task, round, 1, 2) == 0 {
                tx.commit().await.unwrap();
            }
        }
        3 => {
            let tx = db.begin().await.unwrap();
            tx.execute("select 1 / 0", &[]).await.unwrap_err();
        }
        4 => {
            let rows =
                User::query().include(user::reports).include(user::tenant).limit(20).all(db).await.unwrap();
            assert!(rows.iter().all(|((_, _), of)| of.id == tenant));
        }
        _ => {
            let users = User::query().all(db).await.unwrap();
            assert!(users.iter().all(|user| user.tenant_id == tenant), "a row of the other tenant");
        }
    }
}

async fn assert_clean(pool: &Pool) {
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(pool.connection().await.unwrap());
    }
    // What was queued to clean them is done when each has answered.
    for connection in &held {
        connection.query("select 1", &[]).await.unwrap();
    }
    for connection in &held {
        let sql = "select current_setting('role'), coalesce(current_setting('viewer.tenant_id', true), '')";
        let row = connection.query(sql, &[]).await.unwrap().remove(0);
        let (role, tenant): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        assert_eq!((role.as_str(), tenant.as_str()), ("none", ""));
        // The others, as the server sees them: none of them inside a transaction.
        let sql = "select state from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                   and backend_type = 'client backend'";
        for row in connection.query(sql, &[]).await.unwrap() {
            assert_eq!(row.get::<String>(0).unwrap(), "idle");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn drops_panics_and_errors_leave_no_trace() {
    let pool = pool().await;
    let (acme, _) = tenant_of(&pool, "acme").await;
    let (other, _) = tenant_of(&pool, "other").await;
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..TASKS {
        let pool = pool.clone();
        let tenant = if task % 2 == 0 { acme.id } else { other.id };
        tasks.spawn(async move {
            let db = pool.session(Viewer { tenant_id: tenant, user_id: Some(1) });
            for round in 0..ROUNDS {
                let work = statement(&db, tenant, task, round);
                match random(task, round, 2, 4) {
                    0 => {
                        // Dropped at a random moment.
                        let moment = Duration::from_micros(random(task, round, 3, 3_000));
                        let _ = tokio::time::timeout(moment, work).await;
                    }
                    1 => {
                        let db = db.clone();
                        let inner = tokio::spawn(async move {
                            let tx = db.begin().await.unwrap();
                            User::query().limit(1).all(&tx).await.unwrap();
                            std::panic::resume_unwind(Box::new("thrown in"));
                        });
                        assert!(inner.await.unwrap_err().is_panic());
                    }
                    _ => work.await,
                }
            }
        });
    }
    let all = tokio::time::timeout(Duration::from_secs(120), async {
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
    });
    all.await.expect("no hang");
    assert_clean(&pool).await;
    assert_eq!(Tenant::query().count(&pool).await.unwrap(), 2);
}

#[tokio::test]
async fn a_future_polled_once_and_dropped_is_undone_or_whole() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    // So many polls, then dropped: during the checkout, the preparing, the draining.
    for polls in 0..12 {
        let tx = db.begin();
        poll(tx, polls).await;
        poll(person(acme.id, &format!("p{polls}")).exec(&db), polls).await;
        poll(User::query().include(user::tenant).snapshot().all(&db), polls).await;
    }
    assert_clean(&pool).await;
}

async fn poll<T>(future: impl Future<Output = T>, times: usize) {
    let mut future = std::pin::pin!(future);
    for _ in 0..times {
        let done =
            std::future::poll_fn(|context| std::task::Poll::Ready(future.as_mut().poll(context).is_ready()))
                .await;
        if done {
            return;
        }
        tokio::time::sleep(Duration::from_micros(300)).await;
    }
}

#[tokio::test]
async fn two_hundred_thousand_rows_pass_through_a_session_and_a_join() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    let sql = "insert into users (tenant_id, email, first_name)
               select $1, 'u' || n, repeat('x', 20) from generate_series(1, 200000) n";
    pool.execute(sql, &[&acme.id]).await.unwrap();
    let (all, one, with) = tokio::join!(
        User::query().all(&db),
        User::query().order_by(user::id.asc()).first(&db),
        User::query().include(user::tenant).snapshot().all(&db),
    );
    assert_eq!((all.unwrap().len(), one.unwrap().is_some(), with.unwrap().len()), (200_000, true, 200_000));
    // Two large results in one transaction, asked for at once on one connection.
    let tx = db.begin().await.unwrap();
    let (a, b) = tokio::join!(User::query().all(&tx), User::query().order_by(user::id.desc()).all(&tx));
    assert_eq!((a.unwrap().len(), b.unwrap().len()), (200_000, 200_000));
    tx.commit().await.unwrap();
}
