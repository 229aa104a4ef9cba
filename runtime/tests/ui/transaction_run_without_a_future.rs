fn run(pool: &pg_orm::Pool) -> impl Sized {
    pool.transaction().run(|_tx| Ok(()))
}

fn main() {}
