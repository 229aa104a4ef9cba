//! Derived names: those that lowering chooses are those that PostgreSQL chooses for the same DDL without names.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

use pg_orm_ir::model::{
    Check, Deferrable, Field, ForeignKey, Index, IndexKey, IndexTarget, Key, Model, ReferentialAction,
    Schema, SqlText,
};
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_ir::{QualifiedName, catalog, lower};
use pg_orm_sql::Identifier;
use support::{connect, on_each};
use tokio_postgres::Client;

fn key(fields: &[&str]) -> Key {
    Key { fields: strings(fields), ..Key::default() }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// An index on columns, or on expressions where a part is in parentheses.
fn index(parts: &[&str], include: &[&str]) -> Index {
    let key = |part: &&str| IndexKey {
        target: match part.strip_prefix('(').and_then(|part| part.strip_suffix(')')) {
            Some(sql) => IndexTarget::Expression(SqlText::text(sql)),
            None => IndexTarget::Field((*part).to_owned()),
        },
        ..IndexKey::default()
    };
    Index {
        name: None,
        is_unique: false,
        method: "btree".into(),
        keys: parts.iter().map(key).collect(),
        include: strings(include),
        predicate: None,
        ..Default::default()
    }
}

fn model(table: &str, columns: &[&str]) -> Model {
    let field = |name: &&str| Field {
        name: (*name).into(),
        column: (*name).into(),
        docs: None,
        comment: None,
        type_: DataType::built_in(BuiltIn::Text),
        is_nullable: false,
        default: None,
        identity: None,
        shape: Default::default(),
        has_type_default: false,
        is_updated: false,
        ..Default::default()
    };
    Model {
        name: table.into(),
        table: QualifiedName::new("public", table),
        docs: None,
        comment: None,
        fields: columns.iter().map(field).collect(),
        relations: vec![],
        primary_key: None,
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

fn check(expression: &str) -> Check {
    Check { expression: SqlText::text(expression), ..Check::default() }
}

fn reference(fields: &[&str], target: &str, references: &[&str]) -> ForeignKey {
    ForeignKey {
        name: None,
        fields: strings(fields),
        target: target.into(),
        references: strings(references),
        on_delete: ReferentialAction::NoAction,
        on_update: ReferentialAction::NoAction,
        deferrable: Deferrable::No,
        ..ForeignKey::default()
    }
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| Identifier(name).to_string()).collect::<Vec<_>>().join(", ")
}

/// The DDL of a table, with no name of a constraint or an index in it.
fn nameless(table: &catalog::Table) -> String {
    let mut lines: Vec<String> =
        table.columns.iter().map(|column| format!("{} {}", Identifier(&column.name), column.type_)).collect();
    lines.extend(table.primary_key.iter().map(|key| format!("primary key ({})", list(&key.columns))));
    lines.extend(table.unique.iter().map(|key| format!("unique ({})", list(&key.columns))));
    lines.extend(table.checks.iter().map(|check| format!("check ({})", check.expression)));
    lines.extend(table.foreign_keys.iter().map(|key| {
        format!("foreign key ({}) references {} ({})", list(&key.columns), key.target, list(&key.references))
    }));
    let mut sql = format!("create table {} ({});\n", table.name, lines.join(", "));
    for index in &table.indexes {
        let key = |key: &catalog::IndexKey| match &key.target {
            catalog::IndexTarget::Column(column) => Identifier(column).to_string(),
            catalog::IndexTarget::Expression(sql) => format!("({sql})"),
        };
        let keys: Vec<String> = index.keys.iter().map(key).collect();
        let include = if index.include.is_empty() {
            String::new()
        } else {
            format!(" include ({})", list(&index.include))
        };
        sql.push_str(&format!("create index on {} ({}){include};\n", table.name, keys.join(", ")));
    }
    sql
}

fn lowered_names(table: &catalog::Table) -> Vec<String> {
    let keys = table.primary_key.iter().map(|key| &key.name).chain(table.unique.iter().map(|key| &key.name));
    let indexes = keys.chain(table.indexes.iter().map(|index| &index.name)).map(|name| format!("i {name}"));
    let checks = table.checks.iter().map(|check| format!("c {}", check.name));
    let foreign_keys = table.foreign_keys.iter().map(|key| format!("f {}", key.name));
    indexes.chain(checks).chain(foreign_keys).collect()
}

async fn names_of(client: &Client, table: &catalog::Table) -> Vec<String> {
    let sql = "
        select array(select 'i ' || i.indexrelid::regclass::oid::bigint::text from pg_index i where false)
            || array(select 'i ' || c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
                     where i.indrelid = t.oid order by c.oid)
            || array(select 'c ' || conname from pg_constraint where conrelid = t.oid and contype = 'c' order by oid)
            || array(select 'f ' || conname from pg_constraint where conrelid = t.oid and contype = 'f' order by oid)
        from pg_class t where t.oid = $1::text::regclass";
    client.query_one(sql, &[&table.name.to_string()]).await.unwrap().get(0)
}

#[allow(clippy::too_many_lines, reason = "a list of cases")]
fn schema() -> Schema {
    let (long, longer) = ("t".repeat(40), "c".repeat(50));
    let wide = "ü".repeat(31);
    let mut models = Vec::new();

    models.push(Model {
        primary_key: Some(key(&["a"])),
        unique_keys: vec![key(&["b"]), key(&["a", "b"]), key(&["a_b"]), key(&["b", "a"])],
        checks: [
            "a > b",
            "a <> ''",
            "true",
            "a <> 'x'",
            "lower(b) = b",
            "(b)::date > current_date",
            "t.a = 'b'",
        ]
        .map(check)
        .to_vec(),
        indexes: vec![
            index(&["a"], &[]),
            index(&["a"], &[]),
            index(&["a", "b"], &["A c"]),
            index(&["(lower(a))"], &[]),
            index(&["(lower(a))", "(lower(b))"], &[]),
            index(&["lower", "(lower(a))"], &[]),
            index(&["(a || b)"], &[]),
            index(&["(a || b)", "(b || a)"], &[]),
        ],
        ..model("t", &["a", "b", "a_b", "A c", "lower"])
    });
    let expressions = [
        "a",
        "\"a\"",
        "(a)",
        "pg_catalog.lower(a)",
        "\"lower\"(a)",
        "LOWER(a)",
        "lower(a) || lower(b)",
        "lower(upper(a))",
        "a::int",
        "(a || b)::int",
        "(a || b)::varchar(3)",
        "(a || b)::character varying",
        "(a || 'x')::double precision",
        "lower(a)::varchar",
        "cast(a as bigint)",
        "cast(a || b as numeric(3, 1))",
        "(a || b)::int::bigint",
        "coalesce(a, b)",
        "greatest(a, b)",
        "nullif(a, b)",
        "trim(a)",
        "substring(a from 1 for 2)",
        "a collate \"C\"",
        "lower(a) collate \"C\"",
        "(a || b) collate \"C\"",
        "case when a = '' then b end",
        "case when a = '' then b else a end",
        "array[a, b]",
        "(string_to_array(a, ','))[1]",
        "a is null",
        "not (a = b)",
        "a = 'x' and b = 'y'",
        "a like 'x%'",
        "length(a) + 1",
        "-length(a)",
        "a = any (array['x', 'y'])",
        "a in ('x', 'y')",
        "a <> lower(a)::text",
        "'x'::text || a",
        "(a::jsonb)->>'b'",
        "(a::int + 1)",
        "row(a, b) is null",
        "to_tsvector('english', a)",
        "position('x' in a)",
        "overlay(a placing 'x' from 1)",
        "extract(year from date '2026-01-01')",
        "\"Odd \"\"name\"",
    ];
    models.push(Model {
        indexes: expressions.iter().map(|sql| index(&[format!("({sql})").as_str()], &[])).collect(),
        ..model("e", &["a", "b", "Odd \"name"])
    });
    // Two tables whose parts join to the same name, and names that a sequence or a table has already.
    models.push(Model {
        unique_keys: vec![key(&["b_c"])],
        indexes: vec![index(&["b_c"], &[])],
        ..model("a", &["b_c"])
    });
    models.push(Model {
        unique_keys: vec![key(&["c"])],
        indexes: vec![index(&["c"], &[])],
        ..model("a_b", &["c"])
    });
    models.push(model("b_x_idx", &["x"]));
    models.push(Model { indexes: vec![index(&["x"], &[])], ..model("b", &["x"]) });
    models.push(model("d_pkey", &["x"]));
    models.push(Model { primary_key: Some(key(&["x"])), ..model("d", &["x"]) });
    // Foreign keys, several columns, itself.
    models.push(Model {
        primary_key: Some(key(&["x", "y"])),
        unique_keys: vec![key(&["x"])],
        foreign_keys: vec![
            reference(&["x"], "t", &["a"]),
            reference(&["x"], "t", &["a"]),
            reference(&["y", "x"], "t", &["a", "b"]),
            reference(&["z"], "f", &["x"]),
        ],
        ..model("f", &["x", "y", "z"])
    });
    // Names that have to be cut, between characters.
    for (table, column) in [
        (long.as_str(), longer.as_str()),
        ("s", longer.as_str()),
        (&"T".repeat(63), "c"),
        (&"x".repeat(63), &"y".repeat(63)),
        (wide.as_str(), "é"),
        ("w", wide.as_str()),
        (&format!("a{wide}"), &format!("b{wide}")),
        (&format!("{}🦀", "z".repeat(52)), "🦀🦀🦀"),
    ] {
        let other = "o".repeat(30);
        models.push(Model {
            primary_key: Some(key(&[column])),
            unique_keys: vec![key(&[column, &other]), key(&[&other])],
            checks: vec![check(&format!("{} <> ''", Identifier(column)))],
            foreign_keys: vec![reference(&[column, &other], table, &[column, &other])],
            indexes: vec![
                index(&[column], &[]),
                index(&[column], &[]),
                index(&[column, &other, &format!("({} || '')", Identifier(column))], &[]),
                index(&[column, &format!("({})", Identifier(column)), &other], &[&other]),
            ],
            ..model(table, &[column, &other])
        });
    }
    Schema { models, ..Schema::default() }
}

#[test]
fn derived_names_are_postgresql_s() {
    let lowered = lower(&schema()).unwrap();
    on_each(async |url| {
        let client = connect(&url).await;
        let mut differences = Vec::new();
        for table in &lowered.tables {
            client
                .batch_execute(&nameless(table))
                .await
                .unwrap_or_else(|e| panic!("{e:?}\n{}", nameless(table)));
            let (ours, theirs) = (lowered_names(table), names_of(&client, table).await);
            assert_eq!(ours.len(), theirs.len(), "{}", table.name);
            differences.extend(ours.into_iter().zip(theirs).filter(|(ours, theirs)| ours != theirs));
        }
        assert!(differences.is_empty(), "ours, theirs: {differences:#?}");
    });
}
