//! The items of a schema: models, enums, and what stands beside them.

use serde::{Deserialize, Serialize};

use super::{
    Channel, Check, Composite, Domain, Exclusion, Field, ForeignKey, Function, Index, Key, Partition,
    PartitionRule, Query, Relation, Session, SqlText, Statistics, View,
};
use crate::QualifiedName;
use crate::catalog::{
    Access, Catalog, ForeignSource, Grant, Namespace, PartitionBy, Persistence, PolicyCommand, PolicyKind,
    ReplicaIdentity, Role, RowSecurity, Rule, Trigger,
};

/// Everything that a schema's files declare, each list in the order of declaration.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// Namespaces that a `schema` item declares, or that an item names; `public` only where declared.
    pub namespaces: Vec<Namespace>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Enums.
    pub enums: Vec<Enum>,
    /// Domains.
    pub domains: Vec<Domain>,
    /// Composites.
    pub composites: Vec<Composite>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// Models.
    pub models: Vec<Model>,
    /// Views and materialized views.
    pub views: Vec<View>,
    /// What a client sees of the functions and procedures in `database_only`.
    pub functions: Vec<Function>,
    /// Queries in SQL, of which the database knows nothing.
    pub queries: Vec<Query>,
    /// Channels, of which the database knows nothing.
    pub channels: Vec<Channel>,
    /// What Rust does not see, as the database will hold it, functions with their bodies among it.
    pub database_only: Catalog,
}

impl Schema {
    /// The model of this name.
    #[must_use]
    pub fn model(&self, name: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.name == name)
    }
}

/// An enum, in Rust and in the database.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enum {
    /// Rust's name: `PostState`.
    pub name: String,
    /// The type in the database: `public.post_state`.
    pub type_name: QualifiedName,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// The comment in the database.
    pub comment: Option<String>,
    /// Its values, in order; never empty.
    pub values: Vec<EnumValue>,
    /// Its owner, and who may use it.
    pub access: Access,
}

/// One value of an enum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnumValue {
    /// As written in the schema: `live`; Rust's variant is its `PascalCase`.
    pub name: String,
    /// The label in the database: `published`.
    pub label: String,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
}

/// A model: a struct in Rust, a table in the database.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// Rust's name: `User`.
    pub name: String,
    /// The table: `app.users`.
    pub table: QualifiedName,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// The comment in the database.
    pub comment: Option<String>,
    /// Its columns, in order, mixins' included where they stand.
    pub fields: Vec<Field>,
    /// Its relations, in order.
    pub relations: Vec<Relation>,
    /// Its primary key.
    pub primary_key: Option<Key>,
    /// Its unique keys.
    pub unique_keys: Vec<Key>,
    /// Its foreign keys.
    pub foreign_keys: Vec<ForeignKey>,
    /// Its checks.
    pub checks: Vec<Check>,
    /// Its indexes beside those of its keys.
    pub indexes: Vec<Index>,
    /// Row-level security, where it is enabled.
    pub row_security: Option<RowSecurity>,
    /// Whether it would bind the owner too, were it enabled.
    pub is_row_security_forced: bool,
    /// Its policies.
    pub policies: Vec<Policy>,
    /// What roles may do with it.
    pub grants: Vec<Grant>,
    /// What its owner may not do, of what an owner may.
    pub revoked: Vec<Grant>,
    /// Its owner; `None` for whoever makes it.
    pub owner: Option<String>,
    /// Its exclusion constraints.
    pub exclusions: Vec<Exclusion>,
    /// Its extended statistics.
    pub statistics: Vec<Statistics>,
    /// Storage parameters as name and value.
    pub options: Vec<(String, String)>,
    /// Whether it is written ahead to the log.
    pub persistence: Persistence,
    /// Where it is stored, where it is said.
    pub tablespace: Option<String>,
    /// The table access method, where it is said.
    pub access_method: Option<String>,
    /// The composite type whose attributes its columns are.
    pub of_type: Option<QualifiedName>,
    /// The index by which `CLUSTER` sorts it.
    pub clustered_on: Option<String>,
    /// What tells its rows apart for logical replication.
    pub replica_identity: ReplicaIdentity,
    /// The tables that it inherits from, in order.
    pub inherits: Vec<QualifiedName>,
    /// Where its rows are, for a foreign table.
    pub foreign: Option<ForeignSource>,
    /// How its rows are spread over partitions, by columns of the database.
    pub partition_by: Option<PartitionBy>,
    /// The rule that its partitions follow, where there is one.
    pub partition_rule: Option<PartitionRule>,
    /// Its partitions that are declared.
    pub partitions: Vec<Partition>,
    /// Its triggers.
    pub triggers: Vec<Trigger>,
    /// Its rules.
    pub rules: Vec<Rule>,
}

impl Model {
    /// The field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A policy on a model's rows (`CREATE POLICY`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Its name, unique on its table.
    pub name: String,
    /// The comment in the database.
    pub comment: Option<String>,
    /// Whether one permissive policy is enough, or this one must hold as well.
    pub kind: PolicyKind,
    /// The commands it is for.
    pub command: PolicyCommand,
    /// The roles it binds; `public` where the list is empty.
    pub roles: Vec<String>,
    /// Which rows can be seen.
    pub using: Option<SqlText>,
    /// Which rows can be written.
    pub with_check: Option<SqlText>,
}
