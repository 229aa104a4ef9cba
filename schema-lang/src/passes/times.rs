//! Dates and times as they are written in defaults: ISO 8601, as PostgreSQL prints them (manual, section 8.5).
//!
//! PostgreSQL reads more forms than these, some of them by its settings: they belong into SQL.

/// What a text can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A day, which a time may follow.
    Date,
    /// A day and a time, which may be left out.
    Timestamp,
    /// A time of day.
    Time,
}

/// Why a text is no constant of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mistake {
    /// PostgreSQL may read it, but not as ISO 8601.
    Form,
    /// There is no such day.
    Day,
    /// There is no such time of day.
    Time,
    /// There is no such distance from UTC.
    Zone,
    /// The type does not reach so far.
    Range,
}

/// The word in `text` that PostgreSQL reads as the moment at which it reads it, in lower case.
pub(super) fn moment(text: &str) -> Option<&'static str> {
    text.split(|c: char| !c.is_alphanumeric()).find_map(|word| {
        ["now", "today", "tomorrow", "yesterday"].into_iter().find(|m| word.eq_ignore_ascii_case(m))
    })
}

/// Whether `text` is a constant of this shape.
pub(super) fn check(shape: Shape, text: &str) -> Result<(), Mistake> {
    let text = text.trim();
    let special: &[&str] = match shape {
        Shape::Time => &["allballs"],
        Shape::Date | Shape::Timestamp => &["epoch", "infinity", "-infinity"],
    };
    if special.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Ok(());
    }
    let mut rest = text;
    if shape != Shape::Time {
        let (body, is_before_christ) = match text.strip_suffix(" BC") {
            Some(body) => (body, true),
            None => (text.strip_suffix(" AD").unwrap_or(text), false),
        };
        rest = day(shape, body, is_before_christ)?;
        match rest.strip_prefix(['T', ' ']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            Some(time) => rest = time,
            None => return zone(rest),
        }
    }
    zone(time_of_day(rest)?)
}

/// Reads `YYYY-MM-DD`; answers what follows.
fn day(shape: Shape, text: &str, is_before_christ: bool) -> Result<&str, Mistake> {
    let (year, rest) = digits(text, 4, 7)?;
    let (month, rest) = digits(rest.strip_prefix('-').ok_or(Mistake::Form)?, 2, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-').ok_or(Mistake::Form)?, 2, 2)?;
    // The year 1 BC is the year 0 of astronomers, and a leap year.
    let counted = if is_before_christ { 1 - year } else { year };
    let is_leap = counted % 4 == 0 && (counted % 100 != 0 || counted % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(is_leap),
        1..=12 => 31,
        _ => 0,
    };
    if year == 0 || !(1..=days).contains(&day) {
        return Err(Mistake::Day);
    }
    let last = if shape == Shape::Date { 5_874_897 } else { 294_276 };
    if counted > last || (counted, month, day) < (-4713, 11, 24) {
        return Err(Mistake::Range);
    }
    Ok(rest)
}

/// Reads `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction`; answers what follows.
fn time_of_day(text: &str) -> Result<&str, Mistake> {
    let (hour, rest) = digits(text, 2, 2)?;
    let (minute, mut rest) = digits(rest.strip_prefix(':').ok_or(Mistake::Form)?, 2, 2)?;
    let (mut second, mut has_fraction) = (0, false);
    if let Some(seconds) = rest.strip_prefix(':') {
        (second, rest) = digits(seconds, 2, 2)?;
        if let Some(fraction) = rest.strip_prefix('.') {
            let all = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            let written = fraction.strip_suffix(all).unwrap_or_default();
            // PostgreSQL keeps six digits.
            if written.is_empty() || written.len() > 12 {
                return Err(Mistake::Form);
            }
            has_fraction = written.contains(|c| c != '0');
            rest = all;
        }
    }
    // Both ends of a day can be written, and a leap second.
    let is_end = hour == 24 && minute == 0 && second == 0 && !has_fraction;
    let is_right = hour < 24 && minute < 60 && (second < 60 || second == 60 && !has_fraction);
    if is_end || is_right { Ok(rest) } else { Err(Mistake::Time) }
}

/// Reads the zone that may end a text: `Z`, `UTC`, `+02`, `+0200`, `+02:00`, `+02:00:30`.
fn zone(text: &str) -> Result<(), Mistake> {
    let text = text.strip_prefix(' ').unwrap_or(text);
    if matches!(text, "" | "Z" | "z" | "UTC") {
        return Ok(());
    }
    let (hours, rest) = digits(text.strip_prefix(['+', '-']).ok_or(Mistake::Form)?, 2, 2)?;
    let mut parts = vec![];
    let mut rest = rest;
    while !rest.is_empty() && parts.len() < 2 {
        let has_colon = rest.starts_with(':');
        if !has_colon && !parts.is_empty() {
            return Err(Mistake::Form);
        }
        let (part, after) = digits(rest.strip_prefix(':').unwrap_or(rest), 2, 2)?;
        parts.push(part);
        rest = after;
    }
    if !rest.is_empty() {
        return Err(Mistake::Form);
    }
    if hours > 15 || parts.iter().any(|part| *part > 59) { Err(Mistake::Zone) } else { Ok(()) }
}

/// The number of `least` to `most` digits that `text` begins with, and what follows it.
fn digits(text: &str, least: usize, most: usize) -> Result<(i64, &str), Mistake> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count().min(most);
    match text.split_at_checked(count) {
        Some((digits, rest)) if count >= least => {
            digits.parse().map(|number| (number, rest)).map_err(|_| Mistake::Form)
        }
        _ => Err(Mistake::Form),
    }
}

#[cfg(test)]
mod tests {
    use super::{Mistake, Shape, check, moment};

    #[test]
    fn constants() {
        for (shape, text) in [
            (Shape::Date, "2024-02-29"),
            (Shape::Date, " 2000-02-29 "),
            (Shape::Date, "0001-02-29 BC"),
            (Shape::Date, "4714-11-24 BC"),
            (Shape::Date, "5874897-12-31"),
            (Shape::Date, "-Infinity"),
            (Shape::Timestamp, "2024-01-01"),
            (Shape::Timestamp, "2024-01-01T10:00:00.123456Z"),
            (Shape::Timestamp, "2024-01-01 24:00"),
            (Shape::Timestamp, "2024-01-01 10:00 +02"),
            (Shape::Timestamp, "2024-01-01 10:00-0330"),
            (Shape::Timestamp, "2024-01-01 10:00+15:59:59"),
            (Shape::Timestamp, "2024-01-01 10:00 UTC"),
            (Shape::Timestamp, "2024-01-01 10:00:00 BC"),
            (Shape::Timestamp, "epoch"),
            (Shape::Time, "23:59:60"),
            (Shape::Time, "24:00:00"),
            (Shape::Time, "04:05:06.789-08:00"),
            (Shape::Time, "allballs"),
        ] {
            assert_eq!(check(shape, text), Ok(()), "{text}");
        }
    }

    #[test]
    fn not_constants() {
        for (shape, text, mistake) in [
            (Shape::Date, "2024-02-31", Mistake::Day),
            (Shape::Date, "1900-02-29", Mistake::Day),
            (Shape::Date, "2024-13-01", Mistake::Day),
            (Shape::Date, "0000-01-01", Mistake::Day),
            (Shape::Date, "4714-11-23 BC", Mistake::Range),
            (Shape::Date, "", Mistake::Form),
            (Shape::Date, "31.12.2024", Mistake::Form),
            (Shape::Date, "2024-1-5", Mistake::Form),
            (Shape::Date, "allballs", Mistake::Form),
            (Shape::Timestamp, "294277-01-01", Mistake::Range),
            (Shape::Timestamp, "2024-01-01T", Mistake::Form),
            (Shape::Timestamp, "2024-01-01 10", Mistake::Form),
            (Shape::Timestamp, "2024-01-01 10:00 PST", Mistake::Form),
            (Shape::Timestamp, "2024-01-01 25:00", Mistake::Time),
            (Shape::Timestamp, "2024-01-01 10:00+16", Mistake::Zone),
            (Shape::Timestamp, "2024-01-01 10:00+02:00:00:00", Mistake::Form),
            (Shape::Time, "24:00:01", Mistake::Time),
            (Shape::Time, "10:60", Mistake::Time),
            (Shape::Time, "infinity", Mistake::Form),
            (Shape::Time, "10:00\u{e9}", Mistake::Form),
        ] {
            assert_eq!(check(shape, text), Err(mistake), "{text}");
        }
    }

    #[test]
    fn moments() {
        assert_eq!(moment(" NOW "), Some("now"));
        assert_eq!(moment("tomorrow 04:05"), Some("tomorrow"));
        assert_eq!(moment("[today,)"), Some("today"));
        assert_eq!(moment("know"), None);
    }
}
