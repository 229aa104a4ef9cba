//! All migrations of a project, in the order in which they run.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::migration::hex;
use crate::{Embedded, Error, Manifest, Migration};

/// Migrations, each after the one it follows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Migrations {
    list: Vec<Migration>,
}

impl Migrations {
    /// Reads a folder of migrations. Files beside the migrations' folders are not looked at, nor are hidden
    /// folders (the name starts with a dot) and those that hold none of a migration's files.
    ///
    /// # Errors
    /// When there is no such folder, a migration lacks a file or has one that can't be read, or the
    /// migrations are not one chain.
    pub fn from_folder(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let read = |path: &Path| {
            let path = path.to_owned();
            move |source| Error::Read { path, source }
        };
        let mut folders: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(path).map_err(read(path))? {
            let entry = entry.map_err(read(path))?;
            // Follows links, as reading the files will.
            if entry.path().is_dir() {
                folders.push(entry.path());
            }
        }
        folders.sort();
        let migrations = folders.iter().filter_map(|folder| read_migration(folder).transpose());
        Self::in_order(migrations.collect::<Result<_, _>>()?)
    }

    /// Takes migrations that were compiled into the program.
    ///
    /// # Errors
    /// When a manifest can't be read, or the migrations are not one chain.
    pub fn embedded(migrations: &[Embedded]) -> Result<Self, Error> {
        let list = migrations.iter().map(|migration| {
            let manifest = parse_manifest(migration.name, migration.manifest)?;
            Ok(Migration::new(migration.name.into(), migration.up, migration.down, manifest))
        });
        Self::in_order(list.collect::<Result<_, _>>()?)
    }

    /// Every migration, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Migration] {
        &self.list
    }

    /// The migration of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Migration> {
        self.list.iter().find(|migration| migration.name() == name)
    }

    /// A checksum of all of them, in order: 64 hexadecimal digits. Two sets of one checksum make the same
    /// database.
    #[must_use]
    pub fn checksum(&self) -> String {
        let mut hash = Sha256::new();
        for migration in &self.list {
            hash.update(migration.name());
            hash.update([0]);
            hash.update(migration.checksum());
            hash.update([0]);
        }
        hex(&hash.finalize())
    }

    /// Puts each migration after the one it follows.
    fn in_order(mut list: Vec<Migration>) -> Result<Self, Error> {
        list.sort_by(|a, b| a.name().cmp(b.name()));
        let mut by_parent: HashMap<Option<&str>, &Migration> = HashMap::new();
        for (i, migration) in list.iter().enumerate() {
            let parent = migration.manifest().parent.as_deref();
            if let Some(parent) = parent
                && !list.iter().any(|other| other.name() == parent)
            {
                return Err(Error::UnknownParent {
                    migration: migration.name().into(),
                    parent: parent.into(),
                });
            }
            if let Some(other) = by_parent.insert(parent, migration) {
                let previous = i.checked_sub(1).and_then(|i| list.get(i)).unwrap_or(other);
                return Err(match parent {
                    Some(parent) => Error::Branch {
                        parent: parent.into(),
                        first: other.name().into(),
                        second: migration.name().into(),
                    },
                    None => Error::NoParent {
                        migration: migration.name().into(),
                        previous: previous.name().into(),
                    },
                });
            }
        }
        let mut names: Vec<String> = Vec::new();
        let mut next = by_parent.get(&None);
        while let Some(migration) = next {
            names.push(migration.name().to_owned());
            next = by_parent.get(&Some(migration.name()));
        }
        // Every migration has a parent that is there and is nobody else's: what the chain does not reach is a ring.
        if let Some(ring) = list.iter().find(|migration| !names.iter().any(|name| name == migration.name())) {
            return Err(Error::Ring { migration: ring.name().into() });
        }
        let place: HashMap<String, usize> = names.into_iter().zip(0..).collect();
        list.sort_by_key(|migration| place.get(migration.name()).copied());
        Ok(Self { list })
    }
}

fn parse_manifest(name: &str, text: &str) -> Result<Manifest, Error> {
    Manifest::parse(text).map_err(|problem| Error::Manifest { migration: name.into(), problem })
}

/// The migration in this folder; `None` where it holds none.
fn read_migration(folder: &Path) -> Result<Option<Migration>, Error> {
    const FILES: [&str; 3] = ["up.sql", "down.sql", "migration.toml"];
    let file_name = folder.file_name().unwrap_or_default();
    let is_hidden = file_name.as_encoded_bytes().starts_with(b".");
    if is_hidden || !FILES.iter().any(|file| folder.join(file).exists()) {
        return Ok(None);
    }
    let name = file_name.to_str().ok_or_else(|| Error::NotUtf8 { path: folder.to_owned() })?;
    let read = |file: &'static str| {
        let path = folder.join(file);
        fs::read_to_string(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => Error::NoFile { migration: name.into(), file },
            _ => Error::Read { path, source },
        })
    };
    let [up, down, manifest] = FILES;
    let manifest = parse_manifest(name, &read(manifest)?)?;
    Ok(Some(Migration::new(name.to_owned(), &read(up)?, &read(down)?, manifest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(list: &[(&str, Option<&str>)]) -> Result<Vec<String>, String> {
        let migrations = list.iter().map(|(name, parent)| {
            let manifest = Manifest { parent: parent.map(Into::into), ..Manifest::default() };
            Migration::new((*name).into(), "", "", manifest)
        });
        Migrations::in_order(migrations.collect())
            .map(|all| all.as_slice().iter().map(|migration| migration.name().to_owned()).collect())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn parents_give_the_order() {
        assert_eq!(chain(&[("1", Some("3")), ("2", Some("1")), ("3", None)]).unwrap(), ["3", "1", "2"]);
        assert_eq!(chain(&[]).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_chain_is_refused() {
        let error = |list| chain(list).unwrap_err();
        assert!(error(&[("1", None), ("2", None)]).contains("`parent = \"1\"`"));
        assert!(error(&[("1", None), ("2", Some("1")), ("3", Some("1"))]).contains("both follow"));
        assert!(error(&[("1", None), ("2", Some("0"))]).contains("`0`"));
        assert!(error(&[("1", None), ("2", Some("3")), ("3", Some("2"))]).contains("ring"));
        assert!(error(&[("1", Some("1"))]).contains("ring"));
    }
}
