//! The pieces of text that the printer writes: names, strings, SQL, doc comments.

use pg_orm_ir::names::snake_case;

/// A string of the language, with quotes.
pub(crate) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A name of the database where the language takes a word or a string: a word wherever it is one.
pub(super) fn name(name: &str) -> String {
    if is_word(name) && !matches!(name, "true" | "false") { name.to_owned() } else { string(name) }
}

/// Whether the grammar reads it as one word.
pub(super) fn is_word(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && characters.all(|c| c == '_' || c.is_alphanumeric())
}

/// The most backticks of a fence.
const WIDEST_FENCE: usize = 8;

/// SQL between backticks, as many as it needs, or as `sql".."` where no fence is wide enough; `indent` is how far in the line stands that it begins on.
///
/// Lines stand as far in as the closing fence, so that nothing is added to what a string of SQL's holds.
pub(super) fn sql(text: &str, indent: usize) -> String {
    let longest = longest_run(text);
    // White space at its ends is a line's, and a line's end takes a carriage return with it.
    let is_inline = !text.is_empty() && text == text.trim() && !text.contains(['\n', '\r']);
    if is_inline && longest == 0 {
        return format!("`{text}`");
    }
    if longest >= WIDEST_FENCE {
        return format!("sql{}", string(text));
    }
    let fence = if longest == 0 { "`".to_owned() } else { "`".repeat(longest.max(2) + 1) };
    if is_inline && !text.starts_with('`') && !text.ends_with('`') {
        return format!("{fence}{text}{fence}");
    }
    let margin = " ".repeat(indent);
    let mut out = fence.clone();
    for line in text.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&margin);
            out.push_str(line);
        }
        if line.ends_with('\r') {
            out.push('\r');
        }
    }
    format!("{out}\n{margin}{fence}")
}

/// Whether the grammar reads it as a number.
pub(super) fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(digits)
}

/// What a string of SQL says, where it is nothing but a string that is written as the language would write it.
pub(super) fn literal(sql: &str) -> Option<String> {
    let value = sql.strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "'");
    let written = pg_orm_sql::literal(&value).to_string();
    (written == sql).then_some(value)
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// A comment as doc lines; `None` where lines can't say it.
pub(super) fn docs(comment: &str, indent: usize) -> Option<String> {
    let is_plain = |line: &str| line == line.trim_end() && !line.contains(char::is_control);
    let has_end = comment.lines().last().is_some_and(|line| !line.is_empty());
    if !has_end || comment.ends_with('\n') || !comment.split('\n').all(is_plain) {
        return None;
    }
    let margin = " ".repeat(indent);
    let line = |line: &str| match line {
        "" => format!("{margin}///\n"),
        line => format!("{margin}/// {line}\n"),
    };
    Some(comment.split('\n').map(line).collect())
}

/// A word in snake_case that Rust can have as a field, as near to `name` as there is.
pub(super) fn field_word(name: &str) -> String {
    let snake = snake_case(name);
    let mut word: String =
        snake.chars().map(|c| if c == '_' || c.is_alphanumeric() { c } else { '_' }).collect();
    while word.contains("__") && !name.contains("__") {
        word = word.replace("__", "_");
    }
    if word.trim_matches('_').is_empty() {
        word = "unnamed".to_owned();
    }
    if word.starts_with(|c: char| c.is_numeric()) {
        word.insert(0, '_');
    }
    if pg_orm_ir::names::is_rust_keyword(&word) {
        word.push('_');
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_takes_the_backticks_it_needs() {
        assert_eq!(sql("a > 1", 2), "`a > 1`");
        assert_eq!(sql("a ` b", 2), "```a ` b```");
        assert_eq!(sql("a\n\n  b", 2), "`\n  a\n\n    b\n  `");
        assert_eq!(sql(&"`".repeat(8), 0), format!("sql\"{}\"", "`".repeat(8)));
        assert_eq!(sql("`````", 0), "``````\n`````\n``````");
        assert_eq!(sql(" a ", 0), "`\n a \n`");
        assert_eq!(sql("a\r\nb", 0), "`\na\r\r\nb\n`");
    }

    #[test]
    fn numbers_and_strings_of_sql() {
        for number in ["0", "-1.5", "1e+06", "2E3"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["", "-", "1.", ".5", "1e", "0x1", "1 "] {
            assert!(!is_number(other), "{other}");
        }
        assert_eq!(literal("'it''s'").as_deref(), Some("it's"));
        assert_eq!(literal("'a' || 'b'"), None);
    }

    #[test]
    fn fields_are_words() {
        assert_eq!(field_word("createdAt"), "created_at");
        assert_eq!(field_word("e-mail address"), "e_mail_address");
        assert_eq!(field_word("2nd"), "_2nd");
        assert_eq!(field_word("type"), "type_");
        assert_eq!(field_word("$"), "unnamed");
    }

    #[test]
    fn comments_that_lines_cannot_say() {
        assert_eq!(docs("a\n\n b", 2).unwrap(), "  /// a\n  ///\n  ///  b\n");
        for text in ["", "a\n", "a \nb", "a\rb"] {
            assert_eq!(docs(text, 0), None, "{text:?}");
        }
    }
}
