//! Tokens: SQL text cut into pieces, comments and white space included.
//!
//! Enough of PostgreSQL's scanner (manual, section 4.1) to find names, comments and the ends of statements
//! in text that people wrote; it never changes a byte.

use std::ops::Range;

/// One piece of SQL text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// What a piece of SQL text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A keyword or an unquoted identifier.
    Word,
    /// An identifier in double quotes (also `U&"..."`).
    QuotedIdentifier,
    /// A string of any form: `'..'`, `E'..'`, `B'..'`, `X'..'`, `N'..'`, `U&'..'`, `$tag$..$tag$`.
    String,
    /// A number.
    Number,
    /// A positional parameter, such as `$1`.
    Parameter,
    /// An operator character run, or one of `( ) [ ] , ; : .`.
    Symbol,
    /// Spaces, tabs and line ends.
    Space,
    /// `-- ..` to the end of the line, or `/* .. */`, nested ones included.
    Comment,
}

/// Text that ends before a token does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenError {
    /// What was left open.
    pub kind: TokenErrorKind,
    /// The byte at which it was opened.
    pub at: usize,
}

/// What was left open at the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenErrorKind {
    /// `"` without its end.
    Identifier,
    /// `'` or a dollar quote without its end.
    String,
    /// `/*` without its end.
    Comment,
}

/// Cuts `text` into tokens; their spans cover it without a gap.
///
/// # Errors
/// When a string, a quoted identifier or a comment does not end.
///
/// ```
/// let words: Vec<_> = pg_orm_sql::tokens("a /* b */ 'c'")?.into_iter().map(|t| t.kind).collect();
/// use pg_orm_sql::TokenKind::{Comment, Space, String, Word};
/// assert_eq!(words, [Word, Space, Comment, Space, String]);
/// # Ok::<(), pg_orm_sql::TokenError>(())
/// ```
pub fn tokens(text: &str) -> Result<Vec<Token>, TokenError> {
    let mut scanner = Scanner { text, at: 0 };
    let mut tokens = Vec::new();
    while scanner.at < text.len() {
        let start = scanner.at;
        let kind = scanner.scan()?;
        tokens.push(Token { kind, span: start..scanner.at });
    }
    Ok(tokens)
}

/// `text` without comments and with each run of white space as one space: two texts of one fingerprint
/// mean the same to PostgreSQL. Text that can't be cut into tokens is its own fingerprint.
///
/// ```
/// use pg_orm_sql::fingerprint;
/// assert_eq!(fingerprint("select  1 -- one\n"), fingerprint("select 1"));
/// assert_ne!(fingerprint("select 'a  b'"), fingerprint("select 'a b'"));
/// ```
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let Ok(tokens) = tokens(text) else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    let mut is_gap = false;
    for token in tokens {
        if matches!(token.kind, TokenKind::Space | TokenKind::Comment) {
            is_gap = true;
            continue;
        }
        if is_gap && !out.is_empty() {
            out.push(' ');
        }
        is_gap = false;
        out.push_str(text.get(token.span).unwrap_or_default());
    }
    out
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn scan(&mut self) -> Result<TokenKind, TokenError> {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(TokenKind::Space) };
        if first.is_ascii_whitespace() || first == '\u{b}' {
            self.skip(|c| c.is_ascii_whitespace() || c == '\u{b}');
            return Ok(TokenKind::Space);
        }
        if rest.starts_with("--") {
            self.skip(|c| c != '\n');
            return Ok(TokenKind::Comment);
        }
        if rest.starts_with("/*") {
            return self.block_comment();
        }
        if let Some(kind) = self.quoted()? {
            return Ok(kind);
        }
        if is_word_start(first) {
            self.skip(|c| is_word_start(c) || c.is_ascii_digit() || c == '$');
            return Ok(TokenKind::Word);
        }
        if first == '$' && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
            self.skip(|c| c.is_ascii_digit());
            return Ok(TokenKind::Parameter);
        }
        if first.is_ascii_digit() || first == '.' && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
            self.number();
            return Ok(TokenKind::Number);
        }
        if is_operator(first) {
            self.operator();
        } else {
            self.at += first.len_utf8();
        }
        Ok(TokenKind::Symbol)
    }

    fn skip(&mut self, mut while_: impl FnMut(char) -> bool) {
        let length = self.rest().find(|c| !while_(c)).unwrap_or(self.rest().len());
        self.at += length;
    }

    fn block_comment(&mut self) -> Result<TokenKind, TokenError> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with("*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return Ok(TokenKind::Comment);
                }
            } else if let Some(c) = rest.chars().next() {
                self.at += c.len_utf8();
            } else {
                return Err(TokenError { kind: TokenErrorKind::Comment, at: start });
            }
        }
    }

    /// A string or a quoted identifier, where one starts here.
    fn quoted(&mut self) -> Result<Option<TokenKind>, TokenError> {
        let rest = self.rest().as_bytes();
        let lower = |i: usize| rest.get(i).map(u8::to_ascii_lowercase);
        let (prefix, quote, has_escapes) = match (lower(0), lower(1), lower(2)) {
            (Some(b'\''), ..) => (0, b'\'', false),
            (Some(b'"'), ..) => (0, b'"', false),
            (Some(b'e'), Some(b'\''), _) => (1, b'\'', true),
            (Some(b'b' | b'x' | b'n'), Some(b'\''), _) => (1, b'\'', false),
            (Some(b'u'), Some(b'&'), Some(quote @ (b'\'' | b'"'))) => (2, quote, false),
            (Some(b'$'), ..) => return self.dollar_quoted(),
            _ => return Ok(None),
        };
        let start = self.at;
        self.at += prefix + 1;
        let kind = if quote == b'"' { TokenKind::QuotedIdentifier } else { TokenKind::String };
        loop {
            let rest = self.rest().as_bytes();
            match (rest.first(), rest.get(1)) {
                (Some(b'\\'), Some(_)) if has_escapes => {
                    self.at += 1;
                    self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                }
                (Some(&a), Some(&b)) if a == quote && b == quote => self.at += 2,
                (Some(&a), _) if a == quote => {
                    self.at += 1;
                    return Ok(Some(kind));
                }
                (Some(_), _) => self.at += self.rest().chars().next().map_or(0, char::len_utf8),
                (None, _) => {
                    let open = match kind {
                        TokenKind::QuotedIdentifier => TokenErrorKind::Identifier,
                        _ => TokenErrorKind::String,
                    };
                    return Err(TokenError { kind: open, at: start });
                }
            }
        }
    }

    fn dollar_quoted(&mut self) -> Result<Option<TokenKind>, TokenError> {
        let rest = self.rest();
        let inner = rest.get(1..).unwrap_or_default();
        let Some(tag_end) = inner.find('$') else { return Ok(None) };
        let tag = inner.get(..tag_end).unwrap_or_default();
        let mut characters = tag.chars();
        let is_tag = characters.next().is_none_or(is_word_start)
            && characters.all(|c| is_word_start(c) || c.is_ascii_digit());
        if !is_tag {
            return Ok(None);
        }
        let delimiter = rest.get(..tag_end + 2).unwrap_or_default();
        let body = rest.get(delimiter.len()..).unwrap_or_default();
        match body.find(delimiter) {
            Some(length) => {
                self.at += delimiter.len() * 2 + length;
                Ok(Some(TokenKind::String))
            }
            None => Err(TokenError { kind: TokenErrorKind::String, at: self.at }),
        }
    }

    fn number(&mut self) {
        let is_radix = {
            let rest = self.rest().as_bytes();
            rest.first() == Some(&b'0')
                && matches!(rest.get(1), Some(b'x' | b'X' | b'o' | b'O' | b'b' | b'B'))
        };
        if is_radix {
            self.at += 2;
            return self.skip(|c| c.is_ascii_hexdigit() || c == '_');
        }
        self.skip(|c| c.is_ascii_digit() || c == '_');
        let rest = self.rest().as_bytes();
        if rest.first() == Some(&b'.') && rest.get(1) != Some(&b'.') {
            self.at += 1;
            self.skip(|c| c.is_ascii_digit() || c == '_');
        }
        let rest = self.rest().as_bytes();
        let sign = usize::from(matches!(rest.get(1), Some(b'+' | b'-')));
        if matches!(rest.first(), Some(b'e' | b'E')) && rest.get(1 + sign).is_some_and(u8::is_ascii_digit) {
            self.at += 1 + sign;
            self.skip(|c| c.is_ascii_digit() || c == '_');
        }
    }

    /// An operator ends where a comment starts.
    fn operator(&mut self) {
        let rest = self.rest();
        let length = rest.find(|c| !is_operator(c)).unwrap_or(rest.len());
        let run = rest.get(..length).unwrap_or_default();
        let end = [run.find("--"), run.find("/*")].into_iter().flatten().min().unwrap_or(length);
        self.at += end.max(1);
    }
}

fn is_word_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || !c.is_ascii()
}

fn is_operator(c: char) -> bool {
    "+-*/<>=~!@#%^&|`?".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use TokenKind::{Comment, Number, Parameter, QuotedIdentifier, Space, String, Symbol, Word};

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        let tokens = tokens(text).unwrap();
        let end = tokens.iter().fold(0, |at, token| {
            assert_eq!(token.span.start, at, "a gap in {text:?}");
            token.span.end
        });
        assert_eq!(end, text.len());
        tokens.into_iter().map(|t| (t.kind, &text[t.span])).filter(|(kind, _)| *kind != Space).collect()
    }

    #[test]
    fn strings_of_every_form() {
        for text in [
            "''",
            "'a''b'",
            "E'a\\'b'",
            "e'\\\\'",
            "b'01'",
            "X'ff'",
            "N'x'",
            "U&'\\0061'",
            "$$a'b$$",
            "$q$ $$ $q$",
        ] {
            assert_eq!(kinds(text), [(String, text)]);
        }
        assert_eq!(kinds("'a\\'"), [(String, "'a\\'")], "a backslash is a character of a plain string");
    }

    #[test]
    fn names_numbers_and_operators() {
        assert_eq!(kinds("a$1 é_2"), [(Word, "a$1"), (Word, "é_2")]);
        assert_eq!(
            kinds(r#""a""b" U&"x""#),
            [(QuotedIdentifier, r#""a""b""#), (QuotedIdentifier, "U&\"x\"")]
        );
        assert_eq!(kinds("$1::int"), [(Parameter, "$1"), (Symbol, ":"), (Symbol, ":"), (Word, "int")]);
        assert_eq!(
            kinds("1.5e-3 .5 0xFF 1..2"),
            [
                (Number, "1.5e-3"),
                (Number, ".5"),
                (Number, "0xFF"),
                (Number, "1"),
                (Symbol, "."),
                (Number, ".2"),
            ]
        );
        assert_eq!(kinds("a->>'b'"), [(Word, "a"), (Symbol, "->>"), (String, "'b'")]);
        assert_eq!(kinds("1*/*c*/2"), [(Number, "1"), (Symbol, "*"), (Comment, "/*c*/"), (Number, "2")]);
        assert_eq!(kinds("1+--c\n2"), [(Number, "1"), (Symbol, "+"), (Comment, "--c"), (Number, "2")]);
    }

    #[test]
    fn comments_nest() {
        assert_eq!(kinds("/* a /* b */ c */"), [(Comment, "/* a /* b */ c */")]);
    }

    #[test]
    fn what_does_not_end_says_where_it_began() {
        for (text, kind, at) in [
            ("a 'b", TokenErrorKind::String, 2),
            ("a \"b", TokenErrorKind::Identifier, 2),
            ("a /* /* */", TokenErrorKind::Comment, 2),
            ("a $x$ b $$", TokenErrorKind::String, 2),
        ] {
            assert_eq!(tokens(text), Err(TokenError { kind, at }));
        }
    }

    #[test]
    fn a_fingerprint_ignores_layout_alone() {
        assert_eq!(fingerprint(" a\n\t( b ) -- c"), "a ( b )");
        assert_eq!(fingerprint("'a  b'"), "'a  b'");
        assert_eq!(fingerprint("a 'b"), "a 'b");
    }
}
