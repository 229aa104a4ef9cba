//! Ranges and multiranges as PostgreSQL prints them: `[1,4)`, `["2020-01-01 00:00:00",)`, `{[1,3),[7,)}`.

use std::fmt;
use std::ops::Bound;
use std::str::FromStr;

use super::{MultiRange, ParseError, Range};

/// As PostgreSQL prints it, where the bounds are.
impl<T: fmt::Display> fmt::Display for Range<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Between { lower, upper } = self else { return f.write_str("empty") };
        f.write_str(if matches!(lower, Bound::Included(_)) { "[" } else { "(" })?;
        display_bound(lower, f)?;
        f.write_str(",")?;
        display_bound(upper, f)?;
        f.write_str(if matches!(upper, Bound::Included(_)) { "]" } else { ")" })
    }
}

fn display_bound<T: fmt::Display>(bound: &Bound<T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (Bound::Included(value) | Bound::Excluded(value)) = bound else { return Ok(()) };
    let text = value.to_string();
    let is_special = |it: char| {
        matches!(it, '"' | '\\' | '(' | ')' | '[' | ']' | ',') || it.is_ascii_whitespace() || it == '\x0b'
    };
    if !text.is_empty() && !text.contains(is_special) {
        return f.write_str(&text);
    }
    write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\"\""))
}

/// As PostgreSQL prints it, where the bounds are.
impl<T: fmt::Display> fmt::Display for MultiRange<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (i, range) in self.0.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(f, "{comma}{range}")?;
        }
        f.write_str("}")
    }
}

/// The form that is displayed; PostgreSQL reads more white space.
impl<T: FromStr> FromStr for Range<T> {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match parse(text) {
            Some((range, "")) => Ok(range),
            _ => Err(ParseError::new("range", text)),
        }
    }
}

/// The form that is displayed; PostgreSQL reads more white space.
impl<T: FromStr> FromStr for MultiRange<T> {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse_all(text).ok_or_else(|| ParseError::new("multirange", text))
    }
}

fn parse_all<T: FromStr>(text: &str) -> Option<MultiRange<T>> {
    let mut rest = text.strip_prefix('{')?.strip_suffix('}')?;
    let mut ranges = Vec::new();
    while !rest.is_empty() {
        if !ranges.is_empty() {
            rest = rest.strip_prefix(',')?;
        }
        let (range, after) = parse(rest)?;
        ranges.push(range);
        rest = after;
    }
    Some(MultiRange(ranges))
}

/// The range that `text` begins with, and what follows it.
fn parse<T: FromStr>(text: &str) -> Option<(Range<T>, &str)> {
    if let Some(rest) = text.strip_prefix("empty") {
        return Some((Range::Empty, rest));
    }
    let (is_lower_in, rest) = match text.strip_prefix('[') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('(')?),
    };
    let (lower, rest) = bound(rest, ',')?;
    let (upper, rest) = bound(rest.strip_prefix(',')?, ')')?;
    let (is_upper_in, rest) = match rest.strip_prefix(']') {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix(')')?),
    };
    let of = |text: Option<String>, is_in: bool| {
        Some(match text {
            None => Bound::Unbounded,
            Some(text) if is_in => Bound::Included(text.parse().ok()?),
            Some(text) => Bound::Excluded(text.parse().ok()?),
        })
    };
    Some((Range::new(of(lower, is_lower_in)?, of(upper, is_upper_in)?), rest))
}

/// A bound's text, in quotes or up to `end`, and what follows it; `None` where it is unbounded.
fn bound(text: &str, end: char) -> Option<(Option<String>, &str)> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let at = text.find([end, ']'])?;
        let (bound, rest) = text.split_at_checked(at)?;
        return Some(((!bound.is_empty()).then(|| bound.to_owned()), rest));
    };
    let mut bound = String::new();
    loop {
        let mut characters = rest.chars();
        match characters.next()? {
            '"' if !characters.as_str().starts_with('"') => return Some((Some(bound), characters.as_str())),
            '"' | '\\' => bound.push(characters.next()?),
            character => bound.push(character),
        }
        rest = characters.as_str();
    }
}
