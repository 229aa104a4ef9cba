//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, PartialEq)]
pub struct OwnSecret {
    pub word: String,
}

pub const word: pg_orm::Column<OwnSecret, String, pg_orm::ReadOnly> = pg_orm::Column::new(
    0,
);

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "OwnSecret",
    name: "public.own_secret",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "word",
            name: "word",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[],
    links: &[],
    is_view: true,
};

impl pg_orm::Model for OwnSecret {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::RowSecurity;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self { word: row.next()? })
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::OwnSecret;

    impl OwnSecret {
        /// Reads rows of `public.own_secret`.
        pub fn query() -> pg_orm::Query<OwnSecret> {
            pg_orm::Query::new()
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<OwnSecret>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<OwnSecret>>(_: K) {}
    }
}
