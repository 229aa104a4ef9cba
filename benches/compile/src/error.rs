//! What can end a run.

use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

/// The reason a run ended before its table.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{path}: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("the children's CPU time can't be read: {0}")]
    Usage(#[from] nix::Error),
    #[error("the generated schema: {0}")]
    Schema(#[from] pg_orm_build::Error),
    #[error("{command} ended with {status}:\n{stderr}")]
    Cargo { command: String, status: ExitStatus, stderr: String },
}

/// The crate's result.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;
