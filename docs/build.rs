//! Compiles the schema that the book's examples use.

fn main() {
    pg_orm_build::compile("schema.pgorm");
}
