//! Generated from schema.pgorm. Do not edit.

use super::{Document, Handle, Like, Note, Secret};

#[derive(Debug, Clone, PartialEq)]
pub struct Author {
    pub id: i64,
    pub slug: String,
    pub handle: Option<Handle>,
    pub email: String,
    pub version: i32,
}

pub const id: pg_orm::Column<Author, i64> = pg_orm::Column::new(0);
pub const slug: pg_orm::Column<Author, String> = pg_orm::Column::new(1);
pub const handle: pg_orm::Column<Author, Option<Handle>> = pg_orm::Column::new(2);
pub const email: pg_orm::Column<Author, String> = pg_orm::Column::new(3);
pub const version: pg_orm::Column<Author, i32, pg_orm::ReadOnly> = pg_orm::Column::new(
    4,
);

pub const documents: pg_orm::Many<Author, Document> = pg_orm::Many::new(0);
pub const notes: pg_orm::Many<Author, Note> = pg_orm::Many::new(1);
pub const liked: pg_orm::Many<Author, Document> = pg_orm::Many::new(2);
pub const secret: pg_orm::Maybe<Author, Secret> = pg_orm::Maybe::new(3);

/// What a new [`Author`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub id: i64,
    pub slug: String,
    pub email: String,
}

/// A [`Author`] to insert. What no method here sets is left to the column's default.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
    handle: Option<Option<Handle>>,
    version: Option<i32>,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self {
            new,
            handle: None,
            version: None,
        }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Author",
    name: "public.author",
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
            field: "handle",
            name: "handle",
            type_: "public.handle",
            kind: pg_orm::generated::ColumnKind::OfExtension("extensions", 0),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "email",
            name: "email",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "version",
            name: "version",
            type_: "integer",
            kind: pg_orm::generated::ColumnKind::Version,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "documents",
            source: &[0],
            target: &[2],
            through: None,
        },
        pg_orm::generated::Link {
            name: "notes",
            source: &[1],
            target: &[1],
            through: None,
        },
        pg_orm::generated::Link {
            name: "liked",
            source: &[0],
            target: &[0],
            through: Some(pg_orm::generated::Through {
                table: <Like as pg_orm::Model>::TABLE,
                source: &[0],
                target: &[1],
            }),
        },
        pg_orm::generated::Link {
            name: "secret",
            source: &[0],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.slug, t0.handle, t0.email, t0.version from public.author t0 where t0.id = $1",
};
static BY_SLUG: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[1],
    select: "select t0.id, t0.slug, t0.handle, t0.email, t0.version from public.author t0 where t0.slug operator(extensions.=) $1",
};
static BY_EMAIL: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[3],
    select: "select t0.id, t0.slug, t0.handle, t0.email, t0.version from public.author t0 where t0.email = $1",
};

impl pg_orm::Model for Author {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            slug: row.next()?,
            handle: row.next()?,
            email: row.next()?,
            version: row.next()?,
        })
    }
}

impl pg_orm::Stored for Author {}

impl pg_orm::Versioned for Author {
    type Version = i32;
    const COLUMN: usize = 4;
}

impl pg_orm::generated::Insertable for Insert {
    type Model = Author;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.id);
        row.push(1, &self.new.slug);
        row.push_some(2, &self.handle);
        row.push(3, &self.new.email);
        row.push_some(4, &self.version);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_EMAIL, BY_ID, BY_SLUG, Author, Handle, Insert, New};

    impl Author {
        /// Reads rows of `public.author`.
        pub fn query() -> pg_orm::Query<Author> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<L: pg_orm::NewRows<Author>>(
            rows: L,
        ) -> pg_orm::InsertMany<Insert>
        where
            L::Row: pg_orm::NewRow<Author, Insert>,
        {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i64) -> pg_orm::ByKey<Author> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        /// The one row with this `slug`.
        pub fn by_slug(
            slug: impl pg_orm::Fits<Author, String>,
        ) -> pg_orm::ByKey<Author> {
            pg_orm::ByKey::new(&BY_SLUG).bind(slug.into_value())
        }

        /// The one row with this `email`.
        pub fn by_email(
            email: impl pg_orm::Fits<Author, String>,
        ) -> pg_orm::ByKey<Author> {
            pg_orm::ByKey::new(&BY_EMAIL).bind(email.into_value())
        }

        /// Updates this row, unless it has changed since it was read: that is the error `Outdated`.
        pub fn update(
            &self,
            assignment: impl pg_orm::IntoAssignment<Author>,
        ) -> pg_orm::UpdateOne<Author> {
            Self::by_id(self.id.clone()).update(assignment).at_version(self.version)
        }

        /// Deletes this row, unless it has changed since it was read: that is the error `Outdated`.
        pub fn delete(&self) -> pg_orm::DeleteOne<Author> {
            Self::by_id(self.id.clone()).delete().at_version(self.version)
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Author>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Author>>(_: K) {}
    }

    impl Insert {
        pub fn handle(
            mut self,
            handle: impl pg_orm::Fits<Author, Option<Handle>>,
        ) -> Self {
            self.handle = Some(handle.into_value());
            self
        }

        pub fn version(mut self, version: i32) -> Self {
            self.version = Some(version);
            self
        }

        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Author>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Author> {
            pg_orm::generated::insert(self, db)
        }
    }
}
