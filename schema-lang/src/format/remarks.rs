//! The remarks of a text that the parser leaves out, and what stands before a place: line ends, empty lines.

use pest::iterators::Pairs;

use crate::syntax::Rule;

/// The comments of a text, taken one after the other as what stands around them is laid out.
#[derive(Debug)]
pub(super) struct Remarks<'a> {
    text: &'a str,
    comments: std::iter::Peekable<std::vec::IntoIter<Remark<'a>>>,
}

/// A comment or a doc comment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remark<'a> {
    start: usize,
    /// With its slashes, without white space at its end.
    pub(super) text: &'a str,
    /// Something stands before it on its line.
    pub(super) is_behind: bool,
    /// An empty line stands before it.
    pub(super) is_apart: bool,
}

/// The white space and commas before a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    line_ends: usize,
    is_start: bool,
}

impl<'a> Remarks<'a> {
    /// The comments of a text without mistakes of syntax.
    pub(super) fn new(text: &'a str, pairs: Pairs<'a, Rule>) -> Self {
        let mut comments = Vec::new();
        let mut from = 0;
        // Two slashes in these are none of a comment's; anywhere else they are.
        for pair in pairs.flatten() {
            if matches!(pair.as_rule(), Rule::string | Rule::sql | Rule::doc) {
                let span = pair.as_span();
                find(text, from..span.start(), &mut comments);
                from = span.end().max(from);
            }
        }
        find(text, from..text.len(), &mut comments);
        Self { text, comments: comments.into_iter().peekable() }
    }

    /// The next comment, if it starts before a place.
    pub(super) fn next_before(&mut self, at: usize) -> Option<Remark<'a>> {
        self.comments.next_if(|comment| comment.start < at)
    }

    /// What stands before a place.
    pub(super) fn before(&self, at: usize) -> Before {
        before(self.text, at)
    }

    /// The doc comment at a place.
    pub(super) fn doc(&self, written: &'a str, at: usize) -> Remark<'a> {
        Remark::new(self.text, written, at)
    }
}

impl<'a> Remark<'a> {
    fn new(text: &str, written: &'a str, start: usize) -> Self {
        let before = before(text, start);
        let is_behind = !before.is_start && before.line_ends == 0;
        Self { start, text: written.trim_end(), is_behind, is_apart: before.has_empty_line() }
    }
}

impl Before {
    /// Whether there is an empty line among it.
    pub(super) fn has_empty_line(self) -> bool {
        self.line_ends > 1
    }

    /// Whether there is a line end among it.
    pub(super) fn has_line_end(self) -> bool {
        self.line_ends > 0
    }
}

fn before(text: &str, at: usize) -> Before {
    let mut before = Before { line_ends: 0, is_start: false };
    let mut next = None;
    for c in text.get(..at).unwrap_or_default().chars().rev() {
        match c {
            '\n' => before.line_ends += 1,
            '\r' if next != Some('\n') => before.line_ends += 1,
            '\r' | ' ' | '\t' | ',' | '\u{feff}' => {}
            _ => return before,
        }
        next = Some(c);
    }
    before.is_start = true;
    before
}

/// Adds the comments of a range in which nothing else holds two slashes.
fn find<'a>(text: &'a str, range: std::ops::Range<usize>, comments: &mut Vec<Remark<'a>>) {
    let mut from = range.start;
    while let Some(found) = text.get(from..range.end).and_then(|rest| rest.find("//")) {
        let start = from + found;
        let rest = text.get(start..range.end).unwrap_or_default();
        let written = rest.split(['\n', '\r']).next().unwrap_or_default();
        comments.push(Remark::new(text, written, start));
        from = start + written.len();
    }
}
