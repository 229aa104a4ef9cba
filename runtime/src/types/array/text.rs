//! Arrays as PostgreSQL prints them: `{{1,2},{NULL,4}}`, `[0:1]={"a b",c}`.

use std::fmt;
use std::str::FromStr;

use super::{Array, Dimension};
use crate::types::{ParseError, Type};
use crate::value::{MAX_DIMENSIONS, Value};

/// What stands between elements: `typdelim` of PostgreSQL's `pg_type`, a comma for every type but `box`.
fn delimiter<T: Value>() -> char {
    if T::accepts(&Type::BOX) { ';' } else { ',' }
}

impl<T: Value + fmt::Display> fmt::Display for Array<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let delimiter = delimiter::<T>();
        if self.elements.is_empty() {
            return f.write_str("{}");
        }
        if self.dimensions.iter().any(|dimension| dimension.lower_bound != 1) {
            for Dimension { length, lower_bound } in &self.dimensions {
                // The last index of a dimension that PostgreSQL has is an `int`.
                let last = i128::from(*lower_bound) + i128::try_from(*length).unwrap_or(0) - 1;
                write!(f, "[{lower_bound}:{last}]")?;
            }
            f.write_str("=")?;
        }
        for (place, element) in self.elements.iter().enumerate() {
            // How many dimensions begin, or end, at this element.
            let edges = |place: usize| {
                let mut size = 1;
                let lengths = self.dimensions.iter().rev().map(|dimension| dimension.length);
                lengths
                    .take_while(|length| {
                        size *= length;
                        place.is_multiple_of(size)
                    })
                    .count()
            };
            if place > 0 {
                write!(f, "{delimiter}")?;
            }
            f.write_str(&"{".repeat(edges(place)))?;
            match element {
                None => f.write_str("NULL")?,
                Some(element) => display_element(&element.to_string(), delimiter, f)?,
            }
            f.write_str(&"}".repeat(edges(place + 1)))?;
        }
        Ok(())
    }
}

fn display_element(text: &str, delimiter: char, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let is_special = |it: char| it == delimiter || matches!(it, '{' | '}' | '"' | '\\') || is_space(it);
    if !text.is_empty() && !text.eq_ignore_ascii_case("null") && !text.contains(is_special) {
        return f.write_str(text);
    }
    f.write_str("\"")?;
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            f.write_str("\\")?;
        }
        write!(f, "{character}")?;
    }
    f.write_str("\"")
}

/// `array_isspace` of PostgreSQL.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\x0b' | '\x0c' | '\r')
}

/// The form that is displayed; PostgreSQL reads more white space.
impl<T: Value + FromStr> FromStr for Array<T> {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse(text).ok_or_else(|| ParseError::new("array", text))
    }
}

fn parse<T: Value + FromStr>(text: &str) -> Option<Array<T>> {
    let (bounds, body) = match text.split_once('=').filter(|_| text.starts_with('[')) {
        Some((bounds, body)) => (Some(bounds), body),
        None => (None, text),
    };
    let mut reader =
        Reader { rest: body, delimiter: delimiter::<T>(), lengths: Vec::new(), elements: Vec::new() };
    reader.row(0)?;
    if !reader.rest.is_empty() {
        return None;
    }
    let mut dimensions: Vec<Dimension> = reader.lengths.iter().map(|length| Dimension::of(*length)).collect();
    if let Some(bounds) = bounds {
        let bounds: Vec<&str> = bounds.strip_prefix('[')?.strip_suffix(']')?.split("][").collect();
        if bounds.len() != dimensions.len() {
            return None;
        }
        for (dimension, bounds) in dimensions.iter_mut().zip(bounds) {
            let (first, last) = bounds.split_once(':')?;
            dimension.lower_bound = first.parse().ok()?;
            let length =
                last.parse::<i64>().ok()?.checked_sub(i64::from(dimension.lower_bound))?.checked_add(1)?;
            if usize::try_from(length).ok()? != dimension.length {
                return None;
            }
        }
    }
    Array::new(if reader.elements.is_empty() { Vec::new() } else { dimensions }, reader.elements).ok()
}

struct Reader<'t, T> {
    rest: &'t str,
    delimiter: char,
    /// The length of each dimension, as the first row of it has it.
    lengths: Vec<usize>,
    elements: Vec<Option<T>>,
}

impl<T: FromStr> Reader<'_, T> {
    fn eat(&mut self, character: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(character)?;
        Some(())
    }

    /// A row in braces at this depth; every row of a depth is as long as the first.
    fn row(&mut self, depth: usize) -> Option<()> {
        self.eat('{')?;
        let is_first = self.lengths.len() == depth;
        if is_first {
            if depth == MAX_DIMENSIONS {
                return None;
            }
            self.lengths.push(0);
        }
        let mut length = 0;
        if self.rest.starts_with('}') && depth == 0 {
            return self.eat('}');
        }
        loop {
            if self.rest.starts_with('{') {
                self.row(depth + 1)?;
            } else if self.lengths.len() == depth + 1 {
                self.element()?;
            } else {
                return None;
            }
            length += 1;
            if self.eat(self.delimiter).is_none() {
                break;
            }
        }
        self.eat('}')?;
        let expected = self.lengths.get_mut(depth)?;
        if is_first {
            *expected = length;
        }
        (*expected == length).then_some(())
    }

    fn element(&mut self) -> Option<()> {
        let (mut text, mut is_quoted) = (String::new(), false);
        if self.eat('"').is_some() {
            is_quoted = true;
            loop {
                let mut characters = self.rest.chars();
                match characters.next()? {
                    '"' => break,
                    '\\' => text.push(characters.next()?),
                    character => text.push(character),
                }
                self.rest = characters.as_str();
            }
            self.eat('"')?;
        } else {
            let end = self.rest.find([self.delimiter, '}', '{', '"', '\\'])?;
            text.push_str(self.rest.get(..end)?);
            self.rest = self.rest.get(end..)?;
        }
        if !is_quoted && (text.is_empty() || text.contains(is_space)) {
            return None;
        }
        let is_null = !is_quoted && text.eq_ignore_ascii_case("null");
        self.elements.push(if is_null { None } else { Some(text.parse().ok()?) });
        Some(())
    }
}
