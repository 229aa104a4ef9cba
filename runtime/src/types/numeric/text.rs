//! Numbers as text.

use std::fmt;
use std::str::FromStr;

use super::{GROUP, Numeric, Repr};
use crate::types::ParseError;

/// As PostgreSQL prints it: every digit up to the scale, no exponent.
impl fmt::Display for Numeric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let finite = match &self.0 {
            Repr::NaN => return f.write_str("NaN"),
            Repr::Infinity => return f.write_str("Infinity"),
            Repr::NegInfinity => return f.write_str("-Infinity"),
            Repr::Finite(finite) => finite,
        };
        let mut digits = String::with_capacity((finite.groups.len() + 1) * GROUP + usize::from(finite.scale));
        let first = i32::from(finite.weight).max(0);
        digits.push_str(&finite.group(first).to_string());
        for power in (0..first).rev() {
            digits.push_str(&format!("{:04}", finite.group(power)));
        }
        if finite.scale > 0 {
            digits.push('.');
            let end = digits.len() + usize::from(finite.scale);
            for power in 1..=i32::from(finite.scale.div_ceil(GROUP as u16)) {
                digits.push_str(&format!("{:04}", finite.group(-power)));
            }
            digits.truncate(end);
        }
        f.pad_integral(!finite.is_negative, "", &digits)
    }
}

/// The number as it is displayed, in the quotes of a text.
impl fmt::Debug for Numeric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Numeric(\"{self}\")")
    }
}

/// What PostgreSQL 15 reads: digits with a point and an exponent, `NaN`, `Infinity`, `inf`, with a sign.
impl FromStr for Numeric {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse(text.trim_ascii()).ok_or_else(|| ParseError::new("numeric", text))
    }
}

fn parse(text: &str) -> Option<Numeric> {
    let (is_negative, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if unsigned.eq_ignore_ascii_case("infinity") || unsigned.eq_ignore_ascii_case("inf") {
        return Some(if is_negative { Numeric::NEG_INFINITY } else { Numeric::INFINITY });
    }
    if text.eq_ignore_ascii_case("nan") {
        return Some(Numeric::NAN);
    }
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let exponent = i64::from(exponent) - i64::try_from(fraction.len()).ok()?;
    let scale = u16::try_from((-exponent).max(0)).ok()?;
    Numeric::from_digits(is_negative, digits.as_bytes(), exponent, scale)
}
