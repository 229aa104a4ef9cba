//! Rounds: each part of a pull, and `pg_dump`, timed in turn on one database.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pg_orm_ir::catalog::Catalog;
use pg_orm_local::Server;
use pg_orm_migrate::{IntrospectOptions, diff, introspect, settled};
use pg_orm_schema::Sources;
use tokio_postgres::{Client, NoTls};

use crate::changes::changed;
use crate::error::{Error, Result};
use crate::generated;

/// What is measured.
pub(crate) struct Subject<'a> {
    pub(crate) server: &'a Server,
    pub(crate) pg_dump: &'a Path,
    pub(crate) tables: usize,
    pub(crate) changes: usize,
}

/// What came of it: medians.
pub(crate) struct Figures {
    pub(crate) indexes: i64,
    pub(crate) constraints: i64,
    pub(crate) dump: Duration,
    /// The database into a catalog.
    pub(crate) read: Duration,
    /// The catalog into text.
    pub(crate) print: Duration,
    /// The text compiled, and what it makes compared with what was read.
    pub(crate) check: Duration,
    /// All three by `pg_dump`'s time of the same round.
    pub(crate) ratio: f64,
    /// The comparison of two catalogs.
    pub(crate) compare: Duration,
}

/// Makes a database of this size, and measures on it.
pub(crate) async fn measure(subject: &Subject<'_>, rounds: usize) -> Result<Figures> {
    let name = format!("generated_{}", subject.tables);
    let admin = connect(&subject.server.url("postgres")).await?;
    admin.batch_execute(&format!("create database {name}")).await?;
    let url = subject.server.url(&name);
    let client = connect(&url).await?;
    client.batch_execute(&generated::sql(subject.tables)).await?;
    client.batch_execute("vacuum analyze").await?;
    let (mut dump, mut read, mut print, mut check, mut compare) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut ratios = Vec::new();
    for _ in 0..rounds.max(1) {
        let (dumped, ()) = timed(|| dump_schema(subject.pg_dump, &url))?;
        let start = Instant::now();
        // As a pull does it: a connection of its own, whose caches are empty.
        let client = connect(&url).await?;
        let found = introspect(&client, &IntrospectOptions { has_roles: false, ..IntrospectOptions::default() }).await?;
        let was_read = start.elapsed();
        let catalog = found.catalog;
        let (printed_in, printed) = timed(|| Ok(pg_orm_schema::print(&catalog)))?;
        let (checked_in, ()) = timed(|| checked(&catalog, &printed.text))?;
        let next = changed(&catalog, subject.changes);
        let (compared_in, facts) = timed(|| Ok(diff(&catalog, &next)))?;
        if facts.len() != subject.changes {
            return Err(Error::Changes { expected: subject.changes, told: facts.len() });
        }
        ratios.push((was_read + printed_in + checked_in).as_secs_f64() / dumped.as_secs_f64());
        dump.push(dumped);
        read.push(was_read);
        print.push(printed_in);
        check.push(checked_in);
        compare.push(compared_in);
    }
    let row = client
        .query_one(
            "select
               (select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid
                 where c.relnamespace::regnamespace::text ~ '^s[0-9]'),
               (select count(*) from pg_constraint
                 where connamespace::regnamespace::text ~ '^s[0-9]' and contype <> 'n')",
            &[],
        )
        .await?;
    let (indexes, constraints) = (row.try_get(0)?, row.try_get(1)?);
    drop(client);
    admin.batch_execute(&format!("drop database {name} with (force)")).await?;
    ratios.sort_by(f64::total_cmp);
    let ratio = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    let [dump, read, print, check, compare] = [dump, read, print, check, compare].map(median);
    Ok(Figures { indexes, constraints, dump, read, print, check, ratio, compare })
}

async fn connect(url: &str) -> Result<Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(Duration, T)> {
    let start = Instant::now();
    let result = work()?;
    Ok((start.elapsed(), result))
}

fn median(mut samples: Vec<Duration>) -> Duration {
    samples.sort();
    samples.get(samples.len() / 2).copied().unwrap_or_default()
}

fn dump_schema(pg_dump: &Path, url: &str) -> Result<()> {
    let status = Command::new(pg_dump)
        .args(["--schema-only", "--dbname", url])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err(Error::Dump(status)) }
}

/// What `pgorm db pull` does with the text before it believes it.
fn checked(catalog: &Catalog, text: &str) -> Result<()> {
    let sources = Sources::from_text("schema.pgorm", text);
    let schema = pg_orm_schema::compile(&sources).schema.ok_or(Error::Printed)?;
    let made = pg_orm_ir::lower(&schema)?;
    match diff(&settled(catalog.clone()), &settled(made)).first() {
        None => Ok(()),
        Some(fact) => Err(Error::Different(fact.to_string())),
    }
}
