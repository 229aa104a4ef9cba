//! What raw SQL may not say, by where it runs: what an executor does by itself, and what would outlive it.

use pg_orm_sql::{Token, TokenKind, tokens};

use crate::error::{Error, ErrorKind};

/// Where raw SQL runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// On any connection of the pool, in a session or without.
    Pool,
    /// On a connection of one's own.
    Connection,
    Transaction,
    /// In a transaction whose role and settings are its session's.
    SessionTransaction,
}

/// The statement's own words for what an executor does by itself.
const TRANSACTION_CONTROL: [&str; 9] =
    ["begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare"];
/// What would stay on a connection that the pool gives to others next.
const LASTING: [&str; 6] = ["set", "reset", "discard", "listen", "unlisten", "deallocate"];
/// What touches prepared statements, of which the pool has its own.
const STATEMENTS: [&str; 3] = ["prepare", "deallocate", "discard"];

const USE_TRANSACTION: &str =
    "transactions are begun by `begin()` or `transaction()`, and end by `commit()` and `rollback()`";
const USE_CONNECTION: &str =
    "it would stay on a connection that others get next; take one by `pool.connection()`";
const USE_SESSION: &str = "what a session sets holds until its transaction ends; begin another session";
const USE_DRIVER: &str = "rows are not streamed through raw SQL; insert many with `insert_many`";

/// Refuses what may not run there. A word can't tell what a function does (`set_config`): that is undone afterwards.
///
/// # Errors
/// [`ErrorKind::NotHere`], with the word and what to do instead.
pub(crate) fn refuse(sql: &str, place: Place) -> Result<(), Error> {
    let Some((word, help)) = refused(sql, place) else { return Ok(()) };
    Err(Error::new(ErrorKind::NotHere { word, help }).at(None, "running raw SQL", sql))
}

/// Whether it makes or forgets prepared statements, so that the pool can't use the connection any more.
pub(crate) fn changes_statements(sql: &str) -> bool {
    statements(sql).iter().any(|words| words.first().is_some_and(|word| is_one_of(word, &STATEMENTS)))
}

fn refused(sql: &str, place: Place) -> Option<(String, &'static str)> {
    let statements = statements(sql);
    for words in &statements {
        let is_copy = words.first().is_some_and(|word| word.eq_ignore_ascii_case("copy"));
        let is_streamed = words.windows(2).any(|pair| {
            matches!(pair, [way, end] if is_one_of(way, &["from", "to"]) && is_one_of(end, &["stdin", "stdout"]))
        });
        if is_copy && is_streamed {
            return Some(("copy".to_owned(), USE_DRIVER));
        }
    }
    // Where it matters PostgreSQL takes one statement at a time.
    let words = statements.first()?.as_slice();
    let word = words.first()?;
    let help = match place {
        Place::Connection => return None,
        _ if is_one_of(word, &TRANSACTION_CONTROL) => USE_TRANSACTION,
        _ if !is_one_of(word, &LASTING) => return None,
        Place::Pool => USE_CONNECTION,
        Place::Transaction if is_local(words) => return None,
        Place::SessionTransaction if is_local(words) && !is_of_session(words) => return None,
        Place::SessionTransaction if is_local(words) => USE_SESSION,
        Place::Transaction | Place::SessionTransaction => USE_CONNECTION,
    };
    Some(((*word).to_owned(), help))
}

/// `set local ..`, `set constraints ..`, `set transaction ..`: they end with the transaction.
fn is_local(words: &[&str]) -> bool {
    matches!(words, [set, what, ..] if set.eq_ignore_ascii_case("set") && is_one_of(what, &["local", "constraints", "transaction"]))
}

/// `set local role ..`, `set local session authorization ..`, and settings with a dot, which are what policies read.
fn is_of_session(words: &[&str]) -> bool {
    let Some(name) = words.get(2) else { return false };
    words.get(1).is_some_and(|word| word.eq_ignore_ascii_case("local"))
        && (words.get(3) == Some(&".")
            || is_one_of(name.trim_matches('"'), &["role", "session", "session_authorization"])
            || name.contains('.'))
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// The statements' tokens, without white space and comments. Text that can't be cut into tokens has none: PostgreSQL says why.
fn statements(sql: &str) -> Vec<Vec<&str>> {
    let tokens = tokens(sql).unwrap_or_default();
    let is_seen = |token: &&Token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment);
    let words: Vec<&str> =
        tokens.iter().filter(is_seen).filter_map(|token| sql.get(token.span.clone())).collect();
    words.split(|word| *word == ";").filter(|statement| !statement.is_empty()).map(<[&str]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::Place::{Connection, Pool, SessionTransaction, Transaction};
    use super::{Place, changes_statements, refused};

    #[test]
    fn each_place_refuses_its_own() {
        const ALL: &[Place] = &[Pool, Connection, Transaction, SessionTransaction];
        const OWNED: &[Place] = &[Pool, Transaction, SessionTransaction];
        let cases: [(&str, &[Place]); 22] = [
            ("select 1", &[]),
            ("(select 1)", &[]),
            ("/* open", &[]),
            ("", &[]),
            ("update t set role = 1", &[]),
            ("  COMMIT;", OWNED),
            ("; ;commit", OWNED),
            ("-- a\n  /* b /* c */ commit */ rollback", OWNED),
            ("set role app_user", OWNED),
            ("set session characteristics as transaction read only", OWNED),
            ("listen news", OWNED),
            ("reset role", OWNED),
            ("set local statement_timeout = 5", &[Pool]),
            ("set constraints all deferred", &[Pool]),
            ("SET /* */ LOCAL Role = none", &[Pool, SessionTransaction]),
            ("set local \"role\" = none", &[Pool, SessionTransaction]),
            ("set local session authorization default", &[Pool, SessionTransaction]),
            ("set local viewer.tenant_id = ''", &[Pool, SessionTransaction]),
            ("copy t from stdin", ALL),
            ("select 1; copy (select 1) to STDOUT", ALL),
            ("copy t from '/tmp/x'", &[]),
            ("create function f() returns int begin atomic select 1; end", &[]),
        ];
        for (sql, places) in cases {
            for &place in ALL {
                assert_eq!(refused(sql, place).is_some(), places.contains(&place), "{sql} {place:?}");
            }
        }
    }

    #[test]
    fn statements_of_ones_own_are_noticed() {
        assert!(changes_statements("select 1; prepare mine as select 2"));
        assert!(changes_statements("DISCARD ALL"));
        assert!(!changes_statements("select 'prepare'; -- deallocate"));
    }
}
