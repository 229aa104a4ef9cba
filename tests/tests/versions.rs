//! What only newer versions of PostgreSQL have: told by name before a server sees it, and truly refused by an older one.

use pg_orm_ir::catalog::{Catalog, Enforcement, Key, NotNull};
use pg_orm_ir::{QualifiedName, catalog::Table};
use pg_orm_local::Server;
use pg_orm_migrate::{create_script, require_version, requirements};
use pg_orm_schema::{Sources, Style, compile};
use tokio_postgres::{Client, NoTls};

/// Each feature as a schema, and what is said of it: nothing of what all supported versions have.
const SAID: &[(&str, &str)] = &[
    (
        "model T {\n  a int @id\n  b int @generated(virtual: `a * 2`)\n}",
        "column b of public.t: GENERATED .. VIRTUAL needs PostgreSQL 18",
    ),
    (
        "model T {\n  a int @id\n  @@check(\"c\", `a > 0`, enforcement: not_enforced)\n}",
        "constraint c on public.t: NOT ENFORCED needs PostgreSQL 18",
    ),
    (
        "model T {\n  a int @id\n  b int\n  t T @relation(b, enforcement: not_enforced)\n}",
        "constraint t_b_fkey on public.t: NOT ENFORCED needs PostgreSQL 18",
    ),
    (
        "model T {\n  a int @id\n}\nmodel P {\n  a int @id\n  t T @relation(a, enforcement: not_valid)\n  @@partition(list: a)\n}",
        "constraint p_a_fkey on public.p: a NOT VALID foreign key of a partitioned table needs PostgreSQL 18",
    ),
    (
        "model T {\n  a int4range\n  @@partition(list: a)\n  @@exclude(\"e\", using: gist, [a with \"=\"])\n}",
        "constraint e on public.t: EXCLUDE of a partitioned table needs PostgreSQL 17",
    ),
    (
        "role version_reader\nmodel T {\n  a int @id\n  @@grant(version_reader, [maintain])\n}",
        "table public.t: MAINTAIN needs PostgreSQL 17",
    ),
    (
        "collation ruled { provider = icu, locale = \"und\", rules = \"&V << w\" }",
        "collation public.ruled: RULES of a collation needs PostgreSQL 16",
    ),
    (
        "collation built { provider = builtin, locale = \"C.UTF-8\" }",
        "collation public.built: PROVIDER = builtin needs PostgreSQL 17",
    ),
    (
        "model T {\n  a int @id\n}\npublication p { tables = [T], generated_columns = stored }",
        "publication p: publish_generated_columns needs PostgreSQL 18",
    ),
    (
        "role version_boss\nrole version_one { member_of = { version_boss: [inherit] } }",
        "role version_one: GRANT .. WITH INHERIT, SET needs PostgreSQL 16",
    ),
    // All of these 15 has.
    ("model T {\n  a int @id @identity\n  @@partition(list: a)\n}", ""),
    ("model T {\n  a int? @unique(nulls: not_distinct)\n}", ""),
    ("model T {\n  a int @id\n}\nview V {\n  a int?\n  @@security_invoker\n  @@as(`select a from t`)\n}", ""),
    ("model T {\n  a int @id\n}\npublication p { tables = { T: { where: `a > 1`, columns: [a] } } }", ""),
];

fn catalog(text: &str) -> Catalog {
    let sources = Sources::from_text("schema.pgorm", text);
    let compiled = compile(&sources);
    let told = compiled.diagnostics.render(&sources, Style::Plain);
    pg_orm_ir::lower(&compiled.schema.unwrap_or_else(|| panic!("{told}"))).unwrap()
}

/// What the language has no words for.
fn unsayable() -> Vec<(Catalog, &'static str)> {
    let changed = |text: &str, change: fn(&mut Vec<Table>)| {
        let mut catalog = catalog(text);
        change(&mut catalog.tables);
        catalog
    };
    let text = "model T {\n  a int4range\n  b tstzrange\n}\nmodel U {\n  a int4range\n  b tstzrange\n}";
    let key = || Key {
        name: "k".into(),
        columns: vec!["a".into(), "b".into()],
        is_without_overlaps: true,
        ..Key::default()
    };
    let temporal = changed(text, |_| {});
    let with_key = |mut catalog: Catalog| {
        catalog.tables[0].primary_key = Some(key());
        catalog
    };
    let mut with_both = with_key(temporal.clone());
    with_both.tables[1].foreign_keys = vec![pg_orm_ir::catalog::ForeignKey {
        name: "f".into(),
        columns: vec!["a".into(), "b".into()],
        target: QualifiedName::new("public", "t"),
        references: vec!["a".into(), "b".into()],
        has_period: true,
        enforcement: Enforcement::Valid,
        ..pg_orm_ir::catalog::ForeignKey::default()
    }];
    let named = changed("model T {\n  a int\n}", |tables| {
        tables[0].columns[0].not_null = Some(NotNull { name: Some("n".into()), ..NotNull::default() });
    });
    let method = changed("model T {\n  a int @id\n  @@partition(list: a)\n}", |tables| {
        tables[0].access_method = Some("heap".into());
    });
    vec![
        (with_key(temporal), "constraint k on public.t: WITHOUT OVERLAPS needs PostgreSQL 18"),
        (
            with_both,
            "constraint k on public.t: WITHOUT OVERLAPS needs PostgreSQL 18\n\
             constraint f on public.u: PERIOD needs PostgreSQL 18",
        ),
        (named, "column a of public.t: a NOT NULL with a name, NO INHERIT or NOT VALID needs PostgreSQL 18"),
        (method, "table public.t: USING of a partitioned table needs PostgreSQL 17"),
    ]
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

#[tokio::test]
async fn what_a_server_is_too_old_for_is_told_and_refused_by_it() {
    let said = SAID.iter().map(|(text, told)| (catalog(text), *told));
    let cases: Vec<(Catalog, &str)> = said.chain(unsayable()).collect();
    for major in [15, 18] {
        let server = Server::temporary().major(major).start().expect("a server starts");
        for (catalog, told) in &cases {
            let lines: Vec<String> = requirements(catalog).iter().map(ToString::to_string).collect();
            assert_eq!(lines.join("\n"), *told);
            let client = connect(&server.url("postgres")).await;
            let script = format!("begin;\n{}\nrollback;", create_script(catalog));
            let made = client.batch_execute(&script).await;
            let is_old = major == 15 && !told.is_empty();
            assert_eq!(require_version(catalog, major).is_err(), is_old, "PostgreSQL {major}: {told}");
            // An older one forgets the name without a word.
            let is_forgotten = told.contains("a NOT NULL with a name");
            if made
                .as_ref()
                .is_err_and(|error| format!("{error:?}").contains("ICU is not supported in this build"))
            {
                eprintln!("SKIPPED: PostgreSQL {major} was built without ICU: {told}");
                continue;
            }
            assert_eq!(
                made.is_err(),
                is_old && !is_forgotten,
                "PostgreSQL {major}: {told}: {made:?}\n{script}"
            );
        }
    }
}
