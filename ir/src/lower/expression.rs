//! What an expression contributes to the default name of the index or the check it stands in.
//!
//! PostgreSQL reads it off the parse tree (`FigureIndexColname`, `AddRelationNewConstraints`); here it is
//! read off the tokens, for the shapes that occur in practice. A shape that is not known is `expr`. Names
//! are always written out in the SQL, so a difference is one of taste only.

use pg_orm_sql::{Token, TokenKind, tokens};

use crate::names::truncated_column;
use crate::types::BuiltIn;

/// Functions that SQL spells like keywords, with the name that PostgreSQL gives the call.
const RENAMED_CALLS: &[(&str, &str)] = &[("trim", "btrim")];

/// Words that open an expression which is no call and no column.
const OPERATORS: &[&str] = &["not", "exists", "distinct", "any", "all", "in"];

/// The names that the keys of an index give its default name: a column's own, a call's function, else `expr`;
/// each numbered where it occurs again.
pub(super) fn index_parts<'a>(keys: impl IntoIterator<Item = (bool, &'a str)>) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for (is_expression, text) in keys {
        let original = if is_expression { expression_name(text) } else { text.to_owned() };
        let mut name = original.clone();
        let mut number = 0_u32;
        while parts.contains(&name) {
            number += 1;
            let digits = number.to_string();
            name = format!("{}{digits}", truncated_column(&original, digits.len()));
        }
        parts.push(name);
    }
    parts
}

/// The one column that a check stands on, where it stands on exactly one.
pub(super) fn only_column<'a>(expression: &str, columns: &[&'a str]) -> Option<&'a str> {
    let tokens = significant(expression)?;
    let mut found: Option<&'a str> = None;
    for (i, (kind, text)) in tokens.iter().enumerate() {
        let Some(name) = identifier(*kind, text) else { continue };
        let before = i.checked_sub(1).and_then(|i| tokens.get(i)).map(|(_, text)| *text);
        let after = tokens.get(i + 1).map(|(_, text)| *text);
        // A type after a cast, a function before its arguments, a schema or table before its dot.
        if before == Some(":") || matches!(after, Some("(" | ".")) {
            continue;
        }
        let Some(column) = columns.iter().copied().find(|column| *column == name) else { continue };
        match found {
            Some(other) if other != column => return None,
            _ => found = Some(column),
        }
    }
    found
}

fn expression_name(text: &str) -> String {
    significant(text)
        .and_then(|tokens| named(&tokens))
        .map_or_else(|| "expr".to_owned(), |(name, _)| truncated_column(&name, 0).to_owned())
}

type Piece<'a> = (TokenKind, &'a str);

/// A name and whether it is strong: a column's or a function's, which a cast around it does not replace.
fn named(tokens: &[Piece<'_>]) -> Option<(String, bool)> {
    if let Some(inner) = within_parentheses(tokens) {
        return named(inner);
    }
    if let Some((inner, type_)) = split_cast(tokens) {
        return match named(inner) {
            Some((name, true)) => Some((name, true)),
            _ => type_name(type_).map(|name| (name, false)),
        };
    }
    if let Some((inner, "collate")) = split_last_word(tokens) {
        return named(inner);
    }
    if let [(_, "("), .., (_, "]")] = tokens {
        return named(before_subscripts(tokens)?);
    }
    let (first, rest) = tokens.split_first()?;
    let mut name = identifier(first.0, first.1)?;
    if OPERATORS.contains(&name.as_str()) && first.0 == TokenKind::Word {
        return None;
    }
    let mut rest = rest;
    while let [(_, "."), (kind, text), tail @ ..] = rest {
        name = identifier(*kind, text)?;
        rest = tail;
    }
    match rest {
        [] => Some((name, true)),
        [(_, "("), ..] => {
            within_parentheses(rest)?;
            call_name(name, first.0, rest)
        }
        [(_, "["), .., (_, "]")] if closes_at_end(rest) => Some((name, true)),
        [.., (_, last)] if name == "case" && last.eq_ignore_ascii_case("end") => {
            else_name(rest).or(Some((name, false)))
        }
        _ => None,
    }
}

/// The strong name of what a `case` answers otherwise; `tokens` follow the word `case`.
fn else_name(tokens: &[Piece<'_>]) -> Option<(String, bool)> {
    let mut depth = 0_i32;
    let is_else = |(_, word): &Piece<'_>| {
        depth += i32::from(word.eq_ignore_ascii_case("case")) - i32::from(word.eq_ignore_ascii_case("end"));
        depth == 0 && word.eq_ignore_ascii_case("else")
    };
    let at = tokens.iter().position(is_else)?;
    named(tokens.get(at + 1..tokens.len() - 1)?).filter(|(_, is_strong)| *is_strong)
}

fn call_name(name: String, kind: TokenKind, arguments: &[Piece<'_>]) -> Option<(String, bool)> {
    if kind == TokenKind::Word && name == "cast" {
        let inner = within_parentheses(arguments)?;
        let at = inner.iter().rposition(|(_, text)| text.eq_ignore_ascii_case("as"))?;
        return match named(inner.get(..at)?) {
            Some((name, true)) => Some((name, true)),
            _ => type_name(inner.get(at + 1..)?).map(|name| (name, false)),
        };
    }
    let renamed = RENAMED_CALLS.iter().find(|(written, _)| *written == name && kind == TokenKind::Word);
    Some((renamed.map_or(name, |(_, called)| (*called).to_owned()), true))
}

/// What stands inside, where one pair of parentheses holds all of it.
fn within_parentheses<'t, 'a>(tokens: &'t [Piece<'a>]) -> Option<&'t [Piece<'a>]> {
    match tokens {
        [(_, "("), inner @ .., (_, ")")] if closes_at_end(tokens) => Some(inner),
        _ => None,
    }
}

/// `(..)` of `(..)[1][2]`.
fn before_subscripts<'t, 'a>(tokens: &'t [Piece<'a>]) -> Option<&'t [Piece<'a>]> {
    let (mut depth, mut end) = (0_i32, None);
    for (i, (kind, text)) in tokens.iter().enumerate() {
        if depth == 0 && end.is_some() && *text != "[" {
            return None;
        }
        depth += depth_change(*kind, text);
        if depth == 0 && end.is_none() {
            end = Some(i + 1);
        }
    }
    tokens.get(..end?)
}

/// Whether the bracket that opens `tokens` is closed by the last one.
fn closes_at_end(tokens: &[Piece<'_>]) -> bool {
    let mut depth = 0_i32;
    for (i, (kind, text)) in tokens.iter().enumerate() {
        depth += depth_change(*kind, text);
        if depth == 0 {
            return i + 1 == tokens.len();
        }
    }
    false
}

/// The last cast outside brackets, where nothing but a type follows it and no operator stands before it.
fn split_cast<'t, 'a>(tokens: &'t [Piece<'a>]) -> Option<(&'t [Piece<'a>], &'t [Piece<'a>])> {
    let mut depth = 0_i32;
    let mut at = None;
    for (i, (kind, text)) in tokens.iter().enumerate() {
        depth += depth_change(*kind, text);
        let next_is_colon = matches!(tokens.get(i + 1), Some((TokenKind::Symbol, ":")));
        if depth == 0 && *kind == TokenKind::Symbol {
            match *text {
                ":" if next_is_colon => at = Some(i),
                ":" | "." | ")" | "]" => {}
                // An operator binds less tightly than the cast does.
                _ => return None,
            }
        }
    }
    let at = at?;
    let (inner, type_) = (tokens.get(..at)?, tokens.get(at + 2..)?);
    let is_type = type_.iter().all(|(kind, text)| {
        matches!(kind, TokenKind::QuotedIdentifier | TokenKind::Number)
            || matches!(*text, "(" | ")" | "[" | "]" | "," | ".")
            || *kind == TokenKind::Word
                && !matches!(*text, "and" | "or" | "is" | "in" | "like" | "at" | "collate")
    });
    (is_type && !inner.is_empty()).then_some((inner, type_))
}

/// `.. word "name"`: what stands before, and the word in lower case.
fn split_last_word<'t, 'a>(tokens: &'t [Piece<'a>]) -> Option<(&'t [Piece<'a>], &'static str)> {
    let at = tokens.len().checked_sub(2)?;
    let (TokenKind::Word, word) = tokens.get(at)? else { return None };
    word.eq_ignore_ascii_case("collate").then_some((tokens.get(..at)?, "collate"))
}

/// The last part of a type's name as the catalogs hold it.
fn type_name(tokens: &[Piece<'_>]) -> Option<String> {
    let end = tokens.iter().position(|(_, text)| matches!(*text, "(" | "[")).unwrap_or(tokens.len());
    let words: Vec<&str> = tokens.get(..end)?.iter().map(|(_, text)| *text).collect();
    if let Some(type_) = BuiltIn::from_name(&words.join(" ")) {
        return Some(type_.internal_name().to_owned());
    }
    let (kind, text) = tokens.get(end.checked_sub(1)?)?;
    identifier(*kind, text)
}

fn depth_change(kind: TokenKind, text: &str) -> i32 {
    match (kind, text) {
        (TokenKind::Symbol, "(" | "[") => 1,
        (TokenKind::Symbol, ")" | "]") => -1,
        _ => 0,
    }
}

/// The name that an identifier means.
fn identifier(kind: TokenKind, text: &str) -> Option<String> {
    match kind {
        TokenKind::Word => Some(text.to_lowercase()),
        TokenKind::QuotedIdentifier => Some(text.strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\"")),
        _ => None,
    }
}

fn significant(text: &str) -> Option<Vec<Piece<'_>>> {
    let piece = |token: Token| Some((token.kind, text.get(token.span)?));
    let is_significant = |token: &Token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment);
    tokens(text).ok()?.into_iter().filter(is_significant).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_on_one_column() {
        let columns = ["a", "b", "date", "Odd \"one"];
        for (text, column) in [
            ("a > 0", Some("a")),
            ("A > 0 and a < 9", Some("a")),
            ("a < b", None),
            ("true", None),
            ("a::date > current_date", Some("a")),
            ("t.b > 1", Some("b")),
            ("b(a)", Some("a")),
            ("\"Odd \"\"one\" = 'a'", Some("Odd \"one")),
        ] {
            assert_eq!(only_column(text, &columns), column, "{text}");
        }
    }
}
