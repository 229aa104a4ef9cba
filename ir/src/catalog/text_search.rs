//! Text search objects (manual, section 12.6 and 12.7).

use super::Access;
use crate::QualifiedName;

record! {
    /// A dictionary (`CREATE TEXT SEARCH DICTIONARY`).
    pub struct TextSearchDictionary {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// Its template.
        pub template: QualifiedName,
        /// Options as name and value.
        pub options: Vec<(String, String)>,
        /// Its owner; nobody is granted anything on it.
        pub access: Access,
    }
}

record! {
    /// A configuration (`CREATE TEXT SEARCH CONFIGURATION`).
    pub struct TextSearchConfiguration {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// Its parser.
        pub parser: QualifiedName,
        /// Which dictionaries look at which tokens.
        pub mappings: Vec<TextSearchMapping>,
        /// Its owner; nobody is granted anything on it.
        pub access: Access,
    }
}

record! {
    /// Dictionaries for a type of tokens.
    pub struct TextSearchMapping {
        /// The type of tokens: `asciiword`.
        pub token: String,
        /// Its dictionaries, the first asked first.
        pub dictionaries: Vec<QualifiedName>,
    }
}
