//! Relations: how a client goes from a model to others.

use serde::{Deserialize, Serialize};

/// A relation of a model, from either side; what it needs to be followed, not the constraint beneath it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// As written in the schema.
    pub name: String,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// The model at the other end.
    pub target: String,
    /// How many rows stand at the other end.
    pub cardinality: Cardinality,
    /// Fields of this model that `target_fields` (or, with `through`, its `source_fields`) equal.
    pub source_fields: Vec<String>,
    /// Fields of the target, as many.
    pub target_fields: Vec<String>,
    /// The model between, for many to many.
    pub through: Option<Through>,
}

/// How many rows stand at the other end of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cardinality {
    /// Exactly one: a foreign key that is never null.
    One,
    /// One or none: a foreign key that may be null, or the far side of a one-to-one.
    Maybe,
    /// Any number.
    Many,
}

/// The model between the two ends of a many-to-many relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Through {
    /// The model.
    pub model: String,
    /// Its fields that equal the relation's `source_fields`.
    pub source_fields: Vec<String>,
    /// Its fields that equal the relation's `target_fields`.
    pub target_fields: Vec<String>,
}
