//! Publications (manual, chapter 29).

use serde::{Deserialize, Serialize};

use super::Access;
use crate::QualifiedName;

record! {
    /// A publication (`CREATE PUBLICATION`).
    pub struct Publication {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// Whether it has every table.
        pub is_for_all_tables: bool,
        /// The tables it has.
        pub tables: Vec<PublishedTable>,
        /// The schemas whose tables it has.
        pub schemas: Vec<String>,
        /// What it publishes, of `insert`, `update`, `delete`, `truncate`; all of them where empty.
        pub operations: Vec<String>,
        /// Whether partitions are published as their table.
        pub is_via_root: bool,
        /// What becomes of generated columns, from PostgreSQL 18 on.
        pub generated_columns: PublishedColumns,
        /// Its owner; nobody is granted anything on it.
        pub access: Access,
    }
}

record! {
    /// A table of a publication.
    pub struct PublishedTable {
        /// The table.
        pub table: QualifiedName,
        /// The columns published; all where empty.
        pub columns: Vec<String>,
        /// The rows published, as SQL.
        pub predicate: Option<String>,
    }
}

/// What a publication does with generated columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PublishedColumns {
    /// They are left out.
    #[default]
    None,
    /// Stored ones are published.
    Stored,
}
