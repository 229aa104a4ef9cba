//! What goes wrong around statements: no connection, lost ones, none free, transactions used after their end.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use pg_orm::{ErrorKind, Pool, SqlState};

use crate::db::{Tenant, tenant};
use crate::support::{database, pool, tenant_of};

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let error = Pool::connect("postgresql://nobody:secret@127.0.0.1:1/nothing").await.unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("can't connect to postgresql://nobody:***@127.0.0.1:1/nothing: "), "{text}");
    assert!(!format!("{error:?}").contains("secret"));
    let error = Pool::builder("postgresql://localhost/x?colour=blue").build().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Settings(_)), "{error}");
    let error = Pool::connect(&database().await.replace("/test_", "/absent_")).await.unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::INVALID_CATALOG_NAME), "{error}");
}

#[tokio::test]
async fn a_pool_without_a_free_connection_says_so_in_time() {
    let pool =
        Pool::builder(&database().await).max_size(1).wait_timeout(Duration::from_millis(50)).build().unwrap();
    let held = pool.connection().await.unwrap();
    let start = Instant::now();
    let error = Tenant::query().all(&pool).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::PoolTimeout { size: 1, .. }), "{error}");
    assert!(start.elapsed() < Duration::from_secs(5));
    drop(held);
    Tenant::query().all(&pool).await.unwrap();
    pool.close();
    assert!(matches!(Tenant::query().all(&pool).await.unwrap_err().kind(), ErrorKind::PoolClosed));
}

#[tokio::test]
async fn after_lost_connections_the_next_call_works() {
    let pool = pool().await;
    let (_, db) = tenant_of(&pool, "acme").await;
    let killer = pool.connection().await.unwrap();
    let kill = "select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()";
    for _ in 0..3 {
        let slow = db.query("select pg_sleep(30)", &[]);
        let tx = pool.begin().await.unwrap();
        let (slow, _) = tokio::join!(slow, async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            killer.query(kill, &[]).await.unwrap();
        });
        assert_eq!(slow.unwrap_err().code(), Some(&SqlState::ADMIN_SHUTDOWN));
        Tenant::query().all(&tx).await.unwrap_err();
        drop(tx);
        // A connection is only known to be lost when its end has arrived.
        let left =
            "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        while !killer.query(left, &[]).await.unwrap().is_empty() {}
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(Tenant::query().count(&db).await.unwrap(), 1);
        assert_eq!(Tenant::query().count(&pool).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_transaction_kept_beyond_its_end_runs_nothing() {
    let pool = pool().await;
    let (_, db) = tenant_of(&pool, "acme").await;
    let kept = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&kept);
    db.transaction()
        .run(|tx| {
            let keep = Arc::clone(&keep);
            async move {
                Tenant::query().count(&tx).await?;
                *keep.lock().unwrap() = Some(tx);
                Ok(())
            }
        })
        .await
        .unwrap();
    let mut tx = kept.lock().unwrap().take().unwrap();
    let error = Tenant::query().update(tenant::slug.set("changed")).exec(&tx).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Ended), "{error}");
    assert!(matches!(tx.savepoint().await.unwrap_err().kind(), ErrorKind::Ended));
    drop(tx);
    assert!(Tenant::by_slug("acme").exists(&pool).await.unwrap());
}
