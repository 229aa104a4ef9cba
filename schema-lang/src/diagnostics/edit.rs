//! Suggestions: what to change in the text, for editors that offer to do it.

use super::{Diagnostic, suggestion};
use crate::source::Span;

/// A change of the text that mends a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it does, in a few words: "replace by `unique`".
    pub message: String,
    /// Whether it says what was meant beyond doubt; a name that is near is only likely.
    pub is_certain: bool,
    /// The changes, all of them or none, by place; none overlaps another.
    pub edits: Vec<Edit>,
}

/// A piece of text and what to put in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// The new text; empty where something is taken out.
    pub replacement: String,
}

impl Suggestion {
    /// Takes `from` out, and puts `line` behind `behind`.
    pub(super) fn moved(from: Span, behind: Span, line: String) -> Self {
        let message = format!("write `{}` on a line of its own", line.trim());
        let behind = Span { start: behind.end, ..behind };
        let edits =
            vec![Edit { span: from, replacement: String::new() }, Edit { span: behind, replacement: line }];
        Self { message, is_certain: true, edits }
    }

    fn one(span: Span, replacement: String, is_certain: bool) -> Self {
        let message = if replacement.is_empty() {
            "remove this".to_owned()
        } else if span.start == span.end {
            format!("add `{}`", replacement.trim())
        } else {
            format!("replace by `{replacement}`")
        };
        Self { message, is_certain, edits: vec![Edit { span, replacement }] }
    }
}

impl Diagnostic {
    /// Suggests to replace a piece of text, which surely is what was meant.
    pub(crate) fn replace(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.suggestions.push(Suggestion::one(span, replacement.into(), true));
        self
    }

    /// Suggests to replace a piece of text, which probably is what was meant.
    pub(crate) fn perhaps(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.suggestions.push(Suggestion::one(span, replacement.into(), false));
        self
    }

    /// Suggests to put something behind a place.
    pub(crate) fn insert_behind(self, span: Span, text: impl Into<String>) -> Self {
        self.replace(Span { start: span.end, ..span }, text)
    }

    /// Suggests to take a piece of text out.
    pub(crate) fn remove(self, span: Span) -> Self {
        self.replace(span, "")
    }

    /// Asks whether the nearest of the candidates was meant, in the help and as a suggestion; where none is near,
    /// `otherwise` is the help.
    pub(crate) fn nearest<'c>(
        self,
        (written, span): (&str, Span),
        candidates: impl IntoIterator<Item = &'c str>,
        otherwise: impl FnOnce() -> Option<String>,
    ) -> Self {
        match suggestion(written, candidates) {
            Some(name) => self.help(format!("did you mean `{name}`?")).perhaps(span, spelled(name)),
            None => self.maybe_help(otherwise()),
        }
    }
}

/// A name of the database as it is written in a schema: as a word, or in quotes.
pub(crate) fn spelled(name: &str) -> String {
    let is_word = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_word { name.to_owned() } else { super::string(name) }
}
