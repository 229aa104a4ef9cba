//! Generated from schema.pgorm. Do not edit.

use super::{Price, State, User};

#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    pub id: i64,
    pub author_id: i64,
    pub title: String,
    pub state: State,
    pub likes: i32,
    pub price: Option<Price>,
}

pub const id: pg_orm::Column<Post, i64, pg_orm::ReadOnly> = pg_orm::Column::new(0);
pub const author_id: pg_orm::Column<Post, i64> = pg_orm::Column::new(1);
pub const title: pg_orm::Column<Post, String> = pg_orm::Column::new(2);
pub const state: pg_orm::Column<Post, State> = pg_orm::Column::new(3);
pub const likes: pg_orm::Column<Post, i32> = pg_orm::Column::new(4);
pub const price: pg_orm::Column<Post, Option<Price>> = pg_orm::Column::new(5);

pub const author: pg_orm::One<Post, User> = pg_orm::One::new(0);

/// What a new [`Post`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub author_id: i64,
    pub title: String,
}

/// A [`Post`] to insert. What no method here sets is left to the column's default.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
    state: Option<State>,
    likes: Option<i32>,
    price: Option<Option<Price>>,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self {
            new,
            state: None,
            likes: None,
            price: None,
        }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Post",
    name: "app.posts",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "bigint",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "author_id",
            name: "author_id",
            type_: "bigint",
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
            field: "state",
            name: "state",
            type_: "public.state",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "likes",
            name: "likes",
            type_: "integer",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "price",
            name: "price",
            type_: "public.price",
            kind: pg_orm::generated::ColumnKind::Composite,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[
        pg_orm::generated::Link {
            name: "author",
            source: &[1],
            target: &[0],
            through: None,
        },
    ],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.author_id, t0.title, t0.state, t0.likes, t0.price from app.posts t0 where t0.id = $1",
};

impl pg_orm::Model for Post {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            author_id: row.next()?,
            title: row.next()?,
            state: row.next()?,
            likes: row.next()?,
            price: row.next()?,
        })
    }
}

impl pg_orm::Stored for Post {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Post;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(1, &self.new.author_id);
        row.push(2, &self.new.title);
        row.push_some(3, &self.state);
        row.push_some(4, &self.likes);
        row.push_some(5, &self.price);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, Insert, New, Post, Price, State};

    impl Post {
        /// Reads rows of `app.posts`.
        pub fn query() -> pg_orm::Query<Post> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<L: pg_orm::NewRows<Post>>(
            rows: L,
        ) -> pg_orm::InsertMany<Insert>
        where
            L::Row: pg_orm::NewRow<Post, Insert>,
        {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i64) -> pg_orm::ByKey<Post> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        #[doc(hidden)]
        pub fn find<K: pg_orm::generated::Sought<Post>>(_: K) {}
        #[doc(hidden)]
        pub fn all<K: pg_orm::generated::Sought<Post>>(_: K) {}
    }

    impl Insert {
        pub fn state(mut self, state: State) -> Self {
            self.state = Some(state);
            self
        }

        pub fn likes(mut self, likes: i32) -> Self {
            self.likes = Some(likes);
            self
        }

        pub fn price(mut self, price: impl pg_orm::Fits<Post, Option<Price>>) -> Self {
            self.price = Some(price.into_value());
            self
        }

        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Post>>(self, db: &E) -> pg_orm::Answer<'_, Post> {
            pg_orm::generated::insert(self, db)
        }
    }
}
