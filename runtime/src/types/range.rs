//! Ranges: everything between two bounds.

use std::ops::{self, Bound};

use bytes::BufMut as _;

use super::{BoxError, Bytes, BytesMut, Kind, Type, Unfit, base_type};
use crate::value::{Value, write_part};

/// Flags of the binary form (PostgreSQL's `utils/rangetypes.h`).
const EMPTY: u8 = 0x01;
const LOWER_INCLUSIVE: u8 = 0x02;
const UPPER_INCLUSIVE: u8 = 0x04;
const LOWER_INFINITE: u8 = 0x08;
const UPPER_INFINITE: u8 = 0x10;

/// A value of a range type (manual, section 8.17): `int4range` is `Range<i32>`, `tstzrange` is
/// `Range<DateTime<Utc>>`.
///
/// PostgreSQL stores ranges of whole numbers and of dates with the lower bound in and the upper one out: `1..=3`
/// comes back as `1..4`.
///
/// ```
/// use pg_orm::types::Range;
/// let range = Range::from(1..4);
/// assert_eq!(range.lower(), std::ops::Bound::Included(&1));
/// assert!(range.contains(&3) && !range.contains(&4));
/// assert!(!Range::Empty.contains(&3));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Range<T> {
    /// The range that holds nothing.
    Empty,
    /// Everything between two bounds.
    Between {
        /// Where it begins.
        lower: Bound<T>,
        /// Where it ends.
        upper: Bound<T>,
    },
}

impl<T> Range<T> {
    /// Everything between two bounds.
    pub const fn new(lower: Bound<T>, upper: Bound<T>) -> Self {
        Self::Between { lower, upper }
    }

    /// Whether it is [`Range::Empty`].
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Where it begins; `Unbounded` where it is empty.
    #[must_use]
    pub fn lower(&self) -> Bound<&T> {
        match self {
            Self::Empty => Bound::Unbounded,
            Self::Between { lower, .. } => lower.as_ref(),
        }
    }

    /// Where it ends; `Unbounded` where it is empty.
    #[must_use]
    pub fn upper(&self) -> Bound<&T> {
        match self {
            Self::Empty => Bound::Unbounded,
            Self::Between { upper, .. } => upper.as_ref(),
        }
    }

    /// Whether `value` is in it.
    pub fn contains(&self, value: &T) -> bool
    where
        T: PartialOrd,
    {
        !self.is_empty() && ops::RangeBounds::contains(&(self.lower(), self.upper()), value)
    }
}

/// `start..end`; with the same value at both it is one that PostgreSQL takes for empty.
impl<T> From<ops::Range<T>> for Range<T> {
    fn from(range: ops::Range<T>) -> Self {
        Self::new(Bound::Included(range.start), Bound::Excluded(range.end))
    }
}

impl<T> From<ops::RangeInclusive<T>> for Range<T> {
    fn from(range: ops::RangeInclusive<T>) -> Self {
        let (start, end) = range.into_inner();
        Self::new(Bound::Included(start), Bound::Included(end))
    }
}

impl<T> From<ops::RangeFrom<T>> for Range<T> {
    fn from(range: ops::RangeFrom<T>) -> Self {
        Self::new(Bound::Included(range.start), Bound::Unbounded)
    }
}

impl<T> From<ops::RangeTo<T>> for Range<T> {
    fn from(range: ops::RangeTo<T>) -> Self {
        Self::new(Bound::Unbounded, Bound::Excluded(range.end))
    }
}

impl<T> From<ops::RangeToInclusive<T>> for Range<T> {
    fn from(range: ops::RangeToInclusive<T>) -> Self {
        Self::new(Bound::Unbounded, Bound::Included(range.end))
    }
}

impl<T> From<ops::RangeFull> for Range<T> {
    fn from(_: ops::RangeFull) -> Self {
        Self::new(Bound::Unbounded, Bound::Unbounded)
    }
}

/// The bounds' bytes, before anybody knows their type.
pub(super) struct RawRange<'a>(Range<&'a [u8]>);

impl<'a> RawRange<'a> {
    pub(super) fn read(from: &mut Bytes<'a>) -> Result<Self, BoxError> {
        let flags = from.u8()?;
        if flags & EMPTY != 0 {
            return Ok(Self(Range::Empty));
        }
        let mut bound = |infinite: u8, inclusive: u8| -> Result<Bound<&'a [u8]>, Unfit> {
            if flags & infinite != 0 {
                return Ok(Bound::Unbounded);
            }
            let length = from.count("a bound's length")?;
            let bytes = from.take(length)?;
            Ok(if flags & inclusive != 0 { Bound::Included(bytes) } else { Bound::Excluded(bytes) })
        };
        let lower = bound(LOWER_INFINITE, LOWER_INCLUSIVE)?;
        let upper = bound(UPPER_INFINITE, UPPER_INCLUSIVE)?;
        Ok(Self(Range::new(lower, upper)))
    }

    pub(super) fn decode<T: Value>(self, element: &Type) -> Result<Range<T>, BoxError> {
        let decode = |bound: Bound<&'a [u8]>| -> Result<Bound<T>, BoxError> {
            Ok(match bound {
                Bound::Included(raw) => Bound::Included(T::read(element, raw)?),
                Bound::Excluded(raw) => Bound::Excluded(T::read(element, raw)?),
                Bound::Unbounded => Bound::Unbounded,
            })
        };
        Ok(match self.0 {
            Range::Empty => Range::Empty,
            Range::Between { lower, upper } => Range::new(decode(lower)?, decode(upper)?),
        })
    }
}

impl<T: Value> Range<T> {
    pub(super) fn write_as(&self, element: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        let Self::Between { lower, upper } = self else {
            out.put_u8(EMPTY);
            return Ok(());
        };
        let flags = |bound: &Bound<T>, infinite: u8, inclusive: u8| match bound {
            Bound::Included(_) => inclusive,
            Bound::Excluded(_) => 0,
            Bound::Unbounded => infinite,
        };
        out.put_u8(
            flags(lower, LOWER_INFINITE, LOWER_INCLUSIVE) | flags(upper, UPPER_INFINITE, UPPER_INCLUSIVE),
        );
        for bound in [lower, upper] {
            if let Bound::Included(value) | Bound::Excluded(value) = bound {
                // A bound that is not there is `Bound::Unbounded`.
                if value.is_null() {
                    return Err(Unfit::NullBound.into());
                }
                write_part(value, element, out)?;
            }
        }
        Ok(())
    }
}

/// What a range type is a range of, where it is one.
fn element_type(type_: &Type) -> Option<&Type> {
    match base_type(type_).kind() {
        Kind::Range(element) => Some(element),
        _ => None,
    }
}

impl<T: Value> Value for Range<T> {
    fn accepts(type_: &Type) -> bool {
        element_type(type_).is_some_and(T::accepts)
    }

    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        let element = element_type(type_).ok_or(Unfit::NotARange)?;
        Bytes::whole(raw, RawRange::read)?.decode(element)
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        self.write_as(element_type(type_).ok_or(Unfit::NotARange)?, out)
    }
}
