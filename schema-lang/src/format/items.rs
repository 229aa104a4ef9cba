//! Items: their heads, and their blocks as one line or as many.

use pest::iterators::{Pair, Pairs};

use super::members;
use super::phrase::{Brackets, Group, Node, Phrase};
use super::remarks::{Remark, Remarks};
use super::rows::{Block, Kind, Line, Row, What, add_remarks};
use super::{WIDTH, fragment, values};
use crate::syntax::Rule;

/// The lines of a file without mistakes of syntax.
pub(super) fn file<'a>(text: &'a str, pairs: Pairs<'a, Rule>) -> Vec<Line<'a>> {
    let mut remarks = Remarks::new(text, pairs.clone());
    let mut lines = Vec::new();
    // Nothing opens a file.
    let mut behind_opening = None;
    for pair in pairs.flat_map(Pair::into_inner) {
        let start = pair.as_span().start();
        add_remarks(&mut remarks, start, &mut lines, &mut behind_opening);
        match pair.as_rule() {
            Rule::doc => lines.push(Line::remark(remarks.doc(pair.as_str(), start))),
            Rule::item => {
                let is_apart = remarks.before(start).has_empty_line();
                lines.push(Line { is_apart, what: item(&mut remarks, pair), behind: None });
            }
            _ => {}
        }
    }
    lines
}

fn item<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>) -> What<'a> {
    let (mut head, mut clauses) = (Phrase::new(), Phrase::new());
    let mut kind = Kind::Item("");
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::keyword => {
                kind = Kind::Item(part.as_str());
                let words: Vec<&str> = part.as_str().split_whitespace().collect();
                head.text(words.join(" "));
            }
            Rule::name => {
                head.text(" ");
                head.text(part.as_str());
            }
            Rule::params => head.push(values::group(remarks, part, Brackets::ROUND)),
            Rule::clause => clause(remarks, part, &mut clauses),
            Rule::block => return block(remarks, part, Row::new(kind, vec![head, clauses])),
            Rule::sql => {
                let mut row = Row::new(kind, vec![head, clauses]).joined();
                row.text(" ");
                row.push(fragment::fragment(part.as_str()));
                return What::Row(Row::new(kind, vec![row]));
            }
            _ => {}
        }
    }
    What::Row(Row::new(kind, vec![head, clauses]))
}

/// `on User`, `-> table(id bigint)`.
fn clause<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>, clauses: &mut Phrase<'a>) {
    for part in pair.into_inner() {
        if !clauses.is_empty() {
            clauses.text(" ");
        }
        match part.as_rule() {
            Rule::type_ref => clauses.extend(values::type_ref(remarks, part)),
            Rule::table_type => {
                for part in part.into_inner() {
                    match part.as_rule() {
                        Rule::params => clauses.push(values::group(remarks, part, Brackets::ROUND)),
                        _ => clauses.text(part.as_str()),
                    }
                }
            }
            _ => clauses.text(part.as_str()),
        }
    }
}

/// A block stays on one line where it was written on one, holds no remark, and fits.
fn block<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>, mut row: Row<'a>) -> What<'a> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    let mut behind: Option<Remark<'a>> = None;
    let mut has_line_end = false;
    add_remarks(remarks, pair.as_span().start(), &mut lines, &mut behind);
    for part in pair.into_inner() {
        let start = part.as_span().start();
        let before = remarks.before(start);
        has_line_end |= before.has_line_end();
        add_remarks(remarks, start, &mut lines, &mut behind);
        match part.as_rule() {
            Rule::doc => lines.push(Line::remark(remarks.doc(part.as_str(), start))),
            Rule::member => {
                let what = What::Row(members::member(remarks, part));
                lines.push(Line { is_apart: before.has_empty_line(), what, behind: None });
            }
            _ => {}
        }
    }
    let is_empty = lines.is_empty();
    if behind.is_none() && (is_empty || !has_line_end) {
        match one_line(lines, &row) {
            Ok(members) => {
                let mut body = Phrase::new();
                body.push(Node::Group(members));
                row.cells.push(body);
                row.is_one_line = true;
                return What::Row(row);
            }
            Err(kept) => lines = kept,
        }
    }
    What::Block(Block { head: row.joined(), behind, lines })
}

/// The members between braces, where they and the head fit on a line; else the lines as they were.
fn one_line<'a>(lines: Vec<Line<'a>>, head: &Row<'a>) -> Result<Group<'a>, Vec<Line<'a>>> {
    let mut width: Option<usize> = head.cells.iter().map(|cell| Some(cell.width()? + 1)).sum();
    for line in &lines {
        let cells = match &line.what {
            What::Row(row) if line.behind.is_none() => {
                row.cells.iter().map(Phrase::width).sum::<Option<usize>>()
            }
            _ => None,
        };
        width = width.zip(cells).map(|(sum, cells)| sum + cells + 2);
    }
    if width.is_none_or(|width| width > WIDTH) {
        return Err(lines);
    }
    let rows = lines.into_iter().filter_map(|line| match line.what {
        What::Row(row) => Some(row.joined()),
        What::Remark(_) | What::Block(_) => None,
    });
    Ok(Group::of(Brackets::CURLY, rows.collect()))
}
