//! Reading the database that a command is about.

use pg_orm_ir::catalog::Catalog;
use pg_orm_migrate::introspect;
use tokio_postgres::{Client, Row};

use super::{facts::on_one_line, part::Part};
use crate::{Error, database::Database, output, project::Project};

/// A database, as it was found.
pub(super) struct Live {
    /// What it holds.
    pub(super) catalog: Catalog,
    /// What it holds besides, one sentence each.
    pub(super) unseen: Vec<String>,
    /// The major version of its server.
    pub(super) major: u32,
    /// The role that owns it.
    pub(super) owner: String,
    /// All roles of its server.
    pub(super) roles: Vec<String>,
}

impl Live {
    /// Reads it; its roles too, as far as objects name them, where `has_roles`.
    pub(super) fn read(
        database: &Database,
        project: &Project,
        part: &Part,
        has_roles: bool,
    ) -> Result<Self, Error> {
        database.run(project, "reading the database", async |client| {
            let names = Names::of(client).await?;
            names.require(part)?;
            let found = introspect(client, &part.options(has_roles)).await?;
            let Names { major, owner, roles, .. } = names;
            Ok(Self { catalog: found.catalog, unseen: found.unseen, major, owner, roles })
        })
    }

    /// Says what is there and was not read.
    pub(super) fn tell_unseen(&self) {
        for what in &self.unseen {
            output::warning(format_args!("not read: {}", on_one_line(what)));
        }
    }
}

/// What is known of a server and its database before anything is read.
struct Names {
    major: u32,
    owner: String,
    roles: Vec<String>,
    schemas: Vec<String>,
}

impl Names {
    async fn of(client: &Client) -> Result<Self, Error> {
        let failed = |source| Error::Database { doing: "ask what server it is", source };
        let row = client.query_typed_one(include_str!("../../sql/names.sql"), &[]).await.map_err(failed)?;
        Self::from_row(&row).map_err(failed)
    }

    fn from_row(row: &Row) -> Result<Self, tokio_postgres::Error> {
        let major: i32 = row.try_get("major")?;
        Ok(Self {
            major: u32::try_from(major).unwrap_or_default(),
            owner: row.try_get("owner")?,
            roles: row.try_get("roles")?,
            schemas: row.try_get("schemas")?,
        })
    }

    /// A schema that is asked for must be there; one that is to be left out may be missing.
    fn require(&self, part: &Part) -> Result<(), Error> {
        let is_missing = |name: &&String| !self.schemas.contains(name);
        if let Some(name) = part.only.iter().find(is_missing) {
            let has = self.schemas.join(", ");
            return Err(Error::refused(
                format!("the database has no schema {name:?}"),
                format!("it has {has}"),
            ));
        }
        for name in part.exclude.iter().filter(is_missing) {
            output::warning(format_args!("--exclude {name:?}: the database has no such schema"));
        }
        Ok(())
    }
}
