//! `pgorm init`: what it writes, and what it leaves alone.

use std::fs;

use crate::support::{Sandbox, checkout};

#[test]
fn a_new_project_has_all_it_needs() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["init", "todo", "--no-migration"]).expect(0);
    insta::assert_snapshot!(run);
    assert!(sandbox.read("todo/Cargo.toml").contains("name = \"todo\""));
}

#[test]
fn nothing_is_overwritten() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init", "--no-migration"]).expect(0);
    for file in ["schema.pgorm", "build.rs", "pgorm.toml", "src/main.rs", ".gitignore"] {
        sandbox.write(file, "# mine");
    }
    let manifest = sandbox.read("Cargo.toml");
    let run = sandbox.run(&["init"]).expect(0);
    insta::assert_snapshot!(run);
    assert_eq!(sandbox.read("Cargo.toml"), manifest);
    for file in ["schema.pgorm", "build.rs", "pgorm.toml", "src/main.rs", ".gitignore"] {
        assert_eq!(sandbox.read(file), "# mine");
    }
}

#[test]
fn a_cargo_project_is_told_what_to_add() {
    let sandbox = Sandbox::new();
    let manifest = "[package]\nname = \"shop\"\n\n[dependencies]\ntokio = \"1\"\n";
    sandbox.write("Cargo.toml", manifest);
    sandbox.write("src/lib.rs", "");
    let run = sandbox.run(&["init"]).expect(0);
    insta::assert_snapshot!(run);
    assert_eq!(sandbox.read("Cargo.toml"), manifest);
    assert!(!sandbox.project("src/main.rs").exists() && !sandbox.project("migrations").exists());
}

#[test]
fn lines_of_packages_that_are_not_there_are_replaced() {
    let sandbox = Sandbox::new();
    let published = "[package]\nname = \"shop\"\n\n[dependencies]\npg-orm = \"0.1\"\ntokio = \"1\"\n\n\
                     [build-dependencies]\npg-orm-build = \"0.1\"\n";
    sandbox.write("Cargo.toml", published);
    let run = sandbox.run(&["init"]).expect(0);
    let said = run.stderr.split("\nto do: ").nth(1).unwrap();
    insta::assert_snapshot!(said);
    assert_eq!(sandbox.read("Cargo.toml"), published);
    // What was said to write is enough.
    let checkout = checkout().display().to_string();
    let lines = said.split_once(":\n").unwrap().1.replace("[CHECKOUT]", &checkout);
    sandbox.write("Cargo.toml", &format!("[package]\nname = \"shop\"\n{lines}"));
    let again = sandbox.run(&["init"]).expect(0);
    assert!(!again.stderr.contains("replace the lines"), "{again}");
}

#[test]
fn a_workspace_around_it_is_noticed() {
    let sandbox = Sandbox::new();
    sandbox.write("Cargo.toml", "[workspace]\nmembers = []\n");
    let run = sandbox.run(&["init", "apps/todo", "--no-migration"]).expect(0);
    assert!(run.stderr.contains("is a workspace: add \"apps/todo\" to its `members`"), "{run}");
}

#[test]
fn a_workspace_alone_is_no_project() {
    let sandbox = Sandbox::new();
    sandbox.write("Cargo.toml", "[workspace]\nmembers = []\n");
    let refused = sandbox.run(&["init"]).expect(2);
    assert!(refused.stderr.contains("Cargo.toml is a workspace without a package of its own"), "{refused}");
    assert_eq!(fs::read_dir(sandbox.project("")).unwrap().count(), 1);
}

#[test]
fn a_folder_that_cannot_be_made_is_a_failure() {
    let sandbox = Sandbox::new();
    sandbox.write("file", "");
    let run = sandbox.run(&["init", "file/todo"]).expect(3);
    assert!(run.stderr.starts_with("error: cannot "), "{run}");
    assert!(run.stderr.contains("\n  because: Not a directory"), "{run}");
    assert_eq!(fs::read_to_string(sandbox.project("file")).unwrap(), "");
}

#[test]
fn the_schema_goes_where_the_settings_want_it() {
    let sandbox = Sandbox::new();
    sandbox.write("pgorm.toml", "schema = \"db/tables\"\nmigrations = \"db/steps\"\n");
    sandbox.run(&["init"]).expect(0);
    assert!(!sandbox.project("schema.pgorm").exists() && !sandbox.project("migrations").exists());
    assert_eq!(fs::read_dir(sandbox.project("db/steps")).unwrap().count(), 2);
    assert!(sandbox.read("src/main.rs").contains("pg_orm::migrations!(\"db/steps\")"));
    assert!(sandbox.read("db/tables/schema.pgorm").contains("model Person"));
    assert!(sandbox.read("build.rs").contains("pg_orm_build::compile(\"db/tables\");"));
}

#[test]
fn a_cargo_project_that_has_all_is_told_nothing() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init", "--no-migration"]).expect(0);
    let run = sandbox.run(&["init"]).expect(0);
    assert!(!run.stderr.contains("to do:") && !run.stderr.contains("created"), "{run}");
}

#[test]
fn a_schema_that_is_there_gets_a_program_that_only_connects() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", "model Ship { id bigint @id }");
    sandbox.run(&["init"]).expect(0);
    let main = sandbox.read("src/main.rs");
    assert!(
        main.contains("Pool::from_env()") && !main.contains("Person") && !main.contains("migrations!"),
        "{main}"
    );
    assert!(!sandbox.project("migrations").exists());
}

#[test]
fn the_types_of_the_settings_bring_their_features() {
    let sandbox = Sandbox::new();
    let settings = "[types]\ntimestamptz = \"jiff\"\nbit = \"bit-vec\"\nuuid = \"uuid\"\n";
    sandbox.write("new/pgorm.toml", settings);
    sandbox.run(&["init", "new", "--no-migration"]).expect(0);
    let manifest = sandbox.read("new/Cargo.toml");
    assert!(manifest.contains("features = [\"migrate\", \"bit-vec\", \"jiff\"]"), "{manifest}");

    // A package that has pg-orm lacks them.
    let manifest = manifest.replace("\"bit-vec\", \"jiff\"", "\"jiff\"");
    sandbox.write("new/Cargo.toml", &manifest);
    let run = sandbox.run(&["init", "new", "--no-migration"]).expect(0);
    assert!(run.stderr.contains("for the types of pgorm.toml:\n\n  features = [\"bit-vec\"]"), "{run}");
}
