//! What a connection knows of statements and types, and the database no longer holds to: noticed, forgotten, learnt anew.
//!
//! PostgreSQL does not say that a type has changed. What it does say, when a statement that was prepared before is run again, is
//! that this is no longer what it was prepared as; always before anything is done. Errors with the same SQLSTATE come out of
//! functions and triggers as well, after much was done: what tells them apart is the place in the server that raised them.

use deadpool_postgres::ClientWrapper;
use tokio_postgres::error::{DbError, SqlState};

use crate::advice;
use crate::call::RoutineKind;
use crate::error::{Error, ErrorKind};
use crate::lease::Lease;
use crate::pipeline::{Envelope, Purpose};
use crate::render::Statement;
use crate::types::Type;

/// A statement's failure, where it ran and was not merely prepared.
pub(crate) fn failed(
    client: &ClientWrapper,
    (statement, types): (&Statement<'_>, &[Type]),
    error: tokio_postgres::Error,
) -> Error {
    let Some(told) = error.as_db_error() else { return Error::database(error) };
    let advice = advice::of_values(told, statement, types);
    if is_stale(told) && !is_of_prepared(&statement.text) {
        client.statement_cache.remove(&statement.text, &[]);
        return Error::new(ErrorKind::Changed { type_: None, source: Some(error) });
    }
    if is_doubtful(told) {
        // Told as it is. Learning anew costs little, and ends it where it was a change after all.
        forget(client);
    }
    Error::database(error).advised(advice)
}

/// Whether the server says, before it has run anything of it, that a statement is not what it was prepared as.
fn is_stale(error: &DbError) -> bool {
    match error.routine() {
        // Reading the values that were sent: "wrong number of columns: 2, expected 3", "binary data has type ..", "cache lookup
        // failed for type ..". No function of SQL gets there.
        Some("record_recv" | "array_recv") => *error.code() == SqlState::DATATYPE_MISMATCH,
        Some("getTypeBinaryInputInfo") => true,
        // Looking at the prepared statement, and analysing it anew: "cached plan must not change result type"; "column .. is of type
        // .. but expression is of type .."; "operator does not exist: .."; "type with OID .. does not exist"; or somebody has
        // deallocated it. From inside of a function or trigger these come with a context.
        Some(
            "RevalidateCachedQuery"
            | "FetchPreparedStatement"
            | "transformAssignedExpr"
            | "op_error"
            | "lookup_type_cache",
        ) => error.where_().is_none(),
        _ => false,
    }
}

/// Whether raw SQL runs what raw SQL has prepared: of that the connection knows nothing.
fn is_of_prepared(sql: &str) -> bool {
    let first = sql.split_whitespace().next().unwrap_or_default();
    ["execute", "deallocate", "explain"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// Whether it may come of a change, or of anything else.
fn is_doubtful(error: &DbError) -> bool {
    let code = error.code();
    let codes = [SqlState::DATATYPE_MISMATCH, SqlState::UNDEFINED_FUNCTION, SqlState::UNDEFINED_OBJECT];
    codes.contains(code) || *code == SqlState::INTERNAL_ERROR
}

/// Forgets every statement and type: what is needed again is asked for again.
pub(crate) fn forget(client: &ClientWrapper) {
    tracing::debug!(target: "pg_orm", "types may have changed: this connection learns them anew");
    client.statement_cache.clear();
    client.clear_type_cache();
}

/// Whether statements are known to read alone. Of raw SQL nobody knows: a function that it calls may do anything.
pub(crate) fn is_read(statements: &[Statement<'_>], purpose: Purpose) -> bool {
    purpose.model.is_some()
        && statements.iter().all(|statement| match statement.routine {
            None => statement.text.starts_with("select "),
            Some(routine) => routine.kind == RoutineKind::Reading,
        })
}

/// Whether nothing has been done, so that everything can be tried again here. Never inside a transaction of the caller's; and once
/// something was sent, never where raw SQL may have left a transaction open, nor raw SQL itself.
pub(crate) fn is_undone(
    lease: &Lease,
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
        _ if purpose.model.is_none() || lease.may_be_open() => false,
        _ if is_read(statements, purpose) => true,
        // The server refused it before it ran anything of it.
        ErrorKind::Changed { type_: None, .. } => statements.len() == 1,
        // It was done and could not be read; or it was taken back, which a trigger's effects elsewhere may not be.
        _ => false,
    }
}
