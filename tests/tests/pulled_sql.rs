//! Other people's databases, pulled: nothing in their SQL is taken for wrong that PostgreSQL took.

use std::path::{Path, PathBuf};
use std::process::Command;

use pg_orm_local::Server;
use pg_orm_migrate::{IntrospectOptions, introspect};
use pg_orm_schema::{Severity, Sources, Style};
use pg_orm_tests::{corpus_folder, tool};
use tokio_postgres::{Client, NoTls};

/// How many of the corpus's small schemas are tried, evenly spread over all of them; `PGORM_CORPUS_ALL` tries each.
const SAMPLE: usize = 60;

/// The codes of what is wrong with SQL: those of fragments, and the one of an extension that is not declared.
fn is_of_sql(code: &str) -> bool {
    code.starts_with("P7") || code == "P308"
}

struct Bench {
    server: Server,
    psql: PathBuf,
    databases: usize,
}

impl Bench {
    fn start(major: u32) -> Option<Self> {
        let server = Server::temporary().major(major).start().expect("a server starts");
        let psql = tool(&server, "psql")?;
        Some(Self { server, psql, databases: 0 })
    }

    async fn connect(&self, database: &str) -> Client {
        let (client, connection) = tokio_postgres::connect(&self.server.url(database), NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }

    /// What is said of the SQL of this schema, once it is loaded and pulled; `None` where it can't be loaded.
    async fn said_of(&mut self, file: &Path) -> Option<Vec<String>> {
        self.databases += 1;
        let database = format!("pulled_{}", self.databases);
        let admin = self.connect("postgres").await;
        admin.batch_execute(&format!("create database {database}")).await.unwrap();
        let roles = std::fs::read_to_string(file.with_file_name("roles.txt")).unwrap_or_default();
        for role in roles.split_whitespace() {
            // Another schema's may be there.
            let _ = admin.batch_execute(&format!("create role \"{role}\"")).await;
        }
        let output = Command::new(&self.psql)
            .args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname"])
            .arg(self.server.url(&database))
            .arg("--file")
            .arg(file)
            .output()
            .expect("psql can be run");
        if !output.status.success() {
            return None;
        }
        let client = self.connect(&database).await;
        let catalog = introspect(&client, &IntrospectOptions::default()).await.unwrap().catalog;
        let text = pg_orm_schema::print(&catalog).text;
        let sources = Sources::from_text(file.display().to_string(), text);
        let diagnostics = pg_orm_schema::compile(&sources).diagnostics;
        let wrong = diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error && is_of_sql(found.code.as_str()))
            .map(|found| format!("{} {}", found.code.as_str(), found.message))
            .collect::<Vec<_>>();
        if !wrong.is_empty() {
            eprintln!("{}", diagnostics.render(&sources, Style::Plain));
        }
        Some(wrong)
    }

    /// What is said of all of them.
    async fn said_of_all(&mut self, files: &[PathBuf]) -> Vec<String> {
        let (mut wrong, mut read) = (Vec::new(), 0);
        for file in files {
            match self.said_of(file).await {
                Some(said) => {
                    read += 1;
                    wrong.extend(said.into_iter().map(|said| format!("{}: {said}", file.display())));
                }
                None => eprintln!("SKIPPED: can't be loaded: {}", file.display()),
            }
        }
        let major = self.server.version().major;
        eprintln!("PostgreSQL {major}: the SQL of {read} of {} schemas was looked at", files.len());
        assert!(read > 0, "none could be loaded");
        wrong
    }
}

/// Every `.sql` file in and below a folder but the data of others, in order.
fn schemas(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(schemas(&path));
        } else if path.extension().is_some_and(|it| it == "sql") && !path.ends_with("seed.sql") {
            found.push(path);
        }
    }
    found
}

#[tokio::test]
async fn the_sql_of_real_databases_is_right() {
    let Some(folder) = corpus_folder("real") else { return };
    for major in [15, 18] {
        let Some(mut bench) = Bench::start(major) else { continue };
        let wrong = bench.said_of_all(&schemas(&folder)).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[tokio::test]
async fn the_sql_of_small_schemas_is_right() {
    let Some(folder) = corpus_folder("pairs") else { return };
    let all = schemas(&folder);
    let is_all = std::env::var_os("PGORM_CORPUS_ALL").is_some();
    let step = if is_all { 1 } else { all.len().div_ceil(SAMPLE).max(1) };
    for (offset, major) in [15, 18].into_iter().enumerate() {
        let Some(mut bench) = Bench::start(major) else { continue };
        // Another sample for each version.
        let sample: Vec<PathBuf> = all.iter().skip(offset % step).step_by(step).cloned().collect();
        let wrong = bench.said_of_all(&sample).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
