//! The escape hatch: any SQL, on every executor.

use std::borrow::Cow;

use tokio_postgres::Row;

use crate::access::Access;
use crate::change::Affected;
use crate::connection::Connection;
use crate::error::{Error, ErrorKind};
use crate::executor::{Runs, Together};
use crate::pipeline::{Purpose, Sink};
use crate::pool::Pool;
use crate::render::{Param, ParamValue, Statement};
use crate::row::Types;
use crate::session::{Session, SessionSettings};
use crate::transaction::Transaction;
use crate::types::ToSql;

const RAW: Purpose = Purpose { model: None, operation: "running raw SQL" };

/// The statement's own words for what an executor does by itself.
const TRANSACTION_CONTROL: [&str; 9] =
    ["begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare"];
/// What would stay on a connection that the pool gives to others next.
const LASTING: [&str; 6] = ["set", "reset", "discard", "listen", "unlisten", "deallocate"];

const USE_TRANSACTION: &str =
    "transactions are begun by `begin()` or `transaction()`, and end by `commit()` and `rollback()`";
const USE_CONNECTION: &str =
    "it would stay on a connection that others get next; take one by `pool.connection()`";

macro_rules! raw_sql {
    ([$($generics:tt)*] $executor:ty, $refused:expr, $touch:expr) => {
        impl<$($generics)*> $executor {
            /// Runs any one statement, and answers its rows. Values are `$1`, `$2`, ..; the statement is prepared once a connection.
            ///
            /// # Errors
            /// PostgreSQL's, a lost connection, a value that can't be sent, and [`ErrorKind::NotHere`].
            pub async fn query(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error> {
                refuse(sql, $refused)?;
                $touch(self);
                let mut rows = Collected(Vec::new());
                self.target().run(&[statement(sql, values)], Together::Apart, RAW, &mut rows).await?;
                Ok(rows.0)
            }

            /// Runs any one statement, and answers how many rows it changed.
            ///
            /// # Errors
            /// Those of [`query`](Self::query).
            pub async fn execute(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<u64, Error> {
                refuse(sql, $refused)?;
                $touch(self);
                let mut count = Affected(0);
                self.target().run(&[statement(sql, values)], Together::Apart, RAW, &mut count).await?;
                Ok(count.0)
            }
        }
    };
}

raw_sql!([] Pool, Refused::All, |_: &Pool| {});
raw_sql!([] Connection, Refused::Nothing, Connection::touch);
raw_sql!([A: Access] Transaction<'_, A>, Refused::TransactionControl, |_: &Self| {});
raw_sql!([S: SessionSettings] Session<S>, Refused::All, |_: &Self| {});

#[derive(Clone, Copy, PartialEq)]
enum Refused {
    Nothing,
    TransactionControl,
    All,
}

fn refuse(sql: &str, refused: Refused) -> Result<(), Error> {
    if refused == Refused::Nothing {
        return Ok(());
    }
    let word = first_word(sql);
    let is_word = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
    let help = if is_word(&TRANSACTION_CONTROL) {
        USE_TRANSACTION
    } else if refused == Refused::All && is_word(&LASTING) {
        USE_CONNECTION
    } else {
        return Ok(());
    };
    Err(Error::new(ErrorKind::NotHere { word: word.to_owned(), help }).at(None, RAW.operation, sql))
}

/// The first word of a statement, behind white space and comments.
fn first_word(sql: &str) -> &str {
    let mut rest = sql.trim_start();
    loop {
        if let Some(comment) = rest.strip_prefix("--") {
            rest = comment.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = after_comment(comment).trim_start();
        } else {
            let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            return rest.get(..end).unwrap_or_default();
        }
    }
}

/// What follows a comment whose opening is behind us; PostgreSQL's comments nest.
fn after_comment(mut text: &str) -> &str {
    let mut depth = 1;
    while depth > 0 {
        let Some(at) = text.find(['*', '/']) else { return "" };
        let (_, found) = text.split_at(at);
        let length = if found.starts_with("*/") {
            depth -= 1;
            2
        } else if found.starts_with("/*") {
            depth += 1;
            2
        } else {
            1
        };
        text = found.get(length..).unwrap_or_default();
    }
    text
}

fn statement<'a>(sql: &'a str, values: &'a [&'a (dyn ToSql + Sync)]) -> Statement<'a> {
    let params =
        values.iter().map(|&value| Param { value: ParamValue::Borrowed(value), column: None }).collect();
    Statement { text: Cow::Borrowed(sql), params }
}

struct Collected(Vec<Row>);

impl Sink for Collected {
    fn row(&mut self, _: usize, row: Row, _: &Types, _: bool) -> Result<(), Error> {
        self.0.push(row);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::first_word;

    #[test]
    fn first_words_are_found_behind_comments() {
        let cases = [
            ("select 1", "select"),
            ("  COMMIT;", "COMMIT"),
            ("-- a\n  /* b /* c */ commit */ rollback", "rollback"),
            ("(select 1)", ""),
            ("/* open", ""),
            ("-- only", ""),
        ];
        for (sql, word) in cases {
            assert_eq!(first_word(sql), word, "{sql}");
        }
    }
}
