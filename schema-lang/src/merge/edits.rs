//! Edits of source text, gathered and then made at once.

use std::collections::HashMap;
use std::ops::Range;

use crate::source::{FileId, Span};
use crate::{Sources, format};

/// What is to be done to the files of a schema.
#[derive(Debug, Default)]
pub(super) struct Edits {
    list: Vec<Edit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    file: FileId,
    range: Range<usize>,
    text: String,
}

impl Edits {
    /// Puts `text` in place of a span. The same edit twice is one: a mixin's line is changed for all who include it.
    pub(super) fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.range(span.file, span.range(), text.into());
    }

    /// Puts `text` at a place, behind what was put there before.
    pub(super) fn insert(&mut self, file: FileId, at: usize, text: impl Into<String>) {
        self.range(file, at..at, text.into());
    }

    /// Puts `text` in place of a range of a file.
    pub(super) fn range(&mut self, file: FileId, range: Range<usize>, text: String) {
        let edit = Edit { file, range, text };
        if !self.list.contains(&edit) {
            self.list.push(edit);
        }
    }

    /// The sources after all edits; a file that was laid out as the formatter does it is so again.
    pub(super) fn apply(mut self, sources: &Sources) -> Sources {
        self.list.sort_by_key(|edit| (edit.file, edit.range.start, edit.range.end));
        let mut by_file: HashMap<FileId, Vec<Edit>> = HashMap::new();
        for edit in self.list {
            by_file.entry(edit.file).or_default().push(edit);
        }
        let mut next = Sources::default();
        for (id, source) in sources.with_ids() {
            let text = match by_file.get(&id) {
                None => source.text().to_owned(),
                Some(edits) => edited(source.text(), edits),
            };
            next = next.and_text(source.name(), text);
        }
        next
    }
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        // What lies in what went already went with it.
        if edit.range.start < at {
            continue;
        }
        out.push_str(text.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    if format(text).is_ok_and(|formatted| formatted == text) {
        return format(&out).unwrap_or(out);
    }
    out
}

/// The line ends around a place in a text: where its line starts, and where the next one does.
pub(super) fn lines_of(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(range.end..).and_then(|after| after.find('\n'));
    start..end.map_or(text.len(), |at| range.end + at + 1)
}

/// Whether nothing but white space, and behind it a comment, shares its lines with a range.
pub(super) fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let lines = lines_of(text, range);
    let before = text.get(lines.start..range.start).unwrap_or_default();
    let after = text.get(range.end..lines.end).unwrap_or_default().trim_start();
    let after = after.strip_prefix(',').unwrap_or(after).trim_start();
    before.trim().is_empty() && (after.is_empty() || after.starts_with("//"))
}
