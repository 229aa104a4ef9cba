//! Lines and columns: from a byte of a text to what people and editors count.

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters: what diagnostics show behind the file's name.
    pub column: usize,
    /// The UTF-16 code units before it on its line, from 0: what the Language Server Protocol calls a character.
    pub utf16: usize,
}

/// The lines of a text.
///
/// ```
/// use pg_orm_schema::{Lines, Position};
///
/// let lines = Lines::new("model User {\n  /* 🦀 */ id bigint\n}");
/// assert_eq!(lines.position(24), Position { line: 2, column: 9, utf16: 9 });
/// ```
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: &'a str,
    /// The first byte of each line.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Those of `text`, which end in `\n`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Where a byte is; one within a character counts as its first, one past the end as the end.
    #[must_use]
    pub fn position(&self, at: usize) -> Position {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.index(at);
        let before = self.text.get(self.start(line)..at).unwrap_or_default();
        Position {
            line: line + 1,
            column: before.chars().count() + 1,
            utf16: before.chars().map(char::len_utf16).sum(),
        }
    }

    /// The index of the line that holds a byte.
    pub(crate) fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// The first byte of the line of this index; of a line that is not there, the end.
    pub(crate) fn start(&self, index: usize) -> usize {
        self.starts.get(index).copied().unwrap_or(self.text.len())
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_code_units() {
        let lines = Lines::new("a\r\nüb🦀c\n");
        let place = |at| {
            let position = lines.position(at);
            (position.line, position.column, position.utf16)
        };
        assert_eq!(place(0), (1, 1, 0));
        assert_eq!(place(2), (1, 3, 2));
        assert_eq!(place(3), (2, 1, 0));
        assert_eq!(place(4), (2, 1, 0), "within a character");
        assert_eq!(place(5), (2, 2, 1));
        assert_eq!(place(10), (2, 4, 4), "behind the crab");
        assert_eq!(place(12), (3, 1, 0));
        assert_eq!(place(99), (3, 1, 0));
    }
}
