//! Objects that are SQL and nothing else.

use serde::{Deserialize, Serialize};

record! {
    /// An object for which there are no words: the SQL that makes it, and the SQL that takes it away.
    pub struct Raw {
        /// What it is, as far as is known.
        pub kind: RawKind,
        /// Its name; for what a database was asked for, its identity in SQL: `public.=== (text, text)`.
        pub name: String,
        /// Names of other raw objects that must be there before it.
        pub after: Vec<String>,
        /// The statements that make it, with its owner, comment and privileges.
        pub create: String,
        /// The statements that take it away; `None` where there is no way back.
        pub drop: Option<String>,
    }
}

/// What an object without words is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RawKind {
    /// Whatever its author meant.
    #[default]
    Any,
    /// A procedural language.
    Language,
    /// A base type; an enum without labels or a composite without attributes, of which there are no values.
    BaseType,
    /// An operator.
    Operator,
    /// An operator family.
    OperatorFamily,
    /// An operator class.
    OperatorClass,
    /// A cast.
    Cast,
    /// A transform.
    Transform,
    /// A conversion between encodings.
    Conversion,
    /// An access method.
    AccessMethod,
    /// A text search parser.
    TextSearchParser,
    /// A text search template.
    TextSearchTemplate,
    /// A subscription.
    Subscription,
    /// Privileges on what is not the schema's own: an extension's function, a language of PostgreSQL's.
    Privileges,
}
