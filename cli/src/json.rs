//! Diagnostics as JSON, for editors: the shape that the book's page "Diagnostics for editors" promises.

use std::path::Path;

use pg_orm_schema::{Diagnostic, Diagnostics, Edit, Label, Lines, Severity, Sources, Span, Suggestion};
use serde::Serialize;

/// The shape's version: it changes when a reader of the one before would break, not when keys are added.
const VERSION: u32 = 1;

/// All that is said of a schema.
#[derive(Debug, Serialize)]
pub(crate) struct Report<'a> {
    version: u32,
    schema: String,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Told<'a>>,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    /// `null` for what has no page: a mistake in pgorm.toml that shows with this schema.
    code: Option<&'a str>,
    severity: &'static str,
    /// The name that allows it; `null` for mistakes.
    lint: Option<&'static str>,
    message: String,
    labels: Vec<Place<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    suggestions: Vec<Mend<'a>>,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    is_primary: bool,
    text: &'a str,
    #[serde(flatten)]
    at: At,
}

#[derive(Debug, Serialize)]
struct Mend<'a> {
    message: &'a str,
    is_certain: bool,
    edits: Vec<Change<'a>>,
}

#[derive(Debug, Serialize)]
struct Change<'a> {
    replacement: &'a str,
    #[serde(flatten)]
    at: At,
}

/// A place, in the units of everybody who may ask.
#[derive(Debug, Serialize)]
struct At {
    file: String,
    /// As printed: both from 1, the column in characters.
    line: usize,
    column: usize,
    /// In UTF-8 from the start of the file, from 0, the end excluded.
    bytes: Bytes,
    /// As in the Language Server Protocol: both from 0, characters in UTF-16 code units, the end excluded.
    range: Range,
}

#[derive(Debug, Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Debug, Serialize)]
struct Point {
    line: usize,
    character: usize,
}

impl<'a> Report<'a> {
    /// What is said of the schema at `path`.
    pub(crate) fn new(path: &Path, sources: &Sources, diagnostics: &'a Diagnostics) -> Self {
        let mut files = Files { sources, lines: Vec::new() };
        Self {
            version: VERSION,
            schema: path.display().to_string(),
            errors: diagnostics.error_count(),
            warnings: diagnostics.warning_count(),
            diagnostics: diagnostics.iter().map(|diagnostic| told(&mut files, diagnostic)).collect(),
        }
    }

    /// Adds an error that is no place's.
    pub(crate) fn add(&mut self, message: String) {
        self.errors += 1;
        self.diagnostics.push(Told {
            code: None,
            severity: "error",
            lint: None,
            message,
            labels: Vec::new(),
            notes: &[],
            help: None,
            suggestions: Vec::new(),
        });
    }

    /// The document, ended by a line end.
    pub(crate) fn to_text(&self) -> serde_json::Result<String> {
        let mut text = serde_json::to_string(self)?;
        text.push('\n');
        Ok(text)
    }
}

/// The files, with their lines counted once.
struct Files<'s> {
    sources: &'s Sources,
    lines: Vec<(pg_orm_schema::FileId, Lines<'s>)>,
}

impl Files<'_> {
    fn at(&mut self, span: Span) -> At {
        let file = self.sources.file(span.file);
        let index = match self.lines.iter().position(|(id, _)| *id == span.file) {
            Some(index) => index,
            None => {
                self.lines.push((span.file, Lines::new(file.map_or("", |file| file.text()))));
                self.lines.len() - 1
            }
        };
        let place = |at: u32| match self.lines.get(index) {
            Some((_, lines)) => lines.position(at as usize),
            None => Lines::new("").position(0),
        };
        let (start, end) = (place(span.start), place(span.end));
        At {
            file: file.map_or_else(String::new, |file| file.name().to_owned()),
            line: start.line,
            column: start.column,
            bytes: Bytes { start: span.start, end: span.end },
            range: Range {
                start: Point { line: start.line - 1, character: start.utf16 },
                end: Point { line: end.line - 1, character: end.utf16 },
            },
        }
    }
}

fn told<'a>(files: &mut Files<'_>, diagnostic: &'a Diagnostic) -> Told<'a> {
    Told {
        code: Some(diagnostic.code.as_str()),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        lint: diagnostic.lint().map(|lint| lint.name),
        message: diagnostic.message.clone(),
        labels: diagnostic.labels.iter().map(|label| place(files, label)).collect(),
        notes: &diagnostic.notes,
        help: diagnostic.help.as_deref(),
        suggestions: diagnostic.suggestions.iter().map(|suggestion| mend(files, suggestion)).collect(),
    }
}

fn place<'a>(files: &mut Files<'_>, label: &'a Label) -> Place<'a> {
    Place { is_primary: label.is_primary, text: &label.text, at: files.at(label.span) }
}

fn mend<'a>(files: &mut Files<'_>, suggestion: &'a Suggestion) -> Mend<'a> {
    let change = |edit: &'a Edit| Change { replacement: &edit.replacement, at: files.at(edit.span) };
    Mend {
        message: &suggestion.message,
        is_certain: suggestion.is_certain,
        edits: suggestion.edits.iter().map(change).collect(),
    }
}
