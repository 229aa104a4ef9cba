//! Multiranges: lists of ranges.

use bytes::BufMut as _;

use super::binary::{Bytes, write_count};
use super::range::RawRange;
use super::{BoxError, BytesMut, FromSql, IsNull, Kind, Range, ToSql, Type, WrongType};

/// A value of a multirange type (manual, section 8.17): `datemultirange` is `MultiRange<NaiveDate>`. PostgreSQL
/// sorts the ranges, joins those that touch, and leaves out empty ones when it stores one.
///
/// ```
/// use pg_orm::types::MultiRange;
/// let evens = MultiRange(vec![(2..3).into(), (4..5).into()]);
/// assert!(evens.0.iter().any(|range| range.contains(&4)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MultiRange<T>(
    /// The ranges, ascending.
    pub Vec<Range<T>>,
);

impl<T> Default for MultiRange<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<Range<T>> for MultiRange<T> {
    fn from_iter<I: IntoIterator<Item = Range<T>>>(ranges: I) -> Self {
        Self(ranges.into_iter().collect())
    }
}

impl<T: crate::Value> crate::Value for MultiRange<T> {}

impl<'a, T: FromSql<'a>> FromSql<'a> for MultiRange<T> {
    fn from_sql(type_: &Type, raw: &'a [u8]) -> Result<Self, BoxError> {
        let Kind::Multirange(element) = type_.kind() else {
            return Err(WrongType::new::<Self>(type_.clone()).into());
        };
        Bytes::whole(raw, |from| {
            let count = from.count("a number of ranges")?;
            let range = |from: &mut Bytes<'a>| {
                let length = from.count("a range's length")?;
                Bytes::whole(from.take(length)?, RawRange::read)?.decode(element)
            };
            (0..count).map(|_| range(from)).collect()
        })
    }

    fn accepts(type_: &Type) -> bool {
        matches!(type_.kind(), Kind::Multirange(element) if T::accepts(element))
    }
}

impl<T: ToSql> ToSql for MultiRange<T> {
    fn to_sql(&self, type_: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        let Kind::Multirange(element) = type_.kind() else {
            return Err(WrongType::new::<Self>(type_.clone()).into());
        };
        write_count("a multirange", self.0.len(), out)?;
        for range in &self.0 {
            let mut bytes = BytesMut::new();
            range.write(element, &mut bytes)?;
            write_count("a range", bytes.len(), out)?;
            out.put_slice(&bytes);
        }
        Ok(IsNull::No)
    }

    fn accepts(type_: &Type) -> bool {
        matches!(type_.kind(), Kind::Multirange(element) if T::accepts(element))
    }

    tokio_postgres::types::to_sql_checked!();
}
