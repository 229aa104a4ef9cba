//! Schemas of a database.

use super::Access;

record! {
    /// A schema of the database (`CREATE SCHEMA`).
    ///
    /// `public` is every database's: it is listed only where something is said of it.
    pub struct Namespace {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// Its owner, and who may use it or make objects in it.
        pub access: Access,
    }
}
