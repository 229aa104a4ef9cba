//! Tables.

use serde::{Deserialize, Serialize};

use super::{
    Access, Check, Column, Exclusion, ForeignKey, Index, Key, PartitionBy, PartitionOf, Policy, RowSecurity,
    Rule, Statistics, Trigger,
};
use crate::QualifiedName;

record! {
    /// A table: ordinary, partitioned, a partition, or foreign.
    ///
    /// What a partition or a child has only from its parents (constraints, triggers) stands with the parents alone; its
    /// columns are all listed, in their order.
    pub struct Table {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// Whether it is written ahead to the log.
        pub persistence: Persistence,
        /// Where its rows are, for a foreign table.
        pub foreign: Option<ForeignSource>,
        /// The composite type that it is a table of (`CREATE TABLE .. OF`).
        pub of_type: Option<QualifiedName>,
        /// The tables that it inherits from, in order; not those of which it is a partition.
        pub inherits: Vec<QualifiedName>,
        /// How its rows are spread over partitions.
        pub partition_by: Option<PartitionBy>,
        /// Which part of which table it is.
        pub partition_of: Option<PartitionOf>,
        /// How its rows are kept, where it is not `heap`.
        pub access_method: Option<String>,
        /// Where it is stored, where it is said.
        pub tablespace: Option<String>,
        /// Storage parameters as name and value; those of its TOAST table begin with `toast.`.
        pub options: Vec<(String, String)>,
        /// Its columns, in order.
        pub columns: Vec<Column>,
        /// Its primary key.
        pub primary_key: Option<Key>,
        /// Its unique constraints.
        pub unique: Vec<Key>,
        /// Its foreign keys.
        pub foreign_keys: Vec<ForeignKey>,
        /// Its checks.
        pub checks: Vec<Check>,
        /// Its exclusion constraints.
        pub exclusions: Vec<Exclusion>,
        /// Its indexes, those of constraints left out.
        pub indexes: Vec<Index>,
        /// The index, or the constraint with one, by which `CLUSTER` sorts it.
        pub clustered_on: Option<String>,
        /// What tells its rows apart for logical replication.
        pub replica_identity: ReplicaIdentity,
        /// Its extended statistics.
        pub statistics: Vec<Statistics>,
        /// Row-level security, where it is enabled.
        pub row_security: Option<RowSecurity>,
        /// Whether row-level security would bind the owner too, where it is not enabled.
        pub is_row_security_forced: bool,
        /// Its policies.
        pub policies: Vec<Policy>,
        /// Its triggers.
        pub triggers: Vec<Trigger>,
        /// Its rules.
        pub rules: Vec<Rule>,
        /// Its owner, and what roles may do with it.
        pub access: Access,
    }
}

/// Whether a table or a sequence is written ahead to the log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Persistence {
    /// It is.
    #[default]
    Permanent,
    /// It is not, and is empty after a crash.
    Unlogged,
}

record! {
    /// Where a foreign table's rows are.
    pub struct ForeignSource {
        /// The foreign server.
        pub server: String,
        /// Options as name and value.
        pub options: Vec<(String, String)>,
    }
}

/// What tells rows apart for logical replication (`REPLICA IDENTITY`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReplicaIdentity {
    /// The primary key.
    #[default]
    Default,
    /// This index, or the constraint with one.
    Index(String),
    /// The whole row.
    Full,
    /// Nothing.
    Nothing,
}
