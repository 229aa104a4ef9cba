//! Generated from schema.pgorm. Do not edit.

use super::User;

/// What a person tells of themselves: one row a person at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    pub user_id: i64,
    pub about: Option<String>,
}

pub const user_id: pg_orm::Column<Profile, i64> = pg_orm::Column::new(0);
pub const about: pg_orm::Column<Profile, Option<String>> = pg_orm::Column::new(1);

pub const user: pg_orm::One<Profile, User> = pg_orm::One::new(0);

/// What a new [`Profile`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub user_id: i64,
}

/// A [`Profile`] to insert. What no method here sets is left to the column's default.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
    about: Option<Option<String>>,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self { new, about: None }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Profile",
    name: "public.profile",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "user_id",
            name: "user_id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "about",
            name: "about",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "user",
            source: &[0],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_USER_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.user_id, t0.about from public.profile t0 where t0.user_id = $1",
};

impl pg_orm::Model for Profile {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            user_id: row.next()?,
            about: row.next()?,
        })
    }
}

impl pg_orm::Stored for Profile {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Profile;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.user_id);
        row.push_some(1, &self.about);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_USER_ID, Insert, New, Profile};

    impl Profile {
        /// Reads rows of `public.profile`.
        pub fn query() -> pg_orm::Query<Profile> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<Profile, Insert>>(
            rows: impl pg_orm::NewRows<Profile, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `user_id`.
        pub fn by_user_id(user_id: i64) -> pg_orm::ByKey<Profile> {
            pg_orm::ByKey::new(&BY_USER_ID).bind(user_id)
        }
    }

    impl Insert {
        pub fn about(
            mut self,
            about: impl pg_orm::Fits<Profile, Option<String>>,
        ) -> Self {
            self.about = Some(about.into_value());
            self
        }

        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Profile>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Profile> {
            pg_orm::generated::insert(self, db)
        }
    }
}
