//! Arrays as `Vec`: one dimension, counted from 1.

use crate::types::{BoxError, Bytes, BytesMut, Kind, Type, Unfit};
use crate::value::{Value, base_type, told, write_part};

/// An array of one dimension or of none, the first element's index being 1. [`types::Array`](crate::types::Array) holds every
/// other too.
impl<T: Value> Value for Vec<T> {
    const IS_ARRAY: bool = true;

    fn accepts(type_: &Type) -> bool {
        item_type(type_).is_some_and(T::accepts)
    }

    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        let (dimensions, items) = read_array(type_, raw)?;
        match *dimensions.as_slice() {
            [] | [(_, 1)] => Ok(items),
            [(_, lower_bound)] => Err(Unfit::LowerBound { lower_bound, item: told_item(type_) }.into()),
            _ => Err(Unfit::Dimensions { count: dimensions.len(), item: told_item(type_) }.into()),
        }
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        let item = item_type(type_).ok_or(Unfit::NotAnArray)?;
        write_items(self, item, out, |value, item, out| {
            write_part(value, item, out).map(|()| !value.is_null())
        })
    }
}

/// Writes an array of one dimension; `write` writes an item as a part, and answers whether it is there.
pub(crate) fn write_items<T>(
    items: &[T],
    item: &Type,
    out: &mut BytesMut,
    write: impl Fn(&T, &Type, &mut BytesMut) -> Result<bool, BoxError>,
) -> Result<(), BoxError> {
    let length = i32::try_from(items.len()).map_err(|_| Unfit::TooLong)?;
    let dimensions = [(length, 1)];
    let start = begin_array(item, if items.is_empty() { &[] } else { &dimensions }, out);
    let mut has_nulls = false;
    for value in items {
        has_nulls |= !write(value, item, out)?;
    }
    end_array(start, has_nulls, out);
    Ok(())
}

/// The type of an array's items, where it is one.
pub(crate) fn item_type(type_: &Type) -> Option<&Type> {
    match base_type(type_).kind() {
        Kind::Array(item) => Some(item),
        _ => None,
    }
}

/// What stands in front of an array's items (`array_send`): the number of dimensions, whether there are NULLs, the items'
/// type; then for each dimension its length and the first index. Answers where it begins.
pub(crate) fn begin_array(item: &Type, dimensions: &[(i32, i32)], out: &mut BytesMut) -> usize {
    let start = out.len();
    // At most 6 of them.
    out.extend_from_slice(&(dimensions.len() as i32).to_be_bytes());
    out.extend_from_slice(&0_i32.to_be_bytes());
    out.extend_from_slice(&item.oid().to_be_bytes());
    for (length, lower_bound) in dimensions {
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(&lower_bound.to_be_bytes());
    }
    start
}

/// Says in an array that began at `start` whether there are NULLs in it.
pub(crate) fn end_array(start: usize, has_nulls: bool, out: &mut BytesMut) {
    if has_nulls && let Some(place) = out.get_mut(start + 4..start + 8) {
        place.copy_from_slice(&1_i32.to_be_bytes());
    }
}

#[cold]
fn null_item(source: BoxError, item: &Type) -> BoxError {
    if source.downcast_ref::<Unfit>() == Some(&Unfit::Null) {
        Unfit::NullItem { item: told(item) }.into()
    } else {
        source
    }
}

/// What an array's elements are called in a schema.
#[cold]
fn told_item(type_: &Type) -> String {
    item_type(type_).map(told).unwrap_or_default()
}

/// `MAXDIM` of PostgreSQL's `utils/array.h`.
pub(crate) const MAX_DIMENSIONS: usize = 6;

/// Each dimension's length and first index, and the items, row by row.
pub(crate) fn read_array<T: Value>(type_: &Type, raw: &[u8]) -> Result<(Vec<(i32, i32)>, Vec<T>), BoxError> {
    let item = item_type(type_).ok_or(Unfit::NotAnArray)?;
    Bytes::whole(raw, |from| {
        let count = from.count("an array's number of dimensions")?;
        if count > MAX_DIMENSIONS {
            return Err(Unfit::TooManyDimensions { count }.into());
        }
        let (_has_nulls, _item) = (from.i32()?, from.u32()?);
        let mut dimensions = Vec::with_capacity(count);
        let mut total = usize::from(count > 0);
        for _ in 0..count {
            let length = from.count("an array's length")?;
            total = total.checked_mul(length).ok_or(Unfit::TooLong)?;
            // As it came: no longer than an `i32`.
            dimensions.push((length as i32, from.i32()?));
        }
        // Each item has four bytes of length at least: what claims more items than that is no array.
        let mut items = Vec::with_capacity(total.min(from.left() / 4));
        for _ in 0..total {
            items.push(match from.part()? {
                // Where the array is the column's value, it is not the column that is NULL.
                None => T::read_nullable(item, None).map_err(|source| null_item(source, item))?,
                part => T::read_nullable(item, part)?,
            });
        }
        Ok((dimensions, items))
    })
}
