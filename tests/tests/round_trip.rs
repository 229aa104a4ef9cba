//! Other people's databases, read into a catalog and made again from it alone: their dumps are the same, object for object.

use std::path::{Path, PathBuf};
use std::process::Command;

use pg_orm_local::Server;
use pg_orm_migrate::{IntrospectOptions, create_script, introspect};
use pg_orm_tests::{Dump, corpus_folder, tool};
use tokio_postgres::{Client, NoTls};

/// How many of the corpus's small schemas are tried, evenly spread over all of them; `PGORM_CORPUS_ALL` tries each.
const SAMPLE: usize = 80;

/// A server, and what is needed to compare two of its databases.
struct Bench {
    server: Server,
    pg_dump: PathBuf,
    psql: PathBuf,
}

/// How a schema went.
enum Outcome {
    /// Both dumps have these many objects.
    Same(usize),
    /// It can't be loaded into this server: an extension is not there, or a word too new.
    Unloadable(String),
    /// What is not the same, or why nothing could be compared.
    Differs(Vec<String>),
}

impl Bench {
    fn start(major: u32) -> Option<Self> {
        let server = Server::temporary().major(major).start().expect("a server starts");
        let (pg_dump, psql) = (tool(&server, "pg_dump")?, tool(&server, "psql")?);
        Some(Self { server, pg_dump, psql })
    }

    async fn connect(&self, database: &str) -> Client {
        let (client, connection) = tokio_postgres::connect(&self.server.url(database), NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }

    async fn round_trip(&self, file: &Path) -> Outcome {
        let admin = self.connect("postgres").await;
        for database in ["old", "new"] {
            self.end_subscriptions(&admin, database).await;
            admin.batch_execute(&format!("drop database if exists {database} with (force)")).await.unwrap();
            admin.batch_execute(&format!("create database {database}")).await.unwrap();
        }
        let roles = file.with_file_name("roles.txt");
        for role in std::fs::read_to_string(roles).unwrap_or_default().split_whitespace() {
            // Another schema's may be there.
            let _ = admin.batch_execute(&format!("create role \"{role}\"")).await;
        }
        if let Err(error) = self.load(file) {
            return Outcome::Unloadable(error);
        }
        let old = self.connect("old").await;
        let read = match introspect(&old, &IntrospectOptions::default()).await {
            Ok(read) => read,
            Err(error) => return Outcome::Differs(vec![format!("not read: {error}")]),
        };
        let script = create_script(&read.catalog).to_string();
        let new = self.connect("new").await;
        // As a migration runs: in one transaction.
        let made = new.batch_execute(&format!("begin;\n{script}\ncommit;")).await;
        if let Err(error) = made {
            return Outcome::Differs(vec![format!("not made: {}", place(&error, &script))]);
        }
        let dumps = ["old", "new"].map(|name| Dump::take(&self.pg_dump, &self.server.url(name)));
        let differences = dumps[0].differences(&dumps[1]);
        if differences.is_empty() {
            return Outcome::Same(dumps[0].len());
        }
        Outcome::Differs(differences.iter().map(ToString::to_string).collect())
    }

    /// A database with subscriptions can't be dropped, and each of them may wait for a server that is not there.
    async fn end_subscriptions(&self, admin: &Client, database: &str) {
        let names =
            "select quote_ident(s.subname) from pg_subscription s join pg_database d on d.oid = s.subdbid
            where d.datname = $1";
        for row in admin.query(names, &[&database]).await.unwrap() {
            let name: String = row.get(0);
            let statement = |verb: &str| format!("{verb} subscription {name}");
            let client = self.connect(database).await;
            for sql in [
                statement("alter") + " disable",
                statement("alter") + " set (slot_name = none)",
                statement("drop"),
            ] {
                client.batch_execute(&sql).await.unwrap();
            }
        }
    }

    fn load(&self, file: &Path) -> Result<(), String> {
        let output = Command::new(&self.psql)
            .args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname"])
            .arg(self.server.url("old"))
            .arg("--file")
            .arg(file)
            .output()
            .expect("psql can be run");
        if output.status.success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&output.stderr);
        Err(text.lines().find(|line| line.contains("ERROR")).unwrap_or("psql failed").to_owned())
    }

    /// Tries these; what is wrong with each.
    async fn try_all(&self, files: &[PathBuf]) -> Vec<String> {
        let (mut same, mut objects, mut unloadable, mut wrong) = (0, 0, Vec::new(), Vec::new());
        for file in files {
            let name = file.components().rev().take(3).map(|part| part.as_os_str().to_string_lossy());
            let name = name.collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("/");
            match self.round_trip(file).await {
                Outcome::Same(count) => {
                    same += 1;
                    objects += count;
                }
                Outcome::Unloadable(error) => unloadable.push(format!("{name}: {error}")),
                Outcome::Differs(differences) => {
                    wrong.push(format!("{name}:\n{}", differences.join("\n")));
                }
            }
        }
        let major = self.server.version().major;
        eprintln!("PostgreSQL {major}: {same} of {} schemas are the same, {objects} objects", files.len());
        unloadable.iter().for_each(|text| eprintln!("SKIPPED: can't be loaded: {text}"));
        if same == 0 {
            wrong.push("none is the same".to_owned());
        }
        wrong.into_iter().map(|text| format!("PostgreSQL {major}: {text}")).collect()
    }
}

/// The error with the line of the script that it is about.
fn place(error: &tokio_postgres::Error, script: &str) -> String {
    use tokio_postgres::error::ErrorPosition;
    let Some(error) = error.as_db_error() else { return error.to_string() };
    let at = match error.position() {
        Some(ErrorPosition::Original(at)) => usize::try_from(*at).unwrap_or(0).saturating_sub(8),
        _ => 0,
    };
    let before: String = script.chars().take(at).collect();
    let line = script.lines().nth(before.matches('\n').count()).unwrap_or_default();
    format!("{}: {} {}", error.message(), error.detail().unwrap_or_default(), if at > 0 { line } else { "" })
}

/// Every `.sql` file in and below a folder, in order.
fn schemas(folder: &Path, names: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            found.extend(schemas(&path, names));
        } else if name.ends_with(".sql") && (names.is_empty() || names.contains(&name)) {
            found.push(path);
        }
    }
    found
}

/// Only those whose path has `PGORM_CORPUS_ONLY` in it, where that is set.
fn chosen(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let only = std::env::var("PGORM_CORPUS_ONLY").unwrap_or_default();
    files.into_iter().filter(|file| file.to_string_lossy().contains(&only)).collect()
}

#[tokio::test]
async fn real_databases_are_made_again() {
    let Some(folder) = corpus_folder("real") else { return };
    let mut wrong = Vec::new();
    for major in [15, 18] {
        let Some(bench) = Bench::start(major) else { continue };
        wrong.extend(bench.try_all(&chosen(schemas(&folder, &[]))).await);
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[tokio::test]
async fn small_schemas_are_made_again() {
    let Some(folder) = corpus_folder("pairs") else { return };
    let all = chosen(schemas(&folder, &["old.sql", "new.sql"]));
    let step =
        if std::env::var_os("PGORM_CORPUS_ALL").is_some() { 1 } else { all.len().div_ceil(SAMPLE).max(1) };
    let mut wrong = Vec::new();
    for (i, major) in [15, 18].into_iter().enumerate() {
        let Some(bench) = Bench::start(major) else { continue };
        // Another sample for each version.
        let sample: Vec<PathBuf> = all.iter().skip(i % step).step_by(step).cloned().collect();
        eprintln!("{} of {} schemas", sample.len(), all.len());
        wrong.extend(bench.try_all(&sample).await);
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n\n"));
}
