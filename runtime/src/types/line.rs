//! `line`: a line in the plane, without ends.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::float::{self, Float};
use super::{BoxError, BytesMut, ParseError};

/// A value of `line` (manual, section 8.8.2): the points for which `a * x + b * y + c = 0`. PostgreSQL refuses one
/// with `a` and `b` both zero.
///
/// ```
/// use pg_orm::types::Line;
/// assert_eq!(Line { a: 1.0, b: -1.0, c: 0.0 }.to_string(), "{1,-1,0}");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// What `x` is multiplied by.
    pub a: f64,
    /// What `y` is multiplied by.
    pub b: f64,
    /// What is added.
    pub c: f64,
}

impl Binary for Line {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self { a: from.f64()?, b: from.f64()?, c: from.f64()? })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_f64(self.a);
        out.put_f64(self.b);
        out.put_f64(self.c);
        Ok(())
    }
}

binary!(Line: LINE);

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{},{},{}}}", Float(self.a), Float(self.b), Float(self.c))
    }
}

/// The form that is displayed; PostgreSQL reads others too.
impl FromStr for Line {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        float::parse(text, "{#,#,#}")
            .map(|[a, b, c]| Self { a, b, c })
            .ok_or_else(|| ParseError::new("line", text))
    }
}
