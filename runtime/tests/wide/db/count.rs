//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    pub documents: i64,
}

pub const documents: pg_orm::Column<Count, i64, pg_orm::ReadOnly> = pg_orm::Column::new(
    0,
);

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Count",
    name: "public.count",
    columns: &[
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

impl pg_orm::Model for Count {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self { documents: row.next()? })
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::Count;

    impl Count {
        /// Reads rows of `public.count`.
        pub fn query() -> pg_orm::Query<Count> {
            pg_orm::Query::new()
        }

        /// Reads its rows anew; others wait until it is done.
        pub fn refresh<E: pg_orm::Reaches<Count>>(db: &E) -> pg_orm::Answer<'_, ()> {
            pg_orm::generated::refresh::<Count, E>(db, false)
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Count>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Count>>(_: K) {}
    }
}
