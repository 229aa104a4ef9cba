//! Sessions: who is asking.

use serde::{Deserialize, Serialize};

use crate::types::{ArrayShape, DataType};

/// A session: a role and settings, set for one transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Rust's name: `Viewer`.
    pub name: String,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// The role that is taken.
    pub role: Option<String>,
    /// The prefix of its settings: `viewer`.
    pub prefix: String,
    /// Its settings, in order.
    pub settings: Vec<Setting>,
}

/// One setting of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Its name; PostgreSQL's is `prefix.name`.
    pub name: String,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// Its type.
    pub type_: DataType,
    /// What its arrays look like, where it is one.
    pub shape: ArrayShape,
    /// Whether it may be absent.
    pub is_nullable: bool,
}
