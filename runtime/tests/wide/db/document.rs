//! Generated from schema.pgorm. Do not edit.

use super::{Author, Like, Meaning};

#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub id: i16,
    pub title: String,
    pub author_id: Option<i32>,
    pub embedding: Option<pg_orm::types::Vector>,
    pub meaning: Option<Meaning>,
    pub halves: Option<pg_orm::types::HalfVector>,
    pub sparse: Option<pg_orm::types::SparseVector>,
    pub many: Option<Vec<pg_orm::types::Vector>>,
    pub attributes: Option<pg_orm::types::Hstore>,
    pub place: Option<pg_orm::types::Cube>,
    pub path: Option<String>,
    pub isbn: Option<pg_orm::types::Opaque>,
    pub isbns: Vec<pg_orm::types::Opaque>,
    pub book: Option<pg_orm::types::Opaque>,
    pub span: Option<pg_orm::types::Range<f64>>,
    pub settings: pg_orm::types::JsonOf<crate::Settings>,
    pub rules: Option<Vec<pg_orm::types::JsonOf<crate::Rule>>>,
    pub extra: Option<
        pg_orm::types::JsonOf<std::collections::BTreeMap<String, crate::Rule>>,
    >,
}

pub const id: pg_orm::Column<Document, i16> = pg_orm::Column::new(0);
pub const title: pg_orm::Column<Document, String> = pg_orm::Column::new(1);
pub const author_id: pg_orm::Column<Document, Option<i32>> = pg_orm::Column::new(2);
pub const embedding: pg_orm::Column<Document, Option<pg_orm::types::Vector>> = pg_orm::Column::new(
    3,
);
pub const meaning: pg_orm::Column<Document, Option<Meaning>> = pg_orm::Column::new(4);
pub const halves: pg_orm::Column<Document, Option<pg_orm::types::HalfVector>> = pg_orm::Column::new(
    5,
);
pub const sparse: pg_orm::Column<Document, Option<pg_orm::types::SparseVector>> = pg_orm::Column::new(
    6,
);
pub const many: pg_orm::Column<Document, Option<Vec<pg_orm::types::Vector>>> = pg_orm::Column::new(
    7,
);
pub const attributes: pg_orm::Column<
    Document,
    Option<pg_orm::types::Hstore>,
    pg_orm::Writable,
    pg_orm::Unordered,
> = pg_orm::Column::new(8);
pub const place: pg_orm::Column<Document, Option<pg_orm::types::Cube>> = pg_orm::Column::new(
    9,
);
pub const path: pg_orm::Column<Document, Option<String>> = pg_orm::Column::new(10);
pub const isbn: pg_orm::Column<Document, Option<pg_orm::types::Opaque>> = pg_orm::Column::new(
    11,
);
pub const isbns: pg_orm::Column<Document, Vec<pg_orm::types::Opaque>> = pg_orm::Column::new(
    12,
);
pub const book: pg_orm::Column<Document, Option<pg_orm::types::Opaque>> = pg_orm::Column::new(
    13,
);
pub const span: pg_orm::Column<Document, Option<pg_orm::types::Range<f64>>> = pg_orm::Column::new(
    14,
);
pub const settings: pg_orm::Column<Document, pg_orm::types::JsonOf<crate::Settings>> = pg_orm::Column::new(
    15,
);
pub const rules: pg_orm::Column<
    Document,
    Option<Vec<pg_orm::types::JsonOf<crate::Rule>>>,
> = pg_orm::Column::new(16);
pub const extra: pg_orm::Column<
    Document,
    Option<pg_orm::types::JsonOf<std::collections::BTreeMap<String, crate::Rule>>>,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(17);

pub const author: pg_orm::Maybe<Document, Author> = pg_orm::Maybe::new(0);
pub const liked_by: pg_orm::Many<Document, Author> = pg_orm::Many::new(1);

/// What a new [`Document`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub id: i16,
    pub title: String,
}

/// A [`Document`] to insert. What no method here sets is left to the column's default.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
    author_id: Option<Option<i32>>,
    embedding: Option<Option<pg_orm::types::Vector>>,
    meaning: Option<Option<Meaning>>,
    halves: Option<Option<pg_orm::types::HalfVector>>,
    sparse: Option<Option<pg_orm::types::SparseVector>>,
    many: Option<Option<Vec<pg_orm::types::Vector>>>,
    attributes: Option<Option<pg_orm::types::Hstore>>,
    place: Option<Option<pg_orm::types::Cube>>,
    path: Option<Option<String>>,
    isbn: Option<Option<pg_orm::types::Opaque>>,
    isbns: Option<Vec<pg_orm::types::Opaque>>,
    book: Option<Option<pg_orm::types::Opaque>>,
    span: Option<Option<pg_orm::types::Range<f64>>>,
    settings: Option<pg_orm::types::JsonOf<crate::Settings>>,
    rules: Option<Option<Vec<pg_orm::types::JsonOf<crate::Rule>>>>,
    extra: Option<
        Option<pg_orm::types::JsonOf<std::collections::BTreeMap<String, crate::Rule>>>,
    >,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self {
            new,
            author_id: None,
            embedding: None,
            meaning: None,
            halves: None,
            sparse: None,
            many: None,
            attributes: None,
            place: None,
            path: None,
            isbn: None,
            isbns: None,
            book: None,
            span: None,
            settings: None,
            rules: None,
            extra: None,
        }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Document",
    name: "public.document",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "smallint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
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
        pg_orm::generated::ColumnDef {
            field: "embedding",
            name: "embedding",
            type_: "extensions.vector",
            kind: pg_orm::generated::ColumnKind::OfExtension("extensions", 3),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "meaning",
            name: "meaning",
            type_: "public.meaning",
            kind: pg_orm::generated::ColumnKind::OfExtension("extensions", 3),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "halves",
            name: "halves",
            type_: "extensions.halfvec",
            kind: pg_orm::generated::ColumnKind::OfExtension("extensions", 3),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "sparse",
            name: "sparse",
            type_: "extensions.sparsevec",
            kind: pg_orm::generated::ColumnKind::OfExtension("extensions", 5),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "many",
            name: "many",
            type_: "extensions.vector[]",
            kind: pg_orm::generated::ColumnKind::OfExtension("", 2),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "attributes",
            name: "attributes",
            type_: "extensions.hstore",
            kind: pg_orm::generated::ColumnKind::OfExtension("extensions", 0),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "place",
            name: "place",
            type_: "public.cube",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "path",
            name: "path",
            type_: "public.ltree",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "isbn",
            name: "isbn",
            type_: "public.isbn13",
            kind: pg_orm::generated::ColumnKind::Text(""),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "isbns",
            name: "isbns",
            type_: "public.isbn13[]",
            kind: pg_orm::generated::ColumnKind::TextList,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "book",
            name: "book",
            type_: "public.book",
            kind: pg_orm::generated::ColumnKind::Text(""),
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "span",
            name: "span",
            type_: "public.span",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "settings",
            name: "settings",
            type_: "jsonb",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "rules",
            name: "rules",
            type_: "jsonb[]",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "extra",
            name: "extra",
            type_: "json",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "author",
            source: &[2],
            target: &[0],
            through: None,
        },
        pg_orm::generated::Link {
            name: "liked_by",
            source: &[0],
            target: &[0],
            through: Some(pg_orm::generated::Through {
                table: <Like as pg_orm::Model>::TABLE,
                source: &[1],
                target: &[0],
            }),
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.title, t0.author_id, t0.embedding, t0.meaning, t0.halves, t0.sparse, t0.many, t0.attributes, t0.place, t0.path, t0.isbn::text, t0.isbns::text[], t0.book::text, t0.span, t0.settings, t0.rules, t0.extra from public.document t0 where t0.id = $1",
};
static BY_ISBN: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[11],
    select: "select t0.id, t0.title, t0.author_id, t0.embedding, t0.meaning, t0.halves, t0.sparse, t0.many, t0.attributes, t0.place, t0.path, t0.isbn::text, t0.isbns::text[], t0.book::text, t0.span, t0.settings, t0.rules, t0.extra from public.document t0 where t0.isbn = $1::text::public.isbn13",
};

impl pg_orm::Model for Document {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            title: row.next()?,
            author_id: row.next()?,
            embedding: row.next()?,
            meaning: row.next()?,
            halves: row.next()?,
            sparse: row.next()?,
            many: row.next()?,
            attributes: row.next()?,
            place: row.next()?,
            path: row.next()?,
            isbn: row.next()?,
            isbns: row.next()?,
            book: row.next()?,
            span: row.next()?,
            settings: row.next()?,
            rules: row.next()?,
            extra: row.next()?,
        })
    }
}

impl pg_orm::Stored for Document {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Document;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.id);
        row.push(1, &self.new.title);
        row.push_some(2, &self.author_id);
        row.push_some(3, &self.embedding);
        row.push_some(4, &self.meaning);
        row.push_some(5, &self.halves);
        row.push_some(6, &self.sparse);
        row.push_some(7, &self.many);
        row.push_some(8, &self.attributes);
        row.push_some(9, &self.place);
        row.push_some(10, &self.path);
        row.push_some(11, &self.isbn);
        row.push_some(12, &self.isbns);
        row.push_some(13, &self.book);
        row.push_some(14, &self.span);
        row.push_some(15, &self.settings);
        row.push_some(16, &self.rules);
        row.push_some(17, &self.extra);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, BY_ISBN, Document, Insert, Meaning, New};

    impl Document {
        /// Reads rows of `public.document`.
        pub fn query() -> pg_orm::Query<Document> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<L: pg_orm::NewRows<Document>>(
            rows: L,
        ) -> pg_orm::InsertMany<Insert>
        where
            L::Row: pg_orm::NewRow<Document, Insert>,
        {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i16) -> pg_orm::ByKey<Document> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        /// The one row with this `isbn`.
        pub fn by_isbn(
            isbn: impl pg_orm::Fits<Document, pg_orm::types::Opaque>,
        ) -> pg_orm::ByKey<Document> {
            pg_orm::ByKey::new(&BY_ISBN).bind(isbn.into_value())
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Document>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Document>>(_: K) {}
    }

    impl Insert {
        pub fn author_id(
            mut self,
            author_id: impl pg_orm::Fits<Document, Option<i32>>,
        ) -> Self {
            self.author_id = Some(author_id.into_value());
            self
        }

        pub fn embedding(
            mut self,
            embedding: impl pg_orm::Fits<Document, Option<pg_orm::types::Vector>>,
        ) -> Self {
            self.embedding = Some(embedding.into_value());
            self
        }

        pub fn meaning(
            mut self,
            meaning: impl pg_orm::Fits<Document, Option<Meaning>>,
        ) -> Self {
            self.meaning = Some(meaning.into_value());
            self
        }

        pub fn halves(
            mut self,
            halves: impl pg_orm::Fits<Document, Option<pg_orm::types::HalfVector>>,
        ) -> Self {
            self.halves = Some(halves.into_value());
            self
        }

        pub fn sparse(
            mut self,
            sparse: impl pg_orm::Fits<Document, Option<pg_orm::types::SparseVector>>,
        ) -> Self {
            self.sparse = Some(sparse.into_value());
            self
        }

        pub fn many(
            mut self,
            many: impl pg_orm::Fits<Document, Option<Vec<pg_orm::types::Vector>>>,
        ) -> Self {
            self.many = Some(many.into_value());
            self
        }

        pub fn attributes(
            mut self,
            attributes: impl pg_orm::Fits<Document, Option<pg_orm::types::Hstore>>,
        ) -> Self {
            self.attributes = Some(attributes.into_value());
            self
        }

        pub fn place(
            mut self,
            place: impl pg_orm::Fits<Document, Option<pg_orm::types::Cube>>,
        ) -> Self {
            self.place = Some(place.into_value());
            self
        }

        pub fn path(
            mut self,
            path: impl pg_orm::Fits<Document, Option<String>>,
        ) -> Self {
            self.path = Some(path.into_value());
            self
        }

        pub fn isbn(
            mut self,
            isbn: impl pg_orm::Fits<Document, Option<pg_orm::types::Opaque>>,
        ) -> Self {
            self.isbn = Some(isbn.into_value());
            self
        }

        pub fn isbns(
            mut self,
            isbns: impl pg_orm::Fits<Document, Vec<pg_orm::types::Opaque>>,
        ) -> Self {
            self.isbns = Some(isbns.into_value());
            self
        }

        pub fn book(
            mut self,
            book: impl pg_orm::Fits<Document, Option<pg_orm::types::Opaque>>,
        ) -> Self {
            self.book = Some(book.into_value());
            self
        }

        pub fn span(
            mut self,
            span: impl pg_orm::Fits<Document, Option<pg_orm::types::Range<f64>>>,
        ) -> Self {
            self.span = Some(span.into_value());
            self
        }

        pub fn settings(
            mut self,
            settings: impl pg_orm::Fits<Document, pg_orm::types::JsonOf<crate::Settings>>,
        ) -> Self {
            self.settings = Some(settings.into_value());
            self
        }

        pub fn rules(
            mut self,
            rules: impl pg_orm::Fits<
                Document,
                Option<Vec<pg_orm::types::JsonOf<crate::Rule>>>,
            >,
        ) -> Self {
            self.rules = Some(rules.into_value());
            self
        }

        pub fn extra(
            mut self,
            extra: impl pg_orm::Fits<
                Document,
                Option<
                    pg_orm::types::JsonOf<
                        std::collections::BTreeMap<String, crate::Rule>,
                    >,
                >,
            >,
        ) -> Self {
            self.extra = Some(extra.into_value());
            self
        }

        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Document>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Document> {
            pg_orm::generated::insert(self, db)
        }
    }
}
