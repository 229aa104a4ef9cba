//! Generated from schema.pgorm. Do not edit.

use super::User;

#[derive(Debug, Clone, PartialEq)]
pub struct Tenant {
    pub id: pg_orm::types::uuid::Uuid,
    pub slug: String,
}

pub const id: pg_orm::Column<Tenant, pg_orm::types::uuid::Uuid> = pg_orm::Column::new(0);
pub const slug: pg_orm::Column<Tenant, String> = pg_orm::Column::new(1);

pub const users: pg_orm::Many<Tenant, User> = pg_orm::Many::new(0);

/// What a new [`Tenant`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub slug: String,
}

/// A [`Tenant`] to insert. What no method here sets is left to the column's default.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
    id: Option<pg_orm::types::uuid::Uuid>,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self { new, id: None }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Tenant",
    name: "public.tenant",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "uuid",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "slug",
            name: "slug",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "users",
            source: &[0],
            target: &[1],
            through: None,
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.slug from public.tenant t0 where t0.id = $1",
};
static BY_SLUG: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[1],
    select: "select t0.id, t0.slug from public.tenant t0 where t0.slug = $1",
};

impl pg_orm::Model for Tenant {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            slug: row.next()?,
        })
    }
}

impl pg_orm::Stored for Tenant {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Tenant;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push_some(0, &self.id);
        row.push(1, &self.new.slug);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, BY_SLUG, Insert, New, Tenant};

    impl Tenant {
        /// Reads rows of `public.tenant`.
        pub fn query() -> pg_orm::Query<Tenant> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<Tenant, Insert>>(
            rows: impl pg_orm::NewRows<Tenant, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: pg_orm::types::uuid::Uuid) -> pg_orm::ByKey<Tenant> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        /// The one row with this `slug`.
        pub fn by_slug(
            slug: impl pg_orm::Fits<Tenant, String>,
        ) -> pg_orm::ByKey<Tenant> {
            pg_orm::ByKey::new(&BY_SLUG).bind(slug.into_value())
        }
    }

    impl Insert {
        pub fn id(mut self, id: pg_orm::types::uuid::Uuid) -> Self {
            self.id = Some(id);
            self
        }

        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Tenant>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Tenant> {
            pg_orm::generated::insert(self, db)
        }
    }
}
