//! PostgreSQL's keywords that an identifier can't be without quotes.

use std::sync::LazyLock;

/// Sorted by bytes: every word that `pg_get_keywords()` of PostgreSQL 15 to 18 does not call unreserved
/// (appendix C of the manual).
static KEYWORDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("keywords.txt").lines().collect());

/// Whether a bare lower-case `word` would be read as a keyword in some place where a name may stand.
///
/// ```
/// assert!(pg_orm_sql::is_keyword("order"));
/// assert!(!pg_orm_sql::is_keyword("orders"));
/// ```
#[must_use]
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}
