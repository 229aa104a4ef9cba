//! `polygon`: an area with corners.

use std::fmt;
use std::str::FromStr;

use super::binary::{Binary, Bytes, binary};
use super::point::{display_points, parse_points, read_points, write_points};
use super::{BoxError, BytesMut, ParseError, Point};

/// A value of `polygon` (manual, section 8.8.6).
///
/// ```
/// use pg_orm::types::Polygon;
/// let points = vec![(0.0, 0.0).into(), (1.0, 0.0).into(), (0.0, 1.0).into()];
/// assert_eq!(Polygon { points }.to_string(), "((0,0),(1,0),(0,1))");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Polygon {
    /// The corners; PostgreSQL refuses a polygon without one.
    pub points: Vec<Point>,
}

impl Binary for Polygon {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self { points: read_points(from)? })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        write_points(&self.points, out)
    }
}

binary!(Polygon: POLYGON);

impl fmt::Display for Polygon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        display_points(&self.points, f)?;
        f.write_str(")")
    }
}

/// The form that is displayed; PostgreSQL reads others too.
impl FromStr for Polygon {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        text.strip_prefix('(')
            .and_then(|text| parse_points(text.strip_suffix(')')?))
            .map(|points| Self { points })
            .ok_or_else(|| ParseError::new("polygon", text))
    }
}
