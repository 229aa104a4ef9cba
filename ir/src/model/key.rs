//! Constraints of a model: keys, foreign keys, checks.

use serde::{Deserialize, Serialize};

use super::{IndexKey, SqlText};
use crate::QualifiedName;
use crate::catalog::{Deferrable, Enforcement, ReferentialAction};

/// A primary or unique key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The constraint's name, where the schema gives one.
    pub name: Option<String>,
    /// The fields, in order.
    pub fields: Vec<String>,
    /// Whether nulls are equal to each other.
    pub nulls_not_distinct: bool,
    /// Its comment.
    pub comment: Option<String>,
    /// Fields that its index carries beside.
    pub include: Vec<String>,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Options of its index, as name and value.
    pub options: Vec<(String, String)>,
    /// Where its index is stored, where it is said.
    pub tablespace: Option<String>,
    /// Whether the partitions of its table go without it, but for those that say that theirs is a part of it.
    pub is_only: bool,
    /// Whether the last field is a period that no two rows with the same others share.
    pub is_without_overlaps: bool,
    /// The key of the partitioned table that it is a part of, for a partition's.
    pub part_of: Option<QualifiedName>,
}

/// A foreign key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignKey {
    /// The constraint's name, where the schema gives one.
    pub name: Option<String>,
    /// The fields of this model.
    pub fields: Vec<String>,
    /// The model referenced.
    pub target: String,
    /// Its fields, as many as `fields`.
    pub references: Vec<String>,
    /// What happens to these rows when the row referenced is deleted.
    pub on_delete: ReferentialAction,
    /// What happens when its key changes.
    pub on_update: ReferentialAction,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Its comment.
    pub comment: Option<String>,
    /// Whether all of the fields are null or none (`MATCH FULL`).
    pub is_match_full: bool,
    /// The fields that `on_delete` sets; all of them where empty.
    pub on_delete_fields: Vec<String>,
    /// Whether it holds for every row.
    pub enforcement: Enforcement,
    /// Whether the last fields are periods, of which this one is covered by those of the rows referenced.
    pub has_period: bool,
}

/// An exclusion constraint.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// The constraint's name, where the schema gives one.
    pub name: Option<String>,
    /// The access method of its index.
    pub method: String,
    /// What two rows may not agree in, in order, each with its operator: `pg_catalog.&&`.
    pub elements: Vec<(IndexKey, QualifiedName)>,
    /// Which rows it is for.
    pub predicate: Option<SqlText>,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Its comment.
    pub comment: Option<String>,
    /// Fields that its index carries beside.
    pub include: Vec<String>,
    /// Options of its index, as name and value.
    pub options: Vec<(String, String)>,
    /// Where its index is stored, where it is said.
    pub tablespace: Option<String>,
    /// The constraint of the partitioned table that it is a part of, for a partition's.
    pub part_of: Option<QualifiedName>,
}

/// A check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The constraint's name, where the schema gives one.
    pub name: Option<String>,
    /// The one field that it stands on, for its default name; `None` for the model's.
    pub field: Option<String>,
    /// What must not be false.
    pub expression: SqlText,
    /// Its comment.
    pub comment: Option<String>,
    /// Whether children go without it.
    pub is_no_inherit: bool,
    /// Whether it holds for every row.
    pub enforcement: Enforcement,
}
