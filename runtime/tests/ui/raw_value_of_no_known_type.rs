async fn run(pool: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    pool.execute("select $1", &[&std::time::Instant::now()]).await
}

fn main() {}
