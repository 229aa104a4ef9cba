//! Both sides of a pair in databases of one server, read and dumped.

use std::path::{Path, PathBuf};
use std::process::Command;

use pg_orm_ir::catalog::Catalog;
use pg_orm_local::Server;
use pg_orm_migrate::{IntrospectOptions, introspect};
use pg_orm_tests::{Dump, corpus_folder, tool};
use tokio_postgres::{Client, NoTls};

/// How many pairs are tried, evenly spread over all of them; `PGORM_CORPUS_ALL` tries each.
const SAMPLE: usize = 60;

/// A server for each side, as roles are the server's, and what is needed to fill and dump their databases.
pub(crate) struct Bench {
    servers: [Server; 2],
    pg_dump: PathBuf,
    psql: PathBuf,
}

/// One side of a pair.
pub(crate) struct Side {
    pub(crate) catalog: Catalog,
    pub(crate) dump: Dump,
}

/// The folders of the pairs that are to be tried.
pub(crate) fn pairs(skip: usize) -> Vec<PathBuf> {
    let Some(folder) = corpus_folder("pairs") else { return Vec::new() };
    let mut all: Vec<PathBuf> = folders(&folder).iter().flat_map(|source| folders(source)).collect();
    let only = std::env::var("PGORM_CORPUS_ONLY").unwrap_or_default();
    all.retain(|folder| folder.join("new.sql").is_file() && folder.to_string_lossy().contains(&only));
    let step =
        if std::env::var_os("PGORM_CORPUS_ALL").is_some() { 1 } else { all.len().div_ceil(SAMPLE).max(1) };
    all.into_iter().skip(skip % step).step_by(step).collect()
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// `pg-delta`, of a pair of it.
pub(crate) fn source(pair: &Path) -> String {
    let name = pair.parent().and_then(Path::file_name).unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// `pg-delta/comments`, for messages.
pub(crate) fn name(pair: &Path) -> String {
    format!("{}/{}", source(pair), pair.file_name().unwrap_or_default().to_string_lossy())
}

impl Bench {
    /// `None`, said aloud, where `pg_dump` or `psql` is missing.
    pub(crate) fn start(major: u32) -> Option<Self> {
        let start = || Server::temporary().major(major).start().expect("a server starts");
        let servers = [start(), start()];
        let (pg_dump, psql) = (tool(&servers[0], "pg_dump")?, tool(&servers[0], "psql")?);
        Some(Self { servers, pg_dump, psql })
    }

    /// Both sides; why not, where one can't be loaded into this server or read.
    pub(crate) async fn sides(&self, pair: &Path) -> Result<[Side; 2], String> {
        let [old, new] = &self.servers;
        Ok([self.side(old, pair, "old").await?, self.side(new, pair, "new").await?])
    }

    async fn side(&self, server: &Server, pair: &Path, side: &str) -> Result<Side, String> {
        let admin = connect(server, "postgres").await;
        self.end_subscriptions(server, &admin).await;
        admin.batch_execute("drop database if exists side with (force)").await.unwrap();
        let others =
            "select quote_ident(rolname) from pg_roles where rolname <> 'postgres' and rolname !~ '^pg_'";
        for row in admin.query(others, &[]).await.unwrap() {
            let role: String = row.get(0);
            admin.batch_execute(&format!("drop owned by {role}; drop role {role}")).await.unwrap();
        }
        for role in std::fs::read_to_string(pair.join("roles.txt")).unwrap_or_default().split_whitespace() {
            admin.batch_execute(&format!("create role \"{role}\"")).await.unwrap();
        }
        admin.batch_execute("create database side").await.unwrap();
        self.load(server, &pair.join(format!("{side}.sql")))?;
        let client = connect(server, "side").await;
        let options = IntrospectOptions { has_roles: false, ..IntrospectOptions::default() };
        let read = introspect(&client, &options).await.map_err(|error| format!("not read: {error}"))?;
        Ok(Side { catalog: read.catalog, dump: Dump::take(&self.pg_dump, &server.url("side")) })
    }

    fn load(&self, server: &Server, file: &Path) -> Result<(), String> {
        let output = Command::new(&self.psql)
            .args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname"])
            .arg(server.url("side"))
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

    /// A database with subscriptions can't be dropped, and each of them may wait for a server that is not there.
    async fn end_subscriptions(&self, server: &Server, admin: &Client) {
        let names =
            "select quote_ident(s.subname) from pg_subscription s join pg_database d on d.oid = s.subdbid
            where d.datname = 'side'";
        for row in admin.query(names, &[]).await.unwrap() {
            let name: String = row.get(0);
            let client = connect(server, "side").await;
            for what in ["alter {} disable", "alter {} set (slot_name = none)", "drop {}"] {
                let sql = what.replace("{}", &format!("subscription {name}"));
                client.batch_execute(&sql).await.unwrap();
            }
        }
    }
}

async fn connect(server: &Server, database: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(&server.url(database), NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}
