//! How long it takes to read, print and compare a large database, beside `pg_dump --schema-only` in the same run.
//!
//! Terms: a *size* is a number of tables; a *round* is one sample of each part and of `pg_dump`; a figure is the median
//! of its samples, a ratio that of the samples' ratios in their rounds.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

mod changes;
mod error;
mod generated;
mod rounds;

use error::{Error, Result};
use rounds::{Figures, Subject};

/// Reads, prints and compares generated databases, beside pg_dump
#[derive(Debug, Parser)]
struct Arguments {
    /// How many tables: a database for each of these numbers
    #[arg(long, value_name = "TABLES", default_values_t = [1_100, 5_000, 10_000])]
    size: Vec<usize>,
    /// How many samples of each
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// The major version of PostgreSQL [default: the newest that is found]
    #[arg(long)]
    major: Option<u32>,
    /// How many changes are compared
    #[arg(long, default_value_t = 50)]
    changes: usize,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be gone; the exit code says it as well.
            let _ = writeln!(io::stderr(), "databases: {}", error.chain());
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let (mut out, mut progress) = (io::stdout(), io::stderr());
    let server = pg_orm_local::Server::temporary();
    let server = match arguments.major {
        Some(major) => server.major(major),
        None => server,
    };
    // One transaction makes all tables.
    let server = server.setting("max_locks_per_transaction", "4096").setting("fsync", "off").start()?;
    let pg_dump = server.binaries().tool("pg_dump").ok_or(Error::NoDump)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    writeln!(out, "PostgreSQL {}; medians of {} rounds.\n", server.version(), arguments.rounds)?;
    writeln!(
        out,
        "| tables | indexes | constraints | pg_dump | read | print | check | pull / pg_dump | ms a table | {} changes |",
        arguments.changes
    )?;
    writeln!(out, "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")?;
    for &tables in &arguments.size {
        writeln!(progress, "{tables} tables")?;
        let subject = Subject { server: &server, pg_dump: &pg_dump, tables, changes: arguments.changes };
        let figures = runtime.block_on(rounds::measure(&subject, arguments.rounds))?;
        row(&mut out, tables, &figures)?;
    }
    Ok(())
}

fn row(out: &mut impl Write, tables: usize, figures: &Figures) -> Result<()> {
    let Figures { indexes, constraints, dump, read, print, check, ratio, compare } = figures;
    let count = u32::try_from(tables).unwrap_or(u32::MAX).max(1);
    writeln!(
        out,
        "| {tables} | {indexes} | {constraints} | {dump:.0?} | {read:.0?} | {print:.0?} | {check:.0?} | {ratio:.2} | \
         {:.2?} | {compare:.1?} |",
        (*read + *print + *check) / count,
    )?;
    Ok(())
}
