//! Which of two numbers is the greater, as PostgreSQL sees it.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::{Finite, Numeric, Repr};

impl Repr {
    fn rank(&self) -> u8 {
        match self {
            Self::NegInfinity => 0,
            Self::Finite(_) => 1,
            Self::Infinity => 2,
            Self::NaN => 3,
        }
    }
}

impl Finite {
    fn compare(&self, other: &Self) -> Ordering {
        let sign = |it: &Self| if it.groups.is_empty() { 0 } else { 1 - 2 * i8::from(it.is_negative) };
        let size = || (self.weight, &self.groups).cmp(&(other.weight, &other.groups));
        match (sign(self), sign(other)) {
            (1, 1) => size(),
            (-1, -1) => size().reverse(),
            (mine, others) => mine.cmp(&others),
        }
    }
}

impl Ord for Numeric {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Finite(mine), Repr::Finite(others)) => mine.compare(others),
            (mine, others) => mine.rank().cmp(&others.rank()),
        }
    }
}

impl PartialOrd for Numeric {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Numeric {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Numeric {}

impl Hash for Numeric {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.rank().hash(state);
        if let Repr::Finite(finite) = &self.0 {
            (finite.is_negative, finite.weight, &finite.groups).hash(state);
        }
    }
}
