//! Reading a `tsquery` from text: operators by how tightly they bind, `!`, `<->`, `&`, `|`.

use super::super::calendar;
use super::super::ts_vector::{Weight, quoted_lexeme};
use super::{MAX_DISTANCE, Node, TsQuery};

/// So deep may parentheses stand in one another: reading calls itself for each.
const MAX_DEPTH: usize = 500;

pub(super) fn parse(text: &str) -> Option<TsQuery> {
    let mut reader = Reader { rest: text.trim_ascii(), depth: 0 };
    if reader.rest.is_empty() {
        return Some(TsQuery::default());
    }
    let query = reader.operators(1)?;
    reader.rest.is_empty().then_some(query)
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn eat(&mut self, word: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(word) else { return false };
        self.rest = rest.trim_ascii_start();
        true
    }

    /// Operands joined by operators that bind at least so tightly; those alike from left to right.
    fn operators(&mut self, least: u8) -> Option<TsQuery> {
        let mut left = self.operand()?;
        while let Some((operator, rest)) = self.operator().filter(|(node, _)| node.priority() >= least) {
            self.rest = rest.trim_ascii_start();
            let right = self.operators(operator.priority() + 1)?;
            left = left.joined(operator, right);
        }
        Some(left)
    }

    /// The operator that stands here, and what follows it.
    fn operator(&self) -> Option<(Node, &'t str)> {
        let (first, rest) = self.rest.split_at_checked(1)?;
        match first {
            "|" => Some((Node::Or, rest)),
            "&" => Some((Node::And, rest)),
            "<" => {
                let (distance, rest) = rest.split_once('>')?;
                let distance = if distance == "-" { 1 } else { calendar::number(distance)? };
                (distance <= MAX_DISTANCE).then_some((Node::Phrase(distance), rest))
            }
            _ => None,
        }
    }

    fn operand(&mut self) -> Option<TsQuery> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let operand = if self.eat("!") {
            self.operand()?.not()
        } else if self.eat("(") {
            let inner = self.operators(1)?;
            self.eat(")").then_some(inner)?
        } else {
            self.lexeme()?
        };
        self.depth -= 1;
        Some(operand)
    }

    fn lexeme(&mut self) -> Option<TsQuery> {
        let (text, mut rest) =
            if self.rest.starts_with('\'') { quoted_lexeme(self.rest)? } else { word(self.rest)? };
        let (mut weights, mut is_prefix) = (0, false);
        if let Some(marks) = rest.strip_prefix(':') {
            let end = marks.find(|it| !matches!(it, '*' | 'A'..='D')).unwrap_or(marks.len());
            for mark in marks.get(..end)?.chars() {
                match Weight::from_letter(mark) {
                    Some(weight) => weights |= weight.bit(),
                    None => is_prefix = true,
                }
            }
            rest = marks.get(end..)?;
        }
        self.rest = rest.trim_ascii_start();
        Some(TsQuery::of(&text, weights, is_prefix))
    }
}

/// The word without quotes that `text` begins with, and what follows it.
fn word(text: &str) -> Option<(String, &str)> {
    let is_end = |it: char| {
        it.is_whitespace() || matches!(it, '&' | '|' | '!' | '(' | ')' | '<' | ':' | '*' | '\'' | '\\')
    };
    let (word, rest) = text.split_at_checked(text.find(is_end).unwrap_or(text.len()))?;
    (!word.is_empty()).then(|| (word.to_owned(), rest))
}
