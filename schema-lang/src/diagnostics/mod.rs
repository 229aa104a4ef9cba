//! Diagnostics: what is wrong with a schema, where, and what to do about it.
//!
//! One constructor a diagnostic, in the file of its group; [`codes`] lists them all.

pub(crate) mod access;
pub(crate) mod attributes;
mod brief;
pub(crate) mod calls;
pub(crate) mod codes;
mod edit;
pub(crate) mod families;
pub(crate) mod foreign;
pub(crate) mod foreign_syntax;
mod foreign_types;
pub(crate) mod indexes;
mod lint;
mod mistake;
pub(crate) mod mixins;
pub(crate) mod names;
pub(crate) mod objects;
pub(crate) mod relation_ends;
pub(crate) mod relations;
mod render;
pub(crate) mod rust_names;
pub(crate) mod sql;
mod sql_domain;
pub(crate) mod sql_names;
mod suggest;
pub(crate) mod syntax;
pub(crate) mod through;
pub(crate) mod types;
pub(crate) mod values;
pub(crate) mod views;

use crate::source::{Sources, Span};

pub use brief::Brief;
pub use codes::{CODES, Code};
pub(crate) use edit::spelled;
pub use edit::{Edit, Suggestion};
pub use lint::{LINTS, Level, Lint, LintLevels, UnknownLevel, UnknownLint};
pub use mistake::Mistake;
pub use render::Style;
pub use suggest::suggestion;
pub(crate) use suggest::{article, list, string};

/// One thing that is wrong, or that deserves a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of thing, stable across releases.
    pub code: Code,
    /// Whether it stops a build.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where; the first one is the primary one.
    pub labels: Vec<Label>,
    /// Why it is so; each may have several lines.
    pub notes: Vec<String>,
    /// What to do; may have several lines.
    pub help: Option<String>,
    /// Changes of the text that would mend it; of several, one is to be chosen.
    pub suggestions: Vec<Suggestion>,
}

/// Whether a diagnostic stops a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// There is no schema as long as this stands.
    Error,
    /// The schema can be used.
    Warning,
}

/// A place that a diagnostic shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said beside it; may be empty.
    pub text: String,
    /// Whether this is the culprit (`^^^`) rather than context (`---`).
    pub is_primary: bool,
}

/// All diagnostics of a schema, by file and place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostic {
    pub(crate) fn error(
        code: Code,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        let label = Label { span, text: label.into(), is_primary: true };
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            labels: vec![label],
            notes: Vec::new(),
            help: None,
            suggestions: Vec::new(),
        }
    }

    pub(crate) fn warning(
        code: Code,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message, span, label) }
    }

    /// Shows another place.
    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into(), is_primary: false });
        self
    }

    /// Says why it is so.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        if help.is_some() {
            self.help = help;
        }
        self
    }

    /// Whether it is about capitals in a name alone.
    pub(crate) fn is_of_case(&self) -> bool {
        self.code == codes::NOT_PASCAL_CASE
    }

    /// Whether it is about the columns of a query alone.
    pub(crate) fn is_of_query_column(&self) -> bool {
        self.code == codes::QUERY_COLUMN
    }

    /// The lint whose finding it is; `None` for a mistake.
    #[must_use]
    pub fn lint(&self) -> Option<&'static Lint> {
        Lint::of(self.code)
    }

    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

impl Diagnostics {
    /// Puts them in order, and says once what was found twice (a mixin's mistake is found in each model that
    /// includes it).
    pub(crate) fn new(mut list: Vec<Diagnostic>) -> Self {
        list.sort_by_key(|diagnostic| (diagnostic.span(), diagnostic.code));
        list.dedup_by(|a, b| a.code == b.code && a.span() == b.span() && a.message == b.message);
        Self { list }
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many, errors and warnings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many errors there are.
    #[must_use]
    pub fn error_count(&self) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warning_count(&self) -> usize {
        self.len() - self.error_count()
    }

    /// Whether there is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.error_count() > 0
    }

    /// The text for people, in rustc's look; empty where there is none. Ends with a line end otherwise.
    ///
    /// Of many some are shown, and how many are not: see [`Brief`].
    #[must_use]
    pub fn render(&self, sources: &Sources, style: Style) -> String {
        render::render(&self.list, sources, style)
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
