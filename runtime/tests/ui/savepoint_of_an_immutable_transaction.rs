async fn run(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
    let tx = pool.begin().await?;
    let savepoint = tx.savepoint().await?;
    savepoint.commit().await?;
    tx.commit().await
}

fn main() {}
