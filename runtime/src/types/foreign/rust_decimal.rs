//! `numeric` as `rust_decimal::Decimal`, which has 96 bits and at most 28 digits behind the point. What has more is an error,
//! but for zeros at the end of a fraction: these are left away as far as there is no place for them.

use rust_decimal::Decimal;

use super::by_way_of;
use crate::types::{Numeric, OutOfRange};

/// The largest number without its point.
const MAX: u128 = (1 << 96) - 1;
/// The most digits behind the point.
const MAX_SCALE: u16 = 28;

impl TryFrom<&Numeric> for Decimal {
    type Error = OutOfRange;

    fn try_from(number: &Numeric) -> Result<Self, OutOfRange> {
        number
            .to_scaled(MAX, MAX_SCALE)
            .and_then(|(mantissa, scale)| Self::try_from_i128_with_scale(mantissa, scale.into()).ok())
            .ok_or_else(|| OutOfRange::new(number, "rust_decimal::Decimal"))
    }
}

impl TryFrom<Numeric> for Decimal {
    type Error = OutOfRange;

    fn try_from(number: Numeric) -> Result<Self, OutOfRange> {
        (&number).try_into()
    }
}

impl From<Decimal> for Numeric {
    fn from(number: Decimal) -> Self {
        let scale = u16::try_from(number.scale()).unwrap_or(MAX_SCALE);
        // 28 digits behind the point are few.
        Self::from_scaled(number.mantissa(), scale).unwrap_or(Self::NAN)
    }
}

by_way_of!(Decimal => Numeric);
