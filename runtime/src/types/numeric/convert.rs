//! Numbers from and to those of Rust.

use super::{BASE, Finite, GROUP, Numeric, Repr};
use crate::types::OutOfRange;

impl Numeric {
    /// `mantissa` divided by ten to the power of `scale`, with that scale.
    ///
    /// ```
    /// # use pg_orm::types::Numeric;
    /// assert_eq!(Numeric::from_scaled(-150, 2).map(|it| it.to_string()), Ok("-1.50".to_owned()));
    /// ```
    ///
    /// # Errors
    /// Where the scale is more than 16,383.
    pub fn from_scaled(mantissa: i128, scale: u16) -> Result<Self, OutOfRange> {
        let digits = mantissa.unsigned_abs().to_string();
        Self::from_digits(mantissa < 0, digits.as_bytes(), -i64::from(scale), scale)
            .ok_or_else(|| OutOfRange::new(&format_args!("{mantissa}e-{scale}"), "numeric"))
    }

    /// The digits without the point, and how many of them stand behind it: as many as the scale says, but fewer of the zeros
    /// at the end where that many, or the number, would be too large. `None` where it is too large or too exact in any case.
    pub(crate) fn to_scaled(&self, max: u128, max_scale: u16) -> Option<(i128, u16)> {
        let Repr::Finite(finite) = &self.0 else { return None };
        let least = u16::try_from(finite.least_scale()).ok().filter(|least| *least <= max_scale)?;
        let mut mantissa = finite.mantissa(least).filter(|mantissa| *mantissa <= max)?;
        let mut scale = least;
        while scale < finite.scale.min(max_scale) {
            match mantissa.checked_mul(10).filter(|mantissa| *mantissa <= max) {
                Some(next) => mantissa = next,
                None => break,
            }
            scale += 1;
        }
        // `i128` has one negative number more than it has positive ones.
        let mantissa = if finite.is_negative {
            0_i128.checked_sub_unsigned(mantissa)
        } else {
            0_i128.checked_add_unsigned(mantissa)
        };
        Some((mantissa?, scale))
    }

    /// The nearest number of its kind; past the largest one it is infinite.
    ///
    /// ```
    /// # use pg_orm::types::Numeric;
    /// assert_eq!("0.1".parse::<Numeric>()?.to_f64(), 0.1);
    /// # Ok::<(), pg_orm::types::ParseError>(())
    /// ```
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // What is displayed is read by `f64`, `NaN` and the infinities too.
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

impl Finite {
    /// The digits up to the `scale`th behind the point, which are all of them, as a number.
    fn mantissa(&self, scale: u16) -> Option<u128> {
        let last = self.weight.checked_sub(i16::try_from(self.groups.len()).ok()?)?.checked_add(1)?;
        let mut mantissa: u128 = 0;
        for group in &self.groups {
            mantissa = mantissa.checked_mul(BASE.into())?.checked_add((*group).into())?;
        }
        // What the last group's last digit counts.
        let exponent = i32::from(last) * GROUP as i32 + i32::from(scale);
        let factor = 10_u128.checked_pow(exponent.unsigned_abs())?;
        if exponent < 0 { Some(mantissa / factor) } else { mantissa.checked_mul(factor) }
    }
}

macro_rules! integers {
    ($($type_:ty),*) => {$(
        impl From<$type_> for Numeric {
            fn from(number: $type_) -> Self {
                let digits = number.to_string();
                let (is_negative, digits) = match digits.strip_prefix('-') {
                    Some(digits) => (true, digits),
                    None => (false, digits.as_str()),
                };
                // No integer is too long.
                Self::from_digits(is_negative, digits.as_bytes(), 0, 0).unwrap_or(Self::NAN)
            }
        }

        impl TryFrom<&Numeric> for $type_ {
            type Error = OutOfRange;

            /// An error where it has a fraction, too.
            fn try_from(number: &Numeric) -> Result<Self, OutOfRange> {
                number
                    .to_scaled(i128::MIN.unsigned_abs(), 0)
                    .and_then(|(mantissa, _)| mantissa.try_into().ok())
                    .ok_or_else(|| OutOfRange::new(number, stringify!($type_)))
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, usize);

/// The shortest decimal that reads back as the same number.
impl From<f64> for Numeric {
    fn from(number: f64) -> Self {
        // No `f64` has more digits than a `Numeric` holds.
        number.to_string().parse().unwrap_or(Self::NAN)
    }
}
