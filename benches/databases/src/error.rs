//! What can end a run.

/// The reason a run ended before its table.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("tokio-postgres")]
    TokioPostgres(#[from] tokio_postgres::Error),
    #[error("reading the database")]
    Introspect(#[from] pg_orm_migrate::IntrospectError),
    #[error("the printed schema makes nothing")]
    Lower(#[from] pg_orm_ir::LowerError),
    #[error("the printed schema has errors")]
    Printed,
    #[error("the printed schema makes another database: {0}")]
    Different(String),
    #[error("{expected} changes were made, and {told} are told")]
    Changes { expected: usize, told: usize },
    #[error("input or output")]
    Io(#[from] std::io::Error),
    #[error("private server")]
    Local(#[from] pg_orm_local::Error),
    #[error("there is no pg_dump beside the server, nor on the PATH")]
    NoDump,
    #[error("pg_dump ended with {0}")]
    Dump(std::process::ExitStatus),
}

impl Error {
    /// The message with those of its sources.
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
