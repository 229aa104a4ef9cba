//! `pgorm db`: a database that is there, as a schema and beside one.

mod counts;
mod diff;
mod facts;
mod live;
mod merge;
mod part;
mod pull;
mod scratch;

use clap::Subcommand;

use crate::{Error, Outcome};

/// Read a database that is there: as a schema, or beside one
#[derive(Debug, clap::Args)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "\
PostgreSQL 15 to 18. The database is read in one transaction that can't write, as any role;
what the role may not see is said."
)]
pub(crate) struct Db {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Pull(pull::Pull),
    Diff(diff::Diff),
}

pub(crate) fn run(arguments: &Db) -> Result<Outcome, Error> {
    match &arguments.action {
        Action::Pull(arguments) => pull::run(arguments),
        Action::Diff(arguments) => diff::run(arguments),
    }
}
