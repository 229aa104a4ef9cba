//! The text within quotes and fences: escapes of strings, indentation of SQL, comment marks of docs.

use std::borrow::Cow;
use std::ops::Range;

/// An escape that a string does not know, as a range of bytes in what was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadEscape(pub(super) Range<usize>);

/// What a string says; `inner` is without its quotes.
pub(super) fn unescape(inner: &str) -> Result<Cow<'_, str>, BadEscape> {
    if !inner.contains('\\') {
        return Ok(Cow::Borrowed(inner));
    }
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner.char_indices();
    while let Some((at, c)) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match rest.next() {
            Some((_, 'n')) => out.push('\n'),
            Some((_, 't')) => out.push('\t'),
            Some((_, 'r')) => out.push('\r'),
            Some((_, c @ ('"' | '\\'))) => out.push(c),
            Some((_, 'u')) => {
                let after = rest.as_str();
                let start = inner.len() - after.len();
                let Some((digits, _)) = after.strip_prefix('{').and_then(|after| after.split_once('}'))
                else {
                    return Err(BadEscape(at..start));
                };
                let end = start + digits.len() + 2;
                // PostgreSQL's text cannot hold the character zero.
                let character =
                    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).filter(|c| *c != '\0');
                out.push(character.ok_or(BadEscape(at..end))?);
                rest.by_ref().take(digits.chars().count() + 2).for_each(drop);
            }
            Some((next, c)) => return Err(BadEscape(at..next + c.len_utf8())),
            None => return Err(BadEscape(at..inner.len())),
        }
    }
    Ok(Cow::Owned(out))
}

/// A fragment's text and, for each contiguous run of it, its offset there and in `written`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fragment {
    pub(super) text: String,
    pub(super) places: Vec<(usize, usize)>,
}

/// The text between backticks: without the fences, dedented by the closing fence's column, lines ended by `\n`.
pub(super) fn fragment(written: &str) -> Fragment {
    let ticks = written.len() - written.trim_start_matches('`').len();
    // Two backticks are an empty fragment.
    let ticks = if ticks == written.len() { ticks / 2 } else { ticks };
    let inner = written.get(ticks..written.len() - ticks).unwrap_or_default();
    let Some(first_line_end) = inner.find('\n') else {
        let trimmed = inner.trim_start();
        let start = ticks + inner.len() - trimmed.len();
        return Fragment { text: trimmed.trim_end().to_owned(), places: vec![(0, start)] };
    };
    let (first, _) = inner.split_at(first_line_end);
    let last_line = inner.rsplit('\n').next().unwrap_or_default();
    let is_closed_alone = last_line.trim().is_empty();
    let margin = if is_closed_alone { last_line.chars().count() } else { 0 };

    let mut fragment = Fragment { text: String::with_capacity(inner.len()), places: Vec::new() };
    let mut at = ticks;
    let lines: Vec<&str> = inner.split('\n').collect();
    let count = lines.len();
    for (i, line) in lines.into_iter().enumerate() {
        let is_frame = i == 0 && first.trim().is_empty() || i + 1 == count && is_closed_alone;
        if !is_frame {
            let indent: usize =
                line.chars().take(margin).take_while(|c| matches!(c, ' ' | '\t')).map(char::len_utf8).sum();
            let kept = line.get(indent..).unwrap_or_default();
            if !fragment.places.is_empty() {
                fragment.text.push('\n');
            }
            fragment.places.push((fragment.text.len(), at + indent));
            // What ends a line may stand inside a string of SQL's: it is kept.
            fragment.text.push_str(kept.strip_suffix('\r').unwrap_or(kept));
        }
        at += line.len() + 1;
    }
    if fragment.places.is_empty() {
        fragment.places.push((0, ticks));
    }
    fragment
}

/// A doc comment's line without `///` and one space.
pub(super) fn doc_line(written: &str) -> &str {
    let line = written.strip_prefix("///").unwrap_or(written);
    line.strip_prefix(' ').unwrap_or(line).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        assert_eq!(unescape("plain").unwrap(), "plain");
        assert_eq!(unescape(r#"a\"b\\c\n\u{e9}d"#).unwrap(), "a\"b\\c\néd");
        assert_eq!(unescape(r"ab\q"), Err(BadEscape(2..4)));
        assert_eq!(unescape(r"\u{0}"), Err(BadEscape(0..5)));
        assert_eq!(unescape(r"\u{d800}x"), Err(BadEscape(0..8)));
        assert_eq!(unescape(r"\u12"), Err(BadEscape(0..2)));
    }

    #[test]
    fn fragments() {
        assert_eq!(fragment("` a > 1 `"), Fragment { text: "a > 1".into(), places: vec![(0, 2)] });
        assert_eq!(fragment("``").text, "");
        assert_eq!(fragment("```a ` b```").text, "a ` b");
        let written = "`\n    select 1\n\n      from a\n  `";
        assert_eq!(fragment(written).text, "  select 1\n\n    from a");
        assert_eq!(fragment(&written.replace('\n', "\r\n")).text, "  select 1\n\n    from a");
        assert_eq!(fragment("`\n  select 'a  \n  b'\n  `").text, "select 'a  \nb'");
        let last = fragment(written).places[2];
        assert_eq!(written[last.1..].trim_start().get(..4), Some("from"));
    }
}
