//! Arrays of any shape: several dimensions, first indexes other than 1, nulls.

mod text;

use super::{BoxError, BytesMut, OutOfRange, Type, Unfit};
use crate::value::{MAX_DIMENSIONS, Value, begin_array, end_array, item_type, read_array, write_part};

/// A value of an array type (manual, section 8.15) as it is: with any number of dimensions up to six, the index that each
/// begins with, and nulls. A `Vec` holds arrays of one dimension that begins with 1, and no nulls unless it is one of `Option`.
///
/// It is displayed as PostgreSQL prints it, where the elements are, those of `box` between semicolons; `f64` and `bool`, which
/// Rust displays otherwise, are not.
///
/// ```
/// use pg_orm::types::{Array, Dimension};
/// let matrix = Array::new(vec![Dimension::of(2), Dimension::of(2)], vec![Some(1), Some(2), None, Some(4)])?;
/// assert_eq!(matrix.to_string(), "{{1,2},{NULL,4}}");
/// assert_eq!(matrix.get(&[2, 2]), Some(&Some(4)));
/// let shifted: Array<i32> = "[0:1]={7,8}".parse()?;
/// assert_eq!((shifted.get(&[0]), shifted.get(&[2])), (Some(&Some(7)), None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "Parts<T>", bound(deserialize = "T: serde::Deserialize<'de>"))
)]
pub struct Array<T> {
    dimensions: Vec<Dimension>,
    elements: Vec<Option<T>>,
}

/// One dimension of an [`Array`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Dimension {
    /// How many elements, or rows of the next dimension, it has.
    pub length: usize,
    /// The index of the first of them; 1 unless one asks for another.
    pub lower_bound: i32,
}

impl Dimension {
    /// So many elements, the first being 1.
    #[must_use]
    pub const fn of(length: usize) -> Self {
        Self { length, lower_bound: 1 }
    }
}

/// An array before anybody has looked whether its elements fill its dimensions.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct Parts<T> {
    dimensions: Vec<Dimension>,
    elements: Vec<Option<T>>,
}

#[cfg(feature = "serde")]
impl<T> TryFrom<Parts<T>> for Array<T> {
    type Error = OutOfRange;

    fn try_from(parts: Parts<T>) -> Result<Self, OutOfRange> {
        Self::new(parts.dimensions, parts.elements)
    }
}

const DIMENSIONS: &str = "PostgreSQL has arrays of six dimensions at most";
const PLACES: &str = "each place of its dimensions has one element";

impl<T> Array<T> {
    /// The elements row by row: those of the last dimension stand together. An array without elements has no dimensions.
    ///
    /// # Errors
    /// Where there are more or fewer elements than the dimensions have places, or more than six dimensions.
    pub fn new(dimensions: Vec<Dimension>, elements: Vec<Option<T>>) -> Result<Self, OutOfRange> {
        let places = dimensions.iter().try_fold(1_usize, |places, it| places.checked_mul(it.length));
        let places = if dimensions.is_empty() { Some(0) } else { places };
        if places != Some(elements.len()) || dimensions.len() > MAX_DIMENSIONS {
            let lengths: Vec<usize> = dimensions.iter().map(|it| it.length).collect();
            let text = format!("{} elements in dimensions {lengths:?}", elements.len());
            let reason = if dimensions.len() > MAX_DIMENSIONS { DIMENSIONS } else { PLACES };
            return Err(OutOfRange::because(&text, "an array", reason));
        }
        let dimensions = if elements.is_empty() { Vec::new() } else { dimensions };
        Ok(Self { dimensions, elements })
    }

    /// Rows of the same shape, one under the other: of lists, an array of two dimensions; of arrays, one dimension more. What was the
    /// index of a row's first element is that of every row's.
    ///
    /// ```
    /// use pg_orm::types::Array;
    /// let square = Array::from_rows([vec![1, 2], vec![3, 4]])?;
    /// assert_eq!(square.to_string(), "{{1,2},{3,4}}");
    /// let cube = Array::from_rows([square.clone(), square])?;
    /// assert_eq!(cube.to_string(), "{{{1,2},{3,4}},{{1,2},{3,4}}}");
    /// assert!(Array::from_rows([vec![1], vec![2, 3]]).is_err());
    /// # Ok::<(), pg_orm::types::OutOfRange>(())
    /// ```
    ///
    /// # Errors
    /// Where rows are of different shapes, or there would be more than six dimensions.
    pub fn from_rows<R: Into<Self>>(rows: impl IntoIterator<Item = R>) -> Result<Self, OutOfRange> {
        let mut dimensions = Vec::new();
        let (mut elements, mut count) = (Vec::new(), 0);
        for row in rows {
            let row: Self = row.into();
            if count == 0 {
                dimensions = row.dimensions;
            } else if dimensions != row.dimensions {
                let lengths = |of: &[Dimension]| of.iter().map(|it| it.length).collect::<Vec<_>>();
                let text = format!(
                    "rows of dimensions {:?} and {:?}",
                    lengths(&dimensions),
                    lengths(&row.dimensions)
                );
                return Err(OutOfRange::because(&text, "an array", "all rows have one shape"));
            }
            elements.extend(row.elements);
            count += 1;
        }
        dimensions.insert(0, Dimension::of(count));
        Self::new(dimensions, elements)
    }

    /// The dimensions, outermost first; none where there are no elements.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The elements, row by row; `None` is NULL.
    #[must_use]
    pub fn elements(&self) -> &[Option<T>] {
        &self.elements
    }

    /// The elements, row by row, without the shape.
    #[must_use]
    pub fn into_elements(self) -> Vec<Option<T>> {
        self.elements
    }

    /// The element with these indexes, one for each dimension, as SQL's `array[2][1]` counts them; `None` where there is none.
    #[must_use]
    pub fn get(&self, indexes: &[i32]) -> Option<&Option<T>> {
        if indexes.len() != self.dimensions.len() || indexes.is_empty() {
            return None;
        }
        let mut place = 0;
        for (index, dimension) in indexes.iter().zip(&self.dimensions) {
            let of_dimension = usize::try_from(i64::from(*index) - i64::from(dimension.lower_bound)).ok()?;
            if of_dimension >= dimension.length {
                return None;
            }
            place = place * dimension.length + of_dimension;
        }
        self.elements.get(place)
    }
}

impl<T> Default for Array<T> {
    fn default() -> Self {
        Self { dimensions: Vec::new(), elements: Vec::new() }
    }
}

/// One dimension, counted from 1.
impl<T> From<Vec<Option<T>>> for Array<T> {
    fn from(elements: Vec<Option<T>>) -> Self {
        let dimensions = if elements.is_empty() { Vec::new() } else { vec![Dimension::of(elements.len())] };
        Self { dimensions, elements }
    }
}

/// One dimension, counted from 1, without nulls.
impl<T> From<Vec<T>> for Array<T> {
    fn from(elements: Vec<T>) -> Self {
        elements.into_iter().map(Some).collect()
    }
}

impl<T> FromIterator<Option<T>> for Array<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(elements: I) -> Self {
        elements.into_iter().collect::<Vec<_>>().into()
    }
}

impl<T: Value> Value for Array<T> {
    const IS_ARRAY: bool = true;

    fn accepts(type_: &Type) -> bool {
        item_type(type_).is_some_and(T::accepts)
    }

    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        let (dimensions, elements) = read_array(type_, raw)?;
        let dimensions = dimensions.into_iter().map(|(length, lower_bound)| Dimension {
            // It was a length when it was read.
            length: usize::try_from(length).unwrap_or(0),
            lower_bound,
        });
        Ok(Self::new(dimensions.collect(), elements)?)
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        let item = item_type(type_).ok_or(Unfit::NotAnArray)?;
        let mut dimensions = Vec::with_capacity(self.dimensions.len());
        for dimension in &self.dimensions {
            let length = i32::try_from(dimension.length).map_err(|_| Unfit::TooLong)?;
            dimensions.push((length, dimension.lower_bound));
        }
        let start = begin_array(item, &dimensions, out);
        let mut has_nulls = false;
        for element in &self.elements {
            has_nulls |= element.is_null();
            write_part(element, item, out)?;
        }
        end_array(start, has_nulls, out);
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value> crate::value::Array for Array<T> {
    type Item = T;
}

#[diagnostic::do_not_recommend]
impl<T: Value> crate::value::Array for Option<Array<T>> {
    type Item = T;
}
