//! `bit` and `varbit` as `bit_vec::BitVec`.

use bit_vec::BitVec;

use super::by_way_of;
use crate::types::BitString;

impl From<BitString> for BitVec {
    fn from(bits: BitString) -> Self {
        bits.iter().collect()
    }
}

impl From<BitVec> for BitString {
    fn from(bits: BitVec) -> Self {
        bits.iter().collect()
    }
}

by_way_of!(BitVec => BitString);
