//! A value that the type it is to become has no place for, and why.

use std::fmt;

/// A value that is right in one type, and that the other has no place for: `infinity` as a date of the calendar, a number of
/// 1,000 digits as an `i64`, a closed path as a line.
///
/// ```
/// use pg_orm::types::Numeric;
/// let number: Numeric = "1e30".parse()?;
/// let error = i64::try_from(&number).unwrap_err();
/// assert_eq!(error.to_string(), "`1000000000000000000000000000000` is out of range for i64");
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", told(value, type_, *reason))]
pub struct OutOfRange {
    value: String,
    type_: &'static str,
    /// Why there is no place for it, where it isn't too large, too small or too exact.
    reason: Option<&'static str>,
}

fn told(value: &str, type_: &str, reason: Option<&str>) -> String {
    match reason {
        None => format!("`{value}` is out of range for {type_}"),
        Some(reason) => format!("`{value}` can't be {type_}: {reason}"),
    }
}

/// So many characters of a value are told; numbers can have 147,455 digits.
const MAX_TOLD: usize = 80;

impl OutOfRange {
    #[cold]
    pub(crate) fn new(value: &dyn fmt::Display, type_: &'static str) -> Self {
        let mut value = value.to_string();
        if let Some((end, _)) = value.char_indices().nth(MAX_TOLD) {
            value.truncate(end);
            value.push_str("..");
        }
        Self { value, type_, reason: None }
    }

    /// The same, for another reason than its size.
    #[cold]
    pub(crate) fn because(value: &dyn fmt::Display, type_: &'static str, reason: &'static str) -> Self {
        Self { reason: Some(reason), ..Self::new(value, type_) }
    }

    /// The value, as text; of a very long one the beginning.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The type that has no place for it: `i64`, `chrono::NaiveDate`, `timestamp`.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        self.type_
    }
}
