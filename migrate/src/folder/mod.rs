//! Writing migrations into their folder.

mod error;
mod slug;
mod snapshot;
mod stamp;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use pg_orm_apply::{Manifest, Migrations, checksum};
use pg_orm_ir::catalog::Catalog;

pub use error::FolderError;
pub use snapshot::Snapshot;

use crate::{create_script, diff, drop_script};

/// A migration to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewMigration<'a> {
    /// The folder of all migrations; made where it is not there.
    pub folder: &'a Path,
    /// What it is for, in the author's words: becomes the end of its name.
    pub title: &'a str,
    /// Now; becomes the beginning of its name, in UTC.
    pub at: SystemTime,
    /// What the database is to be.
    pub catalog: &'a Catalog,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A migration was written.
    Written(Written),
    /// The migrations lead to this catalog already; nothing was written.
    NothingToDo,
}

/// A migration that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// Its name: `20260101120000_first`.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// The files written, in the order in which a person reads them.
    pub files: Vec<PathBuf>,
}

/// The names of the files, in the order in which a person reads them.
const FILES: [&str; 3] = ["up.sql", "down.sql", "migration.toml"];

/// Writes the first migration of a project, and the snapshot of what it leads to.
///
/// The migration appears at once and whole, or not at all; nothing that is there is written over, except the
/// snapshot of a migration that does not exist.
///
/// # Errors
/// [`FolderError::AlteringNotSupported`] where there are migrations and the catalog is not what they lead to.
/// When the title has no letter or digit, or files can't be read or written.
pub fn new_migration(new: &NewMigration<'_>) -> Result<Outcome, FolderError> {
    let slug = slug::of(new.title).ok_or_else(|| FolderError::Title { title: new.title.to_owned() })?;
    let name = format!("{}_{slug}", stamp::of(new.at)?);
    let existing =
        if new.folder.exists() { Migrations::from_folder(new.folder)? } else { Migrations::default() };
    if let Some(newest) = existing.as_slice().last() {
        let snapshot = Snapshot::read(new.folder)?
            .ok_or_else(|| FolderError::NoSnapshot { newest: newest.name().to_owned() })?;
        if snapshot.newest != newest.name() {
            return Err(FolderError::StaleSnapshot {
                snapshot: snapshot.newest,
                newest: newest.name().to_owned(),
            });
        }
        let changes = diff(&snapshot.catalog, new.catalog);
        if changes.is_empty() {
            return Ok(Outcome::NothingToDo);
        }
        return Err(FolderError::AlteringNotSupported { newest: newest.name().to_owned(), changes });
    }
    let up = create_script(new.catalog);
    if up.is_empty() {
        return Ok(Outcome::NothingToDo);
    }
    let (up, down) = (up.to_string(), drop_script(new.catalog).to_string());
    let manifest = Manifest { parent: None, checksum: Some(checksum(&up, &down)), transaction: true };
    fs::create_dir_all(new.folder).map_err(FolderError::writing(new.folder))?;
    // The snapshot goes first: without its migration it counts for nothing, and the next attempt replaces it.
    Snapshot { newest: name.clone(), catalog: new.catalog.clone() }.write(new.folder)?;
    let folder = place(new.folder, &name, [&up, &down, &manifest.to_string()])?;
    let files = FILES.iter().map(|file| folder.join(file)).collect();
    Ok(Outcome::Written(Written { name, folder, files }))
}

/// Writes the files into a hidden folder, then gives it its name.
fn place(parent: &Path, name: &str, contents: [&str; 3]) -> Result<PathBuf, FolderError> {
    let folder = parent.join(name);
    // `rename` would take the place of an empty folder.
    if folder.symlink_metadata().is_ok() {
        return Err(FolderError::Exists { folder });
    }
    let hidden = parent.join(format!(".{name}.{}", std::process::id()));
    let written =
        write_files(&hidden, contents).map_err(FolderError::writing(&hidden)).and_then(
            |()| match fs::rename(&hidden, &folder) {
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists
                    ) =>
                {
                    Err(FolderError::Exists { folder: folder.clone() })
                }
                other => other.map_err(FolderError::writing(&folder)),
            },
        );
    if let Err(error) = written {
        // The first error is the one to report; a hidden folder is never read as a migration.
        let _ = fs::remove_dir_all(&hidden);
        return Err(error);
    }
    Ok(folder)
}

fn write_files(folder: &Path, contents: [&str; 3]) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (file, content) in FILES.iter().zip(contents) {
        fs::write(folder.join(file), content)?;
    }
    Ok(())
}
