//! Types: enums, domains, composites, ranges.

use pg_orm_sql::{MAX_NAME_BYTES, truncate};

use super::{Access, Check, NotNull};
use crate::QualifiedName;
use crate::types::DataType;

record! {
    /// An enum type (`CREATE TYPE .. AS ENUM`).
    pub struct Enum {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// Its labels, in order.
        pub labels: Vec<String>,
        /// Its owner, and who may use it.
        pub access: Access,
    }
}

record! {
    /// A domain (`CREATE DOMAIN`).
    pub struct Domain {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// What it is made of.
        pub base: DataType,
        /// Its collation, where it is not its base's.
        pub collation: Option<QualifiedName>,
        /// Whether it is `NOT NULL`.
        pub is_never_null: bool,
        /// What is said of that, where it is more; from PostgreSQL 17 on.
        pub not_null: Option<NotNull>,
        /// Its default, as SQL.
        pub default: Option<String>,
        /// Its checks.
        pub checks: Vec<Check>,
        /// Its owner, and who may use it.
        pub access: Access,
    }
}

record! {
    /// A composite type (`CREATE TYPE .. AS (..)`).
    pub struct Composite {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// Its attributes, in order.
        pub attributes: Vec<Attribute>,
        /// Its owner, and who may use it.
        pub access: Access,
    }
}

record! {
    /// An attribute of a composite type.
    pub struct Attribute {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// Its type.
        pub type_: DataType,
        /// Its collation, where it is not its type's.
        pub collation: Option<QualifiedName>,
    }
}

record! {
    /// A range type, with its multirange (`CREATE TYPE .. AS RANGE`).
    pub struct Range {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// What it is a range of.
        pub subtype: DataType,
        /// The order of its values, where it is not the subtype's default.
        pub operator_class: Option<QualifiedName>,
        /// Its collation, where it is not the subtype's.
        pub collation: Option<QualifiedName>,
        /// The function that writes a range in its one form.
        pub canonical: Option<QualifiedName>,
        /// The function that measures between two values.
        pub difference: Option<QualifiedName>,
        /// The name of its multirange, where it is not PostgreSQL's choice.
        pub multirange: Option<QualifiedName>,
        /// Its owner, and who may use it.
        pub access: Access,
    }
}

impl Range {
    /// The name of its multirange: the one given, or the one that PostgreSQL chooses (`makeMultirangeTypeName`), in which
    /// the first `range` is `multirange`, or which ends in `_multirange`.
    #[must_use]
    pub fn multirange_name(&self) -> QualifiedName {
        self.multirange.clone().unwrap_or_else(|| Self::chosen_multirange(&self.name))
    }

    /// The name that PostgreSQL chooses for the multirange of a range of this name.
    #[must_use]
    pub fn chosen_multirange(range: &QualifiedName) -> QualifiedName {
        let name = match range.name.split_once("range") {
            Some((head, tail)) => truncate(&format!("{head}multirange{tail}"), MAX_NAME_BYTES).to_owned(),
            None => format!("{}_multirange", truncate(&range.name, MAX_NAME_BYTES - "_multirange".len())),
        };
        QualifiedName::new(&range.schema, name)
    }
}
