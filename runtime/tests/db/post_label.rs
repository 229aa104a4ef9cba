//! Generated from schema.pgorm. Do not edit.

use super::{Label, Post};

/// Which labels a post bears: under row-level security, where the posts and the labels are not.
#[derive(Debug, Clone, PartialEq)]
pub struct PostLabel {
    pub post_id: pg_orm::types::uuid::Uuid,
    pub label_id: i32,
}

pub const post_id: pg_orm::Column<PostLabel, pg_orm::types::uuid::Uuid> = pg_orm::Column::new(
    0,
);
pub const label_id: pg_orm::Column<PostLabel, i32> = pg_orm::Column::new(1);

pub const post: pg_orm::One<PostLabel, Post> = pg_orm::One::new(0);
pub const label: pg_orm::One<PostLabel, Label> = pg_orm::One::new(1);

/// What a new [`PostLabel`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub post_id: pg_orm::types::uuid::Uuid,
    pub label_id: i32,
}

/// A [`PostLabel`] to insert.
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
    model: "PostLabel",
    name: "public.post_label",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "post_id",
            name: "post_id",
            type_: "uuid",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "label_id",
            name: "label_id",
            type_: "integer",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0, 1],
    links: &[
        pg_orm::generated::Link {
            name: "post",
            source: &[0],
            target: &[0],
            through: None,
        },
        pg_orm::generated::Link {
            name: "label",
            source: &[1],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_POST_ID_AND_LABEL_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0, 1],
    select: "select t0.post_id, t0.label_id from public.post_label t0 where t0.post_id = $1 and t0.label_id = $2",
};

impl pg_orm::Model for PostLabel {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::RowSecurity;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            post_id: row.next()?,
            label_id: row.next()?,
        })
    }
}

impl pg_orm::Stored for PostLabel {}

impl pg_orm::generated::Insertable for Insert {
    type Model = PostLabel;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.post_id);
        row.push(1, &self.new.label_id);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_POST_ID_AND_LABEL_ID, Insert, New, PostLabel};

    impl PostLabel {
        /// Reads rows of `public.post_label`.
        pub fn query() -> pg_orm::Query<PostLabel> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<PostLabel, Insert>>(
            rows: impl pg_orm::NewRows<PostLabel, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `post_id` and `label_id`.
        pub fn by_post_id_and_label_id(
            post_id: pg_orm::types::uuid::Uuid,
            label_id: i32,
        ) -> pg_orm::ByKey<PostLabel> {
            pg_orm::ByKey::new(&BY_POST_ID_AND_LABEL_ID).bind(post_id).bind(label_id)
        }
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<PostLabel>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, PostLabel> {
            pg_orm::generated::insert(self, db)
        }
    }
}
