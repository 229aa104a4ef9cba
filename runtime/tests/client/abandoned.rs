//! Calls that were dropped before their answer: nobody waits behind them.

use std::time::{Duration, Instant};

use pg_orm::Pool;
use tokio::time::timeout;

use crate::db::{Tenant, Viewer, tenant};
use crate::support::database;

const SHORT: Duration = Duration::from_millis(200);
const LONG: &str = "select pg_sleep(20)";

async fn lone() -> Pool {
    Pool::builder(&database().await).max_size(1).connect().await.unwrap()
}

async fn backend(pool: &Pool) -> i32 {
    pool.query("select pg_backend_pid()", &[]).await.unwrap().remove(0).get(0).unwrap()
}

#[tokio::test]
async fn a_long_statement_is_cancelled_when_its_call_is_dropped() {
    let pool = lone().await;
    let session = pool.session(Viewer { tenant_id: Default::default(), user_id: None });
    let start = Instant::now();
    timeout(SHORT, pool.query(LONG, &[])).await.unwrap_err();
    pool.query("select 1", &[]).await.unwrap();
    timeout(SHORT, session.query(LONG, &[])).await.unwrap_err();
    pool.query("select 1", &[]).await.unwrap();
    let tx = pool.begin().await.unwrap();
    Tenant::insert(tenant::New { slug: "a".into() }).exec(&tx).await.unwrap();
    timeout(SHORT, tx.query(LONG, &[])).await.unwrap_err();
    drop(tx);
    let connection = pool.connection().await.unwrap();
    timeout(SHORT, connection.batch(LONG)).await.unwrap_err();
    drop(connection);
    assert_eq!(Tenant::query().count(&pool).await.unwrap(), 0);
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    let running = "select 1 from pg_stat_activity where query like '%pg_sleep%' and state = 'active'
                   and datname = current_database() and pid <> pg_backend_pid()";
    assert!(pool.query(running, &[]).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_short_statement_ends_and_its_connection_is_kept() {
    let pool = lone().await;
    let (mut last, mut changes) = (backend(&pool).await, 0);
    for i in 0..20 {
        let insert = Tenant::insert(tenant::New { slug: format!("{i}") }).exec(&pool);
        let _ = timeout(Duration::from_micros(50 * i), insert).await;
        let now = backend(&pool).await;
        changes += u32::from(now != last);
        last = now;
    }
    // A machine that stands still for 50 ms makes any statement a long one.
    assert!(changes <= 5, "{changes} connections were closed");
}

#[tokio::test]
async fn what_can_not_be_cancelled_costs_its_connection() {
    let pool = lone().await;
    let first = backend(&pool).await;
    // Catches its own cancellation, and goes on.
    let stubborn = "do $$ begin for i in 1..20 loop begin perform pg_sleep(1); exception when query_canceled then null; end; end loop; end $$";
    timeout(SHORT, pool.query(stubborn, &[])).await.unwrap_err();
    let start = Instant::now();
    assert_ne!(backend(&pool).await, first);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}
