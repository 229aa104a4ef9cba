//! Generated from schema.pgorm. Do not edit.

use super::{Post, User};

#[derive(Debug, Clone, PartialEq)]
pub struct Like {
    pub user_id: i64,
    pub post_id: pg_orm::types::uuid::Uuid,
}

pub const user_id: pg_orm::Column<Like, i64> = pg_orm::Column::new(0);
pub const post_id: pg_orm::Column<Like, pg_orm::types::uuid::Uuid> = pg_orm::Column::new(
    1,
);

pub const user: pg_orm::One<Like, User> = pg_orm::One::new(0);
pub const post: pg_orm::One<Like, Post> = pg_orm::One::new(1);

/// What a new [`Like`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub user_id: i64,
    pub post_id: pg_orm::types::uuid::Uuid,
}

/// A [`Like`] to insert.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self { new }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Like",
    name: "public.\"like\"",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "user_id",
            name: "user_id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "post_id",
            name: "post_id",
            type_: "uuid",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0, 1],
    links: &[
        pg_orm::generated::Link {
            name: "user",
            source: &[0],
            target: &[0],
            through: None,
        },
        pg_orm::generated::Link {
            name: "post",
            source: &[1],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_USER_ID_AND_POST_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0, 1],
    select: "select t0.user_id, t0.post_id from public.\"like\" t0 where t0.user_id = $1 and t0.post_id = $2",
};

impl pg_orm::Model for Like {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            user_id: row.next()?,
            post_id: row.next()?,
        })
    }
}

impl pg_orm::Stored for Like {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Like;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.user_id);
        row.push(1, &self.new.post_id);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_USER_ID_AND_POST_ID, Insert, Like, New};

    impl Like {
        /// Reads rows of `public."like"`.
        pub fn query() -> pg_orm::Query<Like> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<Like, Insert>>(
            rows: impl pg_orm::NewRows<Like, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `user_id` and `post_id`.
        pub fn by_user_id_and_post_id(
            user_id: i64,
            post_id: pg_orm::types::uuid::Uuid,
        ) -> pg_orm::ByKey<Like> {
            pg_orm::ByKey::new(&BY_USER_ID_AND_POST_ID).bind(user_id).bind(post_id)
        }
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Like>>(self, db: &E) -> pg_orm::Answer<'_, Like> {
            pg_orm::generated::insert(self, db)
        }
    }
}
