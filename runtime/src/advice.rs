//! What the client knows of a failure and PostgreSQL does not say: which column it was, which grant is missing, what to do.

mod suspects;

use tokio_postgres::error::{DbError, SqlState};

use crate::error::{Error, ErrorKind};
use crate::render::Statement;
use crate::types::{BytesMut, Type, WrongType};
use crate::value::Parameter;

pub(crate) use suspects::of_values;

const OTHER_DATABASE: &str = "help: the database is not that of the schema which the program was built from: `pgorm migrate status` \
                              and `pgorm db diff` say what differs";

/// Where the failure alone says it: a statement of a model whose table, column or type is not there.
pub(crate) fn by_itself(kind: &ErrorKind, model: Option<&str>) -> Option<&'static str> {
    model?;
    let is_other = match kind {
        ErrorKind::Database(error) => error.as_db_error().is_some_and(is_of_other_database),
        ErrorKind::Encode { source, .. } | ErrorKind::Decode { source, .. } => source.is::<WrongType>(),
        _ => false,
    };
    is_other.then_some(OTHER_DATABASE)
}

/// What a trigger or function of the database does not find has a context, and is no matter of the schema's tables.
fn is_of_other_database(error: &DbError) -> bool {
    const CODES: [SqlState; 5] = [
        SqlState::UNDEFINED_TABLE,
        SqlState::UNDEFINED_COLUMN,
        SqlState::UNDEFINED_OBJECT,
        SqlState::INVALID_SCHEMA_NAME,
        SqlState::DATATYPE_MISMATCH,
    ];
    error.where_().is_none() && CODES.contains(error.code())
}

/// What a session's role lacks, where that is why; `session` is the SQL that sets it.
pub(crate) fn of_role(error: &Error, session: Option<&str>, statement: &Statement<'_>) -> Option<String> {
    let error = error.as_db_error().filter(|error| *error.code() == SqlState::INSUFFICIENT_PRIVILEGE)?;
    let role = role(session?)?;
    if session == Some(&*statement.text) {
        return Some(format!(
            "help: the user that connects has to be a member of the session's role: `grant {} to <user>`",
            pg_orm_sql::Identifier(&role)
        ));
    }
    // A policy's refusal has the same SQLSTATE, and other words.
    let (kind, name) = error.message().strip_prefix("permission denied for ")?.rsplit_once(' ')?;
    let what = format!("help: the session's role `{role}` lacks a grant: ");
    match kind {
        "table" | "view" | "materialized view" | "foreign table" => {
            let privileges = privileges(&statement.text, name);
            Some(format!(
                "{what}`@@grant({role}, [{privileges}])` in the schema's block of `{name}`, and a migration, give it"
            ))
        }
        "schema" => {
            Some(format!("{what}`usage = [{role}]` in the block `schema {name}`, and a migration, give it"))
        }
        "function" | "procedure" => Some(format!(
            "{what}`grant = {{ {role}: [execute] }}` in the block of `{name}`, and a migration, give it"
        )),
        _ => None,
    }
}

/// The role that a session's SQL sets: `select set_config('role', 'app', true), ..`.
fn role(sql: &str) -> Option<String> {
    let (_, behind) = sql.split_once("set_config('role', '")?;
    let (role, _) = behind.split_once("', true)")?;
    Some(role.replace("''", "'"))
}

/// What a statement of the client's does with the table of this name: its own it changes, and reads; others it reads.
fn privileges(sql: &str, table: &str) -> &'static str {
    let (head, _) = sql.split_once(" t0").unwrap_or((sql, ""));
    let own = head.trim_end_matches(" as").rsplit([' ', '.']).next().unwrap_or_default();
    if own.trim_matches('"') != table {
        return "select";
    }
    match head.split_whitespace().next() {
        Some("insert") if sql.contains(" returning ") => "select, insert",
        Some("insert") => "insert",
        Some("update") => "select, update",
        Some("delete") => "select, delete",
        _ => "select",
    }
}

/// How a parameter of raw SQL, that PostgreSQL takes for something else, is told to be what was given for it.
pub(crate) fn cast(value: &dyn Parameter, place: usize) -> Option<String> {
    /// Text is left out: where it is given for a number, a cast to text helps nobody.
    const TYPES: [(Type, &str); 19] = [
        (Type::INT4, "integer"),
        (Type::INT8, "bigint"),
        (Type::INT2, "smallint"),
        (Type::BOOL, "boolean"),
        (Type::FLOAT8, "double precision"),
        (Type::FLOAT4, "real"),
        (Type::NUMERIC, "numeric"),
        (Type::UUID, "uuid"),
        (Type::TIMESTAMPTZ, "timestamptz"),
        (Type::TIMESTAMP, "timestamp"),
        (Type::DATE, "date"),
        (Type::TIME, "time"),
        (Type::INTERVAL, "interval"),
        (Type::JSONB, "jsonb"),
        (Type::BYTEA, "bytea"),
        (Type::INT4_ARRAY, "integer[]"),
        (Type::INT8_ARRAY, "bigint[]"),
        (Type::TEXT_ARRAY, "text[]"),
        (Type::UUID_ARRAY, "uuid[]"),
    ];
    let is_of = |type_: &Type| value.encode(type_, &mut BytesMut::new()).is_ok();
    let (_, name) = TYPES.iter().find(|(type_, _)| is_of(type_))?;
    let place = place + 1;
    Some(format!("help: write `${place}::{name}` in the statement, which says what is given for it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_from_the_sql_that_sets_it() {
        let sql =
            "select set_config('role', 'o''hara', true), set_config('v.a', coalesce($1::text, ''), true)";
        assert_eq!(role(sql).as_deref(), Some("o'hara"));
        assert_eq!(role("select set_config('v.role', 'x', true)"), None);
    }

    #[test]
    fn privileges_are_those_of_the_statement_on_that_table() {
        for (sql, table, expected) in [
            ("select t0.id from public.users t0", "users", "select"),
            ("insert into public.\"Users\" as t0 (a) values ($1) returning t0.a", "Users", "select, insert"),
            ("insert into users as t0 (a) values ($1)", "users", "insert"),
            ("update users t0 set a = $1 where exists (select 1 from posts t1)", "users", "select, update"),
            ("update users t0 set a = $1 where exists (select 1 from posts t1)", "posts", "select"),
            ("delete from app.users t0", "users", "select, delete"),
        ] {
            assert_eq!(privileges(sql, table), expected, "{sql}");
        }
    }

    #[test]
    fn a_cast_names_what_was_given() {
        let told = |value: &dyn Parameter| cast(value, 1).unwrap_or_default();
        assert!(told(&5_i32).contains("`$2::integer`"));
        assert!(told(&vec![5_i64]).contains("`$2::bigint[]`"));
        assert!(told(&Some(true)).contains("`$2::boolean`"));
        assert_eq!(told(&"5"), "");
    }
}
