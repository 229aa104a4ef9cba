//! The text of diagnostics, in rustc's look.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::brief::Brief;
use super::{Diagnostic, Label, Severity};
use crate::position::Lines;
use crate::source::{FileId, Sources};

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Without colours.
    #[default]
    Plain,
    /// With ANSI colours.
    Colour,
}

/// A file as its diagnostics show it.
struct Shown<'a> {
    id: FileId,
    name: &'a str,
    lines: Lines<'a>,
}

pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let files: Vec<Shown<'_>> = sources
        .with_ids()
        .map(|(id, file)| Shown { id, name: file.name(), lines: Lines::new(file.text()) })
        .collect();
    let mut out = String::new();
    let brief = Brief::of(diagnostics);
    for diagnostic in &brief.shown {
        out.push_str(&renderer.render(&[group(diagnostic, &files)]));
        out.push_str("\n\n");
    }
    if let Some(hidden) = brief.hidden() {
        out.push_str(&hidden);
        out.push_str("\n\n");
    }
    if !out.is_empty() {
        out.pop();
    }
    out
}

fn group<'a>(diagnostic: &'a Diagnostic, files: &'a [Shown<'a>]) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.as_str()));
    let mut seen: Vec<FileId> = Vec::new();
    for label in &diagnostic.labels {
        let id = label.span.file;
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        if let Some(file) = files.iter().find(|file| file.id == id) {
            let labels: Vec<&Label> =
                diagnostic.labels.iter().filter(|label| label.span.file == id).collect();
            group = group.element(file.snippet(&labels));
        }
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

impl<'a> Shown<'a> {
    /// Only the lines that the labels need are handed over: a file may be long, and diagnostics many.
    fn snippet(&self, labels: &[&Label]) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let text = self.lines.text();
        let clamp = |at: u32| (at as usize).min(text.len());
        let first = labels.iter().map(|label| self.lines.index(clamp(label.span.start))).min().unwrap_or(0);
        let last = labels.iter().map(|label| self.lines.index(clamp(label.span.end))).max().unwrap_or(first);
        let from = self.lines.start(first);
        let to = self.lines.start(last + 1);
        let annotations = labels.iter().map(|label| {
            let kind = if label.is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let (start, end) = (clamp(label.span.start) - from, clamp(label.span.end) - from);
            let annotation = kind.span(start..end.max(start));
            if label.text.is_empty() { annotation } else { annotation.label(label.text.clone()) }
        });
        Snippet::source(text.get(from..to).unwrap_or_default())
            .line_start(first + 1)
            .path(self.name)
            .annotations(annotations.collect::<Vec<_>>())
    }
}
