//! Generated from schema.pgorm. Do not edit.

use super::{Author, Document};

/// Who wrote how much.
#[derive(Debug, Clone, PartialEq)]
pub struct Writer {
    pub id: i64,
    pub slug: String,
    pub documents: i64,
    pub newest: Option<i16>,
}

pub const id: pg_orm::Column<Writer, i64, pg_orm::ReadOnly> = pg_orm::Column::new(0);
pub const slug: pg_orm::Column<Writer, String, pg_orm::ReadOnly> = pg_orm::Column::new(
    1,
);
pub const documents: pg_orm::Column<Writer, i64, pg_orm::ReadOnly> = pg_orm::Column::new(
    2,
);
pub const newest: pg_orm::Column<Writer, Option<i16>, pg_orm::ReadOnly> = pg_orm::Column::new(
    3,
);

pub const author: pg_orm::One<Writer, Author> = pg_orm::One::new(0);
pub const latest: pg_orm::Maybe<Writer, Document> = pg_orm::Maybe::new(1);

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Writer",
    name: "public.writer",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "bigint",
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
            field: "documents",
            name: "documents",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "newest",
            name: "newest",
            type_: "smallint",
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
        pg_orm::generated::Link {
            name: "latest",
            source: &[3],
            target: &[0],
            through: None,
        },
    ],
    is_view: true,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.slug, t0.documents, t0.newest from public.writer t0 where t0.id = $1",
};

impl pg_orm::Model for Writer {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            slug: row.next()?,
            documents: row.next()?,
            newest: row.next()?,
        })
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, Writer};

    impl Writer {
        /// Reads rows of `public.writer`.
        pub fn query() -> pg_orm::Query<Writer> {
            pg_orm::Query::new()
        }

        /// The one row with this `id`.
        pub fn by_id(id: i64) -> pg_orm::ByKey<Writer> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Writer>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Writer>>(_: K) {}
    }
}
