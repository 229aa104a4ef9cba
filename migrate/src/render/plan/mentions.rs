//! The names that stand in SQL text, without knowing what each of them means there.

use pg_orm_sql::{TokenKind, tokens};

/// A name in SQL text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// The word before its dot.
    pub(super) schema: Option<String>,
    /// The name, as catalogs hold it.
    pub(super) name: String,
    /// Whether a parenthesis follows, as behind a function's name.
    pub(super) is_call: bool,
}

/// Every name, and every string that could be one (`'app.numbers'::regclass`). Of `a.b.c` both `a.b` and `b.c` are.
/// Operators are names too. Text that can't be cut into tokens has none.
pub(super) fn mentions(sql: &str) -> Vec<Mention> {
    let Ok(tokens) = tokens(sql) else { return Vec::new() };
    let pieces: Vec<(TokenKind, &str)> = tokens
        .into_iter()
        .filter(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment))
        .filter_map(|token| Some((token.kind, sql.get(token.span)?)))
        .collect();
    let mut found = Vec::new();
    let is =
        |at: usize, symbol: &str| pieces.get(at).is_some_and(|piece| *piece == (TokenKind::Symbol, symbol));
    for (i, &(kind, text)) in pieces.iter().enumerate() {
        let name = match kind {
            TokenKind::Word => text.to_lowercase(),
            TokenKind::QuotedIdentifier => unquoted(text),
            TokenKind::Symbol if is_operator(text) => text.to_owned(),
            TokenKind::String => {
                found.extend(in_string(text));
                continue;
            }
            _ => continue,
        };
        let before = i.checked_sub(2).filter(|_| is(i - 1, ".")).and_then(|at| pieces.get(at));
        let schema = match before {
            Some((TokenKind::Word, text)) => Some(text.to_lowercase()),
            Some((TokenKind::QuotedIdentifier, text)) => Some(unquoted(text)),
            _ => None,
        };
        found.push(Mention { schema, name, is_call: is(i + 1, "(") });
    }
    found
}

fn is_operator(symbol: &str) -> bool {
    !matches!(symbol, "(" | ")" | "[" | "]" | "," | ";" | ":" | ".")
}

/// What a piece of SQL says where it is a name.
pub(super) fn word((kind, text): (TokenKind, &str)) -> Option<String> {
    match kind {
        TokenKind::Word => Some(text.to_lowercase()),
        TokenKind::QuotedIdentifier => Some(unquoted(text)),
        _ => None,
    }
}

fn unquoted(text: &str) -> String {
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    inner.replace("\"\"", "\"")
}

/// The name that a plain string is, if it is one and nothing else.
fn in_string(text: &str) -> Option<Mention> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "'");
    if inner.is_empty() || inner.len() > 200 || inner.contains('\'') {
        return None;
    }
    let inner = inner.split('(').next()?;
    let mut names = mentions(inner);
    let last = names.pop()?;
    (names.len() == usize::from(last.schema.is_some())).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sql: &str) -> Vec<String> {
        let text = |mention: Mention| {
            let schema = mention.schema.map_or_else(String::new, |schema| format!("{schema}."));
            format!("{schema}{}{}", mention.name, if mention.is_call { "()" } else { "" })
        };
        mentions(sql).into_iter().map(text).collect()
    }

    #[test]
    fn names_are_found_with_their_schemas() {
        assert_eq!(found("App.\"Users\".id"), ["app", "app.Users", "Users.id"]);
        assert_eq!(found("f (x) -- g()"), ["f()", "x"]);
        assert_eq!(found("nextval('a.\"B c\"'::regclass)"), ["nextval()", "a.B c", "regclass"]);
        assert_eq!(found("x @@@ 'not a name'"), ["x", "@@@"]);
        assert_eq!(found("'a.f(integer)'::regprocedure"), ["a.f", "regprocedure"]);
        assert_eq!(found("'"), [""; 0]);
    }
}
