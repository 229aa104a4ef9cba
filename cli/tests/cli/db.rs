//! `pgorm db`: databases read as schemas, and compared with them.

use crate::{
    servers::{MAJORS, database, query},
    support::Sandbox,
};

/// Names, labels, comments and SQL that are wrong wherever something is not quoted.
const HOSTILE: &str = r#"
create schema "Odd ""Schema""";
create type "Odd ""Schema"""."Mood's" as enum ('it''s ok', 'back`tick', E'new\nline', '$$', '--');
create domain email as text check (value ~ '@');
create table users (
  id bigint generated always as identity primary key,
  email email not null unique,
  "select" text default E'it''s `x`\r\n/* "y" */ -- $$',
  "Odd Col" "Odd ""Schema"""."Mood's",
  created_at timestamptz not null default now()
);
comment on table users is E'Users -- of `all` /* kinds */ $$\nsecond "line" */';
create table "Odd ""Schema"""."order" (
  id int primary key,
  user_id bigint not null references users on delete cascade,
  "type" int,
  "a b" int check ("a b" > 0),
  a_b int
);
create index "by `user`" on "Odd ""Schema"""."order" (user_id);
"#;

#[test]
fn a_pulled_schema_makes_the_same_database() {
    for major in MAJORS {
        let sandbox = Sandbox::new();
        let url = database(major, "cli_pull");
        query(&url, HOSTILE);
        let first = sandbox.run(&["db", "pull", "--url", &url, "--out", "schema.pgorm"]).expect(0);
        assert_eq!(first.stdout, "");
        assert_eq!(
            first.stderr,
            "wrote schema.pgorm\n\
             read 1 schema, 1 enum, 1 domain, 2 tables, 10 columns, 1 foreign key, 1 index\n"
        );
        let text = sandbox.read("schema.pgorm");
        assert!(text.contains("@@schema(\"Odd \\\"Schema\\\"\")") && text.contains("model User {"), "{text}");

        let fresh = database(major, "cli_pull_fresh");
        query(&fresh, &sandbox.run(&["sql"]).expect(0).stdout);
        assert_eq!(sandbox.run(&["db", "pull", "--url", &fresh]).expect(0).stdout, text);
        for url in [&url, &fresh] {
            let same = sandbox.run(&["db", "diff", "--url", url]).expect(0);
            assert_eq!(same.stdout, "");
            assert_eq!(same.stderr, "the database is as schema.pgorm says\n");
        }
        // The file is formatted, and as it was.
        sandbox.run(&["fmt", "--check"]).expect(0);
        let again = sandbox.run(&["db", "pull", "--url", &url, "--out", "schema.pgorm"]).expect(0);
        assert_eq!(again.stderr, "schema.pgorm is unchanged: the database is as it says\n");
    }
}

#[test]
fn a_pull_over_a_schema_takes_over_what_the_database_changed() {
    for major in MAJORS {
        let sandbox = Sandbox::new();
        let url = database(major, "cli_pull_over");
        query(
            &url,
            "create table users (id int primary key, email text not null, born date, check (email <> ''));
             create table posts (id int primary key, user_id int not null references users, title text);
             create index on posts (user_id);
             create view titles as select lower(title) as title from posts",
        );
        let own = "\
// Who writes.
model Author {
  @@map(\"users\")

  id   int  @id
  mail text @map(\"email\") // never shown
  born date?

  texts Post[]

  @@check(\"users_email_check\", `email <> ''`)
}

model Post {
  @@map(\"posts\")

  id      int @id
  user_id int
  title   text?

  writer Author @relation(user_id)

  @@index([user_id])
}

view Title {
  @@map(\"titles\")
  title text?
  @@as(`select lower(title) as title from posts`)
}
";
        sandbox.write("schema.pgorm", own);
        let pull = ["db", "pull", "--url", &url, "--out", "schema.pgorm"];
        // The schema spells SQL otherwise than the database, which is no difference.
        let same = sandbox.run(&pull).expect(0);
        assert_eq!(same.stderr, "schema.pgorm is unchanged: the database is as it says\n");
        assert_eq!(sandbox.read("schema.pgorm"), own);
        assert_eq!(sandbox.run(&[&pull[..], &["--check"]].concat()).expect(0).stdout, "");

        query(
            &url,
            "alter table users alter email type varchar(80), drop column born, add phone text;
             comment on table posts is 'Short ones.';
             create index on posts (title)",
        );
        let check = sandbox.run(&[&pull[..], &["--check"]].concat()).expect(1);
        assert_eq!(sandbox.read("schema.pgorm"), own);
        let json = sandbox.run(&[&pull[..], &["--check", "--json"]].concat()).expect(1);
        let report: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        assert_eq!(report["files"], serde_json::json!(["schema.pgorm"]));
        assert_eq!(report["changes"].as_array().unwrap().len(), 6, "{report}");
        assert_eq!(report["unmerged"], serde_json::json!([]));
        let done = sandbox.run(&pull).expect(0);
        insta::assert_snapshot!("pull_over", format!("{}\n{}\n{}", check.stderr, done.stderr, check.stdout));
        sandbox.run(&["db", "diff", "--url", &url]).expect(0);
        sandbox.run(&["check"]).expect(0);
        assert_eq!(sandbox.run(&pull).expect(0).stderr, same.stderr);
    }
}

#[test]
fn a_folder_of_files_is_pulled_over_and_what_can_not_be_merged_is_told() {
    let sandbox = Sandbox::new();
    let url = database(18, "cli_pull_folder");
    query(
        &url,
        "create table a (id int primary key); create table b (id int primary key, n int not null default 7)",
    );
    sandbox.write("schema/a.pgorm", "// A.\nmodel A {\n  id int @id\n}\n");
    sandbox.write("schema/b.pgorm", "// B.\nmodel B {\n  id int @id\n  n  int @default(6)\n}\n");
    let run = sandbox.run(&["db", "pull", "--url", &url, "--out", "schema"]).expect(0);
    assert!(run.stderr.ends_with("wrote schema/b.pgorm\n"), "{run}");
    assert_eq!(sandbox.read("schema/a.pgorm"), "// A.\nmodel A {\n  id int @id\n}\n");
    assert_eq!(sandbox.read("schema/b.pgorm"), "// B.\nmodel B {\n  id int @id\n  n  int @default(7)\n}\n");

    // A schema with errors is left alone, and --force writes one file.
    sandbox.write("wrong.pgorm", "model A {\n  id nowhere\n}\n");
    let wrong = sandbox.run(&["db", "pull", "--url", &url, "--out", "wrong.pgorm"]).expect(3);
    assert!(wrong.stderr.contains("wrong.pgorm has errors, so nothing was taken over into it"), "{wrong}");
    let forced = sandbox.run(&["db", "pull", "--url", &url, "--out", "schema", "--force"]).expect(2);
    assert!(forced.stderr.starts_with("error: schema is a folder"), "{forced}");
    sandbox.run(&["db", "pull", "--url", &url, "--out", "wrong.pgorm", "--force"]).expect(0);
    assert_eq!(
        sandbox.read("wrong.pgorm"),
        "model A {\n  id int @id\n}\n\nmodel B {\n  id int @id\n  n  int @default(7)\n}\n"
    );
    let missing = sandbox.run(&["db", "pull", "--url", &url, "--out", "new.pgorm", "--check"]).expect(2);
    assert!(missing.stderr.starts_with("error: there is no schema at new.pgorm"), "{missing}");
}

#[test]
fn what_a_role_may_not_read_is_pulled_all_the_same() {
    for major in MAJORS {
        let sandbox = Sandbox::new();
        let url = database(major, "cli_unprivileged");
        query(&url, HOSTILE);
        query(&url, &format!("create role cli_nobody_{major} login"));
        let theirs = url.replace("user=postgres", &format!("user=cli_nobody_{major}"));
        assert_ne!(theirs, url);
        let pulled = |url: &str| sandbox.run(&["db", "pull", "--url", url]).expect(0).stdout;
        assert_eq!(pulled(&theirs), pulled(&url));
    }
}

#[test]
fn schemas_are_chosen_and_migrations_are_no_part_of_any() {
    for major in MAJORS {
        let sandbox = Sandbox::new();
        let url = database(major, "cli_pull_part");
        sandbox.write("schema.pgorm", "model Person {\n  id   int  @id\n  name text\n}\n");
        sandbox.run(&["migrate", "new", "first"]).expect(0);
        sandbox.run(&["migrate", "deploy", "--url", &url]).expect(0);
        // What was deployed is what the schema says.
        sandbox.run(&["db", "diff", "--url", &url]).expect(0);
        assert_eq!(
            sandbox.run(&["db", "pull", "--url", &url]).expect(0).stdout,
            sandbox.read("schema.pgorm")
        );

        query(&url, "create schema one; create table one.a (id int primary key)");
        query(&url, "create schema two; create table two.b (id int primary key)");
        let pulled = |options: &[&str]| {
            let run = sandbox.run(&[&["db", "pull", "--url", &url][..], options].concat()).expect(0);
            ["Person", "A", "B"].map(|model| run.stdout.contains(&format!("model {model} {{")))
        };
        assert_eq!(pulled(&[]), [true, true, true]);
        assert_eq!(pulled(&["--schema", "one", "--schema", "two"]), [false, true, true]);
        assert_eq!(pulled(&["--exclude", "public", "--exclude", "two"]), [false, true, false]);
        sandbox.run(&["db", "diff", "--url", &url]).expect(1);
        sandbox.run(&["db", "diff", "--url", &url, "--exclude", "one", "--exclude", "two"]).expect(0);
        let missing = sandbox.run(&["db", "pull", "--url", &url, "--schema", "three"]).expect(3);
        assert!(missing.stderr.contains("no schema \"three\"") && missing.stdout.is_empty(), "{missing}");
    }
}

#[test]
fn drift_is_told_fact_by_fact() {
    for major in MAJORS {
        let mut sandbox = Sandbox::new();
        let url = database(major, "cli_drift");
        query(&url, HOSTILE);
        query(&url, &format!("create role cli_drift_reader_{major}"));
        sandbox.set("DATABASE_URL", &url);
        sandbox.run(&["db", "pull", "--out", "schema.pgorm"]).expect(0);
        query(
            &url,
            &format!(
                "alter table users alter created_at drop default;
                 drop index \"Odd \"\"Schema\"\"\".\"by `user`\";
                 grant select on users to cli_drift_reader_{major};
                 create table extra ();"
            ),
        );
        let drift = sandbox.run(&["db", "diff"]).expect(1);
        let stable = |text: &str| text.replace(&format!("reader_{major}"), "reader");
        // Named without the version: both print the same.
        insta::assert_snapshot!("drift", stable(&drift.to_string()));
        let json = sandbox.run(&["db", "diff", "--json"]).expect(1);
        insta::assert_snapshot!("drift_json", stable(&json.stdout));
        let sql = sandbox.run(&["db", "diff", "schema.pgorm", "--sql"]).expect(1);
        insta::assert_snapshot!("drift_sql", stable(&sql.stdout));
        // What it creates is created.
        query(&url, &sql.stdout);
        let less = sandbox.run(&["db", "diff"]).expect(1);
        assert_eq!(less.stdout.lines().count(), 3, "{less}");
        query(
            &url,
            &format!(
                "alter table users alter created_at set default now();
                 revoke select on users from cli_drift_reader_{major};
                 drop table extra;"
            ),
        );
        assert_eq!(sandbox.run(&["db", "diff", "--json"]).expect(0).stdout, "[]\n");
    }
}

#[test]
fn owners_and_roles_make_no_drift_of_their_own() {
    for major in MAJORS {
        let sandbox = Sandbox::new();
        let url = database(major, "cli_owned");
        let (owner, app) = (format!("\"Own er {major}\""), format!("cli_owned_app_{major}"));
        query(&url, &format!("create role {owner} login; create role other_{major}"));
        query(&url, &format!("alter database cli_owned owner to {owner}"));
        query(
            &url,
            &format!(
                "create role {app}; set role {owner}; create table a (id int primary key); grant select on a to {app}"
            ),
        );
        let schema = format!(
            "role {app} {{\n  login = false\n}}\n\nmodel A {{\n  id int @id\n  @@grant({app}, select)\n}}\n"
        );
        sandbox.write("schema.pgorm", &schema);
        let same = sandbox.run(&["db", "diff", "--url", &url]).expect(0);
        assert_eq!(same.stdout, "", "{same}");
        // A role that the schema makes and the server has not.
        sandbox.write("schema.pgorm", &format!("{schema}\nrole cli_owned_new {{\n  login = false\n}}\n"));
        let new = sandbox.run(&["db", "diff", "--url", &url]).expect(1);
        assert_eq!(new.stdout, "role cli_owned_new: only in the schema\n");
    }
}

#[test]
fn what_can_not_be_compared_is_no_drift() {
    let mut sandbox = Sandbox::new();
    let url = database(18, "cli_uncompared");
    query(&url, "create table a (id int primary key)");
    sandbox.write("wrong.pgorm", "model A {\n  id Nothing\n}\n");
    let wrong = sandbox.run(&["db", "diff", "wrong.pgorm", "--url", &url]).expect(3);
    assert!(
        wrong.stderr.contains("error: wrong.pgorm has errors, so nothing was compared with it"),
        "{wrong}"
    );
    sandbox.write("schema.pgorm", "model A {\n  id int @id @default(`no_such_function()`)\n}\n");
    let unmade = sandbox.run(&["db", "diff", "--json", "--url", &url]).expect(3);
    insta::assert_snapshot!("diff_unmade", unmade.stderr);
    assert_eq!(unmade.stdout, "");
    sandbox.run(&["db", "diff", "--url", "postgresql://nobody@127.0.0.1:1/x"]).expect(3);

    // Without a server to make it with, the text is compared.
    sandbox.write("schema.pgorm", "model A {\n  id int @id\n}\n");
    sandbox.set("PGORM_PG_BIN", "/nonexistent");
    let text = sandbox.run(&["db", "diff", "--url", &url]).expect(0);
    let [warning, result] = text.stderr.lines().collect::<Vec<_>>()[..] else { panic!("{text}") };
    assert!(warning.starts_with("warning: PGORM_PG_BIN=/nonexistent can't be used: "), "{text}");
    assert!(
        warning.contains(": the schema is compared as it stands, and SQL that only looks different"),
        "{text}"
    );
    assert_eq!(result, "the database is as schema.pgorm says");
    sandbox.run(&["db", "diff", "--url", &url, "--schema", "public"]).expect(3);
}

/// What is done to the database by hand, and what is then told, whatever the version.
const DRIFT: &[(&str, &str)] = &[
    (
        "alter table notes alter title set default 'none'",
        "column title of public.notes: default: 'none'::text in the database, 'untitled'::text in the schema",
    ),
    ("grant update on notes to public", "table public.notes: grants: update to public only in the database"),
    (
        "comment on table notes is 'Noted'",
        "table public.notes: comment: Noted in the database, What was noted. in the schema",
    ),
    (
        "create or replace trigger noted before update on notes for each row
         when (old.body is distinct from new.body) execute function noted()",
        "trigger noted on public.notes: when: (old.body)::text IS DISTINCT FROM (new.body)::text in the database, \
         old.title IS DISTINCT FROM new.title in the schema",
    ),
    (
        "alter policy readers on notes to public",
        "policy readers on public.notes: roles: nothing in the database, pg_monitor in the schema",
    ),
    (
        "alter index notes_title_idx set (fillfactor = 80)",
        "index notes_title_idx on public.notes: options fillfactor: 80 in the database, 90 in the schema",
    ),
    (
        "alter domain short drop constraint short_check; alter domain short add constraint short_check check (length(value) < 10)",
        "constraint short_check on public.short: expression: length(VALUE) < 10 in the database, \
         length(VALUE) < 9 in the schema",
    ),
    (
        "alter type mood add value 'so so' before 'bad'",
        "type public.mood: labels: so so only in the database",
    ),
    (
        "alter sequence numbers increment by 5",
        "sequence public.numbers: options: increment 5 in the database, nothing in the schema",
    ),
    ("create or replace view titles as select title from notes where id > 1", "view public.titles: query: "),
    (
        "create or replace function two() returns int language sql as 'select 3'",
        "function public.two(): body: select 3 in the database, select 2 in the schema",
    ),
    ("alter publication feed drop table notes", "publication feed: tables: "),
];

#[test]
fn what_was_done_by_hand_is_told_by_name() {
    for major in MAJORS {
        let mut sandbox = Sandbox::new();
        let url = database(major, "cli_pulled_by_hand");
        sandbox.set("DATABASE_URL", &url);
        query(
            &url,
            "create domain short as text constraint short_check check (length(value) < 9);
             create type mood as enum ('good', 'bad');
             create sequence numbers;
             create function noted() returns trigger language plpgsql as $$begin return new; end$$;
             create function two() returns int language sql as 'select 2';
             create table notes (
                 id bigint generated always as identity primary key,
                 title text default 'untitled' not null,
                 body short,
                 mood mood
             );
             create table others (id int primary key);
             comment on table notes is 'What was noted.';
             create index notes_title_idx on notes (title) with (fillfactor = 90);
             create trigger noted before update on notes for each row
                 when (old.title is distinct from new.title) execute function noted();
             alter table notes enable row level security;
             create policy readers on notes for select to pg_monitor using (true);
             create view titles as select title from notes;
             create publication feed for table notes, others",
        );
        sandbox.run(&["db", "pull", "--out", "schema.pgorm"]).expect(0);
        sandbox.run(&["db", "diff"]).expect(0);
        let (mut told, mut wrong) = (Vec::new(), Vec::new());
        for (sql, fact) in DRIFT {
            query(&url, sql);
            let drift = sandbox.run(&["db", "diff"]).expect(1);
            let lines: Vec<String> = drift.stdout.lines().map(str::to_owned).collect();
            let fresh: Vec<&String> = lines.iter().filter(|line| !told.contains(*line)).collect();
            if !matches!(fresh.as_slice(), [line] if line.starts_with(fact)) {
                wrong.push(format!("{sql}: {fact}\n{fresh:#?}"));
            }
            told.clone_from(&lines);
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        // What a pull takes over is the same.
        let json = sandbox.run(&["db", "diff", "--json"]).expect(1);
        let facts: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        assert_eq!(facts.as_array().map(Vec::len), Some(DRIFT.len()));
        let pulled = sandbox.run(&["db", "pull", "--out", "schema.pgorm"]).expect(0);
        assert!(pulled.stderr.contains("took over 12 facts that the database has otherwise:\n"), "{pulled}");
        sandbox.run(&["db", "diff"]).expect(0);
    }
}

#[test]
fn a_server_that_is_too_old_is_told_before_it_is_asked() {
    let mut sandbox = Sandbox::new();
    let url = database(15, "cli_too_old");
    sandbox.set("DATABASE_URL", &url);
    sandbox.write(
        "schema.pgorm",
        "model Person {\n  id   int  @id\n  name text\n  loud text @generated(virtual: `upper(name)`)\n}\n",
    );
    let told = sandbox.run(&["sql", "--for", "15"]).expect(3);
    insta::assert_snapshot!("too_old", told);
    sandbox.run(&["sql", "--for", "18"]).expect(0);
    sandbox.run(&["sql", "--for", "14"]).expect(2);
    for arguments in [
        &["migrate", "new", "first", "--for", "17"][..],
        &["db", "diff"],
        &["db", "pull", "--out", "schema.pgorm"],
    ] {
        let refused = sandbox.run(arguments).expect(3);
        assert_eq!(refused.stderr.replace("17", "15"), told.stderr);
    }
    sandbox.run(&["migrate", "new", "first"]).expect(0);
    let refused = sandbox.run(&["migrate", "deploy"]).expect(3);
    assert_eq!(refused.stderr, told.stderr);
    assert_eq!(query(&url, crate::servers::TABLES), Vec::<String>::new());
    sandbox.set("DATABASE_URL", &database(18, "cli_new_enough"));
    sandbox.run(&["migrate", "deploy"]).expect(0);
    sandbox.run(&["db", "diff"]).expect(0);
}
