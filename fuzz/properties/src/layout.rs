//! Other layouts of a text: white space, line ends and comments wherever the grammar takes them.

use crate::tokens::pieces;

/// What stands open around a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// Parentheses, a list or a map: lines may end between its elements.
    Group,
    /// A block: each member ends its line.
    Block,
    /// An array's size, which stands on the line of its type.
    Size,
}

/// The text laid out in another way that says the same. `choose` answers a number below the one that it is given; 0
/// leaves a place as it is.
pub fn laid_out(text: &str, mut choose: impl FnMut(usize) -> usize) -> String {
    let mut out = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut before = "";
    let mut is_behind = false;
    let mut comments = 0;
    // A comment that occurs once only, so that a lost or a doubled one is seen.
    let mut comment = move || {
        comments += 1;
        format!("// comment {comments} `\" {{[(\n")
    };
    for piece in pieces(text) {
        is_behind &= piece != "\n";
        let is_in_group = open.last() == Some(&Open::Group);
        match piece {
            " " | "\t" => out.push_str([" ", "  ", "\t", " \t "][choose(4)]),
            "\n" if !open.is_empty() || before != "\n" => match choose(6) {
                1 => out.push_str("\r\n"),
                2 => out.push_str("\n\n\n\t\n"),
                // Behind a comment it would be a part of it.
                3 if !before.starts_with("//") => out.push_str(&format!(" {}", comment())),
                4 => out.push_str(&format!("\n{}", comment())),
                5 => out.push_str(&format!("\r\n  {}\n{}\n", comment(), comment())),
                _ => out.push('\n'),
            },
            "(" | "[" | "{" => {
                let is_map = is_in_group || matches!(before, "=" | ":");
                // An item behind another one is known by its brace on the same line.
                if piece == "{" && !is_map && !is_behind && choose(4) == 3 {
                    out.push_str(&format!(" {}\n", comment()));
                }
                out.push_str(piece);
                open.push(match piece {
                    "[" if is_behind_type(before) => Open::Size,
                    "{" if !is_map => Open::Block,
                    _ => Open::Group,
                });
                if open.last() == Some(&Open::Group) {
                    out.push_str(&line_end(&mut choose, &mut comment));
                }
            }
            ")" | "]" | "}" => {
                let is_group = open.pop() == Some(Open::Group);
                is_behind |= open.is_empty();
                if is_group {
                    out.push_str(&line_end(&mut choose, &mut comment));
                }
                out.push_str(piece);
            }
            "," => {
                if is_in_group {
                    out.push_str(&line_end(&mut choose, &mut comment));
                }
                out.push(',');
                if !open.is_empty() {
                    out.push_str(&line_end(&mut choose, &mut comment));
                }
            }
            _ => out.push_str(piece),
        }
        if !piece.trim().is_empty() || piece == "\n" {
            before = piece;
        }
    }
    out
}

/// Nothing, or the end of a line and what may stand below it.
fn line_end(choose: &mut impl FnMut(usize) -> usize, comment: &mut impl FnMut() -> String) -> String {
    match choose(8) {
        5 => "\n".to_owned(),
        6 => format!(" {}", comment()),
        7 => format!("\n\n {}\n", comment()),
        _ => String::new(),
    }
}

/// Whether a bracket behind this is an array's: behind a type, not behind `=`, `:`, a comma or another bracket.
fn is_behind_type(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | ')' | ']' | '?'))
}
