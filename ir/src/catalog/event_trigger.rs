//! Event triggers.

use super::{Access, Firing};
use crate::QualifiedName;

record! {
    /// An event trigger (`CREATE EVENT TRIGGER`), of the whole database.
    pub struct EventTrigger {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// When it fires: `ddl_command_end`.
        pub event: String,
        /// The commands that it is for (`WHEN TAG IN`); all where empty.
        pub tags: Vec<String>,
        /// What it calls.
        pub function: QualifiedName,
        /// Whether it fires.
        pub firing: Firing,
        /// Its owner; nobody is granted anything on it.
        pub access: Access,
    }
}
