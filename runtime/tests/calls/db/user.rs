//! Generated from schema.pgorm. Do not edit.

use super::{Email, Post};

#[derive(Debug, Clone, PartialEq)]
pub struct User {
    pub id: i64,
    pub email: Email,
    pub name: String,
    pub boss_id: Option<i64>,
    pub joined_at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
}

pub const id: pg_orm::Column<User, i64, pg_orm::ReadOnly> = pg_orm::Column::new(0);
pub const email: pg_orm::Column<User, Email> = pg_orm::Column::new(1);
pub const name: pg_orm::Column<User, String> = pg_orm::Column::new(2);
pub const boss_id: pg_orm::Column<User, Option<i64>> = pg_orm::Column::new(3);
pub const joined_at: pg_orm::Column<
    User,
    pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
> = pg_orm::Column::new(4);

pub const boss: pg_orm::Maybe<User, User> = pg_orm::Maybe::new(0);
pub const workers: pg_orm::Many<User, User> = pg_orm::Many::new(1);
pub const posts: pg_orm::Many<User, Post> = pg_orm::Many::new(2);

/// What a new [`User`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub email: Email,
    pub name: String,
}

/// A [`User`] to insert. What no method here sets is left to the column's default.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
    boss_id: Option<Option<i64>>,
    joined_at: Option<pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>>,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self {
            new,
            boss_id: None,
            joined_at: None,
        }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "User",
    name: "app.users",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "email",
            name: "email",
            type_: "public.email",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "name",
            name: "name",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "boss_id",
            name: "boss_id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "joined_at",
            name: "joined_at",
            type_: "timestamp with time zone",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "boss",
            source: &[3],
            target: &[0],
            through: None,
        },
        pg_orm::generated::Link {
            name: "workers",
            source: &[0],
            target: &[3],
            through: None,
        },
        pg_orm::generated::Link {
            name: "posts",
            source: &[0],
            target: &[1],
            through: None,
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.email, t0.name, t0.boss_id, t0.joined_at from app.users t0 where t0.id = $1",
};
static BY_EMAIL: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[1],
    select: "select t0.id, t0.email, t0.name, t0.boss_id, t0.joined_at from app.users t0 where t0.email = $1",
};

impl pg_orm::Model for User {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            email: row.next()?,
            name: row.next()?,
            boss_id: row.next()?,
            joined_at: row.next()?,
        })
    }
}

impl pg_orm::Stored for User {}

impl pg_orm::generated::Insertable for Insert {
    type Model = User;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(1, &self.new.email);
        row.push(2, &self.new.name);
        row.push_some(3, &self.boss_id);
        row.push_some(4, &self.joined_at);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_EMAIL, BY_ID, Email, Insert, New, User};

    impl User {
        /// Reads rows of `app.users`.
        pub fn query() -> pg_orm::Query<User> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<L: pg_orm::NewRows<User>>(
            rows: L,
        ) -> pg_orm::InsertMany<Insert>
        where
            L::Row: pg_orm::NewRow<User, Insert>,
        {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i64) -> pg_orm::ByKey<User> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        /// The one row with this `email`.
        pub fn by_email(email: impl pg_orm::Fits<User, Email>) -> pg_orm::ByKey<User> {
            pg_orm::ByKey::new(&BY_EMAIL).bind(email.into_value())
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<User>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<User>>(_: K) {}
    }

    impl Insert {
        pub fn boss_id(mut self, boss_id: impl pg_orm::Fits<User, Option<i64>>) -> Self {
            self.boss_id = Some(boss_id.into_value());
            self
        }

        pub fn joined_at(
            mut self,
            joined_at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
        ) -> Self {
            self.joined_at = Some(joined_at);
            self
        }

        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<User>>(self, db: &E) -> pg_orm::Answer<'_, User> {
            pg_orm::generated::insert(self, db)
        }
    }
}
