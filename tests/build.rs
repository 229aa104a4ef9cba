//! Turns the Chinook schema into the module that its tests query with.

fn main() {
    pg_orm_build::compile("schemas/chinook.pgorm");
}
