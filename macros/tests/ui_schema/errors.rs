mod missing {
    pg_orm_macros::schema!("nowhere.pgorm");
}
mod no_path {
    pg_orm_macros::schema!();
}

fn main() {}
