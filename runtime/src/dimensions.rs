//! Vectors of a column that says how many dimensions they have: another number is told before anything is sent.

use crate::types::{BoxError, Bytes, Kind, Type, base_type};

/// A vector with another number of dimensions than its column has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it has {found} dimensions, and the vectors of this column have {expected}")]
struct WrongDimensions {
    expected: u32,
    found: u32,
}

/// Looks at a value that was written for a column: a vector, an array of them, or a number that one is compared by.
///
/// # Errors
/// Where a vector has not as many dimensions as are expected.
pub(crate) fn check(type_: &Type, raw: &[u8], expected: u32) -> Result<(), BoxError> {
    let type_ = base_type(type_);
    let mut bytes = Bytes::of(raw);
    if let Kind::Array(item) = type_.kind() {
        let dimensions = bytes.count("an array's number of dimensions")?;
        bytes.take(8 + 8 * dimensions)?;
        while bytes.left() > 0 {
            if let Some(item_bytes) = bytes.part()? {
                check(item, item_bytes, expected)?;
            }
        }
        return Ok(());
    }
    let found = match type_.name() {
        "vector" | "halfvec" => u32::from(bytes.u16()?),
        "sparsevec" => bytes.u32()?,
        _ => return Ok(()),
    };
    if found == expected { Ok(()) } else { Err(WrongDimensions { expected, found }.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_alone_and_in_arrays_are_looked_at() {
        let vector = Type::new("vector".to_owned(), 90_000, Kind::Simple, "public".to_owned());
        let list = Type::new("_vector".to_owned(), 90_001, Kind::Array(vector.clone()), "public".to_owned());
        let three = [0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        assert!(check(&vector, &three, 3).is_ok());
        let told = "it has 3 dimensions, and the vectors of this column have 384";
        assert_eq!(check(&vector, &three, 384).unwrap_err().to_string(), told);
        let mut array = vec![0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1];
        array.extend((-1_i32).to_be_bytes());
        array.extend(16_i32.to_be_bytes());
        array.extend(three);
        assert!(check(&list, &array, 3).is_ok());
        assert_eq!(check(&list, &array, 384).unwrap_err().to_string(), told);
        assert!(check(&Type::FLOAT8, &[0; 8], 384).is_ok());
    }
}
