async fn run(tx: &pg_orm::Transaction<'static>) -> Result<(), pg_orm::Error> {
    tx.commit().await
}

fn main() {}
