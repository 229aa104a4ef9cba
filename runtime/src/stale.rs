//! What a connection knows of statements and types, and the database no longer holds to: noticed, forgotten, learnt anew.
//!
//! PostgreSQL does not say that a type has changed. What it does say, when a statement that was prepared before is run again, is
//! that this is no longer what it was prepared as; always before anything is done.

use deadpool_postgres::ClientWrapper;
use tokio_postgres::error::{DbError, SqlState};

use crate::error::{Error, ErrorKind};
use crate::guard;
use crate::pipeline::{Envelope, Purpose};
use crate::render::Statement;

/// A statement's failure, where it ran and was not merely prepared.
pub(crate) fn failed(
    client: &ClientWrapper,
    statement: &Statement<'_>,
    error: tokio_postgres::Error,
) -> Error {
    let is_check = statement.text == guard::SQL && error.as_db_error().is_some();
    if !is_check && !error.as_db_error().is_some_and(is_stale) {
        return Error::database(error);
    }
    client.statement_cache.remove(&statement.text, &[]);
    Error::new(ErrorKind::Changed(error))
}

/// Whether the server says that a statement is not what it was prepared as, or that a type of its parameters is gone.
fn is_stale(error: &DbError) -> bool {
    let code = error.code();
    match code {
        // Somebody deallocated it.
        _ if *code == SqlState::INVALID_SQL_STATEMENT_NAME => true,
        // "cached plan must not change result type", in the server's language.
        _ if *code == SqlState::FEATURE_NOT_SUPPORTED => error.routine() == Some("RevalidateCachedQuery"),
        // "cache lookup failed for type 16390": internal errors are in English.
        _ if *code == SqlState::INTERNAL_ERROR => error.message().starts_with("cache lookup failed"),
        // What was a value of the column's type is one no longer: "column .. is of type .. but expression is of type ..",
        // "wrong number of columns: 2, expected 3", "binary data has type ..", "operator does not exist: ..", "type with OID .. does
        // not exist".
        _ => {
            *code == SqlState::DATATYPE_MISMATCH
                || *code == SqlState::UNDEFINED_FUNCTION
                || *code == SqlState::UNDEFINED_OBJECT
        }
    }
}

/// Forgets every statement and type: what is needed again is asked for again.
pub(crate) fn forget(client: &ClientWrapper) {
    tracing::debug!(target: "pg_orm", "types have changed: this connection learns them anew");
    client.statement_cache.clear();
    client.clear_type_cache();
}

/// Whether nothing has been done, so that everything can be tried again here: outside a transaction of the caller's, and where what
/// failed took back, or never did, what it was to do.
pub(crate) fn is_undone(
    envelope: &Envelope<'_>,
    statements: &[Statement<'_>],
    purpose: Purpose,
    error: &Error,
) -> bool {
    if envelope.gate.is_some() {
        return false;
    }
    match error.kind() {
        // Nothing was sent.
        ErrorKind::Encode { .. } => true,
        // It was done, and could not be read: reading it again changes nothing, where it is a query of a model.
        ErrorKind::Decode { .. } => {
            purpose.model.is_some()
                && statements.iter().all(|statement| statement.text.starts_with("select "))
        }
        // The statement failed, and with it the transaction around it; those that stand for themselves were done.
        _ => envelope.begin.is_some() || statements.len() == 1,
    }
}
