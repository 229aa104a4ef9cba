//! `session.name` in policies and defaults: what it reads, and what it reads where nothing is set.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use pg_orm_ir::catalog::{Catalog, RowSecurity};
use pg_orm_ir::model::{Schema, Session, Setting, SqlPart, SqlText};
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_ir::{QualifiedName, lower, model};
use pg_orm_migrate::{create_script, drop_script};
use support::{connect, on_each};
use tokio_postgres::Client;

fn sql(before: &str, setting: &str, after: &str) -> SqlText {
    SqlText {
        parts: vec![
            SqlPart::Text(before.into()),
            SqlPart::Setting { session: "Viewer".into(), setting: setting.into() },
            SqlPart::Text(after.into()),
        ],
    }
}

fn field(name: &str, type_: BuiltIn, default: Option<SqlText>) -> model::Field {
    model::Field {
        name: name.into(),
        column: name.into(),
        type_: DataType::built_in(type_),
        is_nullable: true,
        default: default.map(model::DefaultValue::Sql),
        ..model::Field::default()
    }
}

fn catalog() -> Catalog {
    let policy = |name: &str, kind, using| model::Policy {
        name: name.into(),
        comment: None,
        kind,
        command: model::PolicyCommand::All,
        roles: vec![],
        using: Some(using),
        with_check: None,
    };
    let setting = |name: &str, type_| Setting {
        name: name.into(),
        docs: None,
        type_,
        shape: Default::default(),
        is_nullable: true,
    };
    let model = model::Model {
        name: "Page".into(),
        table: QualifiedName::new("public", "pages"),
        docs: None,
        comment: None,
        fields: vec![
            field("owner", BuiltIn::Integer, Some(sql("", "owner_id", " + 0"))),
            field("tag", BuiltIn::Text, None),
        ],
        relations: vec![],
        primary_key: None,
        unique_keys: vec![],
        foreign_keys: vec![],
        checks: vec![],
        indexes: vec![],
        row_security: Some(RowSecurity { is_forced: false }),
        policies: vec![
            policy("own", model::PolicyKind::Permissive, sql("owner = ", "owner_id", "")),
            policy("tagged", model::PolicyKind::Restrictive, sql("tag = any (", "tags", ")")),
        ],
        grants: vec![model::Grant {
            role: "public".into(),
            privileges: vec![model::Privilege::Select, model::Privilege::Insert],
            ..model::Grant::default()
        }],
        ..model::Model::default()
    };
    let session = Session {
        name: "Viewer".into(),
        docs: None,
        role: None,
        prefix: "viewer".into(),
        settings: vec![
            setting("owner_id", DataType::built_in(BuiltIn::Integer)),
            setting("tags", DataType::built_in(BuiltIn::Text).into_array()),
        ],
    };
    lower(&Schema { sessions: vec![session], models: vec![model], ..Schema::default() }).unwrap()
}

async fn seen(client: &Client) -> i64 {
    client.query_one("select count(*) from pages", &[]).await.unwrap().get(0)
}

#[test]
fn settings_are_read_and_absent_ones_are_null() {
    let catalog = catalog();
    on_each(async |url| {
        let client = connect(&url).await;
        client.batch_execute(&create_script(&catalog).to_string()).await.unwrap();
        client
            .batch_execute(
                "insert into pages values (1, 'a'), (1, 'b'), (2, 'a');
                 create role member_reader; set role member_reader",
            )
            .await
            .unwrap();
        assert_eq!(seen(&client).await, 0, "nothing was ever set");
        let set = "select set_config('viewer.owner_id', '1', true), set_config('viewer.tags', '{a,c}', true)";
        client.batch_execute(&format!("begin; {set}; insert into pages (tag) values ('a')")).await.unwrap();
        assert_eq!(seen(&client).await, 2, "one by its owner's default");
        client.batch_execute("commit").await.unwrap();
        assert_eq!(seen(&client).await, 0, "set for a transaction that is over");
        client.batch_execute("reset role; drop role member_reader").await.unwrap();
        client.batch_execute(&drop_script(&catalog).to_string()).await.unwrap();
    });
}
