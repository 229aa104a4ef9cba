//! Generated from schema.pgorm. Do not edit.

use super::Author;

/// Without a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    pub title: String,
    pub author_id: Option<i32>,
}

pub const title: pg_orm::Column<Title, String, pg_orm::ReadOnly> = pg_orm::Column::new(
    0,
);
pub const author_id: pg_orm::Column<Title, Option<i32>, pg_orm::ReadOnly> = pg_orm::Column::new(
    1,
);

pub const author: pg_orm::Maybe<Title, Author> = pg_orm::Maybe::new(0);

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Title",
    name: "public.title",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "title",
            name: "title",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "author_id",
            name: "author_id",
            type_: "integer",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[],
    links: &[
        pg_orm::generated::Link {
            name: "author",
            source: &[1],
            target: &[0],
            through: None,
        },
    ],
    is_view: true,
};

impl pg_orm::Model for Title {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            title: row.next()?,
            author_id: row.next()?,
        })
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::Title;

    impl Title {
        /// Reads rows of `public.title`.
        pub fn query() -> pg_orm::Query<Title> {
            pg_orm::Query::new()
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Title>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Title>>(_: K) {}
    }
}
