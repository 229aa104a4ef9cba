//! What can end a run.

use crate::operation::Operation;

/// The reason a run ended before its table.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("tokio-postgres: {0}")]
    TokioPostgres(#[from] tokio_postgres::Error),
    #[error("deadpool-postgres: {0}")]
    Deadpool(#[from] deadpool_postgres::PoolError),
    #[error("deadpool-postgres: {0}")]
    DeadpoolBuild(#[from] deadpool_postgres::BuildError),
    #[error("diesel: {0}")]
    Diesel(#[from] diesel::result::Error),
    #[error("diesel: {0}")]
    DieselConnect(#[from] diesel::ConnectionError),
    #[error("sqlx: {0}")]
    Sqlx(#[from] sqlx::Error),
    #[error("sea-orm: {0}")]
    SeaOrm(#[from] sea_orm::DbErr),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("the clock of the process can't be read: {0}")]
    Clock(#[from] nix::Error),
    #[error("a sample's task ended early: {0}")]
    Join(#[from] tokio::task::JoinError),
    #[error("{peer}'s answer to `{operation}` differs from {reference}'s: {theirs:016x} is not {expected:016x}")]
    Mismatch { peer: &'static str, reference: &'static str, operation: Operation, theirs: u64, expected: u64 },
    #[error("no peer is named `{0}`")]
    UnknownPeer(String),
    #[error("valgrind ended with {status} for {peer}, `{operation}`:\n{stderr}")]
    Valgrind { peer: &'static str, operation: Operation, status: std::process::ExitStatus, stderr: String },
    #[error("valgrind's output for {peer}, `{operation}`, names no instruction count:\n{stderr}")]
    ValgrindOutput { peer: &'static str, operation: Operation, stderr: String },
}

/// The crate's result.
pub(crate) type Result<T> = std::result::Result<T, Error>;
