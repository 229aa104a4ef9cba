//! What raw SQL leaves on a pooled connection: nothing that the next user finds.

use pg_orm::{Error, ErrorKind, Pool};

use crate::db::{User, Viewer};
use crate::support::{database, person, pool, tenant_of};

/// A pool of one: whoever is next has the same connection.
async fn lone() -> Pool {
    Pool::builder(&database().await).max_size(1).connect().await.unwrap()
}

async fn text(pool: &Pool, sql: &str) -> String {
    pool.query(sql, &[]).await.unwrap().remove(0).get::<Option<String>>(0).unwrap().unwrap_or_default()
}

fn is_refused<T>(done: Result<T, Error>) -> bool {
    matches!(done, Err(error) if matches!(error.kind(), ErrorKind::NotHere { .. }))
}

const ROLE: &str = "select current_user::text";
const BACKEND: &str = "select pg_backend_pid()::text";

#[tokio::test]
async fn a_transaction_refuses_what_would_outlive_it() {
    let pool = lone().await;
    let tx = pool.begin().await.unwrap();
    for sql in ["set role app_user", "reset role", "listen news", "unlisten *", "discard temp", "set a.b = 1"]
    {
        assert!(is_refused(tx.execute(sql, &[]).await), "{sql}");
    }
    for sql in ["set local role app_user", "set constraints all deferred", "set transaction read only"] {
        tx.execute(sql, &[]).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(text(&pool, ROLE).await, "postgres");
}

#[tokio::test]
async fn a_session_transaction_stays_in_its_session() {
    let pool = lone().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    person(acme.id, "ada").exec(&db).await.unwrap();
    let (_, other) = tenant_of(&pool, "other").await;
    let tx = other.begin().await.unwrap();
    for sql in ["reset role", "set local role none", "set local \"role\" = 'none'", "SET LOCAL viewer.x = 1"]
    {
        assert!(is_refused(tx.execute(sql, &[]).await), "{sql}");
    }
    tx.execute("set local statement_timeout = 5000", &[]).await.unwrap();
    assert_eq!(User::query().count(&tx).await.unwrap(), 0);
}

#[tokio::test]
async fn settings_by_functions_are_undone() {
    let pool = lone().await;
    let backend = text(&pool, BACKEND).await;
    let db = pool.session(Viewer { tenant_id: Default::default(), user_id: None });
    db.query("select set_config('viewer.other', 'leak', false)", &[]).await.unwrap();
    pool.query("select set_config('search_path', 'leak', false)", &[]).await.unwrap();
    let tx = pool.begin().await.unwrap();
    tx.query("select set_config('role', 'app_user', false), set_config('viewer.more', 'leak', false)", &[])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut connection = pool.connection().await.unwrap();
    let tx = connection.begin().await.unwrap();
    tx.query("select set_config('viewer.third', 'leak', false)", &[]).await.unwrap();
    tx.commit().await.unwrap();
    drop(connection);
    let sql = "select concat(current_setting('viewer.other', true), current_setting('viewer.more', true),
                             current_setting('viewer.third', true), current_setting('search_path'), ' ', current_user)";
    assert_eq!(text(&pool, sql).await, "\"$user\", public postgres");
    assert_eq!(text(&pool, BACKEND).await, backend, "the connection was kept");
}

#[tokio::test]
async fn locks_tables_cursors_and_channels_go_too() {
    let pool = lone().await;
    let backend = text(&pool, BACKEND).await;
    let connection = pool.connection().await.unwrap();
    connection
        .batch(
            "create temporary table scratch (id int); listen news; select pg_advisory_lock(7);
             declare c cursor with hold for select 1; create sequence s; select nextval('s')",
        )
        .await
        .unwrap();
    drop(connection);
    pool.query("select pg_advisory_lock(8)", &[]).await.unwrap();
    let left = "select concat((select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()), ' ',
                              to_regclass('scratch'), (select count(*) from pg_cursors where is_holdable), ' ',
                              (select count(*) from pg_listening_channels()))";
    assert_eq!(text(&pool, left).await, "0 0 0");
    assert!(pool.query("select currval('s')", &[]).await.is_err());
    assert_eq!(text(&pool, BACKEND).await, backend, "the connection was kept");
    // A statement of the caller's own can't be told from the pool's: that connection is not given to anybody.
    let connection = pool.connection().await.unwrap();
    connection.execute("prepare mine as select 1", &[]).await.unwrap();
    drop(connection);
    assert_eq!(text(&pool, "select count(*)::text from pg_prepared_statements where from_sql").await, "0");
    assert_ne!(text(&pool, BACKEND).await, backend);
}

#[tokio::test]
async fn copy_through_the_client_is_refused_everywhere() {
    let pool = lone().await;
    let tenants = "copy tenant to stdout";
    assert!(is_refused(pool.query(tenants, &[]).await));
    let tx = pool.begin().await.unwrap();
    assert!(is_refused(tx.execute("copy tenant from stdin", &[]).await));
    drop(tx);
    let connection = pool.connection().await.unwrap();
    assert!(is_refused(connection.query(tenants, &[]).await));
    assert!(is_refused(connection.batch("select 1; /* x */ COPY tenant FROM STDIN").await));
    connection.query("select 1", &[]).await.unwrap();
    drop(connection);
    tenant_of(&pool, "acme").await;
}

#[tokio::test]
async fn an_answer_out_of_the_ordinary_costs_the_connection() {
    let pool = lone().await;
    let backend = text(&pool, BACKEND).await;
    let connection = pool.connection().await.unwrap();
    // With this setting PostgreSQL reads the text in another way than the guard does.
    let sql = "set standard_conforming_strings = off; select 'it\\'s'; copy tenant from stdin; select '";
    connection.batch("set standard_conforming_strings = off").await.unwrap();
    let hidden = format!("{}'", &sql["set standard_conforming_strings = off; ".len()..]);
    let error = connection.batch(&hidden).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Protocol(_)), "{error}");
    drop(connection);
    assert_ne!(text(&pool, BACKEND).await, backend);
}

#[tokio::test]
async fn texts_without_number_keep_the_statements_in_bounds() {
    let pool = lone().await;
    for i in 0..600 {
        pool.query(&format!("select {i}"), &[]).await.unwrap();
    }
    let count: usize =
        text(&pool, "select count(*)::text from pg_prepared_statements").await.parse().unwrap();
    assert!(count <= 270, "{count} statements");
    let (acme, db) = tenant_of(&pool, "acme").await;
    person(acme.id, "ada").exec(&db).await.unwrap();
    assert_eq!(pool.size(), 1);
}

#[derive(Debug)]
struct Nobody;

impl pg_orm::SessionSettings for Nobody {
    const SQL: &'static str = "";

    fn values(&self) -> Vec<&dyn pg_orm::Parameter> {
        Vec::new()
    }
}

#[tokio::test]
async fn a_session_that_sets_nothing_sends_nothing() {
    let pool = lone().await;
    let db = pool.session(Nobody);
    assert_eq!(User::query().count(&db).await.unwrap(), 0);
    let tx = db.begin().await.unwrap();
    assert_eq!(User::query().count(&tx).await.unwrap(), 0);
    tx.commit().await.unwrap();
    let empty = "select count(*)::text from pg_prepared_statements where statement = ''";
    assert_eq!(text(&pool, empty).await, "0");
}

#[tokio::test]
async fn savepoints_and_lent_transactions_are_cleaned_as_well() {
    let pool = pool().await;
    let done = pool
        .transaction()
        .run(async |mut tx| {
            let inner = tx.savepoint().await?;
            inner.query("select set_config('viewer.other', 'leak', false)", &[]).await?;
            inner.commit().await
        })
        .await;
    done.unwrap();
    for _ in 0..4 {
        assert_eq!(text(&pool, "select current_setting('viewer.other', true)").await, "");
    }
}
