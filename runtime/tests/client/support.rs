//! A server for all tests of this binary, and a database of its own for each.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use pg_orm::Pool;
use pg_orm::types::uuid::Uuid;
use pg_orm_local::Server;
use tokio::sync::OnceCell;

use crate::db::{Tenant, User, Viewer, tenant, user};

static SERVER: OnceLock<Server> = OnceLock::new();
static TEMPLATE: OnceCell<()> = OnceCell::const_new();
static NEXT: AtomicU32 = AtomicU32::new(1);

fn server() -> &'static Server {
    SERVER.get_or_init(|| Server::temporary().setting("max_connections", "200").start().expect("a server"))
}

/// A fresh database with the schema of `db`, by its URL.
pub(crate) async fn database() -> String {
    let server = server();
    let maintenance = Pool::connect(&server.url("postgres")).await.expect("the server's own database");
    TEMPLATE
        .get_or_init(|| async {
            let connection = maintenance.connection().await.unwrap();
            connection.batch("create database blueprint").await.unwrap();
            let pool = Pool::connect(&server.url("blueprint")).await.unwrap();
            let script = include_str!("../db/schema.sql");
            pool.connection().await.unwrap().batch(script).await.unwrap();
            pool.close();
            // The connection's process may live a little longer than the connection.
            let busy = "select 1 from pg_stat_activity where datname = 'blueprint'";
            while !maintenance.query(busy, &[]).await.unwrap().is_empty() {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        })
        .await;
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let sql = format!("create database {name} template blueprint");
    // Template databases are copied one at a time.
    static COPYING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _guard = COPYING.lock().await;
    maintenance.connection().await.unwrap().batch(&sql).await.unwrap();
    server.url(&name)
}

/// A pool of four on a fresh database.
pub(crate) async fn pool() -> Pool {
    Pool::builder(&database().await).max_size(4).connect().await.unwrap()
}

/// A tenant, and a session inside it.
pub(crate) async fn tenant_of(pool: &Pool, slug: &str) -> (Tenant, pg_orm::Session<Viewer>) {
    let tenant = Tenant::insert(tenant::New { slug: slug.into() }).exec(pool).await.unwrap();
    let session = pool.session(Viewer { tenant_id: tenant.id, user_id: None });
    (tenant, session)
}

/// A user to insert.
pub(crate) fn person(tenant_id: Uuid, name: &str) -> user::Insert {
    User::insert(user::New { tenant_id, email: format!("{name}@x.com"), first_name: name.into() })
}
