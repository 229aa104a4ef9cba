//! The proleptic Gregorian calendar, days counted from 2000-01-01 as PostgreSQL counts them, and its text.

use std::fmt;

/// 2000-01-01, counted from 0000-03-01.
const EPOCH: i64 = 730_425;
/// Days of 400 years.
const ERA: i64 = 146_097;

/// The day's number; `None` where the calendar has no such day. The year before 1 is 0, which is 1 BC.
pub(super) fn days(year: i32, month: u8, day: u8) -> Option<i64> {
    const LENGTHS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = LENGTHS.get(usize::from(month).checked_sub(1)?)? + u8::from(month == 2 && is_leap);
    if day == 0 || day > length {
        return None;
    }
    // Years that begin in March have their leap day at the end.
    let (year, month) =
        if month > 2 { (i64::from(year), month - 3) } else { (i64::from(year) - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * i64::from(month) + 2) / 5 + i64::from(day) - 1;
    Some(era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH)
}

/// Year, month and day of the day with this number.
pub(super) fn date(days: i32) -> (i32, u8, u8) {
    let days = i64::from(days) + EPOCH;
    let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / (ERA - 1)) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, year) = if month < 10 { (month + 3, year) } else { (month - 9, year + 1) };
    // Months and days are small; years are fewer than days.
    ((year + era * 400) as i32, month as u8, day as u8)
}

/// `2020-02-29`; years before 1 without the `BC` that stands at the end of everything.
pub(super) fn display(days: i32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (year, month, day) = date(days);
    let year = if year > 0 { year } else { 1 - year };
    write!(f, "{year:04}-{month:02}-{day:02}")
}

/// ` BC`, for years before 1.
pub(super) fn display_era(days: i32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if date(days).0 > 0 { Ok(()) } else { f.write_str(" BC") }
}

/// The text without ` BC`, and whether that stood there.
pub(super) fn split_era(text: &str) -> (&str, bool) {
    text.strip_suffix(" BC").map_or((text, false), |text| (text, true))
}

/// The number of a day that is written as [`display`] does.
pub(super) fn parse(text: &str, is_before: bool) -> Option<i64> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() < 4 {
        return None;
    }
    let year: i32 = number(year)?;
    let year = match (year, is_before) {
        (0, _) => return None,
        (year, true) => 1 - year,
        (year, false) => year,
    };
    days(year, two(month)?, two(day)?)
}

/// A number of two digits.
pub(super) fn two(text: &str) -> Option<u8> {
    (text.len() == 2).then(|| number(text))?
}

/// A number of digits and nothing else.
pub(super) fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_two_eras_follows_the_one_before() {
        let mut expected = (1600, 1, 1);
        for number in days(1600, 1, 1).unwrap()..=days(2400, 12, 31).unwrap() {
            assert_eq!(date(number as i32), expected);
            assert_eq!(days(expected.0, expected.1, expected.2), Some(number));
            let (year, month, day) = expected;
            expected = [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)]
                .into_iter()
                .find(|&(year, month, day)| days(year, month, day).is_some())
                .unwrap();
        }
        assert_eq!(days(2000, 1, 1), Some(0));
        assert_eq!(days(-4712, 1, 1), Some(-2_451_545 + 38), "day 38 of the Julian count");
        for (year, month, day) in [(2001, 2, 29), (1900, 2, 29), (2000, 13, 1), (2000, 0, 1), (2000, 4, 31)] {
            assert_eq!(days(year, month, day), None);
        }
    }
}
