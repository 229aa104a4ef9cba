//! The beginning of a migration's name: its time in UTC, so that names sort as time goes.

use std::time::{SystemTime, UNIX_EPOCH};

use super::FolderError;

const DAY: u64 = 86_400;

/// `YYYYMMDDHHMMSS`.
pub(super) fn of(at: SystemTime) -> Result<String, FolderError> {
    let seconds = at.duration_since(UNIX_EPOCH).map_err(|_| FolderError::Clock)?.as_secs();
    let (year, month, day) = civil(seconds / DAY);
    if year > 9999 {
        return Err(FolderError::Clock);
    }
    let time = seconds % DAY;
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    Ok(format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}"))
}

/// Year, month and day of a day counted from 1970-01-01. A year is taken to begin on the first of March, so
/// that the day that some years have more is its last.
const fn civil(days: u64) -> (u64, u64, u64) {
    const ERA: u64 = 146_097; // days of 400 years
    let days = days + 719_468; // since 0000-03-01
    let day_of_era = days % ERA;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = days / ERA * 400 + year_of_era;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn as_the_calendar_has_it() {
        for (seconds, stamp) in [
            (0, "19700101000000"),
            (951_782_399, "20000228235959"),
            (951_782_400, "20000229000000"),
            (951_868_800, "20000301000000"),
            (1_767_225_599, "20251231235959"),
            (1_767_225_600, "20260101000000"),
            (4_107_542_400, "21000301000000"),
        ] {
            assert_eq!(super::of(UNIX_EPOCH + Duration::from_secs(seconds)).unwrap(), stamp);
        }
        assert!(super::of(UNIX_EPOCH - Duration::from_secs(1)).is_err());
        assert!(super::of(UNIX_EPOCH + Duration::from_secs(253_402_300_800)).is_err());
    }
}
