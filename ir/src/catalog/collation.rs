//! Collations.

use serde::{Deserialize, Serialize};

use super::Access;
use crate::QualifiedName;

record! {
    /// A collation (`CREATE COLLATION`).
    pub struct Collation {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// Whose rules it follows.
        pub provider: CollationProvider,
        /// The locale, where order and classes have the same; for ICU and the built-in provider the only one.
        pub locale: Option<String>,
        /// The locale of the order, where they differ (`LC_COLLATE`).
        pub lc_collate: Option<String>,
        /// The locale of the classes of characters, where they differ (`LC_CTYPE`).
        pub lc_ctype: Option<String>,
        /// Whether texts of different bytes may be equal.
        pub is_nondeterministic: bool,
        /// ICU's tailoring rules, from PostgreSQL 16 on.
        pub rules: Option<String>,
        /// Its owner; nobody is granted anything on a collation.
        pub access: Access,
    }
}

/// Whose rules a collation follows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CollationProvider {
    /// The C library's.
    #[default]
    Libc,
    /// ICU's.
    Icu,
    /// PostgreSQL's own, from 17 on.
    BuiltIn,
}
