//! `tsvector`: a document as its lexemes.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary, write_count};
use super::{BoxError, BytesMut, ParseError, Unfit, calendar};

/// A position's lowest bits; the weight stands above them.
const POSITION_BITS: u32 = 14;

/// A value of `tsvector` (manual, section 8.11.1), displayed as PostgreSQL prints it. PostgreSQL sorts the lexemes and
/// drops duplicates when it stores one; `to_tsvector` in the database is the usual way to make one.
///
/// ```
/// use pg_orm::types::{Lexeme, LexemePosition, TsVector, Weight};
/// let position = LexemePosition { position: 3, weight: Weight::A };
/// let vector = TsVector { lexemes: vec![Lexeme { text: "cat".to_owned(), positions: vec![position] }] };
/// assert_eq!(vector.to_string(), "'cat':3A");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TsVector {
    /// The lexemes, sorted by length and bytes as PostgreSQL sorts them.
    pub lexemes: Vec<Lexeme>,
}

/// A word of a [`TsVector`], normalised.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Lexeme {
    /// The word.
    pub text: String,
    /// Where it stands, ascending; at most 255 places. Empty in a vector that was stripped of them.
    pub positions: Vec<LexemePosition>,
}

/// Where a [`Lexeme`] stands in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LexemePosition {
    /// From 1; at most 16383.
    pub position: u16,
    /// The weight.
    pub weight: Weight,
}

/// How much a [`LexemePosition`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Weight {
    /// The default, which is not printed.
    #[default]
    D,
    /// More than `D`.
    C,
    /// More than `C`.
    B,
    /// The most.
    A,
}

impl Binary for TsVector {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let count = from.count("a number of lexemes")?;
        let lexemes = (0..count).map(|_| Lexeme::read(from)).collect::<Result<_, _>>()?;
        Ok(Self { lexemes })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        write_count("a tsvector", self.lexemes.len(), out)?;
        self.lexemes.iter().try_for_each(|lexeme| lexeme.write(out))
    }
}

impl Binary for Lexeme {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let text = from.c_string()?;
        let count = from.u16()?;
        let positions = (0..count).map(|_| LexemePosition::read(from)).collect::<Result<_, _>>()?;
        Ok(Self { text, positions })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        if self.text.contains('\0') {
            return Err(crate::value::NulInText::default().into());
        }
        let count = self.positions.len();
        let too_many = Unfit::TooMany { what: "a lexeme", count };
        out.put_slice(self.text.as_bytes());
        out.put_u8(0);
        out.put_u16(u16::try_from(count).map_err(|_| too_many)?);
        self.positions.iter().try_for_each(|position| position.write(out))
    }
}

impl Binary for LexemePosition {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let bits = from.u16()?;
        let weight = match bits >> POSITION_BITS {
            0 => Weight::D,
            1 => Weight::C,
            2 => Weight::B,
            _ => Weight::A,
        };
        Ok(Self { position: bits & ((1 << POSITION_BITS) - 1), weight })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        if self.position >> POSITION_BITS != 0 {
            let found = i64::from(self.position);
            return Err(Unfit::Unknown { what: "a lexeme's position", found }.into());
        }
        let weight = match self.weight {
            Weight::D => 0,
            Weight::C => 1,
            Weight::B => 2,
            Weight::A => 3,
        };
        out.put_u16(weight << POSITION_BITS | self.position);
        Ok(())
    }
}

binary!(TsVector: TS_VECTOR);

impl fmt::Display for TsVector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, lexeme) in self.lexemes.iter().enumerate() {
            let space = if i == 0 { "" } else { " " };
            write!(f, "{space}{}", display_lexeme(&lexeme.text))?;
            for (i, position) in lexeme.positions.iter().enumerate() {
                let separator = if i == 0 { ":" } else { "," };
                write!(f, "{separator}{}{}", position.position, position.weight)?;
            }
        }
        Ok(())
    }
}

/// As it stands behind a position: nothing for `D`.
impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "",
        })
    }
}

/// A lexeme in quotes.
pub(super) fn display_lexeme(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

/// The lexeme in quotes that `text` begins with, and what follows it.
pub(super) fn quoted_lexeme(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('\'')?;
    let mut lexeme = String::new();
    loop {
        let mut characters = rest.chars();
        match characters.next()? {
            '\'' if !characters.as_str().starts_with('\'') => return Some((lexeme, characters.as_str())),
            '\'' | '\\' => lexeme.push(characters.next()?),
            character => lexeme.push(character),
        }
        rest = characters.as_str();
    }
}

impl Weight {
    /// Its bit in a set of weights.
    pub(super) const fn bit(self) -> u8 {
        match self {
            Self::D => 1,
            Self::C => 2,
            Self::B => 4,
            Self::A => 8,
        }
    }

    pub(super) const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
        }
    }

    pub(super) fn from_letter(letter: char) -> Option<Self> {
        [Self::A, Self::B, Self::C, Self::D].into_iter().find(|weight| weight.letter() == letter)
    }
}

/// The form that is displayed, lexemes in quotes; PostgreSQL reads others too.
impl FromStr for TsVector {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let parse = || {
            let (mut rest, mut lexemes) = (text, Vec::new());
            while !rest.is_empty() {
                let (text, after) = quoted_lexeme(rest)?;
                let (places, after) = after.split_once(' ').unwrap_or((after, ""));
                let positions = match places.strip_prefix(':') {
                    Some(places) => places.split(',').map(position).collect::<Option<_>>()?,
                    None if places.is_empty() => Vec::new(),
                    None => return None,
                };
                lexemes.push(Lexeme { text, positions });
                rest = after;
            }
            Some(Self { lexemes })
        };
        parse().ok_or_else(|| ParseError::new("tsvector", text))
    }
}

/// `7`, `7A`
fn position(text: &str) -> Option<LexemePosition> {
    let weight = text.chars().last().and_then(Weight::from_letter);
    let digits = text.trim_end_matches(['A', 'B', 'C', 'D']);
    let is_one = text.len() - digits.len() == usize::from(weight.is_some());
    let position = calendar::number(digits).filter(|_| is_one)?;
    Some(LexemePosition { position, weight: weight.unwrap_or_default() })
}
