//! How deep brackets are nested: looked at first, because the parser recurses with them.

/// More than anybody writes, and far less than a small stack holds.
const MAX_DEPTH: usize = 100;

/// The first bracket that stands in [`MAX_DEPTH`] others. Comments, strings and SQL are left out as the grammar
/// leaves them out.
pub(super) fn first_too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        at += match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
                1
            }
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                1
            }
            b'/' if rest.starts_with("//") => line_length(rest),
            b'"' => string_length(rest),
            b'`' => sql_length(rest),
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
    }
    None
}

fn line_length(rest: &str) -> usize {
    rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// The length of a string; of its quote alone where it does not end on its line.
fn string_length(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\n' | '\r' => break,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    1
}

/// The length of a fragment of SQL; of its opening alone where it does not end.
fn sql_length(rest: &str) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let inner = rest.get(ticks..).unwrap_or_default();
    if ticks > 2 {
        let fence = rest.get(..ticks).unwrap_or_default();
        return inner.find(fence).map_or(ticks, |end| ticks + end + ticks);
    }
    if ticks == 2 {
        return ticks;
    }
    let is_block = inner.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
    let end = inner.find('`').filter(|end| {
        let before = inner.get(..*end).unwrap_or_default();
        let last_line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
        if is_block { last_line.trim().is_empty() } else { !before.contains(['\n', '\r']) }
    });
    end.map_or(1, |end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_counted() {
        let deep = "[".repeat(MAX_DEPTH);
        assert_eq!(first_too_deep(&deep), None);
        assert_eq!(first_too_deep(&format!("é {deep}{{")), Some(MAX_DEPTH + 3));
        assert_eq!(first_too_deep(&format!("{deep}]]([")), None);
    }

    #[test]
    fn comments_strings_and_sql_are_left_out() {
        let deep = "[".repeat(MAX_DEPTH);
        for quoted in ["// [[\n", "\"[ \\\" [\"", "`[ [`", "`\n[\n  [\n`", "```[ ` [```", "``"] {
            assert_eq!(first_too_deep(&format!("{deep}{quoted}")), None, "{quoted}");
        }
        for unclosed in ["\" [\n\"", "` [\n`", "`\n [ `", "``` [ ``"] {
            assert!(first_too_deep(&format!("{deep}{unclosed}")).is_some(), "{unclosed}");
        }
    }
}
