//! Which schemas of a database are meant.

use pg_orm_migrate::IntrospectOptions;

/// Where the history of migrations is; it is no part of any schema file.
const HISTORY: &str = "_pgorm";

/// The options that choose schemas.
#[derive(Debug, clap::Args)]
pub(super) struct Part {
    /// Read this schema; may be given several times [default: all but the system's]
    #[arg(long = "schema", value_name = "NAME")]
    pub(super) only: Vec<String>,
    /// Leave this schema out; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(super) exclude: Vec<String>,
}

impl Part {
    /// What to ask for; PG-ORM's own table is never part of it.
    pub(super) fn options(&self, has_roles: bool) -> IntrospectOptions {
        let mut exclude = self.exclude.clone();
        exclude.push(HISTORY.to_owned());
        IntrospectOptions { schemas: self.only.clone(), exclude, has_roles }
    }

    /// Whether all of the database is meant.
    pub(super) const fn is_all(&self) -> bool {
        self.only.is_empty() && self.exclude.is_empty()
    }
}
