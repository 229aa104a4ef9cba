//! No text makes the compiler panic, and diagnostics of any text can be printed.

#![allow(clippy::unwrap_used)] // Helpers of tests are tests.

use std::path::Path;

use pg_orm_schema::{Sources, Style, compile};

/// All fixtures but the one whose point is its size.
fn fixtures() -> Vec<String> {
    let mut texts = Vec::new();
    for kind in ["ok", "errors"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(kind);
        let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|case| case.unwrap().path()).collect();
        cases.sort();
        texts.extend(cases.iter().map(|case| std::fs::read_to_string(case.join("schema.pgorm")).unwrap()));
    }
    let width = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/width/schema.pgorm");
    texts.push(std::fs::read_to_string(width).unwrap());
    texts.retain(|text| text.len() < 10_000);
    assert!(texts.len() > 100);
    texts
}

fn run(text: &str) {
    run_and(text, true);
}

fn run_and(text: &str, is_rendered: bool) {
    let sources = Sources::from_text("schema.pgorm", text);
    let compiled = compile(&sources);
    assert_eq!(compiled.schema.is_none(), compiled.diagnostics.has_errors());
    for diagnostic in &compiled.diagnostics {
        let edits = diagnostic.suggestions.iter().flat_map(|suggestion| &suggestion.edits);
        let spans = diagnostic.labels.iter().map(|label| label.span).chain(edits.map(|edit| edit.span));
        for span in spans {
            assert!(text.get(span.range()).is_some(), "{}: {span:?}", diagnostic.message);
        }
    }
    if is_rendered {
        let rendered = compiled.diagnostics.render(&sources, Style::Plain);
        assert_eq!(rendered.is_empty(), compiled.diagnostics.is_empty());
    }
}

/// A small generator of its own: the same numbers each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// Of a long text, the paragraph that breaks off and the two before it are enough.
fn start(text: &str, end: usize) -> usize {
    if text.len() < 400 {
        return 0;
    }
    text[..end].rmatch_indices("\n\n").nth(2).map_or(0, |(at, _)| at)
}

#[test]
fn texts_that_break_off_anywhere() {
    std::thread::scope(|scope| {
        let texts = fixtures();
        for part in texts.chunks(texts.len().div_ceil(2)) {
            let part = part.to_vec();
            scope.spawn(move || {
                for text in &part {
                    // Of a long text some of the places will do: what stands there stands in others too.
                    let step = match text.len() {
                        ..150 => 1,
                        150..400 => 2,
                        _ => 5,
                    };
                    for end in (0..text.len()).step_by(step).filter(|end| text.is_char_boundary(*end)) {
                        // Printing takes longer than compiling: some of the places will do.
                        run_and(&text[start(text, end)..end], end % 8 == 0);
                    }
                }
            });
        }
    });
}

#[test]
fn texts_with_lines_taken_out_doubled_and_swapped() {
    let mut numbers = Numbers(0x5eed);
    for text in fixtures() {
        for _ in 0..20 {
            let mut lines: Vec<&str> = text.lines().collect();
            for _ in 0..3 {
                if lines.is_empty() {
                    break;
                }
                let (one, other) = (numbers.below(lines.len()), numbers.below(lines.len()));
                match numbers.below(3) {
                    0 => {
                        lines.remove(one);
                    }
                    1 => lines.insert(other, lines[one]),
                    _ => lines.swap(one, other),
                }
            }
            run(&lines.join("\n"));
        }
    }
}

#[test]
fn texts_with_characters_put_in() {
    const PIECES: &[&str] = &[
        "`",
        "```",
        "\"",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "@",
        "@@",
        "//",
        "///",
        "é",
        "\u{1f980}",
        "\r\n",
        "\0",
        "\\",
        ",",
        ":",
        "?",
        "=",
        " session.",
        "'",
        "$$",
        "--",
        "/*",
        ";",
        "\u{feff}",
    ];
    let mut numbers = Numbers(0xfeed);
    for text in fixtures() {
        for _ in 0..20 {
            let mut text = text.clone();
            for _ in 0..3 {
                let mut at = numbers.below(text.len() + 1);
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                text.insert_str(at, PIECES[numbers.below(PIECES.len())]);
            }
            run(&text);
        }
    }
}

#[test]
fn text_without_end_of_nesting() {
    for piece in
        ["(", "[", "{", "@a(", "a {\n", "model A {\n", "`", "```", "\"", "a @b([c(", "x = {y: ", "///\n"]
    {
        run(&piece.repeat(3_000));
        run(&format!("model A {{\n  a int @default{}\n}}", piece.repeat(3_000)));
    }
}
