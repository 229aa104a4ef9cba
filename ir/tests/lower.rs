//! Lowering: names that are mapped, names that are given, references that lead nowhere.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use pg_orm_ir::catalog::{Catalog, IndexTarget};
use pg_orm_ir::model::{
    Check, Deferrable, Field, ForeignKey, Index, IndexKey, Key, Model, Policy, PolicyCommand, PolicyKind,
    ReferentialAction, Schema, SqlPart, SqlText,
};
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_ir::{LowerError, QualifiedName, lower};

fn field(name: &str) -> Field {
    Field {
        name: name.into(),
        column: format!("{name}_column"),
        docs: None,
        comment: None,
        type_: DataType::built_in(BuiltIn::Integer),
        is_nullable: false,
        default: None,
        identity: None,
        shape: Default::default(),
        has_type_default: false,
        is_updated: false,
        ..Default::default()
    }
}

fn key(name: Option<&str>, fields: &[&str]) -> Key {
    Key {
        name: name.map(Into::into),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        ..Key::default()
    }
}

fn index(name: Option<&str>, field: &str) -> Index {
    Index {
        name: name.map(Into::into),
        is_unique: false,
        method: "btree".into(),
        keys: vec![IndexKey {
            target: pg_orm_ir::model::IndexTarget::Field(field.into()),
            ..IndexKey::default()
        }],
        include: vec![],
        predicate: None,
        ..Default::default()
    }
}

fn reference(field: &str, target: &str, references: &str) -> ForeignKey {
    ForeignKey {
        name: None,
        fields: vec![field.into()],
        target: target.into(),
        references: vec![references.into()],
        on_delete: ReferentialAction::Cascade,
        on_update: ReferentialAction::NoAction,
        deferrable: Deferrable::No,
        ..ForeignKey::default()
    }
}

fn model(name: &str, table: &str) -> Model {
    Model {
        name: name.into(),
        table: QualifiedName::new("app", table),
        docs: None,
        comment: None,
        fields: vec![field("a"), field("b")],
        relations: vec![],
        primary_key: Some(key(None, &["a"])),
        unique_keys: vec![],
        foreign_keys: vec![],
        checks: vec![],
        indexes: vec![],
        row_security: None,
        policies: vec![],
        grants: vec![],
        ..Default::default()
    }
}

fn of(model: Model) -> Result<Catalog, LowerError> {
    lower(&Schema { models: vec![model], ..Schema::default() })
}

#[test]
fn every_reference_is_to_the_column() {
    let mut user = model("User", "users");
    user.unique_keys = vec![key(None, &["b", "a"])];
    user.foreign_keys = vec![reference("b", "User", "a")];
    user.indexes = vec![Index { include: vec!["a".into()], ..index(None, "b") }];
    let catalog = of(user).unwrap();
    let table = &catalog.tables[0];
    assert_eq!(table.primary_key.as_ref().unwrap().columns, ["a_column"]);
    assert_eq!(table.unique[0].columns, ["b_column", "a_column"]);
    assert_eq!(table.unique[0].name, "users_b_column_a_column_key");
    let key = &table.foreign_keys[0];
    assert_eq!((&key.columns[..], &key.references[..]), (&["b_column".into()][..], &["a_column".into()][..]));
    assert_eq!(key.target, QualifiedName::new("app", "users"));
    assert_eq!(table.indexes[0].keys[0].target, IndexTarget::Column("b_column".into()));
    assert_eq!(table.indexes[0].include, ["a_column"]);
    assert_eq!(table.indexes[0].name, "users_b_column_a_column_idx");
}

#[test]
fn what_is_given_is_kept_and_never_chosen_for_another() {
    let mut user = model("User", "users");
    // The second one's name stands after the first one's choice.
    user.indexes = vec![index(None, "b"), index(Some("users_b_column_idx"), "a")];
    user.unique_keys = vec![key(None, &["b"]), key(Some("users_b_column_key"), &["a"])];
    user.checks = ["b_column > 0", "b_column > 1"]
        .map(|sql| Check { expression: SqlText::text(sql), ..Check::default() })
        .to_vec();
    let catalog = of(user).unwrap();
    let table = &catalog.tables[0];
    let names: Vec<&str> = table.indexes.iter().map(|index| index.name.as_str()).collect();
    assert_eq!(names, ["users_b_column_idx1", "users_b_column_idx"]);
    let names: Vec<&str> = table.unique.iter().map(|key| key.name.as_str()).collect();
    assert_eq!(names, ["users_b_column_key1", "users_b_column_key"]);
    let names: Vec<&str> = table.checks.iter().map(|check| check.name.as_str()).collect();
    assert_eq!(names, ["users_b_column_check", "users_b_column_check1"]);
}

#[test]
fn names_are_chosen_within_their_schema() {
    let mut other = model("Other", "users");
    other.table.schema = "other".into();
    let models = vec![model("User", "users"), other];
    let catalog = lower(&Schema { models, ..Schema::default() }).unwrap();
    for table in &catalog.tables {
        assert_eq!(table.primary_key.as_ref().unwrap().name, "users_pkey", "{}", table.name);
    }
}

#[test]
fn references_that_lead_nowhere_are_errors() {
    let with = |change: fn(&mut Model)| {
        let mut user = model("User", "users");
        change(&mut user);
        of(user).unwrap_err()
    };
    let field = |field: &str| LowerError::UnknownField { model: "User".into(), field: field.into() };
    assert_eq!(with(|user| user.primary_key = Some(key(None, &["x"]))), field("x"));
    assert_eq!(with(|user| user.unique_keys = vec![key(None, &["a", "y"])]), field("y"));
    assert_eq!(with(|user| user.indexes = vec![index(None, "z")]), field("z"));
    assert_eq!(with(|user| user.foreign_keys = vec![reference("a", "User", "q")]), field("q"));
    let target = LowerError::UnknownModel { model: "User".into(), target: "Nobody".into() };
    assert_eq!(with(|user| user.foreign_keys = vec![reference("a", "Nobody", "a")]), target);
    let policy = |user: &mut Model| {
        user.policies = vec![Policy {
            name: "p".into(),
            comment: None,
            kind: PolicyKind::Permissive,
            command: PolicyCommand::All,
            roles: vec![],
            using: Some(SqlText {
                parts: vec![SqlPart::Setting { session: "Viewer".into(), setting: "tenant".into() }],
            }),
            with_check: None,
        }];
    };
    let setting = LowerError::UnknownSetting { session: "Viewer".into(), setting: "tenant".into() };
    assert_eq!(with(policy), setting);
}
