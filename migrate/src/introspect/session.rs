//! Sending catalog queries: what differs between versions, the schemas asked for, rows by the names of their columns.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Row};

use super::{IntrospectError, IntrospectOptions};

/// The schemas that were asked for, as a table in `FROM`; system schemas and temporary ones are never among them.
const SCHEMAS: &str = "(select oid, nspname from pg_namespace \
    where nspname !~ '^pg_' and nspname <> 'information_schema' \
    and (cardinality($1) = 0 or nspname = any ($1)) and nspname <> all ($2))";

/// Reads one row of an answer.
pub(super) trait FromRow: Sized {
    fn from_row(row: &Row) -> Result<Self, tokio_postgres::Error>;
}

/// A struct whose fields are the columns of a query.
macro_rules! row {
    ($(#[$about:meta])* struct $name:ident { $($field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(in crate::introspect) struct $name {
            $(pub(in crate::introspect) $field: $type,)*
        }

        impl crate::introspect::session::FromRow for $name {
            fn from_row(row: &tokio_postgres::Row) -> Result<Self, tokio_postgres::Error> {
                Ok(Self { $($field: row.try_get(stringify!($field))?,)* })
            }
        }
    };
}
pub(super) use row;

/// A connection within its read-only transaction.
pub(super) struct Session<'a> {
    client: &'a Client,
    options: &'a IntrospectOptions,
    /// The major version of the server.
    pub(super) major: i32,
    /// Whether the role may see where subscriptions connect to.
    sees_connections: bool,
}

impl<'a> Session<'a> {
    pub(super) const fn new(
        client: &'a Client,
        options: &'a IntrospectOptions,
        major: i32,
        sees_connections: bool,
    ) -> Self {
        Self { client, options, major, sees_connections }
    }

    /// What `sql` answers; `what` is the kind of objects that it asks for.
    pub(super) async fn fetch<R: FromRow>(
        &self,
        what: &'static str,
        sql: &'static str,
    ) -> Result<Vec<R>, IntrospectError> {
        let failed = |source| IntrospectError::Query { what, source };
        let connection = if self.sees_connections { "s.subconninfo" } else { "null::text" };
        let text = for_version(sql, self.major).replace("@schemas@", SCHEMAS);
        let text = text.replace("@connection@", connection);
        let rows = self
            .client
            .query_typed(
                &text,
                &[(&self.options.schemas, Type::TEXT_ARRAY), (&self.options.exclude, Type::TEXT_ARRAY)],
            )
            .await
            .map_err(failed)?;
        rows.iter().map(R::from_row).collect::<Result<_, _>>().map_err(failed)
    }
}

/// `sql` without the lines of other versions: a line that ends in `--@ >= 17` or in `--@ < 17` is for these alone.
fn for_version(sql: &str, major: i32) -> String {
    let mut out = String::with_capacity(sql.len());
    for line in sql.lines() {
        let (text, condition) = line.split_once("--@").unwrap_or((line, ""));
        if holds(condition.trim(), major) {
            out.push_str(text);
            out.push('\n');
        }
    }
    out
}

fn holds(condition: &str, major: i32) -> bool {
    if let Some(least) = condition.strip_prefix(">=") {
        return least.trim().parse().is_ok_and(|least: i32| major >= least);
    }
    condition.strip_prefix('<').is_none_or(|end| end.trim().parse().is_ok_and(|end: i32| major < end))
}

#[cfg(test)]
mod tests {
    use super::for_version;

    #[test]
    fn lines_are_for_versions() {
        let sql = "select a,\n  b --@ >= 17\n  null --@ < 17\nfrom t -- all\n";
        assert_eq!(for_version(sql, 16), "select a,\n  null \nfrom t -- all\n");
        assert_eq!(for_version(sql, 17), "select a,\n  b \nfrom t -- all\n");
    }
}
