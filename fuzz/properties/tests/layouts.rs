//! Schemas in layouts that nobody would write are formatted without a change of what they say.

mod schemas;

use std::path::PathBuf;
use std::sync::LazyLock;

use pg_orm_properties::laid_out;
use pg_orm_schema::{Sources, check_syntax, compile};
use proptest::prelude::*;

/// The schemas that can be read, without those of a generated client's size.
static SCHEMAS: LazyLock<Vec<(PathBuf, String)>> = LazyLock::new(|| {
    let mut schemas = schemas::schemas();
    let is_read = |text: &str| check_syntax(&Sources::from_text("", text)).is_empty();
    schemas.retain(|(_, text)| text.len() < 20_000 && is_read(text));
    assert!(schemas.len() > 50, "the schemas were found");
    schemas
});

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_layout_changes_nothing(which in any::<prop::sample::Index>(), choices in prop::collection::vec(0_usize..840, 1..400)) {
        let (path, text) = which.get(&SCHEMAS);
        let mut next = choices.iter().cycle();
        let layout = laid_out(text, |below| next.next().map_or(0, |choice| choice % below));
        let sources = Sources::from_text("", layout.as_str());
        let unread = check_syntax(&sources);
        prop_assert!(unread.is_empty(), "{}: no layout of the grammar's: {unread:?}\n{layout}", path.display());
        let schema = |text: &str| compile(&Sources::from_text("", text)).schema;
        prop_assert!(schema(&layout) == schema(text), "{}: another schema\n{layout}", path.display());
        pg_orm_properties::format(&layout);
    }
}
