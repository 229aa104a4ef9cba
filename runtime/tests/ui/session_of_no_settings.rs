fn session(pool: &pg_orm::Pool) -> impl Sized {
    pool.session("ada")
}

fn main() {}
