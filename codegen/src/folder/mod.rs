//! A folder of generated files: writing it, and comparing it with what would be written.

mod check;
mod write;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use check::{Difference, check};
pub use write::{Written, write};

use crate::error::Error;
use crate::generate::GeneratedFile;
use crate::print::is_generated;

/// What stands in a folder under the name of a generated file.
enum Present {
    /// Nothing.
    Nothing,
    /// A file with the header; its text.
    Generated(String),
    /// Something else.
    Foreign,
}

fn present(path: &Path) -> Result<Present, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(match String::from_utf8(bytes) {
            Ok(text) if is_generated(&text) => Present::Generated(text),
            _ => Present::Foreign,
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Present::Nothing),
        Err(error) => Err(Error::io("read", path)(error)),
    }
}

/// The generated files in `folder` that are not among `files`, sorted. A file without the header is none.
fn leftovers(files: &[GeneratedFile], folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let wanted: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io("read", folder)(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(Error::io("read", folder))?.path();
        let is_source = path.extension().is_some_and(|extension| extension == "rs") && path.is_file();
        if is_source && !wanted.contains(&path) && matches!(present(&path)?, Present::Generated(_)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
