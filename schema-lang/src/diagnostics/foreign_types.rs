//! What other languages and databases call a type, and what it is in PostgreSQL.

/// What people coming from elsewhere write, and what they mean.
const TYPES: &[(&str, &str)] = &[
    ("autoincrement", "bigint @identity"),
    ("bigserial", "bigint @serial"),
    ("binary", "bytea"),
    ("blob", "bytea"),
    ("byte", "smallint"),
    ("bytes", "bytea"),
    ("clob", "text"),
    ("datetime", "timestamptz"),
    ("double", "double precision"),
    ("f32", "real"),
    ("f64", "double precision"),
    ("guid", "uuid"),
    ("i16", "smallint"),
    ("i32", "integer"),
    ("i64", "bigint"),
    ("int16", "smallint"),
    ("int32", "integer"),
    ("int64", "bigint"),
    ("long", "bigint"),
    ("longtext", "text"),
    ("mediumint", "integer"),
    ("nvarchar", "varchar"),
    ("number", "numeric"),
    ("serial", "integer @serial"),
    ("serial2", "smallint @serial"),
    ("serial4", "integer @serial"),
    ("serial8", "bigint @serial"),
    ("short", "smallint"),
    ("smallserial", "smallint @serial"),
    ("str", "text"),
    ("string", "text"),
    ("tinyint", "smallint"),
    ("u32", "bigint"),
    ("varchar2", "varchar"),
];

/// PostgreSQL's type for one of another language, in any case; attributes may stand behind it.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    TYPES.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, meant)| *meant)
}

/// The names of other languages.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TYPES.iter().map(|(name, _)| *name)
}

/// The element type that is meant by what stands in `Vec<..>`, and the like.
pub(super) fn element(name: &str) -> &str {
    meant(name).filter(|meant| !meant.contains('@')).unwrap_or(name)
}
