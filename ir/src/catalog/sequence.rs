//! Sequences.

use super::{Access, Persistence};
use crate::QualifiedName;
use crate::types::BuiltIn;

record! {
    /// A sequence (`CREATE SEQUENCE`).
    pub struct Sequence {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// The type of its numbers, where it is not `bigint`.
        pub type_: Option<BuiltIn>,
        /// What it counts.
        pub options: SequenceOptions,
        /// Whether it is written ahead to the log.
        pub persistence: Persistence,
        /// The table and the column with which it goes.
        pub owned_by: Option<(QualifiedName, String)>,
        /// Its owner, and who may read it.
        pub access: Access,
    }
}

record! {
    /// What a sequence counts; `None` where it is PostgreSQL's default for its type and direction.
    pub struct SequenceOptions {
        /// The first number.
        pub start: Option<i64>,
        /// From one number to the next.
        pub increment: Option<i64>,
        /// The least number.
        pub min: Option<i64>,
        /// The greatest number.
        pub max: Option<i64>,
        /// How many numbers a session takes at once.
        pub cache: Option<i64>,
        /// Whether it begins again after the last one.
        pub is_cycle: bool,
    }
}
