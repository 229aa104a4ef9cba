//! Phrases: what stands on one line if it fits, and its width.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr as _;

use super::fragment::Fragment;
use super::remarks::Remark;

/// Words and groups, one after the other.
#[derive(Debug, Default)]
pub(super) struct Phrase<'a> {
    nodes: Vec<Node<'a>>,
    /// The columns that it takes on one line; `None` where something in it takes several lines.
    width: Option<usize>,
}

/// A part of a phrase.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Text(Cow<'a, str>),
    Group(Group<'a>),
    Sql(Fragment<'a>),
}

/// Brackets, and what stands between them.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) brackets: Brackets,
    pub(super) elements: Vec<Element<'a>>,
    /// The comment behind the opening bracket.
    pub(super) behind: Option<Remark<'a>>,
    /// The comments above the closing bracket.
    pub(super) last: Vec<Remark<'a>>,
    /// It has several lines even where it would fit on one.
    is_broken: bool,
    width: Option<usize>,
}

/// How a group looks on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Brackets {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// What stands inside of the brackets, beside them.
    pub(super) space: &'static str,
    pub(super) separator: &'static str,
}

/// One of the things between brackets.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// The comments on the lines before it.
    pub(super) above: Vec<Remark<'a>>,
    /// An empty line stands before it.
    pub(super) is_apart: bool,
    pub(super) phrase: Phrase<'a>,
    /// The comment behind it.
    pub(super) behind: Option<Remark<'a>>,
}

impl Brackets {
    pub(super) const ROUND: Self = Self { open: "(", close: ")", space: "", separator: ", " };
    pub(super) const SQUARE: Self = Self { open: "[", close: "]", space: "", separator: ", " };
    pub(super) const CURLY: Self = Self { open: "{", close: "}", space: " ", separator: ", " };
    /// As PostgreSQL itself prints `numeric(12,2)`.
    pub(super) const TYPE: Self = Self { open: "(", close: ")", space: "", separator: "," };
}

impl<'a> Phrase<'a> {
    pub(super) fn new() -> Self {
        Self { nodes: Vec::new(), width: Some(0) }
    }

    pub(super) fn push(&mut self, node: Node<'a>) {
        self.width = self.width.zip(node.width()).map(|(sum, width)| sum + width);
        self.nodes.push(node);
    }

    pub(super) fn text(&mut self, text: impl Into<Cow<'a, str>>) {
        self.push(Node::text(text));
    }

    pub(super) fn extend(&mut self, other: Self) {
        other.nodes.into_iter().for_each(|node| self.push(node));
    }

    pub(super) fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The columns that it takes on one line; `None` where something in it takes several lines.
    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }
}

impl<'a> Node<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    fn width(&self) -> Option<usize> {
        match self {
            Self::Text(text) => Some(width(text)),
            Self::Group(group) => group.width,
            Self::Sql(_) => None,
        }
    }
}

impl<'a> Group<'a> {
    pub(super) fn new(
        brackets: Brackets,
        elements: Vec<Element<'a>>,
        behind: Option<Remark<'a>>,
        last: Vec<Remark<'a>>,
    ) -> Self {
        let is_broken = behind.is_some()
            || !last.is_empty()
            || elements.iter().any(|element| !element.above.is_empty() || element.behind.is_some());
        let mut group = Self { brackets, elements, behind, last, is_broken, width: None };
        group.width = group.one_line_width();
        group
    }

    /// Elements without remarks.
    pub(super) fn of(brackets: Brackets, phrases: Vec<Phrase<'a>>) -> Self {
        let element = |phrase| Element { above: Vec::new(), is_apart: false, phrase, behind: None };
        Self::new(brackets, phrases.into_iter().map(element).collect(), None, Vec::new())
    }

    /// On several lines, whether or not it would fit on one.
    pub(super) fn broken(self) -> Self {
        Self { is_broken: true, width: None, ..self }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.elements.is_empty() && !self.is_broken
    }

    /// Whether its elements must have lines of their own.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }

    fn one_line_width(&self) -> Option<usize> {
        if self.is_broken {
            return None;
        }
        let Brackets { open, close, space, separator } = self.brackets;
        let brackets = open.len() + close.len();
        if self.elements.is_empty() {
            return Some(brackets);
        }
        let separators = (self.elements.len() - 1) * separator.len();
        let elements: Option<usize> = self.elements.iter().map(|element| element.phrase.width).sum();
        Some(brackets + 2 * space.len() + separators + elements?)
    }
}

/// The columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}
