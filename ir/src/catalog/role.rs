//! Roles.

use serde::{Deserialize, Serialize};

record! {
    /// A role of the server (`CREATE ROLE`).
    pub struct Role {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// Whether migrations make it; else it must be there, and nothing more is said of it.
        pub is_managed: bool,
        /// Whether it may log in.
        pub can_login: bool,
        /// Whether nothing is refused to it.
        pub is_superuser: bool,
        /// Whether it may make databases.
        pub can_create_databases: bool,
        /// Whether it may make roles.
        pub can_create_roles: bool,
        /// Whether it has not by itself what the roles have that it is a member of (`NOINHERIT`).
        pub is_not_inheriting: bool,
        /// Whether it may replicate.
        pub can_replicate: bool,
        /// Whether row-level security does not bind it.
        pub bypasses_row_security: bool,
        /// How many connections it may have, where it is said.
        pub connection_limit: Option<i32>,
        /// Until when its password holds, where it is said.
        pub valid_until: Option<String>,
        /// The roles that it is a member of.
        pub member_of: Vec<Membership>,
        /// Its settings in every database, as name and value; a value is SQL as it stands behind `TO`.
        pub settings: Vec<(String, String)>,
    }
}

record! {
    /// A role's membership in another (`GRANT role TO role`).
    pub struct Membership {
        /// The other role.
        pub role: String,
        /// Whether the member may take in others.
        pub is_admin: bool,
        /// Whether the member has its privileges by itself; `None` as the member's own attribute says (PostgreSQL 15),
        /// or said it when the membership began (16 and later).
        pub inherits: Option<Toggle>,
        /// Whether the member may not become it by `SET ROLE`, from PostgreSQL 16 on.
        pub cannot_set: bool,
    }
}

/// Whether something is so, where it is said at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Toggle {
    /// It is.
    On,
    /// It is not.
    Off,
}
