//! Each difference between two catalogs is one fact, and there are no others.

#![allow(clippy::unwrap_used)]

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::*;
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_migrate::diff;

fn app(name: &str) -> QualifiedName {
    QualifiedName::new("app", name)
}

fn base() -> Catalog {
    let column = |name: &str| Column { name: name.into(), ..Column::default() };
    let users = Table {
        name: app("users"),
        columns: vec![column("id"), column("email"), column("name")],
        primary_key: Some(Key { name: "users_pkey".into(), columns: vec!["id".into()], ..Key::default() }),
        indexes: vec![Index {
            name: "users_name_idx".into(),
            method: "btree".into(),
            keys: vec![IndexKey { target: IndexTarget::Column("name".into()), ..IndexKey::default() }],
            ..Index::default()
        }],
        policies: vec![Policy { name: "own".into(), using: Some("true".into()), ..Policy::default() }],
        triggers: vec![Trigger {
            name: "audit".into(),
            events: vec![TriggerEvent::Insert],
            function: app("audit"),
            ..Trigger::default()
        }],
        ..Table::default()
    };
    let likes = Function {
        name: app("likes"),
        arguments: vec![Argument {
            name: Some("of".into()),
            type_: DataType::built_in(BuiltIn::BigInt),
            ..Argument::default()
        }],
        language: "sql".into(),
        ..Function::default()
    };
    Catalog {
        enums: vec![Enum { name: app("mood"), labels: vec!["good".into(), "bad".into()], ..Enum::default() }],
        domains: vec![Domain {
            name: app("email"),
            checks: vec![Check {
                name: "shape".into(),
                expression: "VALUE ~ '@'".into(),
                ..Check::default()
            }],
            ..Domain::default()
        }],
        functions: vec![likes],
        tables: vec![users],
        views: vec![View { name: app("active"), query: "SELECT 1".into(), ..View::default() }],
        ..Catalog::default()
    }
}

/// The facts that `edit` makes, as texts.
fn facts(edit: impl FnOnce(&mut Catalog)) -> Vec<String> {
    let mut next = base();
    edit(&mut next);
    let there: Vec<String> = diff(&base(), &next).iter().map(ToString::to_string).collect();
    let back = diff(&next, &base());
    assert_eq!(there.len(), back.len(), "{there:#?} {back:#?}");
    there
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(diff(&base(), &base()), []);
    assert_eq!(diff(&Catalog::default(), &Catalog::default()), []);
}

#[test]
fn one_edit_is_one_fact() {
    let grant = |columns: &[&str]| Grant {
        role: "reader".into(),
        privileges: vec![Privilege::Select],
        columns: columns.iter().map(|it| (*it).to_owned()).collect(),
        ..Grant::default()
    };
    type Edit = Box<dyn FnOnce(&mut Catalog)>;
    let cases: Vec<(Edit, &str)> = vec![
        (
            Box::new(|c| c.tables[0].columns[1].default = Some("'x'::text".into())),
            "column email of app.users: default: now 'x'::text",
        ),
        (
            Box::new(|c| c.tables[0].columns[1].is_nullable = true),
            "column email of app.users: nullable: no → yes",
        ),
        (
            Box::new(|c| c.tables[0].columns[0].type_ = DataType::built_in(BuiltIn::BigInt)),
            "column id of app.users: type: text → bigint",
        ),
        (
            Box::new(|c| {
                c.tables[0].columns[0].numbering = Some(Numbering {
                    options: SequenceOptions { start: Some(5), ..SequenceOptions::default() },
                    ..Numbering::default()
                })
            }),
            "column id of app.users: numbering: now options start 5",
        ),
        (Box::new(|c| c.tables[0].columns.swap(0, 1)), "column email of app.users: moved"),
        (Box::new(|c| drop(c.tables[0].columns.remove(2))), "column name of app.users: removed"),
        (
            Box::new(move |c| c.tables[0].access.grants.push(grant(&[]))),
            "table app.users: grants: gained select to reader",
        ),
        (
            Box::new(move |c| {
                c.tables[0].access.grants.push(Grant {
                    role: "reader".into(),
                    privileges: vec![Privilege::Update],
                    columns: vec!["name".into()],
                    is_grantable: true,
                })
            }),
            "table app.users: grants: gained update (name) to reader with grant option",
        ),
        (
            Box::new(|c| c.tables[0].options.push(("fillfactor".into(), "70".into()))),
            "table app.users: options fillfactor: now 70",
        ),
        (
            Box::new(|c| c.tables[0].row_security = Some(RowSecurity::default())),
            "table app.users: row security: now forced no",
        ),
        (
            Box::new(|c| c.tables[0].indexes[0].options.push(("m".into(), "16".into()))),
            "index users_name_idx on app.users: options m: now 16",
        ),
        (
            Box::new(|c| c.tables[0].indexes[0].keys[0].is_descending = true),
            "index users_name_idx on app.users: keys: target name → descending yes, target name",
        ),
        (
            Box::new(|c| c.tables[0].policies[0].roles.push("reader".into())),
            "policy own on app.users: roles: now reader",
        ),
        (
            Box::new(|c| c.tables[0].triggers[0].when = Some("new.id > 0".into())),
            "trigger audit on app.users: when: now new.id > 0",
        ),
        (Box::new(|c| c.tables[0].comment = Some("Who.".into())), "table app.users: comment: now Who."),
        (Box::new(|c| c.tables[0].primary_key = None), "constraint users_pkey on app.users: removed"),
        (
            Box::new(|c| c.enums[0].labels.insert(1, "so so".into())),
            "type app.mood: labels: gained so so after good",
        ),
        (Box::new(|c| c.enums[0].labels.swap(0, 1)), "type app.mood: order of labels: good, bad → bad, good"),
        (
            Box::new(|c| c.domains[0].checks[0].expression = "VALUE ~ '.@.'".into()),
            "constraint shape on app.email: expression: VALUE ~ '@' → VALUE ~ '.@.'",
        ),
        (Box::new(|c| c.functions[0].is_strict = true), "function app.likes(bigint): strict: no → yes"),
        (
            Box::new(|c| c.functions[0].body = FunctionBody::Source("select 1".into())),
            "function app.likes(bigint): body: now select 1",
        ),
        (Box::new(|c| c.views[0].is_security_invoker = true), "view app.active: security invoker: no → yes"),
        (Box::new(|c| drop(c.views.pop())), "view app.active: removed"),
        (
            Box::new(|c| c.sequences.push(Sequence { name: app("n"), ..Sequence::default() })),
            "sequence app.n: added",
        ),
    ];
    for (edit, expected) in cases {
        assert_eq!(facts(edit), [expected]);
    }
}

/// An overload is another function.
#[test]
fn functions_are_told_apart_by_their_arguments() {
    let facts = facts(|c| c.functions[0].arguments[0].type_ = DataType::built_in(BuiltIn::Text));
    assert_eq!(facts, ["function app.likes(text): added", "function app.likes(bigint): removed"]);
}

#[test]
fn a_change_as_json() {
    let mut next = base();
    next.tables[0].columns[1].default = Some("''".into());
    let json = serde_json::to_value(diff(&base(), &next)).unwrap();
    let expected = serde_json::json!([{
        "object": "column email of app.users",
        "change": "changed",
        "field": "default",
        "from": null,
        "to": "''",
    }]);
    assert_eq!(json, expected);
}

/// A thousand tables are compared by what differs in them.
#[test]
fn what_is_equal_costs_little() {
    let many = |edited: usize| Catalog {
        tables: (0..1000)
            .map(|i| {
                let mut table = base().tables.remove(0);
                table.name = app(&format!("t{i}"));
                if i < edited {
                    table.columns[2].comment = Some("other".into());
                }
                table
            })
            .collect(),
        ..Catalog::default()
    };
    assert_eq!(diff(&many(0), &many(50)).len(), 50);
}
