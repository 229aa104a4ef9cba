//! Generated from schema.pgorm. Do not edit.

use super::{Email, Price, State, User};

/// Authors by the number of their posts.
pub fn top_authors(at_least: i64) -> TopAuthors {
    TopAuthors(
        pg_orm::Rows::new(
            pg_orm::generated::Invocation::new(&TOP_AUTHORS).bind(0, at_least),
            TopAuthorsRow::decode,
        ),
    )
}

/// What [`top_authors`] may be given beside; what no method here gives is left out.
#[derive(Debug, Clone)]
#[must_use = "`all`, `first`, `one` or `stream` runs it"]
pub struct TopAuthors(pg_orm::Rows<TopAuthorsRow>);

impl TopAuthors {
    pub fn since(
        self,
        since: impl pg_orm::Takes<
            Option<pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>>,
        >,
    ) -> Self {
        Self(self.0.bind_some(1, since.into_value()))
    }

    pub fn named(self, named: impl pg_orm::Takes<Option<String>>) -> Self {
        Self(self.0.bind_some(2, named.into_value()))
    }

    /// So many rows at most; see [`pg_orm::Rows::limit`].
    pub fn limit(self, rows: u64) -> Self {
        Self(self.0.limit(rows))
    }

    /// All the rows; see [`pg_orm::Rows::all`].
    pub fn all<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, Vec<TopAuthorsRow>> {
        self.0.all(db)
    }

    /// The first row; see [`pg_orm::Rows::first`].
    pub fn first<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, Option<TopAuthorsRow>> {
        self.0.first(db)
    }

    /// The one row there is; see [`pg_orm::Rows::one`].
    pub fn one<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, TopAuthorsRow> {
        self.0.one(db)
    }

    /// The rows as they arrive; see [`pg_orm::Rows::stream`].
    pub fn stream<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::RowStream<'_, TopAuthorsRow> {
        self.0.stream(db)
    }
}

/// A row of [`top_authors`].
#[derive(Debug, Clone, PartialEq)]
pub struct TopAuthorsRow {
    pub id: i64,
    pub email: Email,
    pub posts: i64,
    pub last_title: Option<String>,
}

impl TopAuthorsRow {
    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            email: row.next()?,
            posts: row.next()?,
            last_title: row.next()?,
        })
    }
}

static TOP_AUTHORS: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "top_authors",
    kind: pg_orm::generated::RoutineKind::Query,
    sql: pg_orm::generated::Sql::Pieces(
        &[
            pg_orm::generated::Piece::Text(
                "select u.id, u.email, count(*) as posts, max(p.title) as last_title\n  from app.users u join app.posts p on p.author_id = u.id\n  where true ",
            ),
            pg_orm::generated::Piece::Optional(
                &[
                    pg_orm::generated::Piece::Text(" and u.joined_at >= "),
                    pg_orm::generated::Piece::Value(1),
                    pg_orm::generated::Piece::Text(" "),
                ],
            ),
            pg_orm::generated::Piece::Text(" "),
            pg_orm::generated::Piece::Optional(
                &[
                    pg_orm::generated::Piece::Text(" and u.name = "),
                    pg_orm::generated::Piece::Value(2),
                    pg_orm::generated::Piece::Text(" "),
                ],
            ),
            pg_orm::generated::Piece::Text(
                "\n  group by u.id, u.email\n  having count(*) >= ",
            ),
            pg_orm::generated::Piece::Value(0),
            pg_orm::generated::Piece::Text("\n  order by posts desc, u.id"),
        ],
    ),
    parameters: &[
        pg_orm::generated::parameter("at_least", "bigint"),
        pg_orm::generated::parameter("since", "timestamp with time zone"),
        pg_orm::generated::parameter("named", "text"),
    ],
    columns: &[
        pg_orm::generated::result_column::<i64>("id", "bigint"),
        pg_orm::generated::result_column::<Email>("email", "public.email"),
        pg_orm::generated::result_column::<i64>("posts", "bigint"),
        pg_orm::generated::result_column::<String>("last_title", "text"),
    ],
};

/// A query of the schema.
pub fn post_count() -> pg_orm::Call<PostCountRow> {
    pg_orm::Call::new(
        pg_orm::generated::Invocation::new(&POST_COUNT),
        PostCountRow::decode,
    )
}

/// A row of [`post_count`].
#[derive(Debug, Clone, PartialEq)]
pub struct PostCountRow {
    pub posts: i64,
}

impl PostCountRow {
    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self { posts: row.next()? })
    }
}

static POST_COUNT: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "post_count",
    kind: pg_orm::generated::RoutineKind::Query,
    sql: pg_orm::generated::Sql::Fixed("select count(*) as posts from app.posts"),
    parameters: &[],
    columns: &[pg_orm::generated::result_column::<i64>("posts", "bigint")],
};

/// A query of the schema.
pub fn author_of(post_id: i64) -> pg_orm::Call<Option<User>> {
    pg_orm::Call::optional(
        pg_orm::generated::Invocation::new(&AUTHOR_OF).bind(0, post_id),
        |row| Ok(Some(<User as pg_orm::Model>::decode(row)?)),
    )
}

static AUTHOR_OF: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "author_of",
    kind: pg_orm::generated::RoutineKind::Query,
    sql: pg_orm::generated::Sql::Fixed(
        "select u.* from app.users u join app.posts p on p.author_id = u.id where p.id = $1::bigint",
    ),
    parameters: &[pg_orm::generated::parameter("post_id", "bigint")],
    columns: &[
        pg_orm::generated::result_column::<i64>("id", "bigint"),
        pg_orm::generated::result_column::<Email>("email", "public.email"),
        pg_orm::generated::result_column::<String>("name", "text"),
        pg_orm::generated::result_column::<i64>("boss_id", "bigint"),
        pg_orm::generated::result_column::<
            pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
        >("joined_at", "timestamp with time zone"),
    ],
};

/// A query of the schema.
pub fn title_of(post_id: i64) -> pg_orm::Call<Option<String>> {
    pg_orm::Call::optional(
        pg_orm::generated::Invocation::new(&TITLE_OF).bind(0, post_id),
        |row| Ok(Some(row.next()?)),
    )
}

static TITLE_OF: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "title_of",
    kind: pg_orm::generated::RoutineKind::Query,
    sql: pg_orm::generated::Sql::Fixed(
        "select title from app.posts where id = $1::bigint",
    ),
    parameters: &[pg_orm::generated::parameter("post_id", "bigint")],
    columns: &[pg_orm::generated::result_column::<String>("", "text")],
};

/// A query of the schema.
pub fn publish(ids: impl pg_orm::Takes<Vec<i64>>) -> pg_orm::Command<u64> {
    pg_orm::Command::counting(
        pg_orm::generated::Invocation::new(&PUBLISH).bind(0, ids.into_value()),
    )
}

static PUBLISH: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "publish",
    kind: pg_orm::generated::RoutineKind::Query,
    sql: pg_orm::generated::Sql::Fixed(
        "update app.posts set state = 'live' where id = any($1::bigint[]) and state <> 'live'",
    ),
    parameters: &[pg_orm::generated::parameter("ids", "bigint[]")],
    columns: &[],
};

/// A query of the schema.
pub fn add_post(author_id: i64, title: impl pg_orm::Takes<String>) -> AddPost {
    AddPost(
        pg_orm::Call::new(
            pg_orm::generated::Invocation::new(&ADD_POST)
                .bind(0, author_id)
                .bind(1, title.into_value()),
            AddPostRow::decode,
        ),
    )
}

/// What [`add_post`] may be given beside; what no method here gives is left out.
#[derive(Debug, Clone)]
#[must_use = "`get` runs it"]
pub struct AddPost(pg_orm::Call<AddPostRow>);

impl AddPost {
    pub fn price(self, price: impl pg_orm::Takes<Option<Price>>) -> Self {
        Self(self.0.bind_some(2, price.into_value()))
    }

    /// Runs it; see [`pg_orm::Call::get`].
    pub fn get<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, AddPostRow> {
        self.0.get(db)
    }
}

/// A row of [`add_post`].
#[derive(Debug, Clone, PartialEq)]
pub struct AddPostRow {
    pub id: i64,
    pub state: State,
}

impl AddPostRow {
    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            state: row.next()?,
        })
    }
}

static ADD_POST: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "add_post",
    kind: pg_orm::generated::RoutineKind::Query,
    sql: pg_orm::generated::Sql::Fixed(
        "insert into app.posts (author_id, title, price) values ($1::bigint, $2::text, $3::public.price) returning id, state",
    ),
    parameters: &[
        pg_orm::generated::parameter("author_id", "bigint"),
        pg_orm::generated::parameter("title", "text"),
        pg_orm::generated::parameter("price", "public.price"),
    ],
    columns: &[
        pg_orm::generated::result_column::<i64>("id", "bigint"),
        pg_orm::generated::result_column::<State>("state", "public.state"),
    ],
};

/// A query of the schema.
pub fn with_boss() -> pg_orm::Rows<WithBossRow> {
    pg_orm::Rows::new(
        pg_orm::generated::Invocation::new(&WITH_BOSS),
        WithBossRow::decode,
    )
}

/// A row of [`with_boss`].
#[derive(Debug, Clone, PartialEq)]
pub struct WithBossRow {
    pub name: String,
    pub boss: Option<String>,
    pub depth: i32,
}

impl WithBossRow {
    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            name: row.next()?,
            boss: row.next()?,
            depth: row.next()?,
        })
    }
}

static WITH_BOSS: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "with_boss",
    kind: pg_orm::generated::RoutineKind::Query,
    sql: pg_orm::generated::Sql::Fixed(
        "with recursive chain as (\n    select id, name, null::text as boss, 0 as depth from app.users where boss_id is null\n    union all\n    select u.id, u.name, c.name, c.depth + 1 from app.users u join chain c on c.id = u.boss_id\n  )\n  select name, boss, depth from chain order by depth, name",
    ),
    parameters: &[],
    columns: &[
        pg_orm::generated::result_column::<String>("name", "text"),
        pg_orm::generated::result_column::<String>("boss", "text"),
        pg_orm::generated::result_column::<i32>("depth", "integer"),
    ],
};

/// What row-level security leaves of the secrets.
pub fn secret_texts() -> pg_orm::Rows<String, pg_orm::RowSecurity> {
    pg_orm::Rows::new(
        pg_orm::generated::Invocation::new(&SECRET_TEXTS),
        |row| row.next(),
    )
}

static SECRET_TEXTS: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "secret_texts",
    kind: pg_orm::generated::RoutineKind::Query,
    sql: pg_orm::generated::Sql::Fixed(
        "select text from app.secrets where tenant_id = (select nullif(current_setting('viewer.tenant_id', true), '')::bigint) order by id",
    ),
    parameters: &[],
    columns: &[pg_orm::generated::result_column::<String>("", "text")],
};

/// Holds every one of them against a database without running any: the statements are prepared, and their columns must be
/// those that this program was built for. For a test, or for the start of a program.
pub fn verify(db: &pg_orm::Pool) -> pg_orm::Answer<'_, ()> {
    pg_orm::generated::verify(ALL, db)
}

static ALL: &[&pg_orm::generated::Routine] = &[
    &TOP_AUTHORS,
    &POST_COUNT,
    &AUTHOR_OF,
    &TITLE_OF,
    &PUBLISH,
    &ADD_POST,
    &WITH_BOSS,
    &SECRET_TEXTS,
];
