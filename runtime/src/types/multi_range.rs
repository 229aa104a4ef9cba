//! Multiranges: lists of ranges.

use super::binary::write_count;
use super::range::RawRange;
use super::{BoxError, Bytes, BytesMut, Kind, Range, Type, Unfit, base_type};
use crate::value::{Value, write_part_with};

/// A value of a multirange type (manual, section 8.17): `datemultirange` is `MultiRange<NaiveDate>`. PostgreSQL
/// sorts the ranges, joins those that touch, and leaves out empty ones when it stores one.
///
/// ```
/// use pg_orm::types::MultiRange;
/// let evens = MultiRange::from([2..3, 4..5]);
/// assert!(evens.0.iter().any(|range| range.contains(&4)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MultiRange<T>(
    /// The ranges, ascending.
    pub Vec<Range<T>>,
);

impl<T> Default for MultiRange<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, R: Into<Range<T>>> From<Vec<R>> for MultiRange<T> {
    fn from(ranges: Vec<R>) -> Self {
        Self(ranges.into_iter().map(R::into).collect())
    }
}

impl<T, R: Into<Range<T>>, const N: usize> From<[R; N]> for MultiRange<T> {
    fn from(ranges: [R; N]) -> Self {
        Self(ranges.into_iter().map(R::into).collect())
    }
}

impl<T> FromIterator<Range<T>> for MultiRange<T> {
    fn from_iter<I: IntoIterator<Item = Range<T>>>(ranges: I) -> Self {
        Self(ranges.into_iter().collect())
    }
}

/// What a multirange type is made of ranges of, where it is one.
fn element_type(type_: &Type) -> Option<&Type> {
    match base_type(type_).kind() {
        Kind::Multirange(element) => Some(element),
        _ => None,
    }
}

impl<T: Value> Value for MultiRange<T> {
    fn accepts(type_: &Type) -> bool {
        element_type(type_).is_some_and(T::accepts)
    }

    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        let element = element_type(type_).ok_or(Unfit::NotARange)?;
        Bytes::whole(raw, |from| {
            let count = from.count("a number of ranges")?;
            let range = |from: &mut Bytes<'_>| {
                let length = from.count("a range's length")?;
                Bytes::whole(from.take(length)?, RawRange::read)?.decode(element)
            };
            (0..count).map(|_| range(from)).collect()
        })
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        let element = element_type(type_).ok_or(Unfit::NotARange)?;
        write_count("a multirange", self.0.len(), out)?;
        for range in &self.0 {
            write_part_with(out, |out| range.write_as(element, out).map(|()| true))?;
        }
        Ok(())
    }
}
