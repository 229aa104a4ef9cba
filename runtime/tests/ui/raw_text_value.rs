async fn run(pool: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    pool.execute("delete from posts where title = $1", &["a"]).await
}

fn main() {}
