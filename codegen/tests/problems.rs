//! Schemas that the language lets through and Rust does not; made by hand, since the language refuses most.
#![allow(clippy::unwrap_used, clippy::panic)]

use pg_orm_build::{Options, Problem, generate};
use pg_orm_ir::QualifiedName;
use pg_orm_ir::model::{Cardinality, Enum, EnumValue, Field, Key, Model, Relation, Schema, Session, Setting};
use pg_orm_ir::types::{BuiltIn, DataType};

fn field(name: &str, type_: DataType) -> Field {
    Field {
        name: name.to_owned(),
        column: name.to_owned(),
        docs: None,
        comment: None,
        type_,
        is_nullable: false,
        default: None,
        identity: None,
        shape: Default::default(),
        has_type_default: false,
        is_updated: false,
        ..Default::default()
    }
}

fn model(name: &str, fields: Vec<Field>) -> Model {
    Model {
        name: name.to_owned(),
        table: QualifiedName::new("public", name.to_lowercase()),
        docs: None,
        comment: None,
        fields,
        relations: Vec::new(),
        primary_key: None,
        unique_keys: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        indexes: Vec::new(),
        row_security: None,
        policies: Vec::new(),
        grants: Vec::new(),
        ..Default::default()
    }
}

fn id() -> Field {
    field("id", DataType::built_in(BuiltIn::BigInt))
}

fn problems(schema: &Schema) -> Vec<Problem> {
    match generate(schema, &Options::default()) {
        Ok(files) => panic!("no problem: {files:?}"),
        Err(problems) => problems.iter().cloned().collect(),
    }
}

#[test]
fn types_without_support_are_all_told() {
    let settings =
        Field { json: Some("crate::".to_owned()), ..field("settings", DataType::built_in(BuiltIn::JsonB)) };
    let schema = Schema {
        models: vec![model("Thing", vec![id(), settings])],
        sessions: vec![Session {
            name: "Viewer".to_owned(),
            docs: None,
            role: None,
            prefix: "viewer".to_owned(),
            settings: vec![Setting {
                name: "at".to_owned(),
                docs: None,
                type_: DataType::declared(QualifiedName::new("app", "place")),
                shape: Default::default(),
                is_nullable: false,
            }],
        }],
        ..Schema::default()
    };
    let error = generate(&schema, &Options::default()).unwrap_err().to_string();
    assert_eq!(
        error,
        "`Viewer.at` is of type `app.place`, which generated code does not support yet\n\
         `Thing.settings` has `@json(crate::)`, and `crate::` is no path to a type in Rust"
    );
}

#[test]
fn names_that_rust_has_not() {
    let schema = Schema {
        models: vec![
            model("two models", vec![id()]),
            model("Post", vec![field("two words", DataType::built_in(BuiltIn::Text))]),
        ],
        ..Schema::default()
    };
    assert_eq!(
        problems(&schema),
        [
            Problem::NotAnIdentifier { item: "two models".to_owned(), name: "two models".to_owned() },
            Problem::NotAnIdentifier { item: "Post".to_owned(), name: "two words".to_owned() },
        ]
    );
}

#[test]
fn references_that_lead_nowhere() {
    let mut post = model("Post", vec![id()]);
    post.primary_key = Some(Key { fields: vec!["key".to_owned()], ..Key::default() });
    let relation = |name: &str, target: &str| Relation {
        name: name.to_owned(),
        docs: None,
        target: target.to_owned(),
        cardinality: Cardinality::One,
        source_fields: vec!["author_id".to_owned()],
        target_fields: vec!["id".to_owned()],
        through: None,
    };
    post.relations = vec![relation("author", "User"), relation("twin", "Post")];
    let unresolved =
        |item: &str, name: &str| Problem::Unresolved { item: item.to_owned(), name: name.to_owned() };
    let found = problems(&Schema { models: vec![post], ..Schema::default() });
    for expected in [
        unresolved("Post.author", "User"),
        unresolved("Post.twin", "Post.author_id"),
        unresolved("Post", "Post.key"),
    ] {
        assert!(found.contains(&expected), "{found:?} lacks {expected:?}");
    }
}

#[test]
fn derives_that_are_no_paths() {
    let options = Options {
        derive: vec!["serde::Serialize".to_owned(), "not a path".to_owned()],
        ..Options::default()
    };
    let error = generate(&Schema::default(), &options).unwrap_err().to_string();
    assert_eq!(error, "`not a path`, of `derive` in pgorm.toml, is no path to a derive macro");
}

#[test]
fn names_that_the_language_refuses_still_compile() {
    let value = |name: &str| EnumValue { name: name.to_owned(), label: name.to_owned(), docs: None };
    let schema = Schema {
        enums: vec![Enum {
            name: "Self".to_owned(),
            type_name: QualifiedName::new("public", "self"),
            docs: None,
            comment: None,
            values: vec![value("self"), value("ALL"), value("in_use"), value("inUse")],
            ..Default::default()
        }],
        models: vec![model(
            "Type",
            vec![
                field("type", DataType::declared(QualifiedName::new("public", "self"))),
                field("type_", DataType::built_in(BuiltIn::Text)),
            ],
        )],
        ..Schema::default()
    };
    let files = generate(&schema, &Options::default()).unwrap();
    let paths: Vec<_> = files.iter().map(|file| file.path.to_str().unwrap()).collect();
    assert_eq!(paths, ["mod.rs", "self_.rs", "type_.rs"]);
    for file in &files {
        syn::parse_file(&file.text).unwrap();
    }
    let text = |i: usize| files[i].text.as_str();
    assert!(text(0).contains("pub use self::{self_::Self_, type_::Type};"), "{}", text(0));
    assert!(text(1).contains("Self_,\n    ALL_,\n    InUse,\n    InUse_,\n"), "{}", text(1));
    assert!(text(2).contains("pub type_: Self_,\n    pub type__: String,\n"), "{}", text(2));
}
