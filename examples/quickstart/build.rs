//! Turns schema.pgorm into the module that src/main.rs includes.

fn main() {
    pg_orm_build::compile("schema.pgorm");
}
