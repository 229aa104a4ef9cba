//! What a hundred models cost the compiler, beside other PostgreSQL clients and ORMs.
//!
//! Terms: a *peer* is one way to write models; a *shape* is how they refer to each other; *clean* compiles the crate
//! alone, with its dependencies built before; *edited* compiles it again after one model got one column more.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

mod cargo;
mod error;
mod models;
mod peers;
mod report;
mod rounds;
mod workspace;

use error::Result;
use models::Shape;
use peers::Peer;

/// What a hundred models cost the compiler, beside other PostgreSQL clients and ORMs.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// How often each crate is compiled with each command; the table shows the median. One that takes over 20 s of CPU is
    /// compiled once.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,

    /// One round of `cargo check` for the groups: shows that every peer's crate compiles.
    #[arg(long)]
    quick: bool,

    /// Measures these peers only.
    #[arg(long, value_name = "NAME")]
    peer: Vec<String>,

    /// Keeps the crates in this folder, and uses what an earlier run built there.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<std::path::PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be gone; the exit code says it as well.
            let _ = writeln!(io::stderr(), "compile: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let chosen: Vec<&Peer> = peers::ALL
        .iter()
        .filter(|peer| arguments.peer.is_empty() || arguments.peer.iter().any(|name| name == peer.name))
        .collect();
    let shapes: &[Shape] = if arguments.quick { &[Shape::Groups] } else { &Shape::ALL };
    let temporary = tempfile::tempdir()?;
    let folder = arguments.folder.as_deref().unwrap_or(temporary.path());
    let workspace = workspace::Workspace::create(folder, &chosen, shapes)?;
    let commands: &[&str] = if arguments.quick { &["check"] } else { &["check", "build"] };
    let rounds = if arguments.quick { 1 } else { arguments.rounds };
    let measured = rounds::measure(&workspace, &chosen, shapes, commands, rounds)?;
    report::write(&mut io::stdout(), &measured)?;
    Ok(())
}
