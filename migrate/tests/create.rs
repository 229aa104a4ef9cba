//! A wide catalog under hostile names: what PostgreSQL has afterwards is what the catalog says, and the way
//! back leaves nothing.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

use std::time::{Duration, UNIX_EPOCH};

use pg_orm_apply::{Migrations, Options, Target, deploy, rollback};
use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::*;
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_migrate::{NewMigration, Outcome, create_script, drop_script, new_migration};
use pg_orm_sql::Identifier;
use support::{connect, facts, on_each};
use tokio_postgres::Client;

/// Names that break whoever glues SQL together.
const NAMES: [&str; 17] = [
    "plain",
    "Upper",
    "quo\"te",
    "it's",
    "back\\slash",
    "select",
    "🦀 crab",
    "a$b",
    "sp ace",
    "63 bytes of a name, which is as long as PostgreSQL lets it be..",
    "$$",
    "-- no comment",
    "/* nor this",
    "; drop table x",
    "line\nend\ttab",
    "%s %I {0} $1",
    "ünï_ß",
];

/// A name of its own for each kind of object, as hostile as `name`.
fn named(kind: char, name: &str) -> String {
    let mut name = format!("{kind}{name}");
    while name.len() > 63 {
        name.pop();
    }
    name
}

fn built_in(type_: BuiltIn) -> DataType {
    DataType::built_in(type_)
}

fn column(name: &str, type_: DataType) -> Column {
    Column { name: name.into(), type_, is_nullable: true, ..Column::default() }
}

fn numbering(kind: Identity) -> Option<Numbering> {
    Some(Numbering { kind, ..Numbering::default() })
}

fn grant(role: &str, privileges: &[Privilege]) -> Grant {
    Grant { role: role.into(), privileges: privileges.to_vec(), ..Grant::default() }
}

fn granted(grants: Vec<Grant>) -> Access {
    Access { grants, ..Access::default() }
}

fn index_on(name: String, keys: Vec<IndexKey>) -> Index {
    Index { name, method: "btree".into(), keys, ..Index::default() }
}

fn key(target: IndexTarget) -> IndexKey {
    IndexKey { target, ..IndexKey::default() }
}

fn foreign_key(name: String, column: &str, target: QualifiedName, references: &str) -> ForeignKey {
    ForeignKey {
        name,
        columns: vec![column.into()],
        target,
        references: vec![references.into()],
        ..ForeignKey::default()
    }
}

fn quoted(name: &str) -> String {
    pg_orm_sql::Identifier(name).to_string()
}

/// The table of the `i`th name: each has every kind of part, and a foreign key to the next, the last to the
/// first.
fn table(i: usize, roles: &[String]) -> Table {
    let name = NAMES[i];
    let next = NAMES[(i + 1) % NAMES.len()];
    let mut columns: Vec<Column> =
        NAMES.iter().map(|name| column(name, built_in(BuiltIn::Integer))).collect();
    columns[i].comment = Some(format!("comment: {name}"));
    columns[i].is_nullable = false;
    columns.extend([
        Column {
            default: Some(pg_orm_sql_literal(name) + "::text"),
            ..column("text", built_in(BuiltIn::Text))
        },
        column("state", DataType::declared(QualifiedName::new(name, named('e', name)))),
        Column {
            numbering: numbering(Identity::Always),
            is_nullable: false,
            ..column("id", built_in(BuiltIn::BigInt))
        },
        Column {
            numbering: Some(Numbering {
                kind: Identity::Serial,
                access: granted(vec![grant(&roles[i], &[Privilege::Usage])]),
                ..Numbering::default()
            }),
            is_nullable: false,
            ..column("number", built_in(BuiltIn::SmallInt))
        },
        Column {
            default: Some("ARRAY['a b'::text, ''::text]".into()),
            ..column("list", built_in(BuiltIn::Text).into_array())
        },
        column("exact", DataType { modifiers: vec![12.into(), 2.into()], ..built_in(BuiltIn::Numeric) }),
        Column {
            default: Some("now() -- the moment".into()),
            ..column("at", DataType { modifiers: vec![3.into()], ..built_in(BuiltIn::TimestampTz) })
        },
    ]);
    // What stands in the database has no comment.
    let actions = [
        ReferentialAction::NoAction,
        ReferentialAction::Restrict,
        ReferentialAction::Cascade,
        ReferentialAction::SetNull,
        ReferentialAction::SetDefault,
    ];
    let to_next = ForeignKey {
        on_delete: actions[i % 5],
        on_update: actions[(i + 1) % 5],
        deferrable: [Deferrable::No, Deferrable::InitiallyImmediate, Deferrable::InitiallyDeferred][i % 3],
        ..foreign_key(named('f', name), name, QualifiedName::new(next, next), next)
    };
    let to_self =
        foreign_key(named('s', name), NAMES[(i + 2) % NAMES.len()], QualifiedName::new(name, name), name);
    let mut expression = index_on(
        named('x', name),
        vec![
            IndexKey {
                is_descending: true,
                nulls: Some(Nulls::Last),
                ..key(IndexTarget::Column(name.into()))
            },
            key(IndexTarget::Expression("lower(text)".into())),
        ],
    );
    expression.include = vec!["state".into()];
    expression.predicate = Some("exact > (0)::numeric".into());
    let gin = Index {
        method: "gin".into(),
        ..index_on(named('g', name), vec![key(IndexTarget::Column("list".into()))])
    };
    let unique = Index {
        is_unique: true,
        ..index_on(
            named('w', name),
            vec![IndexKey {
                operator_class: Some(QualifiedName::new("pg_catalog", "text_pattern_ops")),
                nulls: Some(Nulls::First),
                ..key(IndexTarget::Column("text".into()))
            }],
        )
    };
    let condition = format!("{} IS NOT NULL", quoted(name));
    Table {
        name: QualifiedName::new(name, name),
        comment: Some(format!("comment: {name}")),
        columns,
        primary_key: Some(Key { name: named('p', name), columns: vec!["id".into()], ..Key::default() }),
        unique: vec![
            Key { name: named('u', name), columns: vec![name.into()], ..Key::default() },
            Key {
                name: named('n', name),
                columns: vec!["exact".into(), "at".into()],
                nulls_not_distinct: true,
                ..Key::default()
            },
        ],
        foreign_keys: vec![to_next, to_self],
        checks: vec![Check {
            name: named('c', name),
            expression: format!("{condition} -- never\n"),
            ..Check::default()
        }],
        indexes: vec![expression, gin, unique],
        row_security: (!i.is_multiple_of(3)).then_some(RowSecurity { is_forced: i % 3 == 2 }),
        policies: vec![
            Policy {
                name: name.into(),
                comment: Some(name.into()),
                kind: PolicyKind::Permissive,
                command: PolicyCommand::All,
                roles: vec![],
                using: Some(condition.clone()),
                with_check: None,
            },
            Policy {
                name: named('r', name),
                comment: None,
                kind: PolicyKind::Restrictive,
                command: PolicyCommand::Update,
                roles: roles.to_vec(),
                using: Some(condition.clone()),
                with_check: Some(condition),
            },
        ],
        access: granted(vec![grant(&roles[i], Privilege::TABLE), grant("public", &[Privilege::Select])]),
        ..Table::default()
    }
}

fn pg_orm_sql_literal(text: &str) -> String {
    pg_orm_sql::literal(text).to_string()
}

fn declared(letter: char, name: &str) -> DataType {
    DataType::declared(QualifiedName::new(name, named(letter, name)))
}

/// Domains, each over something else: text, an enum, an array, a composite, the domain that comes after it.
fn domain(i: usize) -> Domain {
    let name = NAMES[i];
    let (base, default) = match (i % 5, NAMES.get(i + 1)) {
        (0, _) => (
            DataType { modifiers: vec![300.into()], ..built_in(BuiltIn::VarChar) },
            Some(format!("{}::character varying", pg_orm_sql_literal(name))),
        ),
        (1, _) => {
            (declared('e', name), Some(format!("{}::{}", pg_orm_sql_literal(name), declared('e', name))))
        }
        (2, _) => (built_in(BuiltIn::Integer).into_array(), Some("'{}'::integer[]".to_owned())),
        (3, _) => (declared('c', name), None),
        // PostgreSQL gives it the other one's default.
        (_, Some(next)) => {
            (declared('d', next), Some(format!("{}::character varying", pg_orm_sql_literal(next))))
        }
        _ => (built_in(BuiltIn::Text), None),
    };
    let check = |label: &str| Check {
        name: label.into(),
        expression: "VALUE IS NOT NULL".into(),
        ..Check::default()
    };
    Domain {
        name: QualifiedName::new(name, named('d', name)),
        comment: Some(format!("comment: {name}")),
        base,
        is_never_null: i % 2 == 1,
        default,
        checks: vec![check(name), check(&named('k', name))],
        ..Domain::default()
    }
}

/// Composites with an attribute of each name, each holding the one that comes after it, and its array.
fn composite(i: usize) -> Composite {
    let name = NAMES[i];
    let attribute = |name: &str, type_| Attribute {
        name: name.into(),
        comment: Some(format!("comment: {name}")),
        type_,
        ..Attribute::default()
    };
    let mut attributes: Vec<Attribute> =
        NAMES.iter().map(|name| attribute(name, declared('e', name))).collect();
    if let Some(next) = NAMES.get(i + 1) {
        attributes.push(attribute("next", declared('c', next)));
        attributes.push(attribute("all of them", declared('c', next).into_array()));
        if i % 5 != 2 {
            attributes.push(attribute("domain", declared('d', next)));
        }
    }
    Composite {
        name: QualifiedName::new(name, named('c', name)),
        comment: Some(format!("comment: {name}")),
        attributes,
        ..Composite::default()
    }
}

fn wide() -> Catalog {
    let roles: Vec<String> = NAMES.iter().map(|name| named('o', name)).collect();
    let namespace = |(i, name): (usize, &&str)| Namespace {
        name: (*name).into(),
        comment: Some(format!("comment: {name}")),
        access: granted(vec![grant(&roles[i], &[Privilege::Usage])]),
    };
    let role = |(i, name): (usize, &String)| Role {
        name: name.clone(),
        comment: Some(format!("comment: {name}")),
        can_login: i % 2 == 0,
        is_managed: true,
        ..Role::default()
    };
    let enum_ = |name: &&str| Enum {
        name: QualifiedName::new(*name, named('e', name)),
        comment: Some(format!("comment: {name}")),
        labels: NAMES.iter().map(|label| (*label).to_owned()).collect(),
        ..Enum::default()
    };
    let mut catalog = Catalog {
        namespaces: NAMES.iter().enumerate().map(namespace).collect(),
        roles: roles.iter().enumerate().map(role).collect(),
        enums: NAMES.iter().map(enum_).collect(),
        domains: (0..NAMES.len()).map(domain).collect(),
        composites: (0..NAMES.len()).map(composite).collect(),
        tables: (0..NAMES.len()).map(|i| table(i, &roles)).collect(),
        ..Catalog::default()
    };
    catalog.roles.push(Role { name: "elsewhere's".into(), ..Role::default() });
    catalog.tables.extend(numbered(&roles[0]));
    catalog
}

/// Columns that number themselves, whose sequences would take the names of tables and of each other.
fn numbered(role: &str) -> Vec<Table> {
    let empty = |name: &str, columns| Table {
        name: QualifiedName::new("public", name),
        columns,
        access: granted(vec![grant(role, &[Privilege::Select, Privilege::Insert])]),
        ..Table::default()
    };
    let numbers = |name: &str, type_, identity| Column {
        numbering: numbering(identity),
        is_nullable: false,
        ..column(name, built_in(type_))
    };
    vec![
        empty(
            "n",
            vec![
                numbers("a", BuiltIn::BigInt, Identity::Serial),
                numbers("b", BuiltIn::Integer, Identity::ByDefault),
                numbers("c_d", BuiltIn::Integer, Identity::Serial),
                numbers("e", BuiltIn::SmallInt, Identity::Serial),
            ],
        ),
        empty("n_c", vec![numbers("d", BuiltIn::Integer, Identity::Serial)]),
        empty("n_a_seq", vec![]),
        empty("n_b_seq", vec![column("x", built_in(BuiltIn::Integer))]),
    ]
}

/// The catalog as PostgreSQL keeps it: without comments in its expressions.
fn as_kept(catalog: &Catalog) -> Catalog {
    let mut catalog = catalog.clone();
    for table in &mut catalog.tables {
        for check in &mut table.checks {
            check.expression = check.expression.replace(" -- never\n", "");
        }
        for column in &mut table.columns {
            column.default = column.default.take().map(|default| {
                // It prints strings by the rules of `standard_conforming_strings`.
                default.replace(" -- the moment", "").replace("E'", "'").replace("\\\\", "\\")
            });
        }
    }
    catalog
}

#[test]
fn a_wide_catalog_forward_and_back() {
    let catalog = wide();
    on_each(async |url| {
        let mut client = connect(&url).await;
        client.batch_execute("drop role if exists \"elsewhere's\"").await.unwrap();

        // The whole way: written as a migration, read, cut into statements, run.
        let folder = tempfile::tempdir().unwrap();
        let new = NewMigration {
            folder: folder.path(),
            title: "first",
            at: UNIX_EPOCH + Duration::from_secs(1_767_225_600),
            catalog: &catalog,
        };
        assert!(matches!(new_migration(&new).unwrap(), Outcome::Written(_)));
        let migrations = Migrations::from_folder(folder.path()).unwrap();

        let error = deploy(&mut client, &migrations, &Options::default()).await.unwrap_err().to_string();
        assert!(error.contains("role \"elsewhere's\" does not exist (SQLSTATE 42704)"), "{error}");
        assert!(error.contains("hint: The schema declares it with `managed = false`"), "{error}");
        assert_eq!(facts::of_database(&client).await, Vec::<String>::new());
        client.batch_execute("create role \"elsewhere's\"").await.unwrap();

        deploy(&mut client, &migrations, &Options::default()).await.unwrap();
        let (expected, found) = (facts::of_catalog(&as_kept(&catalog)), facts::of_database(&client).await);
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found);
        }
        assert_eq!(expected.len(), found.len());

        rollback(&mut client, &migrations, &Target::All, &Options::default()).await.unwrap();
        only_login_roles_are_left(&client, &catalog).await;
        let left = "select count(*) from pg_depend where classid <> 0 and refobjid >= 16384
                    and refclassid = 'pg_namespace'::regclass
                    and refobjid <> (select oid from pg_namespace where nspname = '_pgorm')";
        assert_eq!(client.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 0);

        // And as one text, in one message, which is how `psql` would be given it.
        client.batch_execute(&create_script(&catalog).to_string()).await.unwrap();
        client.batch_execute(&drop_script(&catalog).to_string()).await.unwrap();
        only_login_roles_are_left(&client, &catalog).await;
    });
}

/// Roles that may log in stay, since a password may be theirs by now; this takes them away.
async fn only_login_roles_are_left(client: &Client, catalog: &Catalog) {
    let roles: Vec<Role> =
        catalog.roles.iter().filter(|role| role.is_managed && role.can_login).cloned().collect();
    assert!(!roles.is_empty());
    for role in &roles {
        let name = Identifier(&role.name);
        let is_there =
            client.execute("select from pg_roles where rolname = $1", &[&role.name]).await.unwrap();
        assert_eq!(is_there, 1, "{name}");
        client.batch_execute(&format!("drop role {name}")).await.unwrap();
    }
    assert_eq!(facts::of_database(client).await, Vec::<String>::new());
}

#[test]
fn a_role_that_is_needed_stays() {
    let role = |name: &str| Role { name: name.into(), is_managed: true, ..Role::default() };
    let login = Role { can_login: true, ..role("stays by login") };
    let catalog = Catalog {
        roles: vec![
            login,
            role("stays by membership"),
            role("stays by setting"),
            role("stays by use"),
            role("goes"),
        ],
        namespaces: vec![Namespace {
            name: "public".into(),
            comment: Some("ours".into()),
            access: granted(vec![grant("goes", &[Privilege::Usage])]),
        }],
        ..Catalog::default()
    };
    on_each(async |url| {
        let client = connect(&url).await;
        let create = create_script(&catalog).to_string();
        // A second time is no error: another database may have made them.
        client.batch_execute(&create).await.unwrap();
        client.batch_execute(&create).await.unwrap();
        client
            .batch_execute(
                "create role member in role \"stays by membership\"; create table used (); grant select on used to \"stays by use\"; alter role \"stays by setting\" set work_mem = '8MB'",
            )
            .await
            .unwrap();
        client.batch_execute(&drop_script(&catalog).to_string()).await.unwrap();
        let left =
            "select string_agg(rolname, ',' order by rolname) from pg_roles where rolname ~ '^(stays|goes)'";
        let left: String = client.query_one(left, &[]).await.unwrap().get(0);
        assert_eq!(left, "stays by login,stays by membership,stays by setting,stays by use");
        let public = "select obj_description('public'::regnamespace, 'pg_namespace')";
        assert_eq!(
            client.query_one(public, &[]).await.unwrap().get::<_, String>(0),
            "standard public schema"
        );
        client
            .batch_execute("drop table used; drop role member, \"stays by use\", \"stays by membership\", \"stays by login\", \"stays by setting\"")
            .await
            .unwrap();
    });
}

/// Migrations run as the database's owner, who may make roles and is no superuser.
#[test]
fn the_owner_may_take_the_roles_it_makes() {
    let catalog = Catalog {
        roles: vec![Role { name: "goes_too".into(), is_managed: true, ..Role::default() }],
        ..Catalog::default()
    };
    on_each(async |url| {
        let client = connect(&url).await;
        client
            .batch_execute("create role member_owner createrole; set session authorization member_owner")
            .await
            .unwrap();
        client.batch_execute(&create_script(&catalog).to_string()).await.unwrap();
        client.batch_execute("set role goes_too; reset role").await.unwrap();
        client.batch_execute(&drop_script(&catalog).to_string()).await.unwrap();
        client.batch_execute("reset session authorization; drop role member_owner").await.unwrap();
        let left = "select count(*) from pg_roles where rolname = 'goes_too'";
        assert_eq!(client.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 0);
    });
}

/// PostgreSQL 18 names `not null` constraints too, and these names may be taken.
#[test]
fn a_check_may_have_the_name_of_a_not_null() {
    let mut table = numbered("public").remove(1);
    table.columns[0].numbering = None;
    table.checks.push(Check {
        name: "n_c_d_not_null".into(),
        expression: "d > 0".into(),
        ..Check::default()
    });
    let catalog = Catalog { tables: vec![table], ..Catalog::default() };
    on_each(async |url| {
        let client = connect(&url).await;
        client.batch_execute(&create_script(&catalog).to_string()).await.unwrap();
        let found = facts::of_database(&client).await;
        assert!(
            found.iter().any(|fact| fact == "constraint ; public ; n_c ; c ; n_c_d_not_null ;  ; d > 0"),
            "{found:#?}"
        );
    });
}

/// A domain's checks and default may name types that are made after it.
#[test]
fn a_domain_may_speak_of_types_that_are_made_later() {
    let public = |name: &str| QualifiedName::new("public", name);
    let check =
        |name: &str, sql: &str| Check { name: name.into(), expression: sql.into(), ..Check::default() };
    let code = Domain {
        name: public("code"),
        comment: None,
        base: built_in(BuiltIn::Text),
        is_never_null: true,
        default: Some("((('a'::text, 1)::public.\"Pair\").code)::text".into()),
        checks: vec![
            check("short", "length(VALUE) < 5"),
            check("code_not_null", "(VALUE, 1)::public.\"Pair\" IS NOT NULL"),
            check("other", "VALUE::public.later <> 'z'::text"),
        ],
        ..Domain::default()
    };
    let later =
        Domain { name: public("later"), default: None, checks: vec![], is_never_null: false, ..code.clone() };
    let attribute = |name: &str, type_| Attribute { name: name.into(), type_, ..Attribute::default() };
    let pair = Composite {
        name: public("Pair"),
        comment: None,
        attributes: vec![
            attribute("code", built_in(BuiltIn::Text)),
            attribute("number", built_in(BuiltIn::Integer)),
        ],
        ..Composite::default()
    };
    let catalog = Catalog { domains: vec![code, later], composites: vec![pair], ..Catalog::default() };
    on_each(async |url| {
        let client = connect(&url).await;
        let before = facts::of_database(&client).await;
        client.batch_execute(&create_script(&catalog).to_string()).await.unwrap();
        // Not by search_path, which reading the facts leaves empty.
        let rows = "select conname::text from pg_constraint where contypid = 'public.code'::regtype and contype = 'c' order by 1";
        let rows = client.query(rows, &[]).await.unwrap();
        let names: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        assert_eq!(names, ["code_not_null", "other", "short"]);
        client.batch_execute("create temp table t (code public.code)").await.unwrap();
        client.batch_execute("insert into t default values").await.unwrap();
        assert!(client.batch_execute("insert into t values ('z')").await.is_err());
        assert!(client.batch_execute("insert into t values (null)").await.is_err());
        client.batch_execute("drop table t").await.unwrap();
        client.batch_execute(&drop_script(&catalog).to_string()).await.unwrap();
        assert_eq!(facts::of_database(&client).await, before);
    });
}
