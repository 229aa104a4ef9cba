//! SQL that the server prints: cutting it where brackets allow.

use pg_orm_sql::{Token, TokenKind, tokens};

/// A token that counts, and how many brackets are open before it.
pub(super) struct Piece<'a> {
    pub(super) kind: TokenKind,
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) depth: i32,
}

impl Piece<'_> {
    /// Whether it is this keyword, outside of brackets.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.depth == 0 && self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// The tokens of `sql` without space; none where it can't be cut.
pub(super) fn pieces(sql: &str) -> Vec<Piece<'_>> {
    let mut depth = 0;
    let mut pieces = Vec::new();
    for Token { kind, span } in tokens(sql).unwrap_or_default() {
        let (start, end) = (span.start, span.end);
        let text = sql.get(span).unwrap_or_default();
        if kind == TokenKind::Space {
            continue;
        }
        let closes = kind == TokenKind::Symbol && matches!(text, ")" | "]");
        depth -= i32::from(closes);
        pieces.push(Piece { kind, text, start, end, depth });
        depth += i32::from(kind == TokenKind::Symbol && matches!(text, "(" | "["));
    }
    pieces
}

/// `sql` without brackets around all of it, those of a subquery aside.
pub(super) fn bare(sql: &str) -> String {
    let mut sql = sql.trim();
    while let Some(inner) = within(sql) {
        let is_query = pieces(inner).first().is_some_and(|first| {
            ["select", "with", "values", "table"].iter().any(|word| first.is_word(word))
        });
        if is_query {
            break;
        }
        sql = inner.trim();
    }
    sql.to_owned()
}

/// What stands inside, where one pair of parentheses holds all of it.
fn within(sql: &str) -> Option<&str> {
    let inner = sql.strip_prefix('(')?.strip_suffix(')')?;
    let pieces = pieces(sql);
    let (last, before) = pieces.split_last()?;
    let is_one = last.depth == 0 && before.iter().filter(|piece| piece.depth == 0).count() == 1;
    is_one.then_some(inner)
}

/// `sql` cut at `separator` where no bracket is open; what is empty is left out.
pub(super) fn split<'a>(sql: &'a str, separator: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for piece in pieces(sql) {
        if piece.depth == 0 && piece.text == separator {
            parts.push(sql.get(start..piece.start).unwrap_or_default().trim());
            start = piece.end;
        }
    }
    parts.push(sql.get(start..).unwrap_or_default().trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// What stands in the brackets that open first after `from`, and where they close.
pub(super) fn group<'a>(sql: &'a str, pieces: &[Piece<'_>], from: usize) -> Option<(&'a str, usize)> {
    let open =
        pieces.iter().position(|piece| piece.start >= from && piece.depth == 0 && piece.text == "(")?;
    let close = pieces.iter().skip(open + 1).find(|piece| piece.depth == 0 && piece.text == ")")?;
    Some((sql.get(pieces.get(open)?.end..close.start)?, close.end))
}

/// The text that a string of SQL means, as the server prints strings: `'it''s'`, `E'a\\b'`.
pub(super) fn unquoted(string: &str) -> Option<String> {
    let (has_escapes, string) = match string.strip_prefix(['E', 'e']) {
        Some(rest) => (true, rest),
        None => (false, string),
    };
    let inner = string.strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "'");
    Some(if has_escapes { inner.replace("\\\\", "\\") } else { inner })
}

#[cfg(test)]
mod tests {
    use super::{bare, split, unquoted};

    #[test]
    fn brackets_around_all() {
        for (sql, expected) in [
            ("((a > 0))", "a > 0"),
            ("(a) + (b)", "(a) + (b)"),
            ("((SELECT 1))", "(SELECT 1)"),
            ("(')' = a)", "')' = a"),
        ] {
            assert_eq!(bare(sql), expected);
        }
    }

    #[test]
    fn parts_and_strings() {
        assert_eq!(split("a, f(b, c), ','", ","), ["a", "f(b, c)", "','"]);
        assert_eq!(unquoted("E'a\\\\b''c'").as_deref(), Some("a\\b'c"));
    }
}
