//! Reading a text: it never fails, and what is told is told of places in the text.

use pg_orm_schema::{Diagnostics, Sources, Style, check_syntax};

/// Reads a text; its mistakes stand within it, can be printed, and are the same the next time.
pub fn parse(text: &str) {
    let sources = Sources::from_text("schema.pgorm", text);
    let found = check_syntax(&sources);
    places_are_whole(&sources, &found);
    assert_eq!(check_syntax(&sources), found, "the second reading tells the same");
    // Printing costs more than reading: a text with hundreds of mistakes shows nothing new.
    if found.len() < 50 {
        let rendered = found.render(&sources, Style::Plain);
        assert_eq!(rendered.is_empty(), found.is_empty());
        for diagnostic in &found {
            assert!(rendered.contains(diagnostic.code.as_str()));
        }
    }
}

/// Each place of each diagnostic is a range of whole characters of the text.
pub(crate) fn places_are_whole(sources: &Sources, found: &Diagnostics) {
    for diagnostic in found {
        assert!(!diagnostic.labels.is_empty(), "{diagnostic:?} is nowhere");
        for label in &diagnostic.labels {
            let range = label.span.range();
            let file = sources.file(label.span.file).unwrap_or_else(|| panic!("{diagnostic:?}: no file"));
            assert!(
                file.text().get(range).is_some(),
                "{diagnostic:?}: not a place in {} bytes",
                file.text().len()
            );
        }
    }
}
