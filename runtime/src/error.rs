//! What a call answers when it fails: an opaque error that knows its statement.

use std::fmt;
use std::time::Duration;

use tokio_postgres::error::{DbError, SqlState};

use crate::advice;
use crate::types::{BoxError, WrongType};

/// Why a call failed, and on which statement.
///
/// [`code`](Self::code), [`constraint`](Self::constraint) and [`is_retryable`](Self::is_retryable) answer what programs ask;
/// `Display` is one or two lines for a person; [`kind`](Self::kind) is for matching.
pub struct Error(Box<Repr>);

struct Repr {
    kind: ErrorKind,
    statement: Option<Statement>,
    /// The statement was run, may have written, and was not taken back.
    is_done: bool,
    /// What the client knows beyond what PostgreSQL says: which column it was, what to do.
    advice: Option<String>,
}

struct Statement {
    model: Option<&'static str>,
    operation: &'static str,
    sql: String,
}

/// The kinds of failure.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The URL or another setting can't be used.
    #[error("the connection's settings can't be used: {0}")]
    Settings(#[source] BoxError),
    /// No connection could be made.
    #[error("{}", unconnected(.address, &**.source))]
    Connect {
        /// Where to, without the password.
        address: String,
        /// Why not.
        source: BoxError,
    },
    /// Every connection of the pool was in use for the whole of the pool's timeout.
    #[error("no connection became free within {waited:?}: all {size} of the pool are in use")]
    PoolTimeout {
        /// How long the call waited.
        waited: Duration,
        /// How many connections the pool may have.
        size: usize,
    },
    /// The pool has been closed.
    #[error("the pool is closed")]
    PoolClosed,
    /// PostgreSQL refused the statement.
    #[error("{}", database(.0))]
    Database(#[source] tokio_postgres::Error),
    /// The connection broke. Whether a statement in flight took effect is unknown.
    #[error("the connection was lost: {}", chain(.0))]
    Connection(#[source] tokio_postgres::Error),
    /// The driver could not make sense of the server's answer, or of what it was to send. The connection is not used again.
    #[error("the driver failed: {}", chain(.0))]
    Protocol(#[source] tokio_postgres::Error),
    /// A value can't be sent as the type that PostgreSQL wants there.
    #[error("{place} can't be sent as {type_}: {source}")]
    Encode {
        /// The field (`User.email`), or the parameter (`$2`).
        place: String,
        /// PostgreSQL's type.
        type_: String,
        /// What the conversion said.
        source: BoxError,
    },
    /// A text holds the character NUL, which PostgreSQL's text types can't hold.
    #[error("{place} holds the character NUL (U+0000), which {type_} can't hold")]
    NulInText {
        /// The field (`User.email`), or the parameter (`$2`).
        place: String,
        /// PostgreSQL's type.
        type_: String,
    },
    /// More was given than one statement can carry: 65,535 parameters, 1 GiB of values.
    #[error("the statement is too large: {parameters} parameters, {bytes} bytes")]
    TooLarge {
        /// How many parameters it has.
        parameters: usize,
        /// The size of their values, bytes.
        bytes: usize,
    },
    /// A statement has another number of parameters than values were given.
    #[error("the statement takes {}, {}", counted(*expected), given_values(*given))]
    Parameters {
        /// What the statement takes.
        expected: usize,
        /// What was given.
        given: usize,
    },
    /// A value came that the field's Rust type can't hold.
    #[error("{place} can't be read from {type_}: {source}")]
    Decode {
        /// The field: `User.email`.
        place: String,
        /// PostgreSQL's type.
        type_: String,
        /// What the conversion said.
        source: BoxError,
    },
    /// A type or a table has changed in the database since this connection prepared the statement. Nothing was done, or it was taken back; and
    /// everything that the connection knew is forgotten: the same call, or the same transaction, may succeed when tried again. Where it goes
    /// on, the program is to be built from the schema that the database has.
    #[error("{}", changed(type_.as_deref(), source.as_ref()))]
    Changed {
        /// The composite whose attributes the client's own check found changed.
        type_: Option<String>,
        /// What PostgreSQL said, where it noticed.
        source: Option<tokio_postgres::Error>,
    },
    /// A function or a query answers other columns in this database than the schema says that the program was built from. It was not run.
    #[error(
        "{what} answers ({found}) in this database, and ({expected}) by the schema that the program was built from"
    )]
    Answers {
        /// What was called: `the query top_authors`.
        what: String,
        /// The columns that the program reads.
        expected: String,
        /// The columns that there are.
        found: String,
    },
    /// Functions or queries do not fit this database; each with its reason.
    #[error("{} of the schema's functions and queries do not fit this database:{}", problems.len(), listed(problems))]
    Unfit {
        /// Why, one for each.
        problems: Vec<Error>,
    },
    /// The server did not answer in time on the connection on which the pool listens; it is opened anew.
    #[error("the server did not answer within {waited:?}")]
    Silent {
        /// How long it was waited for.
        waited: Duration,
    },
    /// A notification's payload is longer than PostgreSQL takes; nothing was sent.
    #[error(
        "the payload for the channel {channel} has {bytes} bytes, of which a notification carries at most 7999: send a key, and let the listener read the rest"
    )]
    PayloadTooLong {
        /// The channel.
        channel: &'static str,
        /// The payload's length as JSON, in bytes.
        bytes: usize,
    },
    /// The row that was to be changed has another version than it was read with, or is gone: another has changed it meanwhile. Read
    /// it again, and decide anew. Nothing was changed.
    #[error(
        "the row has changed since it was read with version {version}, or is gone: read it again, and decide anew"
    )]
    Outdated {
        /// The version that was seen.
        version: String,
    },
    /// There is no such row, or it is hidden from the session.
    #[error("there is no such row")]
    NotFound,
    /// One row was asked for, and more were found.
    #[error("one row was asked for, and more were found")]
    MoreThanOne,
    /// A relation that always has a row has none: it was deleted meanwhile (see `Query::snapshot`), or is hidden from the session.
    #[error("the row of {relation} is missing: deleted meanwhile, or hidden from the session")]
    RelatedMissing {
        /// The relation: `Post.author`.
        relation: String,
    },
    /// The transaction could not be committed, since a statement in it had failed; it is rolled back.
    #[error("the transaction was rolled back: a statement in it had failed before the commit")]
    Aborted,
    /// The transaction has ended already; the statement was not sent.
    #[error("the transaction has ended already")]
    Ended,
    /// A transaction was to begin on a [`Connection`](crate::Connection) on which raw SQL has begun one that is still open.
    #[error(
        "raw SQL has begun a transaction on this connection, which is open: end it by `commit` or `rollback` as raw SQL first"
    )]
    InTransaction,
    /// Raw SQL that would end or begin a transaction behind the executor's back, leave its traces on a pooled connection, or stream
    /// rows (`COPY`).
    #[error("`{word}` can't be sent as raw SQL here: {help}")]
    NotHere {
        /// The statement's first word.
        word: String,
        /// What to do instead.
        help: &'static str,
    },
    /// Migrations could not be run.
    #[cfg(feature = "migrate")]
    #[error("{0}")]
    Migrations(#[source] Box<pg_orm_apply::Error>),
    /// What an application says through [`Error::other`].
    #[error("{0}")]
    Other(#[source] BoxError),
}

impl Error {
    /// An error of the application's own, to leave a [`transaction`](crate::Pool::transaction) with.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Other(source.into()))
    }

    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Repr { kind, statement: None, is_done: false, advice: None }))
    }

    pub(crate) fn database(source: tokio_postgres::Error) -> Self {
        Self::new(match source.as_db_error() {
            Some(_) => ErrorKind::Database(source),
            None if is_lost(&source) => ErrorKind::Connection(source),
            None => ErrorKind::Protocol(source),
        })
    }

    /// Says which statement failed, unless that is known already.
    pub(crate) fn at(mut self, model: Option<&'static str>, operation: &'static str, sql: &str) -> Self {
        if self.0.statement.is_none() {
            self.0.statement = Some(Statement { model, operation, sql: sql.to_owned() });
        }
        self
    }

    /// Says more than is known already, where there is more to say.
    pub(crate) fn advised(mut self, advice: Option<String>) -> Self {
        self.0.advice = self.0.advice.or(advice);
        self
    }

    /// Says that the statement was run, and what it wrote stays.
    pub(crate) fn done(mut self) -> Self {
        self.0.is_done = true;
        self
    }

    /// What happened, for matching.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// PostgreSQL's error in full, where it is one: message, detail, hint, position, table, column.
    pub fn as_db_error(&self) -> Option<&DbError> {
        match &self.0.kind {
            ErrorKind::Database(source) | ErrorKind::Connection(source) | ErrorKind::Protocol(source) => {
                source.as_db_error()
            }
            ErrorKind::Changed { source, .. } => source.as_ref().and_then(|source| source.as_db_error()),
            ErrorKind::Connect { source, .. } => {
                source.downcast_ref::<pg_orm_connect::Error>().and_then(pg_orm_connect::Error::as_db_error)
            }
            #[cfg(feature = "migrate")]
            ErrorKind::Migrations(source) => source.as_db_error(),
            _ => None,
        }
    }

    /// The SQLSTATE, where the error is PostgreSQL's ([manual, appendix A](https://www.postgresql.org/docs/current/errcodes-appendix.html)).
    pub fn code(&self) -> Option<&SqlState> {
        self.as_db_error().map(DbError::code)
    }

    /// The name of the constraint that was violated.
    pub fn constraint(&self) -> Option<&str> {
        self.as_db_error().and_then(DbError::constraint)
    }

    /// Whether the whole transaction may succeed when tried again: it lost against another (serialization failure, deadlock), or the
    /// database's types changed under it. Never where the statement was done, and merely its answer could not be read.
    pub fn is_retryable(&self) -> bool {
        let code = self.code();
        matches!(code, Some(code) if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED)
            || (self.is_changed() && !self.0.is_done)
    }

    fn is_changed(&self) -> bool {
        match &self.0.kind {
            ErrorKind::Changed { .. } => true,
            ErrorKind::Encode { source, .. } | ErrorKind::Decode { source, .. } => {
                source.is::<crate::value::Changed>()
            }
            _ => false,
        }
    }

    /// Whether the connection may know statements and types as they were before they changed.
    pub(crate) fn may_be_stale(&self) -> bool {
        let is_wrong_type =
            matches!(&self.0.kind, ErrorKind::Encode { source, .. } if source.is::<WrongType>());
        is_wrong_type || self.is_changed()
    }

    /// Whether the row asked for does not exist (or is hidden from the session).
    pub fn is_not_found(&self) -> bool {
        matches!(self.0.kind, ErrorKind::NotFound)
    }

    /// Whether the row has changed since it was read: its `@version` is another one, or the row is gone.
    pub fn is_outdated(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Outdated { .. })
    }

    /// The model whose statement failed, or the function, query or channel, as the schema names it.
    pub fn model(&self) -> Option<&'static str> {
        self.0.statement.as_ref().and_then(|statement| statement.model)
    }

    /// The whole SQL of the statement that failed.
    pub fn sql(&self) -> Option<&str> {
        self.0.statement.as_ref().map(|statement| statement.sql.as_str())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(statement) = &self.0.statement else {
            write!(f, "{}", self.0.kind)?;
            return self.0.advice.iter().try_for_each(|advice| write!(f, "\n  {advice}"));
        };
        match statement.model {
            Some(model) => write!(f, "{} {model}: {}", statement.operation, self.0.kind)?,
            None => write!(f, "{}: {}", statement.operation, self.0.kind)?,
        }
        if self.0.is_done {
            f.write_str("; the statement was done all the same: what it wrote stays, unless a transaction around it is rolled back")?;
        }
        let advice = self.0.advice.as_deref().or_else(|| advice::by_itself(&self.0.kind, statement.model));
        if let Some(advice) = advice {
            write!(f, "\n  {advice}")?;
        }
        if statement.sql.is_empty() {
            return Ok(());
        }
        write!(f, "\n  in: {}", on_a_line(&statement.sql))
    }
}

/// A statement on one line. Of a long one the middle is left out: what it is stands at its beginning, and the conditions, behind a
/// long list of columns, at its end.
fn on_a_line(sql: &str) -> String {
    const BEGINNING: usize = 100;
    const END: usize = 300;
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = line.chars().count();
    if count <= BEGINNING + END {
        return line;
    }
    let beginning: String = line.chars().take(BEGINNING).collect();
    let end: String = line.chars().skip(count - END).collect();
    format!("{beginning} .. {end}")
}

/// `main`, `unwrap` and tests that answer a `Result` show errors this way, to people: the text is that of `Display`.
/// `{:#?}` shows the parts.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("model", &self.model())
            .field("operation", &self.0.statement.as_ref().map(|statement| statement.operation))
            .field("sql", &self.sql())
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.kind)
    }
}

/// Whether it tells of a connection that broke. A message that can't be read is told as an I/O error of its content.
fn is_lost(error: &tokio_postgres::Error) -> bool {
    use std::error::Error as _;
    use std::io::ErrorKind::{InvalidData, InvalidInput};
    let source = error.source().and_then(|source| source.downcast_ref::<std::io::Error>());
    error.is_closed() || source.is_some_and(|source| !matches!(source.kind(), InvalidData | InvalidInput))
}

fn listed(problems: &[Error]) -> String {
    problems.iter().map(|problem| format!("\n- {problem}")).collect()
}

fn database(error: &tokio_postgres::Error) -> String {
    let Some(error) = error.as_db_error() else { return chain(error) };
    let mut text = format!("{} (SQLSTATE {}", error.message(), error.code().code());
    for more in [error.detail(), error.hint()].into_iter().flatten() {
        text.push_str("; ");
        text.push_str(more.trim_end_matches('.'));
    }
    text.push(')');
    text
}

fn counted(parameters: usize) -> String {
    match parameters {
        0 => "no parameters".to_owned(),
        1 => "1 parameter".to_owned(),
        many => format!("{many} parameters"),
    }
}

fn given_values(given: usize) -> String {
    match given {
        0 => "none was given".to_owned(),
        1 => "1 was given".to_owned(),
        many => format!("{many} were given"),
    }
}

fn changed(type_: Option<&str>, source: Option<&tokio_postgres::Error>) -> String {
    const TODO: &str = "since this connection learnt of it, which it does anew now: try again, and where that does not help, \
                        build the program from the schema that the database has";
    let what = type_
        .map_or_else(|| "the database".to_owned(), |type_| format!("the type `{type_}` in the database"));
    let why = source.map(|source| format!(" ({})", database(source))).unwrap_or_default();
    format!("{what} has changed {TODO}{why}")
}

/// Why there is no connection; the connector's own error names the address itself.
fn unconnected(address: &str, source: &(dyn std::error::Error + 'static)) -> String {
    match source.downcast_ref::<pg_orm_connect::Error>() {
        Some(error) => error.to_string(),
        None => format!("can't connect to {address}: {}", chain(source)),
    }
}

/// An error with what lies under it: tokio-postgres' own texts say little.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        let more = source.to_string();
        if !text.ends_with(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        next = source.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind, on_a_line};

    #[test]
    fn a_long_statement_keeps_its_beginning_and_its_end() {
        assert_eq!(on_a_line("select 1\n  from  t"), "select 1 from t");
        let columns = vec!["t0.column"; 100].join(", ");
        let line = on_a_line(&format!("select {columns} from t t0 where t0.né = $1"));
        assert!(
            line.starts_with("select t0.column, ") && line.ends_with(" from t t0 where t0.né = $1"),
            "{line}"
        );
        assert_eq!(line.chars().count(), 404);
    }

    #[tokio::test]
    async fn only_what_broke_is_a_lost_connection() {
        let misread = "port=x".parse::<tokio_postgres::Config>().unwrap_err();
        assert!(matches!(Error::database(misread).kind(), ErrorKind::Protocol(_)));
        let config: tokio_postgres::Config = "user=ada".parse().unwrap();
        let (near, far) = tokio::io::duplex(64);
        drop(far);
        let broken = config.connect_raw(near, tokio_postgres::NoTls).await.err().unwrap();
        assert!(matches!(Error::database(broken).kind(), ErrorKind::Connection(_)));
    }
}
