//! A vector's numbers: which it can hold, and how they are displayed.

use std::fmt;

use crate::types::Unfit;

/// Displays a `real` as PostgreSQL prints it (manual, section 8.1.3): the shortest form that reads back as the same number, with an
/// exponent from a million on and below a ten-thousandth.
pub(super) struct Real(pub(super) f32);

impl fmt::Display for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0;
        let scientific = format!("{value:e}");
        match scientific.split_once('e') {
            Some((digits, exponent)) => match exponent.parse::<i32>() {
                Ok(-4..6) | Err(_) => write!(f, "{value}"),
                Ok(exponent) => {
                    let sign = if exponent < 0 { '-' } else { '+' };
                    write!(f, "{digits}e{sign}{:02}", exponent.unsigned_abs())
                }
            },
            None => write!(f, "{value}"),
        }
    }
}

/// What a vector can hold: every number but NaN and the infinities.
pub(super) fn finite(index: usize, number: f32) -> Result<f32, Unfit> {
    if number.is_finite() { Ok(number) } else { Err(Unfit::NotFinite { index, number }) }
}

/// The numbers of `[1,2.5,3]`.
pub(super) fn numbers(text: &str) -> Option<Vec<f32>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    if inner.trim().is_empty() {
        return Some(Vec::new());
    }
    inner.split(',').map(|number| number.trim().parse().ok()).collect()
}

/// `[1,2.5,3]`
pub(super) fn display(numbers: impl Iterator<Item = f32>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("[")?;
    for (i, number) in numbers.enumerate() {
        let comma = if i == 0 { "" } else { "," };
        write!(f, "{comma}{}", Real(number))?;
    }
    f.write_str("]")
}
