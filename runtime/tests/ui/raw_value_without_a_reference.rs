async fn run(pool: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    pool.execute("delete from posts where author_id = $1", &[7_i64]).await
}

fn main() {}
