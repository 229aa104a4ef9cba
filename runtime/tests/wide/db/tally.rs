//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    pub author_id: i64,
    pub documents: i64,
}

pub const author_id: pg_orm::Column<Tally, i64, pg_orm::ReadOnly> = pg_orm::Column::new(
    0,
);
pub const documents: pg_orm::Column<Tally, i64, pg_orm::ReadOnly> = pg_orm::Column::new(
    1,
);

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Tally",
    name: "public.tally",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "author_id",
            name: "author_id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "documents",
            name: "documents",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[],
    links: &[],
    is_view: true,
};

static BY_AUTHOR_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.author_id, t0.documents from public.tally t0 where t0.author_id = $1",
};

impl pg_orm::Model for Tally {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            author_id: row.next()?,
            documents: row.next()?,
        })
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_AUTHOR_ID, Tally};

    impl Tally {
        /// Reads rows of `public.tally`.
        pub fn query() -> pg_orm::Query<Tally> {
            pg_orm::Query::new()
        }

        /// Reads its rows anew; others wait until it is done.
        pub fn refresh<E: pg_orm::Reaches<Tally>>(db: &E) -> pg_orm::Answer<'_, ()> {
            pg_orm::generated::refresh::<Tally, E>(db, false)
        }

        /// Reads its rows anew, while others read those that it has; it must have been filled before.
        pub fn refresh_concurrently<E: pg_orm::Reaches<Tally>>(
            db: &E,
        ) -> pg_orm::Answer<'_, ()> {
            pg_orm::generated::refresh::<Tally, E>(db, true)
        }

        /// The one row with this `author_id`.
        pub fn by_author_id(author_id: i64) -> pg_orm::ByKey<Tally> {
            pg_orm::ByKey::new(&BY_AUTHOR_ID).bind(author_id)
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Tally>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Tally>>(_: K) {}
    }
}
