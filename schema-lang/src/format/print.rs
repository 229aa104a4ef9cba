//! Printing: lines with their columns, and the breaking of what is too wide.

use super::phrase::{Brackets, Element, Group, Node, Phrase, width};
use super::remarks::Remark;
use super::rows::{Block, Columns, Line, Row, What, runs};
use super::{INDENT, WIDTH};

/// The most spaces between a line and the comment behind it.
const FARTHEST: usize = 24;

/// The text of a file.
pub(super) fn file(lines: &[Line<'_>]) -> String {
    let mut printer = Printer::default();
    printer.lines(lines, 0);
    printer.finish()
}

#[derive(Default)]
struct Printer<'a> {
    /// Comments behind something are put in at the end: their column depends on the lines below, too.
    out: String,
    /// The columns of the last line that are taken.
    column: usize,
    behind: Vec<Behind<'a>>,
}

/// A comment behind something.
struct Behind<'a> {
    text: &'a str,
    /// Where in `out` it goes.
    at: usize,
    column: usize,
    /// `None` behind an opening bracket, where it belongs to what follows.
    indent: Option<usize>,
}

impl<'a> Printer<'a> {
    fn lines(&mut self, lines: &[Line<'a>], indent: usize) {
        let mut is_first = true;
        for (columns, run) in runs(lines) {
            for line in run {
                if line.is_apart && !is_first {
                    self.end_line();
                }
                is_first = false;
                self.spaces(indent);
                match &line.what {
                    What::Remark(text) => self.text(text),
                    What::Row(row) => self.row(row, &columns, indent),
                    What::Block(block) => self.block(block, indent),
                }
                self.behind(line.behind, Some(indent));
                self.end_line();
            }
        }
    }

    fn row(&mut self, row: &Row<'a>, columns: &Columns, indent: usize) {
        for (index, cell) in row.cells.iter().enumerate() {
            if row.is_one_line {
                self.one_line(cell);
            } else {
                self.phrase(cell, indent, 0);
            }
            if row.continues_behind(index) {
                self.spaces(columns.space_behind(index, cell));
            }
        }
    }

    fn block(&mut self, block: &Block<'a>, indent: usize) {
        self.phrase(&block.head, indent, " {".len());
        if block.lines.is_empty() && block.behind.is_none() {
            return self.text(" {}");
        }
        self.text(" {");
        self.behind(block.behind, None);
        self.end_line();
        self.lines(&block.lines, indent + INDENT);
        self.spaces(indent);
        self.text("}");
    }

    /// A phrase that starts on a line of this indent and has `tail` columns behind it.
    fn phrase(&mut self, phrase: &Phrase<'a>, indent: usize, tail: usize) {
        for (index, node) in phrase.nodes().iter().enumerate() {
            match node {
                Node::Text(text) => self.text(text),
                Node::Group(group) => {
                    let rest = phrase.nodes().get(index + 1..).unwrap_or_default();
                    self.group(group, indent, up_to_break(rest, tail));
                }
                Node::Sql(sql) => {
                    sql.print(indent, &mut self.out);
                    self.column = indent + sql.fence.len();
                }
            }
        }
    }

    fn group(&mut self, group: &Group<'a>, indent: usize, tail: usize) {
        let Brackets { open, close, separator, .. } = group.brackets;
        if group.is_empty() || group.width().is_some_and(|width| self.column + width + tail <= WIDTH) {
            return self.one_line_group(group);
        }
        self.text(open);
        if let Some((last, others)) = self.with_open_end(group) {
            for other in others {
                self.one_line(&other.phrase);
                self.text(separator);
            }
            self.phrase(&last.phrase, indent, close.len() + tail);
            return self.text(close);
        }
        self.behind(group.behind, None);
        self.end_line();
        let inner = indent + INDENT;
        for (index, element) in group.elements.iter().enumerate() {
            for (above, remark) in element.above.iter().enumerate() {
                self.remark(remark, inner, index + above == 0);
            }
            if element.is_apart && (index > 0 || !element.above.is_empty()) {
                self.end_line();
            }
            self.spaces(inner);
            self.phrase(&element.phrase, inner, ",".len());
            self.text(",");
            self.behind(element.behind, Some(inner));
            self.end_line();
        }
        for (index, remark) in group.last.iter().enumerate() {
            self.remark(remark, inner, group.elements.is_empty() && index == 0);
        }
        self.spaces(indent);
        self.text(close);
    }

    /// Whether the lines of the last element may be the group's own: it ends with SQL of many lines, or is a bracket
    /// and alone. Then the last element and those before it.
    fn with_open_end<'g>(&self, group: &'g Group<'a>) -> Option<(&'g Element<'a>, &'g [Element<'a>])> {
        let (last, others) = group.elements.split_last()?;
        let is_open = match last.phrase.nodes().last()? {
            Node::Sql(_) => true,
            Node::Group(inner) => others.is_empty() && !inner.is_empty(),
            Node::Text(_) => false,
        };
        let separator = group.brackets.separator.len();
        let before: usize =
            others.iter().map(|other| Some(other.phrase.width()? + separator)).sum::<Option<_>>()?;
        let is_fitting = self.column + before + up_to_break(last.phrase.nodes(), 0) <= WIDTH;
        (is_open && is_fitting && !group.is_broken()).then_some((last, others))
    }

    fn one_line(&mut self, phrase: &Phrase<'a>) {
        for node in phrase.nodes() {
            match node {
                Node::Text(text) => self.text(text),
                Node::Group(group) => self.one_line_group(group),
                Node::Sql(_) => self.phrase(phrase, 0, 0),
            }
        }
    }

    fn one_line_group(&mut self, group: &Group<'a>) {
        let Brackets { open, close, space, separator } = group.brackets;
        self.text(open);
        for (index, element) in group.elements.iter().enumerate() {
            self.text(if index == 0 { space } else { separator });
            self.one_line(&element.phrase);
        }
        if !group.elements.is_empty() {
            self.text(space);
        }
        self.text(close);
    }

    fn remark(&mut self, remark: &Remark<'a>, indent: usize, is_first: bool) {
        if remark.is_apart && !is_first {
            self.end_line();
        }
        self.spaces(indent);
        self.text(remark.text);
        self.end_line();
    }

    fn behind(&mut self, remark: Option<Remark<'a>>, indent: Option<usize>) {
        if let Some(Remark { text, .. }) = remark {
            self.behind.push(Behind { text, at: self.out.len(), column: self.column, indent });
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += width(text);
    }

    fn spaces(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
        self.column += count;
    }

    fn end_line(&mut self) {
        self.out.push('\n');
        self.column = 0;
    }

    /// The text with the comments behind its lines, those of neighbouring lines at one column.
    fn finish(self) -> String {
        let comments: usize = self.behind.iter().map(|behind| behind.text.len() + FARTHEST).sum();
        let mut text = String::with_capacity(self.out.len() + comments);
        let mut written = 0;
        let mut rest = self.behind.as_slice();
        while let Some(first) = rest.first() {
            let run = 1 + rest.windows(2).take_while(|pair| self.are_neighbours(pair)).count();
            let mut widths = first.column..=first.column;
            let near = rest.iter().take(run).take_while(|behind| {
                widths = behind.column.min(*widths.start())..=behind.column.max(*widths.end());
                widths.end() - widths.start() < FARTHEST
            });
            let (run, others) = rest.split_at(near.count().max(1));
            let column = run.iter().map(|behind| behind.column).max().unwrap_or_default();
            for behind in run {
                text.push_str(self.out.get(written..behind.at).unwrap_or_default());
                text.extend(std::iter::repeat_n(' ', column - behind.column + 1));
                text.push_str(behind.text);
                written = behind.at;
            }
            rest = others;
        }
        text.push_str(self.out.get(written..).unwrap_or_default());
        text
    }

    /// Whether two comments stand behind lines of one indent, without an empty line or another indent between them.
    fn are_neighbours(&self, pair: &[Behind<'_>]) -> bool {
        let [one, other] = pair else { return false };
        let between = self.out.get(one.at..other.at).unwrap_or_default();
        let mut lines = between.split('\n').skip(1);
        one.indent.is_some()
            && one.indent == other.indent
            && lines.all(|line| line.find(|c| c != ' ') == one.indent)
    }
}

/// The columns that are taken up to the first place where a line can be broken.
fn up_to_break(nodes: &[Node<'_>], tail: usize) -> usize {
    let mut sum = 0;
    for node in nodes {
        match node {
            Node::Text(text) => sum += width(text),
            Node::Group(group) if group.is_empty() => sum += group.width().unwrap_or_default(),
            Node::Group(group) => return sum + group.brackets.open.len(),
            Node::Sql(sql) => return sum + sql.fence.len(),
        }
    }
    sum + tail
}
