//! Generated from schema.pgorm. Do not edit.

use super::{Author, Part};

#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub id: pg_orm::types::rust_decimal::Decimal,
    pub slug: String,
    pub by: String,
}

pub const id: pg_orm::Column<Note, pg_orm::types::rust_decimal::Decimal> = pg_orm::Column::new(
    0,
);
pub const slug: pg_orm::Column<Note, String> = pg_orm::Column::new(1);
pub const by: pg_orm::Column<Note, String> = pg_orm::Column::new(2);

pub const of: pg_orm::One<Note, Author> = pg_orm::One::new(0);
pub const mailed: pg_orm::One<Note, Author> = pg_orm::One::new(1);
pub const parts: pg_orm::Many<Note, Part> = pg_orm::Many::new(2);

/// What a new [`Note`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub id: pg_orm::types::rust_decimal::Decimal,
    pub slug: String,
    pub by: String,
}

/// A [`Note`] to insert.
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
    model: "Note",
    name: "public.note",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "numeric",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "slug",
            name: "slug",
            type_: "extensions.citext",
            kind: pg_orm::generated::ColumnKind::OfExtension("extensions", 0),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "by",
            name: "by",
            type_: "extensions.citext",
            kind: pg_orm::generated::ColumnKind::OfExtension("extensions", 0),
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "of",
            source: &[1],
            target: &[1],
            through: None,
        },
        pg_orm::generated::Link {
            name: "mailed",
            source: &[2],
            target: &[3],
            through: None,
        },
        pg_orm::generated::Link {
            name: "parts",
            source: &[0],
            target: &[1],
            through: None,
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.slug, t0.by from public.note t0 where t0.id = $1",
};

impl pg_orm::Model for Note {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            slug: row.next()?,
            by: row.next()?,
        })
    }
}

impl pg_orm::Stored for Note {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Note;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.id);
        row.push(1, &self.new.slug);
        row.push(2, &self.new.by);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, Insert, New, Note};

    impl Note {
        /// Reads rows of `public.note`.
        pub fn query() -> pg_orm::Query<Note> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<L: pg_orm::NewRows<Note>>(
            rows: L,
        ) -> pg_orm::InsertMany<Insert>
        where
            L::Row: pg_orm::NewRow<Note, Insert>,
        {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(
            id: impl pg_orm::Fits<Note, pg_orm::types::rust_decimal::Decimal>,
        ) -> pg_orm::ByKey<Note> {
            pg_orm::ByKey::new(&BY_ID).bind(id.into_value())
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Note>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Note>>(_: K) {}
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Note>>(self, db: &E) -> pg_orm::Answer<'_, Note> {
            pg_orm::generated::insert(self, db)
        }
    }
}
