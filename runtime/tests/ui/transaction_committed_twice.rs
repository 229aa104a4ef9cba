async fn run(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
    let tx = pool.begin().await?;
    tx.commit().await?;
    tx.commit().await
}

fn main() {}
