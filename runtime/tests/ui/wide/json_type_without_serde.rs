use pg_orm::types::JsonOf;

#[derive(Debug, Clone, PartialEq)]
struct Settings {
    theme: String,
}

fn read(row: &mut pg_orm::generated::Row<'_>) -> Result<JsonOf<Settings>, pg_orm::Error> {
    row.next()
}

fn main() {}
