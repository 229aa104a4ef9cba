//! Literals: text as SQL writes it.

use std::fmt::{self, Display, Write as _};

/// Displays `text` as a string literal that means the same whatever `standard_conforming_strings` says:
/// single quotes doubled, and the escape form `E'..'` where there is a backslash.
///
/// PostgreSQL's text can't hold a NUL character; callers refuse one before it gets here, because only
/// they can say where it came from.
///
/// ```
/// assert_eq!(pg_orm_sql::literal("it's").to_string(), "'it''s'");
/// assert_eq!(pg_orm_sql::literal("a\\b").to_string(), "E'a\\\\b'");
/// ```
#[must_use]
pub fn literal(text: &str) -> impl Display + '_ {
    Literal(text)
}

struct Literal<'a>(&'a str);

impl Display for Literal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let has_backslash = self.0.contains('\\');
        f.write_str(if has_backslash { "E'" } else { "'" })?;
        for c in self.0.chars() {
            if c == '\'' || c == '\\' {
                f.write_char(c)?;
            }
            f.write_char(c)?;
        }
        f.write_char('\'')
    }
}

/// `body` between dollar quotes whose tag does not occur in it.
///
/// ```
/// assert_eq!(pg_orm_sql::dollar_quoted("select 1"), "$$select 1$$");
/// assert_eq!(pg_orm_sql::dollar_quoted("a $$ b"), "$_1$a $$ b$_1$");
/// ```
#[must_use]
pub fn dollar_quoted(body: &str) -> String {
    // A body that ends in `$` would join with the closing quote, so the tag must differ then too.
    let mut tag = String::from("$$");
    let mut number = 0_u64;
    while body.contains(&tag) || body.ends_with('$') && number == 0 {
        number += 1;
        tag = format!("$_{number}$");
    }
    format!("{tag}{body}{tag}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_escapes() {
        for (text, written) in
            [("", "''"), ("''", "''''''"), ("\\'", "E'\\\\'''"), ("$1", "'$1'"), ("🦀\n", "'🦀\n'")]
        {
            assert_eq!(literal(text).to_string(), written);
        }
    }

    #[test]
    fn dollar_tags_avoid_the_body() {
        assert_eq!(dollar_quoted("cost $"), "$_1$cost $$_1$");
        assert_eq!(dollar_quoted("$$ $_1$"), "$_2$$$ $_1$$_2$");
    }
}
