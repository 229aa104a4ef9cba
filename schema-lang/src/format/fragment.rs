//! Fragments of SQL: as they are, or moved to another column so that they say the same there.

use super::phrase::Node;
use crate::syntax::fragment_text;

/// SQL of many lines.
#[derive(Debug)]
pub(super) struct Fragment<'a> {
    /// The backticks around it.
    pub(super) fence: &'a str,
    /// Without the white space that the closing fence's column takes away.
    pub(super) text: String,
}

/// A fragment as it is written, fences included.
pub(super) fn fragment(written: &str) -> Node<'_> {
    // `sql".."`
    if !written.starts_with('`') {
        return Node::text(written);
    }
    let ticks = written.len() - written.trim_start_matches('`').len();
    let fence = written.get(..ticks).filter(|_| ticks > 2).or(written.get(..1)).unwrap_or_default();
    let text = fragment_text(written);
    if !text.is_empty() && (written.contains('\n') || text.contains('\r')) {
        return Node::Sql(Fragment { fence, text });
    }
    if text.is_empty() {
        return Node::text("``");
    }
    // Backticks of the text must not join those of the fence.
    let space = |is_needed: bool| if is_needed { " " } else { "" };
    let (before, behind) = (space(text.starts_with('`')), space(text.ends_with('`')));
    Node::text(format!("{fence}{before}{text}{behind}{fence}"))
}

impl Fragment<'_> {
    /// The fragment, its closing fence `column` spaces from the line's start.
    pub(super) fn print(&self, column: usize, out: &mut String) {
        let margin = " ".repeat(column);
        out.push_str(self.fence);
        out.push('\n');
        for line in self.text.split('\n') {
            if !line.is_empty() {
                out.push_str(&margin);
                out.push_str(line);
            }
            // A line's end takes one of these with it.
            if line.ends_with('\r') {
                out.push('\r');
            }
            out.push('\n');
        }
        out.push_str(&margin);
        out.push_str(self.fence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(written: &str, column: usize) -> String {
        match fragment(written) {
            Node::Sql(sql) => {
                let mut out = String::new();
                sql.print(column, &mut out);
                out
            }
            Node::Text(text) => text.into_owned(),
            Node::Group(_) => String::new(),
        }
    }

    #[test]
    fn text_stays_what_it_is() {
        for written in [
            "``",
            "` a > 1 `",
            "``` `a` ```",
            "```` ``` ````",
            "```a\rb```",
            "`\ra\r b\r`",
            "`\n    select 1\n\n      from a  \n  `",
            "`\r\n\tselect 1\r\n`",
            "`\n a\r\r\n b\r\r\n`",
            "```select 1\n  from a\n  ```",
            "```\n  select 1```",
            "`\n\n  `",
            "`\n   \n  `",
        ] {
            for column in [0, 2, 5] {
                let moved_once = moved(written, column);
                assert_eq!(fragment_text(&moved_once), fragment_text(written), "{written:?} {moved_once:?}");
                assert_eq!(moved(&moved_once, column), moved_once);
            }
        }
        assert_eq!(moved("`\n    select 1\n\n    from a\n    `", 2), "`\n  select 1\n\n  from a\n  `");
        assert_eq!(moved("` a > 1 `", 2), "`a > 1`");
    }
}
