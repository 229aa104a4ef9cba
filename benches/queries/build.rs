//! Turns schema.pgorm into the models that PG-ORM is measured with.

fn main() {
    pg_orm_build::compile("schema.pgorm");
}
