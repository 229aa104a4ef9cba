//! Generated from schema.pgorm. Do not edit.

/// That something was there: a table without columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {}

/// Nothing: a new [`Mark`] can do without; see [`Insert`].
#[derive(Debug, Clone, Default)]
pub struct New {}

/// A [`Mark`] to insert.
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
    model: "Mark",
    name: "public.mark",
    columns: &[],
    primary_key: &[],
    links: &[],
    is_view: false,
};

impl pg_orm::Model for Mark {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(_: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {})
    }
}

impl pg_orm::Stored for Mark {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Mark;

    fn values<'a>(&'a self, _: &mut pg_orm::generated::Values<'a>) {}
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{Insert, Mark, New};

    impl Mark {
        /// Reads rows of `public.mark`.
        pub fn query() -> pg_orm::Query<Mark> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<L: pg_orm::NewRows<Mark>>(
            rows: L,
        ) -> pg_orm::InsertMany<Insert>
        where
            L::Row: pg_orm::NewRow<Mark, Insert>,
        {
            pg_orm::InsertMany::new(rows)
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Mark>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Mark>>(_: K) {}
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Mark>>(self, db: &E) -> pg_orm::Answer<'_, Mark> {
            pg_orm::generated::insert(self, db)
        }
    }
}
