//! `box`: a rectangle with level sides.

use std::fmt;
use std::str::FromStr;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, ParseError, Point, float};

/// A value of `box` (manual, section 8.8.4). PostgreSQL sorts the corners when it stores one.
///
/// ```
/// use pg_orm::types::Box_;
/// let unit = Box_ { upper_right: (1.0, 1.0).into(), lower_left: (0.0, 0.0).into() };
/// assert_eq!(unit.to_string(), "(1,1),(0,0)");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Box_ {
    /// The corner with the greater `x` and `y`.
    pub upper_right: Point,
    /// The corner with the smaller `x` and `y`.
    pub lower_left: Point,
}

impl Binary for Box_ {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self { upper_right: Point::read(from)?, lower_left: Point::read(from)? })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        self.upper_right.write(out)?;
        self.lower_left.write(out)
    }
}

binary!(Box_: BOX);

impl fmt::Display for Box_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.upper_right, self.lower_left)
    }
}

/// The form that is displayed; PostgreSQL reads others too.
impl FromStr for Box_ {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        float::parse(text, "(#,#),(#,#)")
            .map(|[right, upper, left, lower]| Self {
                upper_right: (right, upper).into(),
                lower_left: (left, lower).into(),
            })
            .ok_or_else(|| ParseError::new("box", text))
    }
}
