//! Reading the types in this folder from text.

/// Text that is not what PostgreSQL writes for a type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not of type {type_}")]
pub struct ParseError {
    type_: &'static str,
    text: String,
}

impl ParseError {
    pub(super) fn new(type_: &'static str, text: &str) -> Self {
        Self { type_, text: text.to_owned() }
    }

    /// The type that was to be read, in PostgreSQL's words: `inet`.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        self.type_
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
