//! A value that the type it is to become has no place for.

use std::fmt;

/// A value that is right in one type, and that the other has no place for: `infinity` as a date of the calendar, a number of
/// 1,000 digits as an `i64`.
///
/// ```
/// use pg_orm::types::Numeric;
/// let number: Numeric = "1e30".parse()?;
/// let error = i64::try_from(&number).unwrap_err();
/// assert_eq!(error.to_string(), "`1000000000000000000000000000000` is out of range for i64");
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is out of range for {type_}")]
pub struct OutOfRange {
    value: String,
    type_: &'static str,
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
        Self { value, type_ }
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
