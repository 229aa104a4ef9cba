//! `tsquery`: what to look for in a document.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary, write_count};
use super::ts_vector::{Weight, display_lexeme};
use super::{BoxError, BytesMut, ParseError, Unfit};
use crate::value::NulInText;

mod parse;

/// A value of `tsquery` (manual, section 8.11.2): lexemes to look for, joined by operators. `to_tsquery` and its like in the
/// database are the usual way to make one of words. An empty one can be read; PostgreSQL takes none in its binary form.
///
/// ```
/// use pg_orm::types::{TsQuery, Weight};
/// let query = TsQuery::lexeme("fat").and(TsQuery::prefix("ra").or(TsQuery::weighted("cat", &[Weight::A, Weight::B])).not());
/// assert_eq!(query.to_string(), "'fat' & !( 'ra':* | 'cat':AB )");
/// assert_eq!("'fat' & !( 'ra':* | 'cat':AB )".parse(), Ok(query));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TsQuery {
    /// As PostgreSQL stores it: an operator, its right operand, its left one.
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Node {
    Lexeme {
        text: String,
        weights: u8,
        is_prefix: bool,
    },
    Not,
    And,
    Or,
    /// The left operand stands so many places before the right one.
    Phrase(u16),
}

/// Kinds of nodes in the binary form (`QI_VAL` and `QI_OPR` of PostgreSQL's `tsearch/ts_type.h`).
const LEXEME: u8 = 1;
const OPERATOR: u8 = 2;
/// `OP_NOT` and the other operators there.
const NOT: u8 = 1;
const AND: u8 = 2;
const OR: u8 = 3;
const PHRASE: u8 = 4;
/// The farthest that two lexemes may be apart (`MAXENTRYPOS`).
const MAX_DISTANCE: u16 = 1 << 14;

impl TsQuery {
    /// A lexeme, anywhere.
    #[must_use]
    pub fn lexeme(text: &str) -> Self {
        Self::of(text, 0, false)
    }

    /// Lexemes that begin with the text.
    #[must_use]
    pub fn prefix(text: &str) -> Self {
        Self::of(text, 0, true)
    }

    /// A lexeme where it has one of the weights.
    #[must_use]
    pub fn weighted(text: &str, weights: &[Weight]) -> Self {
        Self::of(text, weights.iter().fold(0, |all, weight| all | weight.bit()), false)
    }

    fn of(text: &str, weights: u8, is_prefix: bool) -> Self {
        Self { nodes: vec![Node::Lexeme { text: text.to_owned(), weights, is_prefix }] }
    }

    /// Both. One that is empty counts for nothing.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.joined(Node::And, other)
    }

    /// One of the two, or both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.joined(Node::Or, other)
    }

    /// The other one, so many places behind this: 1 is next to it.
    #[must_use]
    pub fn followed_by(self, distance: u16, other: Self) -> Self {
        self.joined(Node::Phrase(distance), other)
    }

    /// Not this.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "named as the other operators are")]
    pub fn not(mut self) -> Self {
        if !self.nodes.is_empty() {
            self.nodes.insert(0, Node::Not);
        }
        self
    }

    /// Whether it looks for nothing, and finds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn joined(self, operator: Node, right: Self) -> Self {
        if self.nodes.is_empty() {
            return right;
        }
        if right.nodes.is_empty() {
            return self;
        }
        Self { nodes: [vec![operator], right.nodes, self.nodes].concat() }
    }

    /// Whether each operator has its operands, and nothing is left over.
    fn is_whole(&self) -> bool {
        let mut operands = 0_usize;
        for node in self.nodes.iter().rev() {
            match node {
                Node::Lexeme { .. } => operands += 1,
                Node::Not if operands >= 1 => {}
                Node::And | Node::Or | Node::Phrase(_) if operands >= 2 => operands -= 1,
                _ => return false,
            }
        }
        operands == usize::from(!self.nodes.is_empty())
    }
}

impl Binary for TsQuery {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let count = from.count("a number of lexemes and operators")?;
        let nodes = (0..count).map(|_| Node::read(from)).collect::<Result<_, _>>()?;
        let query = Self { nodes };
        if query.is_whole() { Ok(query) } else { Err(Unfit::Malformed { type_: "tsquery" }.into()) }
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        if self.is_empty() {
            return Err(Unfit::Empty { type_: "tsquery" }.into());
        }
        write_count("a tsquery", self.nodes.len(), out)?;
        self.nodes.iter().try_for_each(|node| node.write(out))
    }
}

impl Binary for Node {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        match from.u8()? {
            LEXEME => {
                let (weights, is_prefix) = (from.u8()?, from.u8()? != 0);
                if weights > 0x0f {
                    let found = i64::from(weights);
                    return Err(Unfit::Unknown { what: "a lexeme's weights", found }.into());
                }
                Ok(Self::Lexeme { text: from.c_string()?, weights, is_prefix })
            }
            OPERATOR => match from.u8()? {
                NOT => Ok(Self::Not),
                AND => Ok(Self::And),
                OR => Ok(Self::Or),
                PHRASE => Ok(Self::Phrase(from.u16()?)),
                found => Err(Unfit::Unknown { what: "an operator", found: found.into() }.into()),
            },
            found => Err(Unfit::Unknown { what: "a kind of node", found: found.into() }.into()),
        }
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        match self {
            Self::Lexeme { text, weights, is_prefix } => {
                if text.contains('\0') {
                    return Err(NulInText::default().into());
                }
                out.put_slice(&[LEXEME, *weights, u8::from(*is_prefix)]);
                out.put_slice(text.as_bytes());
                out.put_u8(0);
            }
            Self::Not => out.put_slice(&[OPERATOR, NOT]),
            Self::And => out.put_slice(&[OPERATOR, AND]),
            Self::Or => out.put_slice(&[OPERATOR, OR]),
            Self::Phrase(distance) => {
                if *distance > MAX_DISTANCE {
                    let found = i64::from(*distance);
                    return Err(Unfit::Unknown { what: "a distance of lexemes", found }.into());
                }
                out.put_slice(&[OPERATOR, PHRASE]);
                out.put_u16(*distance);
            }
        }
        Ok(())
    }
}

binary!(TsQuery: TSQUERY);

impl Node {
    /// How tightly it binds its operands.
    fn priority(&self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Phrase(_) => 3,
            Self::Not => 4,
            Self::Lexeme { .. } => 5,
        }
    }
}

/// As PostgreSQL prints it.
impl fmt::Display for TsQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // From the end: each operator finds its operands printed. An operand is its text and its outermost node.
        let mut printed: Vec<(String, &Node)> = Vec::new();
        for node in self.nodes.iter().rev() {
            let operand = |(text, of): (String, &Node), is_right: bool| {
                let is_phrase_in_phrase =
                    is_right && matches!((node, of), (Node::Phrase(_), Node::Phrase(_)));
                if of.priority() < node.priority() || is_phrase_in_phrase {
                    format!("( {text} )")
                } else {
                    text
                }
            };
            let text = match node {
                Node::Lexeme { text, weights, is_prefix } => lexeme(text, *weights, *is_prefix),
                Node::Not => format!("!{}", operand(printed.pop().ok_or(fmt::Error)?, true)),
                Node::And | Node::Or | Node::Phrase(_) => {
                    let right = operand(printed.pop().ok_or(fmt::Error)?, true);
                    let mut text = operand(printed.pop().ok_or(fmt::Error)?, false);
                    text.push_str(&match node {
                        Node::And => " & ".to_owned(),
                        Node::Or => " | ".to_owned(),
                        Node::Phrase(1) => " <-> ".to_owned(),
                        Node::Phrase(distance) => format!(" <{distance}> "),
                        Node::Lexeme { .. } | Node::Not => String::new(),
                    });
                    text.push_str(&right);
                    text
                }
            };
            printed.push((text, node));
        }
        f.write_str(&printed.pop().map_or_else(String::new, |(text, _)| text))
    }
}

fn lexeme(text: &str, weights: u8, is_prefix: bool) -> String {
    let mut printed = display_lexeme(text);
    if weights != 0 || is_prefix {
        printed.push(':');
    }
    if is_prefix {
        printed.push('*');
    }
    for weight in [Weight::A, Weight::B, Weight::C, Weight::D] {
        if weights & weight.bit() != 0 {
            printed.push(weight.letter());
        }
    }
    printed
}

/// The form that is displayed, and words without quotes, as they are; PostgreSQL reads others too.
impl FromStr for TsQuery {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse::parse(text).ok_or_else(|| ParseError::new("tsquery", text))
    }
}
