//! Identifiers: a name as SQL writes it, quoted where it has to be.

use std::fmt::{self, Display, Write as _};

use crate::keywords::is_keyword;

/// A name longer than this many bytes is cut by PostgreSQL (`NAMEDATALEN - 1`).
pub const MAX_NAME_BYTES: usize = 63;

/// Displays a name as an identifier: bare where PostgreSQL would read it back unchanged, else in double quotes.
///
/// ```
/// use pg_orm_sql::Identifier;
/// assert_eq!(Identifier("users").to_string(), "users");
/// assert_eq!(Identifier("order").to_string(), "\"order\"");
/// assert_eq!(Identifier("a\"b").to_string(), "\"a\"\"b\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identifier<'a>(pub &'a str);

impl Display for Identifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_bare(self.0) {
            return f.write_str(self.0);
        }
        f.write_char('"')?;
        for c in self.0.chars() {
            if c == '"' {
                f.write_char('"')?;
            }
            f.write_char(c)?;
        }
        f.write_char('"')
    }
}

/// Displays a schema's name and an object's name as one qualified identifier.
///
/// ```
/// assert_eq!(pg_orm_sql::Qualified("app", "User").to_string(), "app.\"User\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Qualified<'a>(pub &'a str, pub &'a str);

impl Display for Qualified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", Identifier(self.0), Identifier(self.1))
    }
}

/// The longest prefix of `name` that is at most `max_bytes` long and ends between two characters,
/// which is what PostgreSQL keeps of a name that is too long.
///
/// ```
/// assert_eq!(pg_orm_sql::truncate("añb", 2), "a");
/// ```
#[must_use]
pub fn truncate(name: &str, max_bytes: usize) -> &str {
    name.get(..name.floor_char_boundary(max_bytes)).unwrap_or(name)
}

fn is_bare(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase() || first == b'_')
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !is_keyword(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_only_what_has_to_be() {
        for (name, written) in [
            ("a_1", "a_1"),
            ("_", "_"),
            ("User", "\"User\""),
            ("1a", "\"1a\""),
            ("a b", "\"a b\""),
            ("a$b", "\"a$b\""),
            ("ä", "\"ä\""),
            ("🦀", "\"🦀\""),
            ("back\\slash", "\"back\\slash\""),
            ("\"", "\"\"\"\""),
            ("select", "\"select\""),
            ("between", "\"between\""),
            ("", "\"\""),
        ] {
            assert_eq!(Identifier(name).to_string(), written);
        }
    }

    #[test]
    fn truncates_between_characters() {
        let name = format!("{}é", "x".repeat(62));
        assert_eq!(truncate(&name, MAX_NAME_BYTES), "x".repeat(62));
        assert_eq!(truncate("short", MAX_NAME_BYTES), "short");
    }
}
