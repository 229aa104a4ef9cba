//! `pgorm dev psql`: psql on the server.

use std::{ffi::OsString, os::unix::process::CommandExt as _, process};

use pg_orm_local::{Binaries, Durable};

use crate::{Error, Outcome};

#[derive(Debug, clap::Args)]
pub(crate) struct Psql {
    /// Arguments for psql, behind `--`
    #[arg(last = true, value_name = "ARGS")]
    arguments: Vec<OsString>,
}

pub(crate) fn run(server: &Durable, arguments: &Psql) -> Result<Outcome, Error> {
    let started = super::start(server)?;
    // Version 0 stands for a server whose version nobody remembers.
    let binaries = Binaries::find(Some(started.version.major).filter(|major| *major > 0))?;
    let Some(psql) = binaries.tool("psql") else {
        return Err(Error::refused(
            "there is no psql: the fetched PostgreSQL comes without it, and PATH has none",
            "install it (the package `postgresql-client` or `postgresql` of your system), \
             or give the URL that `pgorm dev url` prints to another client",
        ));
    };
    // From here on this process is psql: its terminal, its signals, its exit code.
    let mut command = process::Command::new(&psql);
    let source = command.arg("--dbname").arg(&started.url).args(&arguments.arguments).exec();
    Err(Error::Run { program: psql, source })
}
