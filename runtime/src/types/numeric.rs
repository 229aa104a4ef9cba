//! `numeric`: decimal numbers of any length.

mod binary;
mod convert;
mod order;
mod text;

/// A value of `numeric` (manual, section 8.1.2): up to 131,072 digits before the point and 16,383 behind it, `NaN`, `Infinity`
/// or `-Infinity`.
///
/// How many digits stand behind the point is kept (its [`scale`](Self::scale)): `1.50` is displayed as `1.50`. It is equal to
/// `1.5` all the same, here as in PostgreSQL, where also `NaN` is equal to itself and greater than everything else.
///
/// It is for carrying numbers, not for calculating: for that there are [`TryFrom`] and [`From`] for integers, `f64` and the
/// decimals of `rust_decimal` and `bigdecimal` (features `decimal`, `bigdecimal`).
///
/// ```
/// use pg_orm::types::Numeric;
/// let price: Numeric = "1234.50".parse()?;
/// assert_eq!((price.to_string().as_str(), price.scale()), ("1234.50", Some(2)));
/// assert_eq!(price, "1234.5".parse()?);
/// assert_eq!(i64::try_from(&Numeric::from(7)), Ok(7));
/// assert!(i64::try_from(&price).is_err());
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Numeric(Repr);

#[derive(Clone)]
enum Repr {
    NegInfinity,
    Finite(Finite),
    Infinity,
    NaN,
}

/// Groups of four digits, as PostgreSQL stores them. Neither the first nor the last group is 0.
#[derive(Clone)]
struct Finite {
    is_negative: bool,
    /// The first group counts this power of 10,000.
    weight: i16,
    /// How many digits stand behind the point.
    scale: u16,
    groups: Box<[u16]>,
}

/// The most digits behind the point (`NUMERIC_MAX_DISPLAY_SCALE`, and what 14 bits hold).
const MAX_SCALE: u16 = 0x3fff;
/// What a group counts.
const BASE: u16 = 10_000;
/// Digits of a group.
const GROUP: usize = 4;

impl Numeric {
    /// Greater than every other number, but for `NaN`.
    pub const INFINITY: Self = Self(Repr::Infinity);
    /// Less than every other.
    pub const NEG_INFINITY: Self = Self(Repr::NegInfinity);
    /// Not a number.
    pub const NAN: Self = Self(Repr::NaN);

    /// How many digits stand behind the point; `None` where it is infinite or not a number.
    #[must_use]
    pub const fn scale(&self) -> Option<u16> {
        match &self.0 {
            Repr::Finite(finite) => Some(finite.scale),
            _ => None,
        }
    }

    /// Whether it is neither infinite nor `NaN`.
    #[must_use]
    pub const fn is_finite(&self) -> bool {
        matches!(self.0, Repr::Finite(_))
    }

    /// Whether it is `NaN`.
    #[must_use]
    pub const fn is_nan(&self) -> bool {
        matches!(self.0, Repr::NaN)
    }

    /// The number `groups` mean, whose outer zeros are left away.
    fn from_groups(is_negative: bool, weight: i16, scale: u16, groups: &[u16]) -> Self {
        let first = groups.iter().position(|group| *group != 0).unwrap_or(groups.len());
        let groups = groups.get(first..).unwrap_or_default();
        let end = groups.iter().rposition(|group| *group != 0).map_or(0, |last| last + 1);
        let groups: Box<[u16]> = groups.get(..end).unwrap_or_default().into();
        let is_zero = groups.is_empty();
        // Fewer groups than weights: a value is read with at most 65,535 of them, and those in front count.
        let weight =
            if is_zero { 0 } else { weight.saturating_sub_unsigned(u16::try_from(first).unwrap_or(0)) };
        Self(Repr::Finite(Finite { is_negative: is_negative && !is_zero, weight, scale, groups }))
    }

    /// The number that `digits` mean, times ten to the power of `exponent`, with a scale that holds all of them. `None` where
    /// PostgreSQL has no place for it.
    pub(crate) fn from_digits(is_negative: bool, digits: &[u8], exponent: i64, scale: u16) -> Option<Self> {
        let first = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
        let digits = digits.get(first..).unwrap_or_default();
        if scale > MAX_SCALE {
            return None;
        }
        if digits.is_empty() {
            return Some(Self::from_groups(false, 0, scale, &[]));
        }
        // So many digits stand before the point.
        let before = i64::try_from(digits.len()).ok()?.checked_add(exponent)?;
        let weight = i16::try_from((before - 1).div_euclid(GROUP as i64)).ok()?;
        // The first group may have fewer.
        let in_first = usize::try_from(before - i64::from(weight) * GROUP as i64).ok()?;
        let mut groups = Vec::with_capacity(digits.len() / GROUP + 2);
        let (head, tail) = digits.split_at(in_first.min(digits.len()));
        for (chunk, width) in
            std::iter::once((head, in_first)).chain(tail.chunks(GROUP).map(|it| (it, GROUP)))
        {
            let mut group = 0;
            for place in 0..width {
                group = group * 10 + chunk.get(place).map_or(0, |digit| u16::from(digit - b'0'));
            }
            groups.push(group);
        }
        Some(Self::from_groups(is_negative, weight, scale, &groups))
    }
}

impl Finite {
    /// The group that counts this power of 10,000.
    fn group(&self, power: i32) -> u16 {
        let place = i32::from(self.weight) - power;
        usize::try_from(place).ok().and_then(|place| self.groups.get(place)).copied().unwrap_or(0)
    }

    /// How many digits behind the point are needed to say it.
    fn least_scale(&self) -> usize {
        let behind = self.groups.len() as i64 - 1 - i64::from(self.weight);
        let Some(mut last) = self.groups.last().copied() else { return 0 };
        let mut digits = behind * GROUP as i64;
        while last % 10 == 0 && digits > 0 {
            last /= 10;
            digits -= 1;
        }
        usize::try_from(digits).unwrap_or(0)
    }
}
