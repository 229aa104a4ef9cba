mod db {
    pg_orm::include_schema!();
}

fn main() {}
