//! Generated from schema.pgorm. Do not edit.

use super::{Author, Document};

#[derive(Debug, Clone, PartialEq)]
pub struct Like {
    pub author_id: i32,
    pub document_id: i64,
}

pub const author_id: pg_orm::Column<Like, i32> = pg_orm::Column::new(0);
pub const document_id: pg_orm::Column<Like, i64> = pg_orm::Column::new(1);

pub const author: pg_orm::One<Like, Author> = pg_orm::One::new(0);
pub const document: pg_orm::One<Like, Document> = pg_orm::One::new(1);

/// What a new [`Like`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub author_id: i32,
    pub document_id: i64,
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
            field: "author_id",
            name: "author_id",
            type_: "integer",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "document_id",
            name: "document_id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0, 1],
    links: &[
        pg_orm::generated::Link {
            name: "author",
            source: &[0],
            target: &[0],
            through: None,
        },
        pg_orm::generated::Link {
            name: "document",
            source: &[1],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_AUTHOR_ID_AND_DOCUMENT_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0, 1],
    select: "select t0.author_id, t0.document_id from public.\"like\" t0 where t0.author_id = $1 and t0.document_id = $2",
};

impl pg_orm::Model for Like {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            author_id: row.next()?,
            document_id: row.next()?,
        })
    }
}

impl pg_orm::Stored for Like {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Like;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.author_id);
        row.push(1, &self.new.document_id);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_AUTHOR_ID_AND_DOCUMENT_ID, Insert, Like, New};

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
        pub fn insert_many<L: pg_orm::NewRows<Like>>(
            rows: L,
        ) -> pg_orm::InsertMany<Insert>
        where
            L::Row: pg_orm::NewRow<Like, Insert>,
        {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `author_id` and `document_id`.
        pub fn by_author_id_and_document_id(
            author_id: i32,
            document_id: i64,
        ) -> pg_orm::ByKey<Like> {
            pg_orm::ByKey::new(&BY_AUTHOR_ID_AND_DOCUMENT_ID)
                .bind(author_id)
                .bind(document_id)
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Like>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Like>>(_: K) {}
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Like>>(self, db: &E) -> pg_orm::Answer<'_, Like> {
            pg_orm::generated::insert(self, db)
        }
    }
}
