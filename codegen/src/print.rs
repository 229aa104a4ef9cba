//! Printing: tokens as text that reads as written by hand.

use proc_macro2::TokenStream;

/// How every generated file begins, behind the comment's slashes.
pub(crate) const HEADER_START: &str = "Generated from ";
const HEADER_END: &str = ". Do not edit.";

/// A file of `paragraphs` under the header, in a comment that starts with `comment`.
pub(crate) fn file(comment: &str, source: &str, paragraphs: &[TokenStream]) -> String {
    // A name with a line break in it would end the comment.
    let source: String = source.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut text = format!("{comment} {HEADER_START}{source}{HEADER_END}\n");
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
        text.push('\n');
        text.push_str(&with_blank_lines(&print(paragraph)));
    }
    text
}

/// Whether `text` begins with the header.
pub(crate) fn is_generated(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let first = first.strip_prefix("//!").or_else(|| first.strip_prefix("//")).unwrap_or_default().trim();
    first.starts_with(HEADER_START) && first.ends_with(HEADER_END)
}

fn print(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        // Tokens that are no items are a mistake of an emitter: rustc then shows it in its place.
        Err(_) => format!("{tokens}\n"),
    }
}

/// prettyplease puts no blank lines; a person puts one behind an item in braces, and between what ends with a
/// semicolon and a function, an `impl` or a doc comment.
fn with_blank_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = "";
    for line in text.lines() {
        let (before, now) = (previous.trim_start(), line.trim_start());
        let is_beside = line.len() - now.len() == previous.len() - before.len();
        let starts_item = !now.is_empty() && !now.starts_with(['}', ')', ']']);
        let starts_block =
            ["fn ", "pub fn ", "impl ", "impl<", "///"].iter().any(|start| now.starts_with(start));
        if is_beside && (before == "}" && starts_item || before.ends_with(';') && starts_block) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = line;
    }
    out
}
