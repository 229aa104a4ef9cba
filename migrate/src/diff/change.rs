//! One fact in which two catalogs differ.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::Object;

/// One fact in which two catalogs differ.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// What it is about.
    pub object: Object,
    /// What there is to say.
    pub fact: Fact,
}

/// What there is to say of an object that is not the same on both sides. Texts are for people: SQL, words, names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fact {
    /// Only the next catalog has it, with all its parts.
    Added,
    /// Only the previous catalog has it, with all its parts.
    Removed,
    /// It stands elsewhere among its like.
    Moved,
    /// A field is not the same; `None` where nothing is said of it.
    Changed {
        /// The field.
        field: String,
        /// As it was.
        from: Option<String>,
        /// As it is to be.
        to: Option<String>,
    },
    /// A list has an element more.
    Gained {
        /// The list.
        field: String,
        /// The element.
        element: String,
    },
    /// A list has an element less.
    Lost {
        /// The list.
        field: String,
        /// The element.
        element: String,
    },
}

impl Fact {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Changed { .. } => "changed",
            Self::Gained { .. } => "gained",
            Self::Lost { .. } => "lost",
        }
    }
}

/// `column email of app.users: nullable: no longer`, for a person.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let object = &self.object;
        match &self.fact {
            fact @ (Fact::Added | Fact::Removed | Fact::Moved) => write!(f, "{object}: {}", fact.kind()),
            Fact::Changed { field, from: None, to: Some(to) } => write!(f, "{object}: {field}: now {to}"),
            Fact::Changed { field, from: Some(from), to: None } => {
                write!(f, "{object}: {field}: no longer {from}")
            }
            Fact::Changed { field, from, to } => {
                let (from, to) = (from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default());
                write!(f, "{object}: {field}: {from} → {to}")
            }
            Fact::Gained { field, element } => write!(f, "{object}: {field}: gained {element}"),
            Fact::Lost { field, element } => write!(f, "{object}: {field}: lost {element}"),
        }
    }
}

/// `{"object": "column email of app.users", "change": "changed", "field": "default", "from": "..", "to": ".."}`.
impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Change", 6)?;
        out.serialize_field("object", &self.object.to_string())?;
        out.serialize_field("change", self.fact.kind())?;
        match &self.fact {
            Fact::Added | Fact::Removed | Fact::Moved => {}
            Fact::Changed { field, from, to } => {
                out.serialize_field("field", field)?;
                out.serialize_field("from", from)?;
                out.serialize_field("to", to)?;
            }
            Fact::Gained { field, element } | Fact::Lost { field, element } => {
                out.serialize_field("field", field)?;
                out.serialize_field("element", element)?;
            }
        }
        out.end()
    }
}
