//! A server of each version that all of this holds for.

use std::sync::OnceLock;

use pg_orm::Pool;
use pg_orm_local::{Server, TestPostgres};

const MAJORS: [u32; 2] = [15, 18];

fn url(major: u32) -> String {
    static SERVERS: [OnceLock<TestPostgres>; 2] = [OnceLock::new(), OnceLock::new()];
    let index = MAJORS.iter().position(|it| *it == major).unwrap();
    let server = SERVERS[index].get_or_init(|| {
        let variable = format!("PGORM_TEST_URL_{major}");
        TestPostgres::obtain(&variable, Server::temporary().major(major)).unwrap()
    });
    server.url()
}

/// Runs `test` with a database of each version: its time zone is UTC, as it is when these types are displayed.
pub(crate) fn on_each_version(test: impl AsyncFn(&Pool, u32)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for major in MAJORS {
        let url = url(major);
        let separator = if url.contains('?') { '&' } else { '?' };
        let url = format!("{url}{separator}options=-c%20timezone%3DUTC");
        runtime.block_on(async {
            let pool = Pool::builder(&url).max_size(1).connect().await.unwrap();
            test(&pool, major).await;
            pool.close();
        });
    }
}
