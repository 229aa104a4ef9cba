//! What the language says of types that PostgreSQL can't compare, or not put in order, is what PostgreSQL says.

use pg_orm::{Pool, SqlState};
use pg_orm_ir::Comparison;
use pg_orm_ir::types::BuiltIn;
use pg_orm_local::Server;

#[tokio::test]
async fn every_type_compares_as_postgresql_does() {
    for major in [15, 18] {
        let server = Server::temporary().major(major).start().expect("a server starts");
        let pool = Pool::connect(&server.url("postgres")).await.unwrap();
        for &type_ in BuiltIn::ALL {
            let name = type_.sql_name();
            // Of arrays PostgreSQL learns only when it compares their elements.
            let values = format!("from (select null::{name} as a, array[null::{name}] as items) as row");
            let can = async |what: &str| {
                let done = pool.query(&format!("select {what} {values}"), &[]).await;
                if let Err(error) = &done {
                    assert_eq!(error.code(), Some(&SqlState::UNDEFINED_FUNCTION), "{major} {name}: {error}");
                }
                done.is_ok()
            };
            let is_equal = can("a = a, a is distinct from a, a = any(items)").await;
            let is_ordered = is_equal && can("row_number() over (order by a), a < a").await;
            let found = match (is_equal, is_ordered) {
                (false, _) => Comparison::Incomparable,
                (true, false) => Comparison::Unordered,
                (true, true) => Comparison::Ordered,
            };
            assert_eq!(type_.comparison(), found, "{major} {name}");
        }
    }
}
