//! Why a migration can't be written.

use std::io;
use std::path::{Path, PathBuf};

use crate::Change;

/// Why a migration can't be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A title from which no name can be made.
    #[error(
        "`{title}` has no letter or digit to make a name of; use letters of the alphabet, digits and `_`"
    )]
    Title {
        /// The title.
        title: String,
    },
    /// A clock that is set before 1970 or after 9999.
    #[error("the clock is set to a time outside the years 1970 to 9999")]
    Clock,
    /// A migration of this name is there already.
    #[error("{} is there already", folder.display())]
    Exists {
        /// Its folder.
        folder: PathBuf,
    },
    /// The schema has changed since the newest migration.
    #[error(
        "the schema differs from what the migrations lead to, and altering is not supported yet:{}",
        list(changes)
    )]
    AlteringNotSupported {
        /// The newest migration.
        newest: String,
        /// What differs; never empty.
        changes: Vec<Change>,
    },
    /// There are migrations, but not what they lead to.
    #[error("there are migrations up to `{newest}`, but no snapshot.json that says what they lead to")]
    NoSnapshot {
        /// The newest migration.
        newest: String,
    },
    /// The snapshot is of another migration.
    #[error("snapshot.json is of the migration `{snapshot}`, but the newest one is `{newest}`")]
    StaleSnapshot {
        /// The migration it is of.
        snapshot: String,
        /// The newest migration.
        newest: String,
    },
    /// The snapshot can't be read.
    #[error("{} can't be read: {source}", path.display())]
    BadSnapshot {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// The snapshot was written by another version of this program.
    #[error("{} has format {found}; this version of pgorm reads format {known}", path.display())]
    SnapshotFormat {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The one that is known.
        known: u32,
    },
    /// The migrations that are there can't be read.
    #[error(transparent)]
    Migrations(#[from] pg_orm_apply::Error),
    /// A file can't be read.
    #[error("can't read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file or folder can't be written.
    #[error("can't write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl FolderError {
    pub(super) fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}

fn list(changes: &[Change]) -> String {
    changes.iter().map(|change| format!("\n  {change}")).collect()
}
