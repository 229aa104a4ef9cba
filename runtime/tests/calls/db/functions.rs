//! Generated from schema.pgorm. Do not edit.

use super::{Post, Price, State};

/// How many likes an author's posts have.
pub fn likes_of(author: i64) -> pg_orm::Call<Option<i64>> {
    pg_orm::Call::new(
        pg_orm::generated::Invocation::new(&LIKES_OF).bind(0, author),
        |row| row.next(),
    )
}

static LIKES_OF: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.likes_of",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed("select app.likes_of($1::bigint)"),
    parameters: &[pg_orm::generated::parameter("author", "bigint")],
    columns: &[pg_orm::generated::result_column::<i64>("", "bigint")],
};

/// Calls the function `app.twice`.
pub fn twice(n: i32) -> pg_orm::Call<i32> {
    pg_orm::Call::new(
        pg_orm::generated::Invocation::new(&TWICE).bind(0, n),
        |row| row.next(),
    )
}

static TWICE: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.twice",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed("select app.twice($1::integer)"),
    parameters: &[pg_orm::generated::parameter("n", "integer")],
    columns: &[pg_orm::generated::result_column::<i32>("", "integer")],
};

/// Calls the function `app.twice`.
pub fn twice_numeric(
    n: impl pg_orm::Takes<pg_orm::types::rust_decimal::Decimal>,
) -> pg_orm::Call<pg_orm::types::rust_decimal::Decimal> {
    pg_orm::Call::new(
        pg_orm::generated::Invocation::new(&TWICE_NUMERIC).bind(0, n.into_value()),
        |row| row.next(),
    )
}

static TWICE_NUMERIC: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.twice",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed("select app.twice($1::numeric)"),
    parameters: &[pg_orm::generated::parameter("n", "numeric")],
    columns: &[
        pg_orm::generated::result_column::<
            pg_orm::types::rust_decimal::Decimal,
        >("", "numeric"),
    ],
};

/// Calls the function `app.thrice`.
pub fn three_times(n: i32) -> pg_orm::Call<i32> {
    pg_orm::Call::new(
        pg_orm::generated::Invocation::new(&THREE_TIMES).bind(0, n),
        |row| row.next(),
    )
}

static THREE_TIMES: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.thrice",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed("select app.thrice($1::integer)"),
    parameters: &[pg_orm::generated::parameter("n", "integer")],
    columns: &[pg_orm::generated::result_column::<i32>("", "integer")],
};

/// Posts with a word in their title.
pub fn search(term: impl pg_orm::Takes<String>) -> Search {
    Search(
        pg_orm::Rows::new(
            pg_orm::generated::Invocation::new(&SEARCH).bind(0, term.into_value()),
            SearchRow::decode,
        ),
    )
}

/// What [`search`] may be given beside; what no method here gives is left out.
#[derive(Debug, Clone)]
#[must_use = "`all`, `first`, `one` or `stream` runs it"]
pub struct Search(pg_orm::Rows<SearchRow>);

impl Search {
    pub fn at_most(self, at_most: i32) -> Self {
        Self(self.0.bind(1, at_most))
    }

    pub fn state(self, state: impl pg_orm::Takes<Option<State>>) -> Self {
        Self(self.0.bind(2, state.into_value()))
    }

    /// So many rows at most; see [`pg_orm::Rows::limit`].
    pub fn limit(self, rows: u64) -> Self {
        Self(self.0.limit(rows))
    }

    /// All the rows; see [`pg_orm::Rows::all`].
    pub fn all<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, Vec<SearchRow>> {
        self.0.all(db)
    }

    /// The first row; see [`pg_orm::Rows::first`].
    pub fn first<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, Option<SearchRow>> {
        self.0.first(db)
    }

    /// The one row there is; see [`pg_orm::Rows::one`].
    pub fn one<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, SearchRow> {
        self.0.one(db)
    }

    /// The rows as they arrive; see [`pg_orm::Rows::stream`].
    pub fn stream<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::RowStream<'_, SearchRow> {
        self.0.stream(db)
    }
}

/// A row of [`search`].
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRow {
    pub post_id: i64,
    pub title: String,
    pub odd_name: Option<f32>,
}

impl SearchRow {
    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            post_id: row.next()?,
            title: row.next()?,
            odd_name: row.next()?,
        })
    }
}

static SEARCH: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.search",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Pieces(
        &[
            pg_orm::generated::Piece::Text(
                "select r.post_id, r.title, r.\"Odd Name\" from app.search(",
            ),
            pg_orm::generated::Piece::Comma,
            pg_orm::generated::Piece::Value(0),
            pg_orm::generated::Piece::Optional(
                &[
                    pg_orm::generated::Piece::Comma,
                    pg_orm::generated::Piece::Text("at_most => "),
                    pg_orm::generated::Piece::Value(1),
                ],
            ),
            pg_orm::generated::Piece::Optional(
                &[
                    pg_orm::generated::Piece::Comma,
                    pg_orm::generated::Piece::Text("state => "),
                    pg_orm::generated::Piece::Value(2),
                ],
            ),
            pg_orm::generated::Piece::Text(") r"),
        ],
    ),
    parameters: &[
        pg_orm::generated::parameter("term", "text"),
        pg_orm::generated::parameter("at_most", "integer"),
        pg_orm::generated::parameter("state", "public.state"),
    ],
    columns: &[
        pg_orm::generated::result_column::<i64>("post_id", "bigint"),
        pg_orm::generated::result_column::<String>("title", "text"),
        pg_orm::generated::result_column::<f32>("Odd Name", "real"),
    ],
};

/// Calls the function `app.posts_of`.
pub fn posts_of(author: i64) -> pg_orm::Rows<Post> {
    pg_orm::Rows::new(
        pg_orm::generated::Invocation::new(&POSTS_OF).bind(0, author),
        <Post as pg_orm::Model>::decode,
    )
}

static POSTS_OF: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.posts_of",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed(
        "select r.id, r.author_id, r.title, r.state, r.likes, r.price from app.posts_of($1::bigint) r",
    ),
    parameters: &[pg_orm::generated::parameter("author", "bigint")],
    columns: &[
        pg_orm::generated::result_column::<i64>("id", "bigint"),
        pg_orm::generated::result_column::<i64>("author_id", "bigint"),
        pg_orm::generated::result_column::<String>("title", "text"),
        pg_orm::generated::result_column::<State>("state", "public.state"),
        pg_orm::generated::result_column::<i32>("likes", "integer"),
        pg_orm::generated::result_column::<Price>("price", "public.price"),
    ],
};

/// Calls the function `app.newest_post`.
pub fn newest_post() -> pg_orm::Call<Option<Post>> {
    pg_orm::Call::optional(
        pg_orm::generated::Invocation::new(&NEWEST_POST),
        |row| Ok(Some(<Post as pg_orm::Model>::decode(row)?)),
    )
}

static NEWEST_POST: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.newest_post",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed(
        "select r.id, r.author_id, r.title, r.state, r.likes, r.price from app.newest_post() r where not r is null",
    ),
    parameters: &[],
    columns: &[
        pg_orm::generated::result_column::<i64>("id", "bigint"),
        pg_orm::generated::result_column::<i64>("author_id", "bigint"),
        pg_orm::generated::result_column::<String>("title", "text"),
        pg_orm::generated::result_column::<State>("state", "public.state"),
        pg_orm::generated::result_column::<i32>("likes", "integer"),
        pg_orm::generated::result_column::<Price>("price", "public.price"),
    ],
};

/// Calls the function `app.numbers`.
pub fn numbers(up_to: i32) -> pg_orm::Rows<i32> {
    pg_orm::Rows::new(
        pg_orm::generated::Invocation::new(&NUMBERS).bind(0, up_to),
        |row| row.next(),
    )
}

static NUMBERS: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.numbers",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed("select app.numbers($1::integer)"),
    parameters: &[pg_orm::generated::parameter("up_to", "integer")],
    columns: &[pg_orm::generated::result_column::<i32>("", "integer")],
};

/// Calls the function `app.split`.
pub fn split(whole: impl pg_orm::Takes<String>) -> pg_orm::Call<SplitRow> {
    pg_orm::Call::new(
        pg_orm::generated::Invocation::new(&SPLIT).bind(0, whole.into_value()),
        SplitRow::decode,
    )
}

/// A row of [`split`].
#[derive(Debug, Clone, PartialEq)]
pub struct SplitRow {
    pub head: String,
    pub tail: Option<String>,
}

impl SplitRow {
    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            head: row.next()?,
            tail: row.next()?,
        })
    }
}

static SPLIT: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.split",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed(
        "select r.head, r.tail from app.split($1::text) r",
    ),
    parameters: &[pg_orm::generated::parameter("whole", "text")],
    columns: &[
        pg_orm::generated::result_column::<String>("head", "text"),
        pg_orm::generated::result_column::<String>("tail", "text"),
    ],
};

/// Calls the function `app.joined`.
pub fn joined() -> Joined {
    Joined(
        pg_orm::Call::new(pg_orm::generated::Invocation::new(&JOINED), |row| row.next()),
    )
}

/// What [`joined`] may be given beside; what no method here gives is left out.
#[derive(Debug, Clone)]
#[must_use = "`get` runs it"]
pub struct Joined(pg_orm::Call<String>);

impl Joined {
    pub fn words(self, words: impl pg_orm::Takes<Vec<String>>) -> Self {
        Self(self.0.bind(0, words.into_value()))
    }

    /// Runs it; see [`pg_orm::Call::get`].
    pub fn get<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, String> {
        self.0.get(db)
    }
}

static JOINED: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.joined",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Pieces(
        &[
            pg_orm::generated::Piece::Text("select app.joined("),
            pg_orm::generated::Piece::Optional(
                &[
                    pg_orm::generated::Piece::Comma,
                    pg_orm::generated::Piece::Text("variadic words => "),
                    pg_orm::generated::Piece::Value(0),
                ],
            ),
            pg_orm::generated::Piece::Text(")"),
        ],
    ),
    parameters: &[pg_orm::generated::parameter("words", "text[]")],
    columns: &[pg_orm::generated::result_column::<String>("", "text")],
};

/// Calls the function `app.or_else`.
pub fn or_else(fallback: impl pg_orm::Takes<String>) -> OrElse {
    OrElse(
        pg_orm::Call::new(
            pg_orm::generated::Invocation::new(&OR_ELSE).bind(1, fallback.into_value()),
            |row| row.next(),
        ),
    )
}

/// What [`or_else`] may be given beside; what no method here gives is left out.
#[derive(Debug, Clone)]
#[must_use = "`get` runs it"]
pub struct OrElse(pg_orm::Call<String>);

impl OrElse {
    pub fn value(self, value: impl pg_orm::Takes<Option<String>>) -> Self {
        Self(self.0.bind(0, value.into_value()))
    }

    /// Runs it; see [`pg_orm::Call::get`].
    pub fn get<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, String> {
        self.0.get(db)
    }
}

static OR_ELSE: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.or_else",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed("select app.or_else($1::text, $2::text)"),
    parameters: &[
        pg_orm::generated::parameter("value", "text"),
        pg_orm::generated::parameter("fallback", "text"),
    ],
    columns: &[pg_orm::generated::result_column::<String>("", "text")],
};

/// Calls the function `app.priced`.
pub fn priced(
    amount: impl pg_orm::Takes<pg_orm::types::rust_decimal::Decimal>,
) -> pg_orm::Call<Price> {
    pg_orm::Call::new(
        pg_orm::generated::Invocation::new(&PRICED).bind(0, amount.into_value()),
        |row| row.next(),
    )
}

static PRICED: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.priced",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed("select app.priced($1::numeric)"),
    parameters: &[pg_orm::generated::parameter("amount", "numeric")],
    columns: &[pg_orm::generated::result_column::<Price>("", "public.price")],
};

/// Calls the function `app.greet`.
pub fn greet(argument_1: impl pg_orm::Takes<String>) -> pg_orm::Call<String> {
    pg_orm::Call::new(
        pg_orm::generated::Invocation::new(&GREET).bind(0, argument_1.into_value()),
        |row| row.next(),
    )
}

static GREET: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.greet",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed("select app.greet($1::text)"),
    parameters: &[pg_orm::generated::parameter("argument_1", "text")],
    columns: &[pg_orm::generated::result_column::<String>("", "text")],
};

/// Calls the function `app.never`.
pub fn never() -> pg_orm::Call<i32> {
    pg_orm::Call::new(pg_orm::generated::Invocation::new(&NEVER), |row| row.next())
}

static NEVER: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.never",
    kind: pg_orm::generated::RoutineKind::Function,
    sql: pg_orm::generated::Sql::Fixed("select app.never()"),
    parameters: &[],
    columns: &[pg_orm::generated::result_column::<i32>("", "integer")],
};

/// Calls the function `app.touch`.
pub fn touch() -> pg_orm::Command<()> {
    pg_orm::Command::void(pg_orm::generated::Invocation::new(&TOUCH))
}

static TOUCH: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.touch",
    kind: pg_orm::generated::RoutineKind::Function,
    sql: pg_orm::generated::Sql::Fixed("select app.touch()"),
    parameters: &[],
    columns: &[],
};

/// Calls the function `app.secrets`.
pub fn secrets() -> pg_orm::Rows<String, pg_orm::RowSecurity> {
    pg_orm::Rows::new(pg_orm::generated::Invocation::new(&SECRETS), |row| row.next())
}

static SECRETS: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.secrets",
    kind: pg_orm::generated::RoutineKind::Reading,
    sql: pg_orm::generated::Sql::Fixed("select app.secrets()"),
    parameters: &[],
    columns: &[pg_orm::generated::result_column::<String>("", "text")],
};

/// Calls the function `app.count_secrets`.
pub fn count_secrets() -> pg_orm::Call<i64, pg_orm::RowSecurity> {
    pg_orm::Call::new(
        pg_orm::generated::Invocation::new(&COUNT_SECRETS),
        |row| row.next(),
    )
}

static COUNT_SECRETS: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.count_secrets",
    kind: pg_orm::generated::RoutineKind::Function,
    sql: pg_orm::generated::Sql::Fixed("select app.count_secrets()"),
    parameters: &[],
    columns: &[pg_orm::generated::result_column::<i64>("", "bigint")],
};

/// Calls the procedure `app.rename`.
pub fn rename(
    author: i64,
    new_name: impl pg_orm::Takes<String>,
) -> pg_orm::Procedure<RenameRow> {
    pg_orm::Procedure::new(
        pg_orm::generated::Invocation::new(&RENAME)
            .bind(0, author)
            .bind(1, new_name.into_value()),
        RenameRow::decode,
    )
}

/// A row of [`rename`].
#[derive(Debug, Clone, PartialEq)]
pub struct RenameRow {
    pub new_name: String,
    pub old_name: Option<String>,
}

impl RenameRow {
    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            new_name: row.next()?,
            old_name: row.next()?,
        })
    }
}

static RENAME: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.rename",
    kind: pg_orm::generated::RoutineKind::Procedure,
    sql: pg_orm::generated::Sql::Fixed(
        "call app.rename($1::bigint, $2::text, null::text)",
    ),
    parameters: &[
        pg_orm::generated::parameter("author", "bigint"),
        pg_orm::generated::parameter("new_name", "text"),
    ],
    columns: &[
        pg_orm::generated::result_column::<String>("new_name", "text"),
        pg_orm::generated::result_column::<String>("old_name", "text"),
    ],
};

/// Calls the procedure `app.tidy`.
pub fn tidy() -> Tidy {
    Tidy(pg_orm::Procedure::void(pg_orm::generated::Invocation::new(&TIDY)))
}

/// What [`tidy`] may be given beside; what no method here gives is left out.
#[derive(Debug, Clone)]
#[must_use = "`call` runs it"]
pub struct Tidy(pg_orm::Procedure<()>);

impl Tidy {
    pub fn at_least(self, at_least: i32) -> Self {
        Self(self.0.bind(0, at_least))
    }

    /// Runs it; see [`pg_orm::Procedure::call`].
    pub fn call<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, ()> {
        self.0.call(db)
    }
}

static TIDY: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "app.tidy",
    kind: pg_orm::generated::RoutineKind::Procedure,
    sql: pg_orm::generated::Sql::Pieces(
        &[
            pg_orm::generated::Piece::Text("call app.tidy("),
            pg_orm::generated::Piece::Optional(
                &[
                    pg_orm::generated::Piece::Comma,
                    pg_orm::generated::Piece::Text("at_least => "),
                    pg_orm::generated::Piece::Value(0),
                ],
            ),
            pg_orm::generated::Piece::Text(")"),
        ],
    ),
    parameters: &[pg_orm::generated::parameter("at_least", "integer")],
    columns: &[],
};

/// Holds every one of them against a database without running any: the statements are prepared, and their columns must be
/// those that this program was built for. For a test, or for the start of a program.
pub fn verify(db: &pg_orm::Pool) -> pg_orm::Answer<'_, ()> {
    pg_orm::generated::verify(ALL, db)
}

static ALL: &[&pg_orm::generated::Routine] = &[
    &LIKES_OF,
    &TWICE,
    &TWICE_NUMERIC,
    &THREE_TIMES,
    &SEARCH,
    &POSTS_OF,
    &NEWEST_POST,
    &NUMBERS,
    &SPLIT,
    &JOINED,
    &OR_ELSE,
    &PRICED,
    &GREET,
    &NEVER,
    &TOUCH,
    &SECRETS,
    &COUNT_SECRETS,
    &RENAME,
    &TIDY,
];
