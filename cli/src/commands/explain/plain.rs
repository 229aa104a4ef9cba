//! A page of the book as a terminal shows it: fences become indentation, links what they lead to.

/// The text of a page.
pub(super) fn text(page: &str) -> String {
    let mut out = String::new();
    let mut is_code = false;
    for line in page.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code {
            out.push_str(if line.is_empty() { "" } else { "    " });
            out.push_str(line);
            out.push('\n');
        } else {
            out.push_str(&without_links(line.trim_start_matches(['#', ' '])));
            out.push('\n');
        }
    }
    out
}

/// `[text](address)` as `text, address`; an address within the book as the text alone.
fn without_links(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[')
        && let Some((text, after)) = after.split_once("](")
        && let Some((address, after)) = after.split_once(')')
    {
        out.push_str(before);
        out.push_str(text);
        if address.starts_with("http") {
            out.push_str(", ");
            out.push_str(address);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_for_the_book_are_taken_out() {
        let page = "# P1: a title\n\nSee [here](../a.md), `b[]`.\n\n```pgorm,error=P1\nmodel A {\n\n}\n```\n\n\
                    Manual: [5.1](https://example.org/a.html)\n";
        assert_eq!(
            text(page),
            "P1: a title\n\nSee here, `b[]`.\n\n    model A {\n\n    }\n\nManual: 5.1, https://example.org/a.html\n"
        );
    }
}
