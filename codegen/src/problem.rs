//! Problems: what in a schema has no Rust source.

use std::fmt;

/// One thing in a schema that generated code can't say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// A type that the runtime does not have yet.
    #[error("`{item}.{field}` is of type `{type_}`, which generated code does not support yet")]
    UnsupportedType {
        /// The model or session.
        item: String,
        /// The field or setting.
        field: String,
        /// The type, as SQL writes it.
        type_: String,
    },
    /// A name that is no Rust identifier, with an underscore behind it or not.
    #[error("`{name}` in `{item}` can't be a name in Rust")]
    NotAnIdentifier {
        /// The item that the name stands in, or the item itself.
        item: String,
        /// The name.
        name: String,
    },
    /// A reference to something that isn't there; the language's passes let none through.
    #[error("`{item}` refers to `{name}`, which is not in the schema")]
    Unresolved {
        /// The item that refers.
        item: String,
        /// What is missing.
        name: String,
    },
    /// What `@json` names is no type.
    #[error("`{item}.{field}` has `@json({path})`, and `{path}` is no path to a type in Rust")]
    NotAType {
        /// The model.
        item: String,
        /// The field.
        field: String,
        /// The path, as written.
        path: String,
    },
    /// A derive that is no path to a macro.
    #[error("`{derive}`, of `derive` in pgorm.toml, is no path to a derive macro")]
    NotAPath {
        /// The derive, as configured.
        derive: String,
    },
}

/// Every problem of a schema, in the order of the schema; never empty in an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Each problem.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// `value`, unless there are problems.
    pub(crate) fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

/// One line each.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
