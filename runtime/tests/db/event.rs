//! Generated from schema.pgorm. Do not edit.

/// What happened, without a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub kind: String,
    pub at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
}

pub const kind: pg_orm::Column<Event, String> = pg_orm::Column::new(0);
pub const at: pg_orm::Column<
    Event,
    pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
> = pg_orm::Column::new(1);

/// What a new [`Event`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub kind: String,
}

/// A [`Event`] to insert. What no method here sets is left to the column's default.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
    at: Option<pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>>,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self { new, at: None }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Event",
    name: "public.event",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "kind",
            name: "kind",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "at",
            name: "at",
            type_: "timestamp with time zone",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[],
    links: &[],
    is_view: false,
};

impl pg_orm::Model for Event {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            kind: row.next()?,
            at: row.next()?,
        })
    }
}

impl pg_orm::Stored for Event {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Event;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.kind);
        row.push_some(1, &self.at);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{Event, Insert, New};

    impl Event {
        /// Reads rows of `public.event`.
        pub fn query() -> pg_orm::Query<Event> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<Event, Insert>>(
            rows: impl pg_orm::NewRows<Event, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }
    }

    impl Insert {
        pub fn at(
            mut self,
            at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
        ) -> Self {
            self.at = Some(at);
            self
        }

        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Event>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Event> {
            pg_orm::generated::insert(self, db)
        }
    }
}
