//! The command line.

use clap::{Parser, Subcommand};

use crate::operation::Operation;

/// What a query costs the client, beside other PostgreSQL clients and ORMs.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// The server to measure on, with the right to make a role and the schema `bench` (which is replaced). Without it,
    /// a private server is started.
    #[arg(long, env = "PGORM_BENCH_URL", global = true)]
    pub(crate) url: Option<String>,

    /// How many samples each peer gives for each operation; the table shows their median.
    #[arg(long, default_value_t = 101, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,

    /// Few rounds and few runs a sample: shows that everything works, and no figures worth reading.
    #[arg(long)]
    pub(crate) quick: bool,

    /// Lets client and server use the processors as the scheduler places them. Otherwise a private server has the
    /// second half of them, a current-thread client the first one, a multi-thread client the first half if that is
    /// more than one, and else all.
    #[arg(long)]
    pub(crate) no_pin: bool,

    /// Measures these operations only, such as `lookup` or `rows-10000`.
    #[arg(long, value_name = "OPERATION")]
    pub(crate) operation: Vec<Operation>,

    /// Measures these peers only, as the table's columns name them; the first of the table is what the others are
    /// compared with.
    #[arg(long, value_name = "NAME")]
    pub(crate) peer: Vec<String>,

    /// Doesn't count instructions, even where valgrind is installed.
    #[arg(long)]
    pub(crate) no_callgrind: bool,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What runs in a process of its own.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Runs one operation of one peer on a database that a run has filled: what callgrind watches, or a profiler.
    Only {
        /// As the table's columns name it.
        #[arg(long)]
        peer: String,
        #[arg(long)]
        operation: Operation,
        /// How often, after three runs that warm it up.
        #[arg(long)]
        iterations: u32,
        /// Makes the rows that the runs would insert, and doesn't run them.
        #[arg(long)]
        idle: bool,
    },
}
