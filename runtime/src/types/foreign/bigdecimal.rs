//! `numeric` as `bigdecimal::BigDecimal`, which holds every one but `NaN` and the infinities.

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::{BigInt, Sign};

use super::by_way_of;
use crate::types::{Numeric, OutOfRange};

impl TryFrom<&Numeric> for BigDecimal {
    type Error = OutOfRange;

    fn try_from(number: &Numeric) -> Result<Self, OutOfRange> {
        let scale = number.scale();
        let digits: String = number.to_string().chars().filter(|it| *it != '.').collect();
        scale
            .and_then(|scale| Some(Self::new(digits.parse::<BigInt>().ok()?, scale.into())))
            .ok_or_else(|| OutOfRange::new(number, "bigdecimal::BigDecimal"))
    }
}

impl TryFrom<Numeric> for BigDecimal {
    type Error = OutOfRange;

    fn try_from(number: Numeric) -> Result<Self, OutOfRange> {
        (&number).try_into()
    }
}

impl TryFrom<&BigDecimal> for Numeric {
    type Error = OutOfRange;

    fn try_from(number: &BigDecimal) -> Result<Self, OutOfRange> {
        let (digits, scale) = number.as_bigint_and_scale();
        let magnitude = digits.magnitude().to_string();
        let held = u16::try_from(scale.max(0)).ok().and_then(|held| {
            Self::from_digits(digits.sign() == Sign::Minus, magnitude.as_bytes(), scale.checked_neg()?, held)
        });
        // As its digits and its exponent: one of a large exponent has no end.
        held.ok_or_else(|| OutOfRange::new(&format_args!("{magnitude}e{}", -i128::from(scale)), "numeric"))
    }
}

impl TryFrom<BigDecimal> for Numeric {
    type Error = OutOfRange;

    fn try_from(number: BigDecimal) -> Result<Self, OutOfRange> {
        (&number).try_into()
    }
}

by_way_of!(BigDecimal => Numeric);
