//! Lines, and the columns of consecutive rows.

use super::phrase::Phrase;
use super::remarks::{Remark, Remarks};

/// The widest cell that other rows make room for: one long name must not push all others far to the right.
const WIDEST: usize = 30;

/// A line of a file or a block; what it holds may take several.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// An empty line stands before it.
    pub(super) is_apart: bool,
    pub(super) what: What<'a>,
    /// The comment behind it.
    pub(super) behind: Option<Remark<'a>>,
}

/// What a line holds.
#[derive(Debug)]
pub(super) enum What<'a> {
    Remark(&'a str),
    Row(Row<'a>),
    Block(Block<'a>),
}

/// Phrases of which each starts at a column, where the rows around it have such phrases too.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) kind: Kind<'a>,
    /// Some may be empty.
    pub(super) cells: Vec<Phrase<'a>>,
    /// It is one line, however wide its columns make it.
    pub(super) is_one_line: bool,
}

/// Rows of one kind are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Field,
    Entry,
    Attribute,
    /// An item with this keyword.
    Item(&'a str),
}

/// An item with lines of its own.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) head: Phrase<'a>,
    /// The comment behind the opening brace.
    pub(super) behind: Option<Remark<'a>>,
    pub(super) lines: Vec<Line<'a>>,
}

/// How wide each column of a run of rows is.
#[derive(Debug, Default)]
pub(super) struct Columns(Vec<usize>);

impl<'a> Line<'a> {
    pub(super) fn remark(remark: Remark<'a>) -> Self {
        Self { is_apart: remark.is_apart, what: What::Remark(remark.text), behind: None }
    }

    fn kind(&self) -> Option<Kind<'a>> {
        match &self.what {
            What::Row(row) => Some(row.kind),
            What::Remark(_) | What::Block(_) => None,
        }
    }
}

impl<'a> Row<'a> {
    pub(super) fn new(kind: Kind<'a>, cells: Vec<Phrase<'a>>) -> Self {
        Self { kind, cells, is_one_line: false }
    }

    /// All cells as one phrase.
    pub(super) fn joined(self) -> Phrase<'a> {
        let mut phrase = Phrase::new();
        for cell in self.cells.into_iter().filter(|cell| !cell.is_empty()) {
            if !phrase.is_empty() {
                phrase.text(" ");
            }
            phrase.extend(cell);
        }
        phrase
    }

    /// Whether a cell behind this one has something in it.
    pub(super) fn continues_behind(&self, index: usize) -> bool {
        self.cells.iter().skip(index + 1).any(|cell| !cell.is_empty())
    }
}

impl Columns {
    /// The columns of rows of one kind.
    fn of(lines: &[Line<'_>]) -> Self {
        let mut widths: Vec<usize> = Vec::new();
        for line in lines {
            let What::Row(row) = &line.what else { continue };
            for (index, cell) in row.cells.iter().enumerate() {
                // A field makes room even where it ends early; of items, many have a name alone.
                let is_counted = !matches!(row.kind, Kind::Item(_)) || row.continues_behind(index);
                let width = cell.width().filter(|width| *width <= WIDEST && is_counted);
                match widths.get_mut(index) {
                    Some(widest) => *widest = width.unwrap_or(0).max(*widest),
                    None => widths.push(width.unwrap_or(0)),
                }
            }
        }
        Self(widths)
    }

    /// The spaces between a cell that has others behind it and the next column.
    pub(super) fn space_behind(&self, index: usize, cell: &Phrase<'_>) -> usize {
        let column = self.0.get(index).copied().unwrap_or(0);
        match cell.width() {
            Some(0) if column == 0 => 0,
            Some(width) => column.saturating_sub(width) + 1,
            None => 1,
        }
    }
}

/// The runs of lines whose rows are aligned: rows of a kind without an empty line or another kind among them.
pub(super) fn runs<'l, 'a>(mut lines: &'l [Line<'a>]) -> impl Iterator<Item = (Columns, &'l [Line<'a>])> {
    std::iter::from_fn(move || {
        let mut kind = lines.first()?.kind();
        let end = lines.iter().skip(1).position(|line| {
            let is_remark = matches!(line.what, What::Remark(_));
            let is_same = is_remark || kind.is_none_or(|kind| line.kind() == Some(kind));
            kind = kind.or(line.kind());
            line.is_apart || !is_same
        });
        let (run, rest) = lines.split_at(end.map_or(lines.len(), |end| end + 1));
        lines = rest;
        Some((Columns::of(run), run))
    })
}

/// Adds the comments before a place: behind what stands on their line, else as lines of their own. What stands
/// behind an opening brace is `behind_opening`'s.
pub(super) fn add_remarks<'a>(
    remarks: &mut Remarks<'a>,
    place: usize,
    lines: &mut Vec<Line<'a>>,
    behind_opening: &mut Option<Remark<'a>>,
) {
    while let Some(remark) = remarks.next_before(place) {
        let behind = match lines.last_mut() {
            None => Some(&mut *behind_opening),
            Some(Line { what: What::Remark(_), .. }) => None,
            Some(line) => Some(&mut line.behind),
        };
        match behind {
            Some(behind) if remark.is_behind && behind.is_none() => *behind = Some(remark),
            _ => lines.push(Line::remark(remark)),
        }
    }
}
