//! Generated from schema.pgorm. Do not edit.

use super::Author;

#[derive(Debug, Clone, PartialEq)]
pub struct Secret {
    pub author_id: i64,
    pub word: String,
}

pub const author_id: pg_orm::Column<Secret, i64> = pg_orm::Column::new(0);
pub const word: pg_orm::Column<Secret, String> = pg_orm::Column::new(1);

pub const author: pg_orm::One<Secret, Author> = pg_orm::One::new(0);

/// What a new [`Secret`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub author_id: i64,
    pub word: String,
}

/// A [`Secret`] to insert.
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
    model: "Secret",
    name: "public.secret",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "author_id",
            name: "author_id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "word",
            name: "word",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "author",
            source: &[0],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_AUTHOR_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.author_id, t0.word from public.secret t0 where t0.author_id = $1",
};

impl pg_orm::Model for Secret {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::RowSecurity;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            author_id: row.next()?,
            word: row.next()?,
        })
    }
}

impl pg_orm::Stored for Secret {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Secret;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.author_id);
        row.push(1, &self.new.word);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_AUTHOR_ID, Insert, New, Secret};

    impl Secret {
        /// Reads rows of `public.secret`.
        pub fn query() -> pg_orm::Query<Secret> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<L: pg_orm::NewRows<Secret>>(
            rows: L,
        ) -> pg_orm::InsertMany<Insert>
        where
            L::Row: pg_orm::NewRow<Secret, Insert>,
        {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `author_id`.
        pub fn by_author_id(author_id: i64) -> pg_orm::ByKey<Secret> {
            pg_orm::ByKey::new(&BY_AUTHOR_ID).bind(author_id)
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Secret>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Secret>>(_: K) {}
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Secret>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Secret> {
            pg_orm::generated::insert(self, db)
        }
    }
}
