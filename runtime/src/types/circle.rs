//! `circle`.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::float::{self, Float};
use super::{BoxError, BytesMut, ParseError, Point};

/// A value of `circle` (manual, section 8.8.7).
///
/// ```
/// use pg_orm::types::Circle;
/// assert_eq!(Circle { center: (1.0, 2.0).into(), radius: 0.5 }.to_string(), "<(1,2),0.5>");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    /// The middle.
    pub center: Point,
    /// The radius; PostgreSQL refuses a negative one.
    pub radius: f64,
}

impl Binary for Circle {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self { center: Point::read(from)?, radius: from.f64()? })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        self.center.write(out)?;
        out.put_f64(self.radius);
        Ok(())
    }
}

binary!(Circle: CIRCLE);

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{},{}>", self.center, Float(self.radius))
    }
}

/// The form that is displayed; PostgreSQL reads others too.
impl FromStr for Circle {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        float::parse(text, "<(#,#),#>")
            .map(|[x, y, radius]| Self { center: (x, y).into(), radius })
            .ok_or_else(|| ParseError::new("circle", text))
    }
}
