//! What can end a run.

use crate::operation::Operation;

/// The reason a run ended before its table.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("tokio-postgres")]
    TokioPostgres(#[from] tokio_postgres::Error),
    #[error("pg-orm")]
    PgOrm(#[from] pg_orm::Error),
    #[error("deadpool-postgres")]
    Deadpool(#[from] deadpool_postgres::PoolError),
    #[error("deadpool-postgres")]
    DeadpoolBuild(#[from] deadpool_postgres::BuildError),
    #[error("diesel")]
    Diesel(#[from] diesel::result::Error),
    #[error("diesel")]
    DieselConnect(#[from] diesel::ConnectionError),
    #[error("sqlx")]
    Sqlx(#[from] sqlx::Error),
    #[error("sea-orm")]
    SeaOrm(#[from] sea_orm::DbErr),
    #[error("input or output")]
    Io(#[from] std::io::Error),
    #[error("the clock of the process can't be read")]
    Clock(#[from] nix::Error),
    #[error("a sample's task ended early")]
    Join(#[from] tokio::task::JoinError),
    #[error(
        "{peer}'s answer to `{operation}` differs from {reference}'s: {theirs:016x} is not {expected:016x}"
    )]
    Mismatch { peer: &'static str, reference: &'static str, operation: Operation, theirs: u64, expected: u64 },
    #[error("private server")]
    Local(#[from] pg_orm_local::Error),
    #[error("the private server doesn't listen on TCP")]
    NoTcp,
    #[error("no peer is named `{0}`")]
    UnknownPeer(String),
    #[error("valgrind ended with {status} for {peer}, `{operation}`:\n{stderr}")]
    Valgrind { peer: &'static str, operation: Operation, status: std::process::ExitStatus, stderr: String },
    #[error("valgrind's output for {peer}, `{operation}`, names no instruction count:\n{stderr}")]
    ValgrindOutput { peer: &'static str, operation: Operation, stderr: String },
}

impl Error {
    /// The message with those of its sources: the peers say most of it there.
    pub(crate) fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut source = std::error::Error::source(self);
        while let Some(error) = source {
            text.push_str(": ");
            text.push_str(&error.to_string());
            source = error.source();
        }
        text
    }
}

/// The crate's result.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;
