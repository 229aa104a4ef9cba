//! A `double precision` as PostgreSQL prints it.

use std::fmt;

/// Displays a number in the shortest form that reads back as the same number (manual, section 8.1.3), with an
/// exponent where PostgreSQL uses one.
pub(super) struct Float(pub(super) f64);

impl fmt::Display for Float {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0;
        if value.is_nan() {
            return f.write_str("NaN");
        }
        if value.is_infinite() {
            return f.write_str(if value > 0.0 { "Infinity" } else { "-Infinity" });
        }
        let shortest = format!("{value:e}");
        let digits = shortest.bytes().take_while(|it| *it != b'e').filter(u8::is_ascii_digit).count();
        // Of two numbers that are as short and as near, Rust takes the greater; PostgreSQL, as exact rounding does, the even one.
        let scientific = format!("{value:.*e}", digits.saturating_sub(1));
        match scientific.split_once('e') {
            Some((digits, exponent)) => match exponent.parse::<i32>() {
                Ok(-4..15) | Err(_) => write!(f, "{value}"),
                Ok(exponent) => {
                    let sign = if exponent < 0 { '-' } else { '+' };
                    write!(f, "{digits}e{sign}{:02}", exponent.unsigned_abs())
                }
            },
            None => write!(f, "{value}"),
        }
    }
}

/// The numbers in `text`, which is `shape` with one of them for each `#`: `(#,#)`.
pub(super) fn parse<const N: usize>(text: &str, shape: &str) -> Option<[f64; N]> {
    let (mut rest, mut numbers) = (text, Vec::with_capacity(N));
    let mut shape = shape.chars().peekable();
    while let Some(character) = shape.next() {
        if character != '#' {
            rest = rest.strip_prefix(character)?;
            continue;
        }
        let end = shape.peek().map_or(Some(rest.len()), |end| rest.find(*end))?;
        let (number, after) = rest.split_at_checked(end)?;
        numbers.push(number.parse().ok()?);
        rest = after;
    }
    if rest.is_empty() { numbers.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::Float;

    #[test]
    fn numbers_as_postgresql_prints_them() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.5, "1.5"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (123456789012345.0, "123456789012345"),
            (1e15, "1e+15"),
            (-1.25e300, "-1.25e+300"),
            (7_646_083_122_128_077.0 / 4.0, "1.9115207805320192e+15"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(Float(value).to_string(), text);
        }
    }
}
