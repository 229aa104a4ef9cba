//! Generated from schema.pgorm. Do not edit.

use super::{Post, PostLabel};

#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub id: i32,
    pub name: String,
}

pub const id: pg_orm::Column<Label, i32, pg_orm::ReadOnly> = pg_orm::Column::new(0);
pub const name: pg_orm::Column<Label, String> = pg_orm::Column::new(1);

pub const posts: pg_orm::Many<Label, Post, pg_orm::RowSecurity> = pg_orm::Many::new(0);

/// What a new [`Label`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub name: String,
}

/// A [`Label`] to insert.
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
    model: "Label",
    name: "public.labels",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "integer",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "name",
            name: "name",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "posts",
            source: &[0],
            target: &[0],
            through: Some(pg_orm::generated::Through {
                table: <PostLabel as pg_orm::Model>::TABLE,
                source: &[1],
                target: &[0],
            }),
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.name from public.labels t0 where t0.id = $1",
};
static BY_NAME: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[1],
    select: "select t0.id, t0.name from public.labels t0 where t0.name = $1",
};

impl pg_orm::Model for Label {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            name: row.next()?,
        })
    }
}

impl pg_orm::Stored for Label {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Label;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(1, &self.new.name);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, BY_NAME, Insert, Label, New};

    impl Label {
        /// Reads rows of `public.labels`.
        pub fn query() -> pg_orm::Query<Label> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<Label, Insert>>(
            rows: impl pg_orm::NewRows<Label, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i32) -> pg_orm::ByKey<Label> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        /// The one row with this `name`.
        pub fn by_name(name: impl pg_orm::Fits<Label, String>) -> pg_orm::ByKey<Label> {
            pg_orm::ByKey::new(&BY_NAME).bind(name.into_value())
        }
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Label>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Label> {
            pg_orm::generated::insert(self, db)
        }
    }
}
