mod db {
    pg_orm_macros::schema!("mistakes.pgorm");
}

fn main() {}
