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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_the_same_both_ways() {
        let dense = Vector::from([1.5, -0.0, f32::MIN_POSITIVE / 2.0]);
        assert_eq!(Vector::from(pgvector::Vector::from(dense.clone())), dense);
        let halves = HalfVector::from([0.1, 65_504.0, -6e-8]);
        assert_eq!(HalfVector::from(pgvector::HalfVector::from(halves.clone())), halves);
        for sparse in [SparseVector::new(5, [(0, 1.5), (4, 2.0)]), SparseVector::new(1_000_000_000, [])] {
            let theirs = pgvector::SparseVector::try_from(sparse.clone()).unwrap();
            assert_eq!(SparseVector::try_from(theirs).unwrap(), sparse);
        }
        assert!(pgvector::SparseVector::try_from(SparseVector::new(u32::MAX, [])).is_err());
    }
}
