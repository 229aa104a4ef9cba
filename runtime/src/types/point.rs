//! `point`: a point in the plane.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary, write_count};
use super::float::{self, Float};
use super::{BoxError, BytesMut, ParseError};

/// A value of `point` (manual, section 8.8.1).
///
/// ```
/// use pg_orm::types::Point;
/// assert_eq!(Point { x: 1.5, y: -2.0 }.to_string(), "(1.5,-2)");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

impl From<(f64, f64)> for Point {
    fn from((x, y): (f64, f64)) -> Self {
        Self { x, y }
    }
}

impl Binary for Point {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self { x: from.f64()?, y: from.f64()? })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_f64(self.x);
        out.put_f64(self.y);
        Ok(())
    }
}

binary!(Point: POINT);

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({},{})", Float(self.x), Float(self.y))
    }
}

/// As many points as the count before them says.
pub(super) fn read_points(from: &mut Bytes<'_>) -> Result<Vec<Point>, BoxError> {
    let count = from.count("a number of points")?;
    (0..count).map(|_| Point::read(from)).collect()
}

pub(super) fn write_points(points: &[Point], out: &mut BytesMut) -> Result<(), BoxError> {
    write_count("a list of points", points.len(), out)?;
    points.iter().try_for_each(|point| point.write(out))
}

/// `(1,2),(3,4)`
pub(super) fn display_points(points: &[Point], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (i, point) in points.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        write!(f, "{comma}{point}")?;
    }
    Ok(())
}

/// The form that is displayed; PostgreSQL reads others too.
impl FromStr for Point {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        float::parse(text, "(#,#)").map(|[x, y]| Self { x, y }).ok_or_else(|| ParseError::new("point", text))
    }
}

/// `(1,2),(3,4)`
pub(super) fn parse_points(text: &str) -> Option<Vec<Point>> {
    let (mut rest, mut points) = (text, Vec::new());
    loop {
        let (point, after) = rest.split_at_checked(rest.find(')')? + 1)?;
        points.push(point.parse().ok()?);
        match after.strip_prefix(',') {
            Some(after) => rest = after,
            None => return after.is_empty().then_some(points),
        }
    }
}
