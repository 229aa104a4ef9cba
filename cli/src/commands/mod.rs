//! The commands, one a file.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod db;
pub(crate) mod dev;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod generate;
pub(crate) mod init;
pub(crate) mod man;
pub(crate) mod migrate;
pub(crate) mod sql;

use crate::{Error, Outcome, arguments::Command};

/// Runs a command.
pub(crate) fn run(command: Command) -> Result<Outcome, Error> {
    match command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Sql(arguments) => sql::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Dev(arguments) => dev::run(arguments),
        Command::Db(arguments) => db::run(&arguments),
        Command::Migrate(arguments) => migrate::run(arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}
