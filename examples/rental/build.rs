//! Turns schema.pgorm into the module that src/lib.rs includes.

fn main() {
    pg_orm_build::compile("schema.pgorm");
}
