//! What PostgreSQL sees: schemas, types, tables and all that stands beside them, under the names that its catalogs hold.
//!
//! Every list keeps an order that follows the source it came from. Expressions are SQL text. A field that is
//! empty, `None` or `false` says what PostgreSQL does where nothing is said, so that two catalogs are equal exactly
//! where what they make is.

#[macro_use]
mod record;

mod access;
mod collation;
mod column;
mod constraint;
mod event_trigger;
mod extension;
mod foreign;
mod function;
mod index;
mod namespace;
mod partition;
mod policy;
mod publication;
mod raw;
mod role;
mod rule;
mod sequence;
mod statistics;
mod table;
mod text_search;
mod trigger;
mod type_;
mod view;

pub use access::{Access, DefaultPrivileges, Grant, GrantedKind, Privilege};
pub use collation::{Collation, CollationProvider};
pub use column::{Column, Compression, Generated, GeneratedKind, Identity, NotNull, Numbering, Storage};
pub use constraint::{
    Check, Deferrable, Enforcement, Exclusion, ExclusionElement, ForeignKey, Key, ReferentialAction,
};
pub use event_trigger::EventTrigger;
pub use extension::Extension;
pub use foreign::{ForeignDataWrapper, Server, UserMapping};
pub use function::{
    Aggregate, Argument, ArgumentMode, Function, FunctionBody, FunctionKind, Parallel, Returns, Volatility,
};
pub use index::{Index, IndexKey, IndexTarget, Nulls};
pub use namespace::Namespace;
pub use partition::{Bound, PartitionBy, PartitionKey, PartitionOf, PartitionStrategy};
pub use policy::{Policy, PolicyCommand, PolicyKind, RowSecurity};
pub use publication::{Publication, PublishedColumns, PublishedTable};
pub use raw::{Raw, RawKind};
pub use role::{Membership, Role, Toggle};
pub use rule::{Rule, RuleEvent};
pub use sequence::{Sequence, SequenceOptions};
pub use statistics::{Statistics, StatisticsKind};
pub use table::{ForeignSource, Persistence, ReplicaIdentity, Table};
pub use text_search::{TextSearchConfiguration, TextSearchDictionary, TextSearchMapping};
pub use trigger::{ConstraintTrigger, Firing, Trigger, TriggerEvent, TriggerLevel, TriggerTiming};
pub use type_::{Attribute, Composite, Domain, Enum, Range};
pub use view::{CheckOption, View, ViewColumn, ViewKind};

record! {
    /// Everything that a schema makes in a database.
    pub struct Catalog {
        /// Roles of the server that the schema names.
        pub roles: Vec<Role>,
        /// Schemas.
        pub namespaces: Vec<Namespace>,
        /// Extensions. What belongs to one is not listed here.
        pub extensions: Vec<Extension>,
        /// Collations.
        pub collations: Vec<Collation>,
        /// Enums.
        pub enums: Vec<Enum>,
        /// Domains.
        pub domains: Vec<Domain>,
        /// Composites.
        pub composites: Vec<Composite>,
        /// Range types.
        pub ranges: Vec<Range>,
        /// Sequences that no column numbers itself by.
        pub sequences: Vec<Sequence>,
        /// Functions and procedures.
        pub functions: Vec<Function>,
        /// Aggregates.
        pub aggregates: Vec<Aggregate>,
        /// Foreign-data wrappers.
        pub foreign_data_wrappers: Vec<ForeignDataWrapper>,
        /// Foreign servers, each with its user mappings.
        pub servers: Vec<Server>,
        /// Text search dictionaries.
        pub text_search_dictionaries: Vec<TextSearchDictionary>,
        /// Text search configurations.
        pub text_search_configurations: Vec<TextSearchConfiguration>,
        /// Tables: ordinary, partitioned, partitions, foreign.
        pub tables: Vec<Table>,
        /// Views and materialized views.
        pub views: Vec<View>,
        /// Publications.
        pub publications: Vec<Publication>,
        /// Event triggers.
        pub event_triggers: Vec<EventTrigger>,
        /// Privileges that objects get when they are made.
        pub default_privileges: Vec<DefaultPrivileges>,
        /// What has no words of its own: operators, casts, languages and their like.
        pub raws: Vec<Raw>,
    }
}
