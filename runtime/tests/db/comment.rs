//! Generated from schema.pgorm. Do not edit.

use super::Post;

#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    pub id: i64,
    pub post_id: pg_orm::types::uuid::Uuid,
    pub body: String,
}

pub const id: pg_orm::Column<Comment, i64, pg_orm::ReadOnly> = pg_orm::Column::new(0);
pub const post_id: pg_orm::Column<Comment, pg_orm::types::uuid::Uuid> = pg_orm::Column::new(
    1,
);
pub const body: pg_orm::Column<Comment, String> = pg_orm::Column::new(2);

pub const post: pg_orm::One<Comment, Post> = pg_orm::One::new(0);

/// What a new [`Comment`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub post_id: pg_orm::types::uuid::Uuid,
    pub body: String,
}

/// A [`Comment`] to insert.
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
    model: "Comment",
    name: "public.comments",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
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
        pg_orm::generated::ColumnDef {
            field: "body",
            name: "body",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "post",
            source: &[1],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.post_id, t0.body from public.comments t0 where t0.id = $1",
};

impl pg_orm::Model for Comment {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            post_id: row.next()?,
            body: row.next()?,
        })
    }
}

impl pg_orm::Stored for Comment {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Comment;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(1, &self.new.post_id);
        row.push(2, &self.new.body);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, Comment, Insert, New};

    impl Comment {
        /// Reads rows of `public.comments`.
        pub fn query() -> pg_orm::Query<Comment> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<Comment, Insert>>(
            rows: impl pg_orm::NewRows<Comment, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i64) -> pg_orm::ByKey<Comment> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Comment>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Comment> {
            pg_orm::generated::insert(self, db)
        }
    }
}
