//! Generated from schema.pgorm. Do not edit.

use super::{Like, Post, Profile, Tenant};

/// A person who writes.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    pub id: i64,
    pub tenant_id: pg_orm::types::uuid::Uuid,
    pub email: String,
    pub first_name: String,
    pub tags: Vec<String>,
    pub manager_id: Option<i64>,
    pub created_at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
    pub updated_at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
}

pub const id: pg_orm::Column<User, i64, pg_orm::ReadOnly> = pg_orm::Column::new(0);
pub const tenant_id: pg_orm::Column<User, pg_orm::types::uuid::Uuid> = pg_orm::Column::new(
    1,
);
pub const email: pg_orm::Column<User, String> = pg_orm::Column::new(2);
pub const first_name: pg_orm::Column<User, String> = pg_orm::Column::new(3);
pub const tags: pg_orm::Column<User, Vec<String>> = pg_orm::Column::new(4);
pub const manager_id: pg_orm::Column<User, Option<i64>> = pg_orm::Column::new(5);
pub const created_at: pg_orm::Column<
    User,
    pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
> = pg_orm::Column::new(6);
pub const updated_at: pg_orm::Column<
    User,
    pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
> = pg_orm::Column::new(7);

pub const tenant: pg_orm::One<User, Tenant> = pg_orm::One::new(0);
pub const manager: pg_orm::Maybe<User, User> = pg_orm::Maybe::new(1);
pub const reports: pg_orm::Many<User, User> = pg_orm::Many::new(2);
pub const posts: pg_orm::Many<User, Post> = pg_orm::Many::new(3);
pub const likes: pg_orm::Many<User, Post> = pg_orm::Many::new(4);
pub const profile: pg_orm::Maybe<User, Profile> = pg_orm::Maybe::new(5);

/// What a new [`User`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub tenant_id: pg_orm::types::uuid::Uuid,
    pub email: String,
    pub first_name: String,
}

/// A [`User`] to insert. What no method here sets is left to the column's default.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
    tags: Option<Vec<String>>,
    manager_id: Option<Option<i64>>,
    created_at: Option<pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>>,
    updated_at: Option<pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>>,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self {
            new,
            tags: None,
            manager_id: None,
            created_at: None,
            updated_at: None,
        }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "User",
    name: "public.users",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "tenant_id",
            name: "tenant_id",
            type_: "uuid",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "email",
            name: "email",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "first_name",
            name: "first_name",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "tags",
            name: "tags",
            type_: "text[]",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "manager_id",
            name: "manager_id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "created_at",
            name: "created_at",
            type_: "timestamp with time zone",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "updated_at",
            name: "updated_at",
            type_: "timestamp with time zone",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: true,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "tenant",
            source: &[1],
            target: &[0],
            through: None,
        },
        pg_orm::generated::Link {
            name: "manager",
            source: &[5],
            target: &[0],
            through: None,
        },
        pg_orm::generated::Link {
            name: "reports",
            source: &[0],
            target: &[5],
            through: None,
        },
        pg_orm::generated::Link {
            name: "posts",
            source: &[0],
            target: &[1],
            through: None,
        },
        pg_orm::generated::Link {
            name: "likes",
            source: &[0],
            target: &[0],
            through: Some(pg_orm::generated::Through {
                table: <Like as pg_orm::Model>::TABLE,
                source: &[0],
                target: &[1],
            }),
        },
        pg_orm::generated::Link {
            name: "profile",
            source: &[0],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.tenant_id, t0.email, t0.first_name, t0.tags, t0.manager_id, t0.created_at, t0.updated_at from public.users t0 where t0.id = $1",
};
static BY_TENANT_ID_AND_EMAIL: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[1, 2],
    select: "select t0.id, t0.tenant_id, t0.email, t0.first_name, t0.tags, t0.manager_id, t0.created_at, t0.updated_at from public.users t0 where t0.tenant_id = $1 and t0.email = $2",
};

impl pg_orm::Model for User {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::RowSecurity;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            tenant_id: row.next()?,
            email: row.next()?,
            first_name: row.next()?,
            tags: row.next()?,
            manager_id: row.next()?,
            created_at: row.next()?,
            updated_at: row.next()?,
        })
    }
}

impl pg_orm::Stored for User {}

impl pg_orm::generated::Insertable for Insert {
    type Model = User;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(1, &self.new.tenant_id);
        row.push(2, &self.new.email);
        row.push(3, &self.new.first_name);
        row.push_some(4, &self.tags);
        row.push_some(5, &self.manager_id);
        row.push_some(6, &self.created_at);
        row.push_some(7, &self.updated_at);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, BY_TENANT_ID_AND_EMAIL, Insert, New, User};

    impl User {
        /// Reads rows of `public.users`.
        pub fn query() -> pg_orm::Query<User> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<User, Insert>>(
            rows: impl pg_orm::NewRows<User, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i64) -> pg_orm::ByKey<User> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        /// The one row with this `tenant_id` and `email`.
        pub fn by_tenant_id_and_email(
            tenant_id: pg_orm::types::uuid::Uuid,
            email: impl pg_orm::Fits<User, String>,
        ) -> pg_orm::ByKey<User> {
            pg_orm::ByKey::new(&BY_TENANT_ID_AND_EMAIL)
                .bind(tenant_id)
                .bind(email.into_value())
        }
    }

    impl Insert {
        pub fn tags(mut self, tags: impl pg_orm::Fits<User, Vec<String>>) -> Self {
            self.tags = Some(tags.into_value());
            self
        }

        pub fn manager_id(
            mut self,
            manager_id: impl pg_orm::Fits<User, Option<i64>>,
        ) -> Self {
            self.manager_id = Some(manager_id.into_value());
            self
        }

        pub fn created_at(
            mut self,
            created_at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
        ) -> Self {
            self.created_at = Some(created_at);
            self
        }

        pub fn updated_at(
            mut self,
            updated_at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
        ) -> Self {
            self.updated_at = Some(updated_at);
            self
        }

        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<User>>(self, db: &E) -> pg_orm::Answer<'_, User> {
            pg_orm::generated::insert(self, db)
        }
    }
}
