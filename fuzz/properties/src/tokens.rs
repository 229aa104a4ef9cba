//! The tokens of a text, read without the language's own parser.

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Without the white space at its end.
    Comment(String),
    /// A doc comment, without the white space at its end.
    Doc(String),
    Comma,
    /// A word, a sign, a string, or SQL without the white space at the ends of its lines.
    Code(String),
}

/// The tokens of a text that has no mistakes of syntax.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for token in pieces(text) {
        let Some(c) = token.chars().next() else { continue };
        tokens.push(match c {
            ' ' | '\t' | '\n' | '\r' | '\u{feff}' => continue,
            ',' => Token::Comma,
            '/' if token.starts_with("///") && !token.starts_with("////") => {
                Token::Doc(token.trim_end().to_owned())
            }
            '/' if token.len() > 1 => Token::Comment(token.trim_end().to_owned()),
            '`' => Token::Code(without_layout(token)),
            _ => Token::Code(token.to_owned()),
        });
    }
    tokens
}

/// The text in pieces: tokens, and the characters of white space between them.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at(length(rest.chars().next()?, rest));
        rest = after;
        Some(piece)
    })
}

fn length(c: char, rest: &str) -> usize {
    match c {
        '/' if rest.starts_with("//") => rest.find(['\n', '\r']).unwrap_or(rest.len()),
        '"' => {
            let mut is_escaped = false;
            let end = rest.char_indices().skip(1).find(|&(_, c)| {
                let is_end = c == '"' && !is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                is_end
            });
            end.map_or(rest.len(), |(at, _)| at + 1)
        }
        '`' => {
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            if ticks == 2 {
                return ticks;
            }
            let end = rest[ticks..].find(&rest[..ticks]);
            end.map_or(rest.len(), |end| ticks + end + ticks)
        }
        c if c.is_alphanumeric() || c == '_' => {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
        }
        c => c.len_utf8(),
    }
}

fn without_layout(sql: &str) -> String {
    let inner = sql.trim_matches('`');
    // A carriage return at a line's end is white space; elsewhere it is SQL's.
    let lines: Vec<&str> = inner.split('\n').map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}
