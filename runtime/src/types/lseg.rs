//! `lseg`: a line between two points.

use std::fmt;
use std::str::FromStr;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, ParseError, Point, float};

/// A value of `lseg` (manual, section 8.8.3).
///
/// ```
/// use pg_orm::types::Lseg;
/// assert_eq!(Lseg { start: (0.0, 0.0).into(), end: (3.0, 4.0).into() }.to_string(), "[(0,0),(3,4)]");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lseg {
    /// One end.
    pub start: Point,
    /// The other end.
    pub end: Point,
}

impl Binary for Lseg {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self { start: Point::read(from)?, end: Point::read(from)? })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        self.start.write(out)?;
        self.end.write(out)
    }
}

binary!(Lseg: LSEG);

impl fmt::Display for Lseg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{},{}]", self.start, self.end)
    }
}

/// The form that is displayed; PostgreSQL reads others too.
impl FromStr for Lseg {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        float::parse(text, "[(#,#),(#,#)]")
            .map(|[x, y, to_x, to_y]| Self { start: (x, y).into(), end: (to_x, to_y).into() })
            .ok_or_else(|| ParseError::new("lseg", text))
    }
}
