//! Foreign data: wrappers, servers, user mappings (manual, section 5.13).

use super::Access;
use crate::QualifiedName;

record! {
    /// A foreign-data wrapper that is no extension's.
    pub struct ForeignDataWrapper {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// The function that does its work.
        pub handler: Option<QualifiedName>,
        /// The function that checks options.
        pub validator: Option<QualifiedName>,
        /// Options as name and value.
        pub options: Vec<(String, String)>,
        /// Its owner, and who may use it.
        pub access: Access,
    }
}

record! {
    /// A foreign server.
    pub struct Server {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// Its wrapper.
        pub wrapper: String,
        /// Its type, where it is said.
        pub type_: Option<String>,
        /// Its version, where it is said.
        pub version: Option<String>,
        /// Options as name and value.
        pub options: Vec<(String, String)>,
        /// Who it takes whom for.
        pub user_mappings: Vec<UserMapping>,
        /// Its owner, and who may use it.
        pub access: Access,
    }
}

record! {
    /// As whom a role speaks to a foreign server.
    pub struct UserMapping {
        /// The role; `public` is everybody.
        pub role: String,
        /// Options as name and value.
        pub options: Vec<(String, String)>,
    }
}
