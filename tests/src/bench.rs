//! A server with two databases, `old` and `new`: somebody else's schema goes into one, what was made of it into the other.

use std::path::{Path, PathBuf};
use std::process::Command;

use pg_orm_local::Server;
use tokio_postgres::{Client, NoTls};

use crate::{Dump, tool};

/// How many of many schemas are tried, evenly spread over all of them; `PGORM_CORPUS_ALL` tries each.
const SAMPLE: usize = 80;

/// A server, and what is needed to compare two of its databases.
#[derive(Debug)]
pub struct Bench {
    server: Server,
    pg_dump: PathBuf,
    psql: PathBuf,
}

impl Bench {
    /// Starts a server of this major version; `None`, said aloud, where its tools are not there.
    ///
    /// # Panics
    /// When no server can be had.
    #[must_use]
    pub fn start(major: u32) -> Option<Self> {
        let server = Server::temporary().major(major).start().expect("a server starts");
        let (pg_dump, psql) = (tool(&server, "pg_dump")?, tool(&server, "psql")?);
        Some(Self { server, pg_dump, psql })
    }

    /// The server's major version.
    #[must_use]
    pub fn major(&self) -> u32 {
        self.server.version().major
    }

    /// The address of a database.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        self.server.url(database)
    }

    /// A connection to a database.
    ///
    /// # Panics
    /// When the server does not answer.
    pub async fn connect(&self, database: &str) -> Client {
        let url = self.server.url(database);
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await.expect("the server answers");
        tokio::spawn(connection);
        client
    }

    /// Makes `old` and `new` anew, both empty.
    ///
    /// # Panics
    /// When the server refuses.
    pub async fn empty(&self) {
        let admin = self.connect("postgres").await;
        for database in ["old", "new"] {
            self.end_subscriptions(&admin, database).await;
            let drop = format!("drop database if exists {database} with (force)");
            admin.batch_execute(&drop).await.expect("a database can be dropped");
            admin
                .batch_execute(&format!("create database {database}"))
                .await
                .expect("a database can be made");
        }
    }

    /// A database with subscriptions can't be dropped, and each of them may wait for a server that is not there.
    async fn end_subscriptions(&self, admin: &Client, database: &str) {
        let names =
            "select quote_ident(s.subname) from pg_subscription s join pg_database d on d.oid = s.subdbid
            where d.datname = $1";
        for row in admin.query(names, &[&database]).await.expect("subscriptions can be read") {
            let name: String = row.get(0);
            let statement = |verb: &str| format!("{verb} subscription {name}");
            let client = self.connect(database).await;
            for sql in [
                statement("alter") + " disable",
                statement("alter") + " set (slot_name = none)",
                statement("drop"),
            ] {
                client.batch_execute(&sql).await.expect("a subscription can be dropped");
            }
        }
    }

    /// Runs an SQL file in `old`, as `psql` does; the roles that a `roles.txt` beside it names are made before.
    ///
    /// # Errors
    /// `psql`'s first one: an extension is not there, or a word too new.
    ///
    /// # Panics
    /// When `psql` can't be run.
    pub async fn load(&self, file: &Path) -> Result<(), String> {
        let admin = self.connect("postgres").await;
        let roles = file.with_file_name("roles.txt");
        for role in std::fs::read_to_string(roles).unwrap_or_default().split_whitespace() {
            // Another schema's may be there.
            let _ = admin.batch_execute(&format!("create role \"{role}\"")).await;
        }
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

    /// Runs a script in `new` as a migration does: in one transaction.
    ///
    /// # Errors
    /// The server's, with the line of the script that it is about.
    pub async fn make(&self, script: &str) -> Result<(), String> {
        let new = self.connect("new").await;
        let made = new.batch_execute(&format!("begin;\n{script}\ncommit;")).await;
        made.map_err(|error| place(&error, script))
    }

    /// What `pg_dump` says of a database.
    #[must_use]
    pub fn dump(&self, database: &str) -> Dump {
        Dump::take(&self.pg_dump, &self.server.url(database))
    }

    /// In words, what of `old` is not the same in `new`, and how many objects `old` has.
    #[must_use]
    pub fn differences(&self) -> (Vec<String>, usize) {
        let [old, new] = ["old", "new"].map(|name| self.dump(name));
        (old.differences(&new).iter().map(ToString::to_string).collect(), old.len())
    }
}

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

/// The `.sql` files in and below a folder, in order: all, or those of these names; where `PGORM_CORPUS_ONLY` is set, of
/// them those whose path has it.
///
/// # Panics
/// When the folder can't be read.
#[must_use]
pub fn schemas(folder: &Path, names: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(folder, names, &mut found);
    let only = std::env::var("PGORM_CORPUS_ONLY").unwrap_or_default();
    found.retain(|file| file.to_string_lossy().contains(&only));
    found
}

fn collect(folder: &Path, names: &[&str], found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the corpus can be read");
    let mut entries: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the corpus can be read").path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            collect(&path, names, found);
        } else if name.ends_with(".sql") && (names.is_empty() || names.contains(&name)) {
            found.push(path);
        }
    }
}

/// Some of many schemas, evenly spread, another choice for each `nth`; all of them where `PGORM_CORPUS_ALL` is set.
#[must_use]
pub fn sample(all: &[PathBuf], nth: usize) -> Vec<PathBuf> {
    let is_all = std::env::var_os("PGORM_CORPUS_ALL").is_some();
    let step = if is_all { 1 } else { all.len().div_ceil(SAMPLE).max(1) };
    all.iter().skip(nth % step).step_by(step).cloned().collect()
}

/// What a schema of the corpus is called: the last three parts of its path, or its file's name among the real ones.
#[must_use]
pub fn schema_name(file: &Path) -> String {
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
    let parts: &[_] = match parts.as_slice() {
        [.., folder, name] if folder == "real" => std::slice::from_ref(name),
        parts => parts.get(parts.len().saturating_sub(3)..).unwrap_or_default(),
    };
    parts.join("/")
}
