//! What a script looks like: a small shop's, as a person reads it.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use pg_orm_ir::catalog::Access;
use pg_orm_ir::model::*;
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_ir::{QualifiedName, lower};
use pg_orm_migrate::{Action, Object, create_script, drop_script};

fn field(name: &str, type_: BuiltIn) -> Field {
    Field {
        name: name.into(),
        column: name.into(),
        docs: None,
        comment: None,
        type_: DataType::built_in(type_),
        is_nullable: false,
        default: None,
        identity: None,
        shape: Default::default(),
        has_type_default: false,
        is_updated: false,
        ..Default::default()
    }
}

fn reference(field: &str, target: &str, on_delete: ReferentialAction) -> ForeignKey {
    ForeignKey {
        name: None,
        fields: vec![field.into()],
        target: target.into(),
        references: vec!["id".into()],
        on_delete,
        on_update: ReferentialAction::NoAction,
        deferrable: Deferrable::No,
        ..ForeignKey::default()
    }
}

fn model(name: &str, table: &str, fields: Vec<Field>) -> Model {
    Model {
        name: name.into(),
        table: QualifiedName::new("app", table),
        docs: None,
        comment: None,
        fields,
        relations: vec![],
        primary_key: Some(Key { fields: vec!["id".into()], ..Key::default() }),
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

fn shop() -> Schema {
    let id = || Field { identity: Some(Identity::Always), ..field("id", BuiltIn::BigInt) };
    let now = Some(DefaultValue::Sql(SqlText::text("now()")));
    let state = DataType::declared(QualifiedName::new("app", "order_state"));
    let users = Model {
        comment: Some("Who buys.".into()),
        unique_keys: vec![Key {
            name: None,
            fields: vec!["tenant_id".into(), "email".into()],
            nulls_not_distinct: false,
            ..Key::default()
        }],
        foreign_keys: vec![reference("favourite_id", "Order", ReferentialAction::SetNull)],
        row_security: Some(RowSecurity { is_forced: false }),
        policies: vec![Policy {
            name: "tenant_isolation".into(),
            comment: None,
            kind: PolicyKind::Permissive,
            command: PolicyCommand::All,
            roles: vec!["app_user".into()],
            using: Some(SqlText {
                parts: vec![
                    SqlPart::Text("tenant_id = ".into()),
                    SqlPart::Setting { session: "Viewer".into(), setting: "tenant_id".into() },
                ],
            }),
            with_check: None,
        }],
        grants: vec![Grant {
            role: "app_user".into(),
            privileges: vec![Privilege::Select, Privilege::Insert],
            ..Grant::default()
        }],
        ..model(
            "User",
            "users",
            vec![
                id(),
                Field {
                    default: Some(DefaultValue::Sql(SqlText {
                        parts: vec![SqlPart::Setting {
                            session: "Viewer".into(),
                            setting: "tenant_id".into(),
                        }],
                    })),
                    ..field("tenant_id", BuiltIn::Uuid)
                },
                Field { comment: Some("Where to write to.".into()), ..field("email", BuiltIn::Text) },
                Field { is_nullable: true, ..field("favourite_id", BuiltIn::BigInt) },
                Field { default: now.clone(), ..field("created_at", BuiltIn::TimestampTz) },
            ],
        )
    };
    let orders = Model {
        foreign_keys: vec![reference("user_id", "User", ReferentialAction::Cascade)],
        checks: vec![Check { expression: SqlText::text("total >= 0"), ..Check::default() }],
        indexes: vec![Index {
            name: None,
            is_unique: false,
            method: "btree".into(),
            keys: vec![
                IndexKey {
                    target: IndexTarget::Field("user_id".into()),
                    is_descending: false,
                    nulls: None,
                    ..IndexKey::default()
                },
                IndexKey {
                    target: IndexTarget::Field("at".into()),
                    is_descending: true,
                    nulls: Some(Nulls::Last),
                    ..IndexKey::default()
                },
            ],
            include: vec![],
            predicate: Some(SqlText::text("state = 'open'")),
            ..Default::default()
        }],
        ..model(
            "Order",
            "order",
            vec![
                id(),
                field("user_id", BuiltIn::BigInt),
                Field {
                    type_: DataType {
                        modifiers: vec![12.into(), 2.into()],
                        ..DataType::built_in(BuiltIn::Numeric)
                    },
                    ..field("total", BuiltIn::Numeric)
                },
                Field {
                    type_: state,
                    default: Some(DefaultValue::Literal(Literal::Text("open".into()))),
                    ..field("state", BuiltIn::Text)
                },
                Field { default: now, ..field("at", BuiltIn::TimestampTz) },
            ],
        )
    };
    let usage = Grant { role: "app_user".into(), privileges: vec![Privilege::Usage], ..Grant::default() };
    Schema {
        namespaces: vec![Namespace {
            name: "app".into(),
            access: Access { grants: vec![usage], ..Access::default() },
            ..Namespace::default()
        }],
        roles: vec![Role { name: "app_user".into(), is_managed: true, ..Role::default() }],
        enums: vec![Enum {
            name: "OrderState".into(),
            type_name: QualifiedName::new("app", "order_state"),
            docs: None,
            comment: None,
            values: ["open", "paid"]
                .map(|label| EnumValue { name: label.into(), label: label.into(), docs: None })
                .to_vec(),
            ..Default::default()
        }],
        domains: vec![],
        composites: vec![],
        sessions: vec![Session {
            name: "Viewer".into(),
            docs: None,
            role: Some("app_user".into()),
            prefix: "viewer".into(),
            settings: vec![Setting {
                name: "tenant_id".into(),
                docs: None,
                type_: DataType::built_in(BuiltIn::Uuid),
                shape: Default::default(),
                is_nullable: false,
            }],
        }],
        models: vec![users, orders],
        ..Schema::default()
    }
}

#[test]
fn a_person_can_read_it() {
    let catalog = lower(&shop()).unwrap();
    assert_eq!(create_script(&catalog).to_string(), include_str!("scripts/shop_up.sql"));
    assert_eq!(drop_script(&catalog).to_string(), include_str!("scripts/shop_down.sql"));
}

#[test]
fn steps_say_what_they_do() {
    let catalog = lower(&shop()).unwrap();
    let create = create_script(&catalog);
    let said: Vec<String> =
        create.steps().iter().map(|step| format!("{:?} {}", step.action, step.object)).collect();
    assert_eq!(
        said,
        [
            "Create role app_user",
            "Create schema app",
            "Grant schema app",
            "Create type app.order_state",
            "Create table app.users",
            "Comment table app.users",
            "Comment column email of app.users",
            "Alter table app.users",
            "Grant table app.users",
            "Create table app.\"order\"",
            "Create index order_user_id_at_idx on app.\"order\"",
            "Create constraint users_favourite_id_fkey on app.users",
            "Create policy tenant_isolation on app.users",
        ]
    );
    let drop = drop_script(&catalog);
    assert_eq!(drop.steps()[0].action, Action::Drop);
    assert!(drop.steps().iter().any(|step| step.object == Object::Namespace("app".into())));
}
