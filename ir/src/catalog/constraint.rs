//! Constraints of a table.

use serde::{Deserialize, Serialize};

use super::IndexKey;
use crate::QualifiedName;

record! {
    /// A primary key or a unique constraint.
    pub struct Key {
        /// Its name; its index has the same.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// Its columns, in order.
        pub columns: Vec<String>,
        /// Whether its last column is a range that may not overlap, from PostgreSQL 18 on.
        pub is_without_overlaps: bool,
        /// Columns that its index carries beside.
        pub include: Vec<String>,
        /// Whether nulls are equal to each other.
        pub nulls_not_distinct: bool,
        /// When it is checked.
        pub deferrable: Deferrable,
        /// Options of its index, as name and value.
        pub options: Vec<(String, String)>,
        /// Where its index is stored, where it is said.
        pub tablespace: Option<String>,
        /// Whether the partitions of its table go without it, but for those whose key says that it is a part of it
        /// (`ALTER TABLE ONLY`).
        pub is_only: bool,
        /// The index of the partitioned table that its own is a part of, for a partition's.
        pub part_of: Option<QualifiedName>,
    }
}

record! {
    /// A foreign key.
    pub struct ForeignKey {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// The columns of this table.
        pub columns: Vec<String>,
        /// The table referenced.
        pub target: QualifiedName,
        /// Its columns, as many.
        pub references: Vec<String>,
        /// Whether the last columns are periods of which the one must be covered by others', from PostgreSQL 18 on.
        pub has_period: bool,
        /// Whether all of the columns are null or none (`MATCH FULL`).
        pub is_match_full: bool,
        /// What happens to these rows when the row referenced is deleted.
        pub on_delete: ReferentialAction,
        /// The columns that `on_delete` sets; all of them where empty.
        pub on_delete_columns: Vec<String>,
        /// What happens when its key changes.
        pub on_update: ReferentialAction,
        /// When it is checked.
        pub deferrable: Deferrable,
        /// Whether it holds for every row.
        pub enforcement: Enforcement,
    }
}

record! {
    /// A check.
    pub struct Check {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// What must not be false, as SQL.
        pub expression: String,
        /// Whether children go without it.
        pub is_no_inherit: bool,
        /// Whether it holds for every row.
        pub enforcement: Enforcement,
    }
}

record! {
    /// An exclusion constraint.
    pub struct Exclusion {
        /// Its name; its index has the same.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// The access method of its index.
        pub method: String,
        /// What two rows may not agree in, in order.
        pub elements: Vec<ExclusionElement>,
        /// Columns that its index carries beside.
        pub include: Vec<String>,
        /// Which rows it is for, as SQL.
        pub predicate: Option<String>,
        /// When it is checked.
        pub deferrable: Deferrable,
        /// Options of its index, as name and value.
        pub options: Vec<(String, String)>,
        /// Where its index is stored, where it is said.
        pub tablespace: Option<String>,
        /// The index of the partitioned table that its own is a part of, for a partition's.
        pub part_of: Option<QualifiedName>,
    }
}

record! {
    /// One thing that two rows may not agree in.
    pub struct ExclusionElement {
        /// What is compared.
        pub key: IndexKey,
        /// With which operator: `pg_catalog.&&`.
        pub operator: QualifiedName,
    }
}

/// What a foreign key does when what it references goes or changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ReferentialAction {
    /// An error at the end of the statement.
    #[default]
    NoAction,
    /// An error at once.
    Restrict,
    /// The same happens here.
    Cascade,
    /// The fields become null.
    SetNull,
    /// The fields become their defaults.
    SetDefault,
}

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Deferrable {
    /// At once, always.
    #[default]
    No,
    /// At once, unless a transaction defers it.
    InitiallyImmediate,
    /// At the end of the transaction.
    InitiallyDeferred,
}

/// Whether a constraint holds for every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Enforcement {
    /// For those that were there, and for new ones.
    #[default]
    Valid,
    /// For new ones (`NOT VALID`).
    NotValid,
    /// For none (`NOT ENFORCED`, from PostgreSQL 18 on).
    NotEnforced,
}
