//! `path`: points, each joined to the next.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::point::{display_points, parse_points, read_points, write_points};
use super::{BoxError, BytesMut, ParseError, Point};

/// A value of `path` (manual, section 8.8.5).
///
/// ```
/// use pg_orm::types::Path;
/// let points = vec![(0.0, 0.0).into(), (1.0, 2.0).into()];
/// assert_eq!(Path { is_closed: false, points }.to_string(), "[(0,0),(1,2)]");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Whether the last point is joined to the first.
    pub is_closed: bool,
    /// The points; PostgreSQL refuses a path without one.
    pub points: Vec<Point>,
}

impl Binary for Path {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self { is_closed: from.u8()? != 0, points: read_points(from)? })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_u8(self.is_closed.into());
        write_points(&self.points, out)
    }
}

binary!(Path: PATH);

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_closed { "(" } else { "[" })?;
        display_points(&self.points, f)?;
        f.write_str(if self.is_closed { ")" } else { "]" })
    }
}

/// The form that is displayed; PostgreSQL reads others too.
impl FromStr for Path {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let brackets = |from, to| parse_points(text.strip_prefix(from)?.strip_suffix(to)?);
        let open = brackets('[', ']').map(|points| Self { is_closed: false, points });
        open.or_else(|| Some(Self { is_closed: true, points: brackets('(', ')')? }))
            .ok_or_else(|| ParseError::new("path", text))
    }
}
