//! The properties hold of every schema in the repository, those of the fuzzer's findings among them.

mod schemas;

use schemas::schemas;

/// Which file it was is said by the test's output.
fn replay(property: fn(&str)) {
    for (path, text) in schemas() {
        println!("{}", path.display());
        property(&text);
    }
}

#[test]
fn parse() {
    replay(pg_orm_properties::parse);
}

#[test]
fn check() {
    replay(pg_orm_properties::check);
}

#[test]
fn format() {
    replay(pg_orm_properties::format);
}

/// The schema whose size is measured has a meaning, as many models as it should, and all of what it is said to have.
#[test]
fn many_models_are_checked() {
    let text = pg_orm_properties::many_models(45);
    let compiled = pg_orm_schema::compile(&pg_orm_schema::Sources::from_text("", text.as_str()));
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
    let schema = compiled.schema.unwrap();
    assert_eq!((schema.models.len(), schema.enums.len()), (45, 3));
    assert_eq!(schema.models.iter().filter(|model| !model.policies.is_empty()).count(), 9);
    assert!(schema.models.iter().all(|model| model.fields.len() == 10 && model.foreign_keys.len() == 2));
    pg_orm_properties::check(&text);
    pg_orm_properties::format(&text);
}
