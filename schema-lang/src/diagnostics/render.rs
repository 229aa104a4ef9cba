//! The text of diagnostics, in rustc's look.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Label, Severity};
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

/// Where each line of a file starts.
struct Lines<'a> {
    name: &'a str,
    text: &'a str,
    starts: Vec<usize>,
}

pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let files: Vec<(FileId, Lines<'_>)> =
        sources.with_ids().map(|(id, file)| (id, Lines::new(file.name(), file.text()))).collect();
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&[group(diagnostic, &files)]));
        out.push_str("\n\n");
    }
    if !out.is_empty() {
        out.pop();
    }
    out
}

fn group<'a>(diagnostic: &'a Diagnostic, files: &'a [(FileId, Lines<'a>)]) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.as_str()));
    let mut shown: Vec<FileId> = Vec::new();
    for label in &diagnostic.labels {
        let file = label.span.file;
        if shown.contains(&file) {
            continue;
        }
        shown.push(file);
        if let Some((_, lines)) = files.iter().find(|(id, _)| *id == file) {
            let labels: Vec<&Label> =
                diagnostic.labels.iter().filter(|label| label.span.file == file).collect();
            group = group.element(lines.snippet(&labels));
        }
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

impl<'a> Lines<'a> {
    fn new(name: &'a str, text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        Self { name, text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The index of the line that holds a byte.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// Only the lines that the labels need are handed over: a file may be long, and diagnostics many.
    fn snippet(&self, labels: &[&Label]) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let clamp = |at: u32| (at as usize).min(self.text.len());
        let first = labels.iter().map(|label| self.line(clamp(label.span.start))).min().unwrap_or(0);
        let last = labels.iter().map(|label| self.line(clamp(label.span.end))).max().unwrap_or(first);
        let from = self.starts.get(first).copied().unwrap_or(0);
        let to = self.starts.get(last + 1).copied().unwrap_or(self.text.len());
        let annotations = labels.iter().map(|label| {
            let kind = if label.is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let (start, end) = (clamp(label.span.start) - from, clamp(label.span.end) - from);
            let annotation = kind.span(start..end.max(start));
            if label.text.is_empty() { annotation } else { annotation.label(label.text.clone()) }
        });
        Snippet::source(self.text.get(from..to).unwrap_or_default())
            .line_start(first + 1)
            .path(self.name)
            .annotations(annotations.collect::<Vec<_>>())
    }
}
