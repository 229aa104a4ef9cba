fn main() {
    pg_orm_build::compile("schema.pgorm");
}
