//! Writing generated files: only what changed, and never over a file of somebody else's.

use std::path::{Path, PathBuf};

use super::{Present, leftovers, present};
use crate::error::Error;
use crate::generate::GeneratedFile;

/// What [`write`](fn@write) did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// Files that are new or have new text, sorted.
    pub written: Vec<PathBuf>,
    /// Generated files that no longer are, now removed, sorted.
    pub removed: Vec<PathBuf>,
    /// How many files already had their text.
    pub unchanged: usize,
}

/// Puts `files` into `folder`, which is made where it is missing. A file that has its text already is not
/// touched; generated files that are not among `files` are removed; files without the header stay.
///
/// # Errors
/// When a file that is to be written exists and was not generated (nothing is written then), or the system refuses.
pub fn write(files: &[GeneratedFile], folder: &Path) -> Result<Written, Error> {
    let mut changed = Vec::new();
    for file in files {
        let path = folder.join(&file.path);
        match present(&path)? {
            Present::Foreign => return Err(Error::NotGenerated { path }),
            Present::Generated(text) if text == file.text => {}
            Present::Generated(_) | Present::Nothing => changed.push((path, &file.text)),
        }
    }
    let removed = leftovers(files, folder)?;
    std::fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let mut written = Written { unchanged: files.len() - changed.len(), ..Written::default() };
    for (path, text) in changed {
        std::fs::write(&path, text).map_err(Error::io("write", &path))?;
        written.written.push(path);
    }
    for path in removed {
        std::fs::remove_file(&path).map_err(Error::io("remove", &path))?;
        written.removed.push(path);
    }
    written.written.sort();
    Ok(written)
}
