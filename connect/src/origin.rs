//! Where a parameter's value was written, for messages.

use std::{fmt, path::PathBuf};

/// Where a parameter's value was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// In the URL or the `name=value` string.
    Text,
    /// In this environment variable.
    Variable(&'static str),
    /// In a service file.
    ServiceFile {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The program itself said so, as with [`Target::with_database`](crate::Target::with_database).
    Program,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("in the connection string"),
            Self::Variable(name) => write!(f, "in the environment variable {name}"),
            Self::ServiceFile { path, line } => {
                write!(f, "in the service file {}, line {line}", path.display())
            }
            Self::Program => f.write_str("given by the program"),
        }
    }
}
