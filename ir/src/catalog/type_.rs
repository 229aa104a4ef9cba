//! Types: enums, domains, composites.

use serde::{Deserialize, Serialize};

use super::Check;
use crate::QualifiedName;
use crate::types::DataType;

/// An enum type (`CREATE TYPE .. AS ENUM`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enum {
    /// Its name.
    pub name: QualifiedName,
    /// Its comment.
    pub comment: Option<String>,
    /// Its labels, in order.
    pub labels: Vec<String>,
}

/// A domain (`CREATE DOMAIN`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Its name.
    pub name: QualifiedName,
    /// Its comment.
    pub comment: Option<String>,
    /// What it is made of.
    pub base: DataType,
    /// Whether it is `NOT NULL`.
    pub is_never_null: bool,
    /// Its default, as SQL.
    pub default: Option<String>,
    /// Its checks.
    pub checks: Vec<Check>,
}

/// A composite type (`CREATE TYPE .. AS (..)`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composite {
    /// Its name.
    pub name: QualifiedName,
    /// Its comment.
    pub comment: Option<String>,
    /// Its attributes, in order.
    pub attributes: Vec<Attribute>,
}

/// An attribute of a composite type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its comment.
    pub comment: Option<String>,
    /// Its type.
    pub type_: DataType,
}
