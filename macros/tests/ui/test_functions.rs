#[pg_orm_macros::test]
fn not_async(pool: ()) {}

#[pg_orm_macros::test]
async fn no_pool() {}

#[pg_orm_macros::test]
async fn two_pools(a: (), b: ()) {}

#[pg_orm_macros::test]
async fn generic<T>(pool: T) {}

#[pg_orm_macros::test]
struct NotAFunction;

fn main() {}
