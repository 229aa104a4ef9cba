//! Why a test has no database.

use std::io;
use std::path::PathBuf;

/// Why a test has no database.
#[derive(Debug, thiserror::Error)]
pub(super) enum SetupError {
    #[error(transparent)]
    Server(#[from] pg_orm_local::Error),
    #[error(transparent)]
    Connect(#[from] pg_orm_connect::Error),
    #[error(transparent)]
    Pool(#[from] crate::Error),
    #[error("the current folder is not known: {0}")]
    Folder(io::Error),
    #[error("no runtime: {0}")]
    Runtime(io::Error),
    #[error("{doing}: {}", chain(source))]
    Sql { doing: &'static str, source: tokio_postgres::Error },
    #[error(
        "there is no folder of migrations at {}; `pgorm migrate new` writes one, and `#[pg_orm::test(schema = false)]` asks for an \
         empty database",
        folder.display()
    )]
    NoMigrations { folder: PathBuf },
    #[error(transparent)]
    Migrations(#[from] pg_orm_apply::Error),
    #[error("the test wants PostgreSQL {wanted}, and the server that PGORM_TEST_URL names is {found}")]
    Version { wanted: u32, found: u32 },
    #[error("the template is still in use after {seconds} s: is somebody connected to {template}?")]
    TemplateInUse { template: String, seconds: u64 },
}

impl SetupError {
    pub(super) fn sql(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> Self {
        move |source| Self::Sql { doing, source }
    }
}

fn chain(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(error) => format!("{} (SQLSTATE {})", error.message(), error.code().code()),
        None => error.to_string(),
    }
}
