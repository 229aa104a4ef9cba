//! `cube`: points and boxes of any number of dimensions.

use std::fmt;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes};
use super::float::Float;
use super::pg_vector::of_extension;
use super::{BoxError, BytesMut, Unfit};

/// The bit of the head that says that it is a point.
const POINT: u32 = 0x8000_0000;

/// A value of `cube` (manual, appendix F): a point, or a box between two corners.
///
/// ```
/// use pg_orm::types::Cube;
/// assert_eq!(Cube::point([1.0, 2.0]).to_string(), "(1, 2)");
/// let cube = Cube { corner: vec![1.0, 2.0], opposite: Some(vec![3.0, 4.0]) };
/// assert_eq!(cube.to_string(), "(1, 2),(3, 4)");
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Cube {
    /// One corner, or the point.
    pub corner: Vec<f64>,
    /// The other corner, with as many coordinates; `None` for a point.
    pub opposite: Option<Vec<f64>>,
}

impl Cube {
    /// A point.
    #[must_use]
    pub fn point(coordinates: impl Into<Vec<f64>>) -> Self {
        Self { corner: coordinates.into(), opposite: None }
    }
}

impl Binary for Cube {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let head = from.u32()?;
        let mut corner = || (0..head & !POINT).map(|_| from.f64()).collect::<Result<Vec<f64>, _>>();
        let first = corner()?;
        let opposite = if head & POINT == 0 { Some(corner()?) } else { None };
        Ok(Self { corner: first, opposite })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        let too_many = Unfit::TooMany { what: "a cube", count: self.corner.len() };
        let count = u32::try_from(self.corner.len()).ok().filter(|count| count & POINT == 0);
        let count = count.ok_or(too_many)?;
        let opposite = self.opposite.as_deref();
        if opposite.is_some_and(|opposite| opposite.len() != self.corner.len()) {
            return Err(Unfit::Malformed { type_: "cube" }.into());
        }
        out.put_u32(if opposite.is_some() { count } else { count | POINT });
        self.corner.iter().chain(opposite.unwrap_or_default()).for_each(|it| out.put_f64(*it));
        Ok(())
    }
}

of_extension!(Cube: "cube");

impl fmt::Display for Cube {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, corner) in [Some(&self.corner), self.opposite.as_ref()].into_iter().flatten().enumerate() {
            f.write_str(if i == 0 { "(" } else { ",(" })?;
            for (j, &coordinate) in corner.iter().enumerate() {
                let comma = if j == 0 { "" } else { ", " };
                write!(f, "{comma}{}", Float(coordinate))?;
            }
            f.write_str(")")?;
        }
        Ok(())
    }
}
