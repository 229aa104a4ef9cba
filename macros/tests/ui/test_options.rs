#[pg_orm_macros::test(migration = "db")]
async fn unknown(pool: ()) {}

#[pg_orm_macros::test(schema = "no")]
async fn not_a_boolean(pool: ()) {}

#[pg_orm_macros::test(schema = false, migrations = "db")]
async fn both(pool: ()) {}

#[pg_orm_macros::test(postgres = 15, postgres = 16)]
async fn twice(pool: ()) {}

#[pg_orm_macros::test("db")]
async fn no_name(pool: ()) {}

fn main() {}
