//! Owners and privileges.

use serde::{Deserialize, Serialize};

record! {
    /// Who owns an object, and who may do what with it.
    pub struct Access {
        /// Its owner; `None` for whoever makes it.
        pub owner: Option<String>,
        /// Privileges beyond those that such an object has by itself, by role.
        pub grants: Vec<Grant>,
        /// Privileges that such an object has by itself (everybody's `EXECUTE` on a function, all of the owner's), and
        /// that were taken away.
        pub revoked: Vec<Grant>,
    }
}

record! {
    /// Privileges for a role.
    pub struct Grant {
        /// Who; `public` is everybody.
        pub role: String,
        /// What, in the order of [`Privilege`], without duplicates.
        pub privileges: Vec<Privilege>,
        /// The columns that they are for; the whole object where empty.
        pub columns: Vec<String>,
        /// Whether the role may pass them on (`WITH GRANT OPTION`).
        pub is_grantable: bool,
    }
}

/// A privilege (manual, section 5.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Privilege {
    /// `SELECT`.
    Select,
    /// `INSERT`.
    Insert,
    /// `UPDATE`.
    Update,
    /// `DELETE`.
    Delete,
    /// `TRUNCATE`.
    Truncate,
    /// `REFERENCES`.
    References,
    /// `TRIGGER`.
    Trigger,
    /// `MAINTAIN`, from PostgreSQL 17 on.
    Maintain,
    /// `USAGE`.
    Usage,
    /// `EXECUTE`.
    Execute,
    /// `CREATE`.
    Create,
}

impl Privilege {
    /// Those of tables in every version, in order.
    pub const TABLE: &'static [Self] = &[
        Self::Select,
        Self::Insert,
        Self::Update,
        Self::Delete,
        Self::Truncate,
        Self::References,
        Self::Trigger,
    ];

    /// Every one, in order.
    pub const ALL: &'static [Self] = &[
        Self::Select,
        Self::Insert,
        Self::Update,
        Self::Delete,
        Self::Truncate,
        Self::References,
        Self::Trigger,
        Self::Maintain,
        Self::Usage,
        Self::Execute,
        Self::Create,
    ];

    /// The word in SQL, in lower case; also the schema language's.
    #[must_use]
    pub const fn sql(self) -> &'static str {
        match self {
            Self::Select => "select",
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Truncate => "truncate",
            Self::References => "references",
            Self::Trigger => "trigger",
            Self::Maintain => "maintain",
            Self::Usage => "usage",
            Self::Execute => "execute",
            Self::Create => "create",
        }
    }
}

record! {
    /// Privileges that a kind of objects gets when a role makes one (`ALTER DEFAULT PRIVILEGES`).
    pub struct DefaultPrivileges {
        /// Who makes them; `None` for whoever runs the migrations.
        pub creator: Option<String>,
        /// Where; `None` for every schema.
        pub schema: Option<String>,
        /// What.
        pub objects: GrantedKind,
        /// What is given.
        pub grants: Vec<Grant>,
        /// What such an object would have by itself, and does not get.
        pub revoked: Vec<Grant>,
    }
}

/// A kind of objects that privileges are given on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum GrantedKind {
    /// Tables, views, foreign tables.
    #[default]
    Tables,
    /// Sequences.
    Sequences,
    /// Functions, procedures, aggregates.
    Functions,
    /// Types and domains.
    Types,
    /// Schemas.
    Schemas,
}

impl GrantedKind {
    /// The word in SQL, in lower case; also the schema language's.
    #[must_use]
    pub const fn sql(self) -> &'static str {
        match self {
            Self::Tables => "tables",
            Self::Sequences => "sequences",
            Self::Functions => "functions",
            Self::Types => "types",
            Self::Schemas => "schemas",
        }
    }
}
