async fn run(pool: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    pool.execute("delete from posts").await
}

fn main() {}
