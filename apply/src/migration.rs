//! One migration.

use std::fmt;

use pg_orm_sql::fingerprint;
use sha2::{Digest, Sha256};

use crate::Manifest;

/// A migration: SQL forward and back, and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    name: String,
    up: String,
    down: String,
    manifest: Manifest,
    checksum: String,
}

/// A migration that was compiled into the program; `pg_orm::migrations!` writes these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Embedded {
    /// The folder's name.
    pub name: &'static str,
    /// `up.sql`.
    pub up: &'static str,
    /// `down.sql`.
    pub down: &'static str,
    /// `migration.toml`.
    pub manifest: &'static str,
}

/// Which of a migration's SQL files is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum File {
    /// `up.sql`.
    Up,
    /// `down.sql`.
    Down,
}

impl Migration {
    pub(crate) fn new(name: String, up: &str, down: &str, manifest: Manifest) -> Self {
        // Some editors write a mark at the beginning that PostgreSQL would take for a part of the first word.
        let [up, down] = [up, down].map(|text| text.strip_prefix('\u{feff}').unwrap_or(text).to_owned());
        let checksum = checksum(&up, &down);
        Self { name, up, down, manifest, checksum }
    }

    /// Its folder's name: `20260101120000_first`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of one of its files.
    #[must_use]
    pub fn sql(&self, file: File) -> &str {
        match file {
            File::Up => &self.up,
            File::Down => &self.down,
        }
    }

    /// What it says of itself.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The [`checksum`] of its files as they are now.
    #[must_use]
    pub fn checksum(&self) -> &str {
        &self.checksum
    }
}

/// `up.sql` or `down.sql`.
impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Up => "up.sql",
            Self::Down => "down.sql",
        })
    }
}

/// The checksum of a migration's SQL: `sha256:` and 64 hexadecimal digits, of both files without their
/// comments and with each run of white space as one space. Line ends count as the same in strings too, where
/// version control may have changed them.
///
/// ```
/// use pg_orm_apply::checksum;
/// assert_eq!(checksum("select 1;", ""), checksum("-- one\nselect  1;\n", "\n"));
/// assert_ne!(checksum("select 1;", ""), checksum("", "select 1;"));
/// ```
#[must_use]
pub fn checksum(up: &str, down: &str) -> String {
    let mut hash = Sha256::new();
    for text in [up, down] {
        hash.update(fingerprint(&text.replace("\r\n", "\n")));
        // No SQL holds a NUL, so nothing can move from one file to the other unseen.
        hash.update([0]);
    }
    format!("sha256:{}", hex(&hash.finalize()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_survives_other_editors() {
        let migration = |up| Migration::new("1".into(), up, "", Manifest::default());
        let (plain, marked) = (migration("select '\n';"), migration("\u{feff}select '\r\n';"));
        assert_eq!(plain.checksum(), marked.checksum());
        assert_eq!(marked.sql(File::Up), "select '\r\n';");
        assert_ne!(plain.checksum(), migration("select ' ';").checksum());
    }
}
