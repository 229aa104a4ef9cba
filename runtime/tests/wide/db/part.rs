//! Generated from schema.pgorm. Do not edit.

use super::Note;

#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub id: i64,
    pub note_id: i64,
}

pub const id: pg_orm::Column<Part, i64> = pg_orm::Column::new(0);
pub const note_id: pg_orm::Column<Part, i64> = pg_orm::Column::new(1);

pub const note: pg_orm::One<Part, Note> = pg_orm::One::new(0);

/// What a new [`Part`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub id: i64,
    pub note_id: i64,
}

/// A [`Part`] to insert.
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
    model: "Part",
    name: "public.part",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "note_id",
            name: "note_id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "note",
            source: &[1],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.note_id from public.part t0 where t0.id = $1",
};

impl pg_orm::Model for Part {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            note_id: row.next()?,
        })
    }
}

impl pg_orm::Stored for Part {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Part;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.id);
        row.push(1, &self.new.note_id);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, Insert, New, Part};

    impl Part {
        /// Reads rows of `public.part`.
        pub fn query() -> pg_orm::Query<Part> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<L: pg_orm::NewRows<Part>>(
            rows: L,
        ) -> pg_orm::InsertMany<Insert>
        where
            L::Row: pg_orm::NewRow<Part, Insert>,
        {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i64) -> pg_orm::ByKey<Part> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Part>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Part>>(_: K) {}
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Part>>(self, db: &E) -> pg_orm::Answer<'_, Part> {
            pg_orm::generated::insert(self, db)
        }
    }
}
