//! The types of the extension `vector` (pgvector): vectors of `f32`, of halves of them, and vectors that are zero almost everywhere.

mod dense;
mod element;
mod half;
mod sparse;

pub use dense::Vector;
pub use half::HalfVector;
pub use sparse::SparseVector;

use crate::types::{BytesMut, Unfit};

/// A type of an extension as a value: by its name, wherever the extension lives.
macro_rules! of_extension {
    ($type_:ty: $name:literal) => {
        impl $crate::Value for $type_ {
            fn accepts(type_: &$crate::types::Type) -> bool {
                let base = $crate::types::base_type(type_);
                base.name() == $name && matches!(base.kind(), $crate::types::Kind::Simple)
            }

            fn read(_: &$crate::types::Type, raw: &[u8]) -> Result<Self, $crate::types::BoxError> {
                $crate::types::Bytes::whole(raw, $crate::types::binary::Binary::read)
            }

            fn write(
                &self,
                _: &$crate::types::Type,
                out: &mut $crate::types::BytesMut,
            ) -> Result<(), $crate::types::BoxError> {
                $crate::types::binary::Binary::write(self, out)
            }
        }

        $crate::value::bases!($type_);
    };
}
pub(super) use of_extension;

/// What may be given where a column takes such a vector: its numbers.
macro_rules! from_numbers {
    ($type_:ident: $($given:ty),*) => {
        impl From<Vec<f32>> for $type_ {
            fn from(numbers: Vec<f32>) -> Self {
                Self::from(numbers.as_slice())
            }
        }

        impl<const N: usize> From<[f32; N]> for $type_ {
            fn from(numbers: [f32; N]) -> Self {
                Self::from(numbers.as_slice())
            }
        }

        impl FromIterator<f32> for $type_ {
            fn from_iter<I: IntoIterator<Item = f32>>(numbers: I) -> Self {
                Self::from(numbers.into_iter().collect::<Vec<f32>>())
            }
        }

        crate::types::pg_vector::given!($type_: Vec<f32>, &[f32], $($given),*);

        #[diagnostic::do_not_recommend]
        impl<const N: usize> crate::value::IntoValue<$type_> for [f32; N] {
            fn into_value(self) -> $type_ {
                self.into()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<const N: usize> crate::value::IntoValue<Option<$type_>> for [f32; N] {
            fn into_value(self) -> Option<$type_> {
                Some(self.into())
            }
        }
    };
}
use from_numbers;

/// What may be given for a column's value, by way of `From`.
macro_rules! given {
    ($type_:ident: $($given:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl crate::value::IntoValue<$type_> for $given {
            fn into_value(self) -> $type_ {
                self.into()
            }
        }

        #[diagnostic::do_not_recommend]
        impl crate::value::IntoValue<Option<$type_>> for $given {
            fn into_value(self) -> Option<$type_> {
                Some(self.into())
            }
        }
    )*};
}
use given;

/// Writes the head of a vector that has all its numbers: how many, and two bytes that mean nothing yet.
fn write_head(count: usize, out: &mut BytesMut) -> Result<(), Unfit> {
    super::binary::write_short("a vector", count, out)?;
    out.extend_from_slice(&[0; 2]);
    Ok(())
}
