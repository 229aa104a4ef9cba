//! Other people's databases, pulled: each of their schemas has a client that compiles, and reads every table and view.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use pg_orm_build::{Options, generate};
use pg_orm_ir::catalog::ViewKind;
use pg_orm_ir::model::Schema;
use pg_orm_migrate::{IntrospectOptions, introspect};
use pg_orm_schema::{Sources, Style};
use pg_orm_tests::{Bench, corpus_folder, schema_name, schemas};

/// What every pulled schema is given: models under row-level security are read through a session.
const SESSION: &str = "\nsession PulledClient {\n  @@settings(\"pulled_client\")\n  nobody text?\n}\n";

/// A database that was loaded, with its schema.
struct Loaded {
    name: String,
    url: String,
    schema: Schema,
}

/// Why a database has no client.
enum Missed {
    /// It can't be loaded into this server: an extension is not there, or a word too new.
    Unloadable(String),
    /// What is wrong with the schema that was pulled.
    Wrong(String),
}

async fn load(bench: &Bench, file: &Path) -> Result<Loaded, Missed> {
    let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
    bench.empty().await;
    bench.load(file).await.map_err(Missed::Unloadable)?;
    // It stays until everything is read.
    let rename = format!("alter database old rename to {name}");
    bench.connect("postgres").await.batch_execute(&rename).await.unwrap();
    let read = introspect(&bench.connect(&name).await, &IntrospectOptions::default()).await;
    let catalog = read.map_err(|error| Missed::Wrong(error.to_string()))?.catalog;
    let text = pg_orm_schema::print(&catalog).text + SESSION;
    let sources = Sources::from_text(format!("{name}.pgorm"), text);
    let compiled = pg_orm_schema::compile(&sources);
    let diagnostics = compiled.diagnostics.render(&sources, Style::Plain);
    let schema = compiled.schema.ok_or(Missed::Wrong(diagnostics))?;
    Ok(Loaded { url: bench.url(&name), name, schema })
}

impl Loaded {
    /// Writes the client as a module of the crate, and answers the function that reads everything.
    fn write(&self, src: &Path) -> Result<String, String> {
        let files = generate(&self.schema, &Options::default()).map_err(|problems| problems.to_string())?;
        let folder = src.join(&self.name);
        std::fs::create_dir_all(&folder).unwrap();
        for file in files {
            std::fs::write(folder.join(file.path), file.text).unwrap();
        }
        let name = &self.name;
        let mut function = format!(
            "mod {name};\n\nasync fn read_{name}(url: &str, wrong: &mut Vec<String>) -> usize {{\n    \
             let pool = pg_orm::Pool::connect(url).await.expect(\"a pool\");\n    \
             let db = pool.session({name}::PulledClient {{ nobody: None }});\n    let mut rows = 0;\n"
        );
        for model in self.models() {
            let read = format!("count(\"{name}\", {name}::{model}::query().all(&db).await, wrong)");
            writeln!(function, "    rows += {read};").unwrap();
        }
        Ok(function + "    rows\n}\n\n")
    }

    /// Every model but those of views that are not filled.
    fn models(&self) -> impl Iterator<Item = &str> {
        let is_filled =
            |view: &&pg_orm_ir::model::View| view.kind != ViewKind::Materialized || !view.is_without_data;
        let views = self.schema.views.iter().filter(is_filled).map(|view| view.model.name.as_str());
        self.schema.models.iter().map(|model| model.name.as_str()).chain(views)
    }
}

const MANIFEST: &str = r#"[package]
name = "pulled-clients"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[profile.dev]
debug = false
incremental = false

[dependencies]
pg-orm = { path = "RUNTIME" }
tokio = { version = "1", features = ["macros", "rt"] }
"#;

const HEAD: &str = r#"//! Reads every table of every pulled database.

fn count<M>(database: &str, read: Result<Vec<M>, pg_orm::Error>, wrong: &mut Vec<String>) -> usize {
    match read {
        Ok(rows) => rows.len(),
        Err(error) => {
            wrong.push(format!("{database}: {error}"));
            0
        }
    }
}

"#;

/// Makes one crate of all clients, runs it, and answers what it says.
fn run(loaded: &[Loaded]) -> Result<String, String> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    // Beside what the tests themselves are built in, so that the next run has it built.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pulled_clients");
    let (folder, src) = (target.join("crate"), target.join("crate/src"));
    let _ = std::fs::remove_dir_all(&src);
    std::fs::create_dir_all(&src).unwrap();
    let runtime = workspace.join("runtime").canonicalize().unwrap();
    let manifest = MANIFEST.replace("RUNTIME", &runtime.display().to_string().replace('\\', "/"));
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let (mut main, mut body) = (HEAD.to_owned(), String::new());
    for database in loaded {
        main += &database.write(&src).map_err(|error| format!("{}: {error}", database.name))?;
        let (name, url) = (&database.name, &database.url);
        let rows = format!("read_{name}({url:?}, &mut wrong).await");
        writeln!(body, "    println!(\"{name}: {{}} rows\", {rows});").unwrap();
    }
    main += &format!(
        "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{\n    let mut wrong = Vec::new();\n{body}    \
         assert!(wrong.is_empty(), \"{{}}\", wrong.join(\"\\n\"));\n}}\n"
    );
    std::fs::write(src.join("main.rs"), main).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", target.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo can be run");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(told) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

#[tokio::test(flavor = "multi_thread")]
async fn pulled_databases_have_clients() {
    let Some(folder) = corpus_folder("real") else { return };
    let mut left = schemas(&folder, &[]);
    let (mut loaded, mut wrong, mut benches) = (Vec::new(), Vec::new(), Vec::new());
    // The newest has what the oldest lacks, and the other way round: each database goes where it can.
    for major in [15, 18] {
        let Some(bench) = Bench::start(major) else { continue };
        for file in std::mem::take(&mut left) {
            match load(&bench, &file).await {
                Ok(database) => loaded.push(database),
                Err(Missed::Wrong(why)) => wrong.push(format!("{}: {why}", schema_name(&file))),
                Err(Missed::Unloadable(why)) => {
                    eprintln!("PostgreSQL {major}: {} can't be loaded: {why}", schema_name(&file));
                    left.push(file);
                }
            }
        }
        benches.push(bench);
    }
    for file in &left {
        eprintln!("SKIPPED: {} can't be loaded", schema_name(file));
    }
    if loaded.is_empty() && wrong.is_empty() {
        return eprintln!("SKIPPED: nothing could be loaded");
    }
    let tables: usize = loaded.iter().map(|database| database.models().count()).sum();
    match run(&loaded) {
        Ok(told) => eprintln!("{told}{} databases, {tables} tables and views were read", loaded.len()),
        Err(error) => wrong.push(error),
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
