//! SQL that the schema's author wrote, put where an expression may stand.

use pg_orm_sql::{TokenKind, tokens};

/// `sql` in parentheses. Nothing in it is changed; where it has several lines or ends in a comment, the
/// closing parenthesis gets a line of its own.
pub(super) fn parenthesised(sql: &str, indent: &str) -> String {
    let sql = sql.trim();
    let has_line_comment = || {
        tokens(sql).is_ok_and(|tokens| {
            tokens.iter().any(|token| {
                token.kind == TokenKind::Comment
                    && sql.get(token.span.clone()).is_some_and(|text| text.starts_with("--"))
            })
        })
    };
    if sql.contains('\n') || has_line_comment() {
        format!("(\n{indent}  {sql}\n{indent})")
    } else {
        format!("({sql})")
    }
}

/// `sql` as a column's default, in parentheses unless it is one piece: PostgreSQL takes less there than it
/// does elsewhere (`b_expr` in its grammar).
pub(super) fn default(sql: &str, indent: &str) -> String {
    let sql = sql.trim();
    if is_one_piece(sql) { sql.to_owned() } else { parenthesised(sql, indent) }
}

/// `sql` where something may follow on the same line: a comment at its end is ended too.
pub(super) fn closed(sql: &str) -> String {
    let sql = sql.trim();
    let ends_in_comment = tokens(sql).is_ok_and(|tokens| {
        tokens.last().is_some_and(|token| {
            token.kind == TokenKind::Comment
                && sql.get(token.span.clone()).is_some_and(|text| text.starts_with("--"))
        })
    });
    if ends_in_comment { format!("{sql}\n") } else { sql.to_owned() }
}

/// Whether no white space stands outside brackets.
fn is_one_piece(sql: &str) -> bool {
    let Ok(tokens) = tokens(sql) else { return false };
    let mut depth = 0_i32;
    for token in tokens {
        match (token.kind, sql.get(token.span)) {
            (TokenKind::Symbol, Some("(" | "[")) => depth += 1,
            (TokenKind::Symbol, Some(")" | "]")) => depth -= 1,
            (TokenKind::Space | TokenKind::Comment, _) if depth == 0 => return false,
            // Inside brackets a comment may still reach to the end of the line.
            (TokenKind::Comment, Some(text)) if text.starts_with("--") => return false,
            _ => {}
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_bare_where_they_can_be() {
        for sql in ["now()", "'a b'", "-1", "array['a', 'b']::text[]", "nextval('a.b'::regclass)", "'{}'"] {
            assert_eq!(default(sql, ""), sql);
        }
        assert_eq!(default("1 in (2)", ""), "(1 in (2))");
        assert_eq!(default("now() -- today", "  "), "(\n    now() -- today\n  )");
    }

    #[test]
    fn a_comment_never_swallows_what_follows() {
        assert_eq!(parenthesised("a > 0 -- why", ""), "(\n  a > 0 -- why\n)");
        assert_eq!(parenthesised("a > '--'", ""), "(a > '--')");
        assert_eq!(parenthesised(" a\n and b ", ""), "(\n  a\n and b\n)");
        assert_eq!(closed("select 1 -- why"), "select 1 -- why\n");
        assert_eq!(closed("select '-- why' "), "select '-- why'");
    }
}
