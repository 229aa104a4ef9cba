//! The catalog that the newest migration leads to, kept beside the migrations as `snapshot.json`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use pg_orm_ir::catalog::Catalog;
use serde::{Deserialize, Serialize};

use super::FolderError;

const FILE: &str = "snapshot.json";

/// The form in which this version writes snapshots. A version that changes what a catalog holds counts it up.
const FORMAT: u32 = 3;

/// What the newest migration leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The migration's name.
    pub newest: String,
    /// The catalog.
    pub catalog: Catalog,
}

/// What every format has.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    newest: &'a str,
    catalog: &'a Catalog,
}

#[derive(Deserialize)]
struct Read {
    newest: String,
    catalog: Catalog,
}

impl Snapshot {
    /// Reads the snapshot of a folder of migrations; `None` where there is none.
    ///
    /// # Errors
    /// When it can't be read, or its format is a newer one.
    pub fn read(folder: &Path) -> Result<Option<Self>, FolderError> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(FolderError::Read { path, source }),
        };
        let bad = |source| FolderError::BadSnapshot { path: path.clone(), source };
        let Head { format } = serde_json::from_str(&text).map_err(bad)?;
        if format != FORMAT {
            return Err(FolderError::SnapshotFormat { path, found: format, known: FORMAT });
        }
        let Read { newest, catalog } = serde_json::from_str(&text).map_err(bad)?;
        Ok(Some(Self { newest, catalog }))
    }

    /// Writes it into a folder of migrations, in place of an older one, at once.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&self, folder: &Path) -> Result<(), FolderError> {
        let path = folder.join(FILE);
        let written = Written { format: FORMAT, newest: &self.newest, catalog: &self.catalog };
        let text = serde_json::to_string_pretty(&written)
            .map_err(|source| FolderError::BadSnapshot { path: path.clone(), source })?;
        let hidden = folder.join(format!(".{FILE}.{}", std::process::id()));
        fs::write(&hidden, text + "\n").map_err(FolderError::writing(&hidden))?;
        fs::rename(&hidden, &path).map_err(FolderError::writing(&path))
    }
}
