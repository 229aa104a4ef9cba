//! Extensions.

record! {
    /// An extension (`CREATE EXTENSION`).
    pub struct Extension {
        /// Its name.
        pub name: String,
        /// Its comment, where it is not the extension's own.
        pub comment: Option<String>,
        /// The schema that holds its objects; `None` for the one that it or the database chooses.
        pub schema: Option<String>,
        /// Its version, where the schema asks for one.
        pub version: Option<String>,
    }
}
