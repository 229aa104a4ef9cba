//! Conditions on columns of text: patterns.

use crate::column::{Column, Equality};
use crate::expr::Expr;
use crate::filter::Filter;
use crate::value::Text;

impl<M, T, W, C> Column<M, T, W, C> {
    fn matches(self, op: &'static str, pattern: String) -> Filter<M> {
        Filter::new(Expr::binary(self.expr(), op, Expr::value(pattern, self.index)))
    }

    /// Matches the pattern: `%` is any text, `_` any character, `\` takes their meaning away.
    pub fn like(self, pattern: impl Into<String>) -> Filter<M>
    where
        T: Text,
        C: Equality<M>,
    {
        self.matches("like", pattern.into())
    }

    /// Matches the pattern, whatever the case of its letters.
    pub fn ilike(self, pattern: impl Into<String>) -> Filter<M>
    where
        T: Text,
        C: Equality<M>,
    {
        self.matches("ilike", pattern.into())
    }

    /// Begins with the text, in which no character has a meaning of its own.
    pub fn starts_with(self, text: &str) -> Filter<M>
    where
        T: Text,
        C: Equality<M>,
    {
        self.like(format!("{}%", literal_pattern(text)))
    }

    /// Ends with the text, in which no character has a meaning of its own.
    pub fn ends_with(self, text: &str) -> Filter<M>
    where
        T: Text,
        C: Equality<M>,
    {
        self.like(format!("%{}", literal_pattern(text)))
    }

    /// Has the text in it, in which no character has a meaning of its own.
    pub fn contains_text(self, text: &str) -> Filter<M>
    where
        T: Text,
        C: Equality<M>,
    {
        self.like(format!("%{}%", literal_pattern(text)))
    }
}

/// A text as a pattern that matches just it.
fn literal_pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}
