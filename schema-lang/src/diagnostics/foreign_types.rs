//! What other languages and databases call a type, and what it is in PostgreSQL.

/// What people coming from elsewhere write, and what they mean.
const TYPES: &[(&str, &str)] = &[
    ("any", "jsonb"),
    ("autoincrement", "bigint @identity"),
    ("bigdecimal", "numeric"),
    ("bigserial", "bigint @serial"),
    ("binary", "bytea"),
    ("blob", "bytea"),
    ("btreemap", "jsonb"),
    ("byte", "smallint"),
    ("bytes", "bytea"),
    ("clob", "text"),
    ("datetime", "timestamptz"),
    ("datetime2", "timestamp"),
    ("datetimeoffset", "timestamptz"),
    ("dict", "jsonb"),
    ("double", "double precision"),
    ("duration", "interval"),
    ("f32", "real"),
    ("f64", "double precision"),
    ("guid", "uuid"),
    ("hashmap", "jsonb"),
    ("i128", "numeric"),
    ("i16", "smallint"),
    ("i32", "integer"),
    ("i64", "bigint"),
    ("i8", "smallint"),
    ("instant", "timestamptz"),
    ("int16", "smallint"),
    ("int32", "integer"),
    ("int64", "bigint"),
    ("ipaddr", "inet"),
    ("ipaddress", "inet"),
    ("ipnet", "inet"),
    ("isize", "bigint"),
    ("long", "bigint"),
    ("longblob", "bytea"),
    ("longtext", "text"),
    ("map", "jsonb"),
    ("mediumint", "integer"),
    ("mediumtext", "text"),
    ("naivedate", "date"),
    ("naivedatetime", "timestamp"),
    ("naivetime", "time"),
    ("ntext", "text"),
    ("number", "numeric"),
    ("nvarchar", "varchar"),
    ("object", "jsonb"),
    ("offsetdatetime", "timestamptz"),
    ("primitivedatetime", "timestamp"),
    ("record", "jsonb"),
    ("serial", "integer @serial"),
    ("serial2", "smallint @serial"),
    ("serial4", "integer @serial"),
    ("serial8", "bigint @serial"),
    ("short", "smallint"),
    ("smallserial", "smallint @serial"),
    ("str", "text"),
    ("string", "text"),
    ("systemtime", "timestamptz"),
    ("tinyint", "smallint"),
    ("tinytext", "text"),
    ("u128", "numeric"),
    ("u16", "integer"),
    ("u32", "bigint"),
    ("u64", "numeric(20)"),
    ("u8", "smallint"),
    ("usize", "bigint"),
    ("varbinary", "bytea"),
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
