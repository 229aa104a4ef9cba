//! `vector`, `halfvec` and `sparsevec` as the types of the crate `pgvector`.

use super::by_way_of;
use crate::types::{BoxError, HalfVector, SparseVector, Unfit, Vector};

impl From<Vector> for pgvector::Vector {
    fn from(vector: Vector) -> Self {
        Self::from(vector.0)
    }
}

impl From<pgvector::Vector> for Vector {
    fn from(vector: pgvector::Vector) -> Self {
        Self(vector.into())
    }
}

impl From<HalfVector> for pgvector::HalfVector {
    fn from(vector: HalfVector) -> Self {
        Self::from(vector.bits().iter().copied().map(half::f16::from_bits).collect::<Vec<_>>())
    }
}

impl From<pgvector::HalfVector> for HalfVector {
    fn from(vector: pgvector::HalfVector) -> Self {
        Self::from_bits(vector.as_slice().iter().map(|half| half.to_bits()).collect())
    }
}

impl TryFrom<SparseVector> for pgvector::SparseVector {
    type Error = BoxError;

    fn try_from(vector: SparseVector) -> Result<Self, BoxError> {
        let count = i32::try_from(vector.dimensions)?;
        let place = |place: u32| i32::try_from(place);
        let elements = vector.elements.into_iter().map(|(at, number)| Ok((place(at)?, number)));
        let elements = elements.collect::<Result<std::collections::BTreeMap<i32, f32>, BoxError>>()?;
        Ok(Self::from_map(&elements, count))
    }
}

impl TryFrom<pgvector::SparseVector> for SparseVector {
    type Error = BoxError;

    fn try_from(vector: pgvector::SparseVector) -> Result<Self, BoxError> {
        let number = |number: i32| {
            let what = "a place in a sparse vector";
            u32::try_from(number).map_err(|_| Unfit::Unknown { what, found: i64::from(number) })
        };
        let mut ours = Self::new(number(vector.dimensions())?, []);
        for (&place, &value) in vector.indices().iter().zip(vector.values()) {
            ours.elements.insert(number(place)?, value);
        }
        Ok(ours)
    }
}

by_way_of!(
    pgvector::Vector => Vector,
    pgvector::HalfVector => HalfVector,
    pgvector::SparseVector => SparseVector,
);
